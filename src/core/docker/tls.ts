/** TLS to a Docker that listens on TCP, inside a channel of the session. Keys are read here and kept nowhere. */
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import { failure, type GangwayError } from '../../shared/errors';
import type { Connect } from './channel-socket';

/** Paths on the laptop of PEM files; `~/` is the home folder. */
export interface TlsFiles {
  /** Signed the server's certificate; absent: whom the system trusts. */
  readonly ca?: string | undefined;
  /** Who we are, where the server asks. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

export interface TlsTarget {
  /** For people. */
  readonly endpoint: string;
  /** What the server's certificate has to be for. */
  readonly host: string;
  readonly files: TlsFiles;
  readonly home: string;
}

/** A server that says nothing: milliseconds. */
const HANDSHAKE_TIMEOUT_MS = 15_000;

/**
 * Opens a connection with `open` and speaks TLS over it. Rejects as `open`, or with `docker.tls-failed`
 * {endpoint, message}: a file that cannot be used, a server that is not who it should be.
 */
export function tlsOver(open: Connect, target: TlsTarget): Connect {
  let context: Promise<SecureContext> | undefined;
  return async () => {
    // A file that was missing may be there the next time.
    context ??= secureContext(target).catch((error: unknown) => {
      context = undefined;
      throw error;
    });
    const secure = await context;
    return handshake(await open(), secure, target);
  };
}

async function secureContext({ files, home, endpoint }: TlsTarget): Promise<SecureContext> {
  const read = async (file: string | undefined) => {
    if (file === undefined) return undefined;
    try {
      return await readFile(file.startsWith('~/') ? path.join(home, file.slice(2)) : file);
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      throw failure('docker.tls-failed', { endpoint, message: `${file}: ${wordsOf(code)}` });
    }
  };
  const [ca, cert, key] = await Promise.all([read(files.ca), read(files.cert), read(files.key)]);
  try {
    return createSecureContext({ ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) });
  } catch (error) {
    throw tlsFailure(endpoint, error);
  }
}

function handshake(
  channel: Duplex,
  secureContext: SecureContext,
  { endpoint, host }: TlsTarget,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: channel,
      secureContext,
      host,
      // RFC 6066, 3: no addresses.
      ...(isIP(host) === 0 && { servername: host }),
    });
    const fail = (error: unknown) => {
      clearTimeout(timer);
      socket.destroy();
      channel.destroy();
      reject(tlsFailure(endpoint, error));
    };
    const timer = setTimeout(() => {
      fail(new Error('it does not answer'));
    }, HANDSHAKE_TIMEOUT_MS);
    const closed = () => {
      fail(new Error('it closed the connection'));
    };
    socket.once('error', fail).once('close', closed);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', fail).off('close', closed);
      socket.once('close', () => channel.destroy());
      resolve(socket);
    });
  });
}

/** Also for what comes after the handshake: with TLS 1.3 a server refuses our certificate only then. */
export function isTlsError(thrown: unknown): boolean {
  const { code } = thrown as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'));
}

export function tlsFailure(endpoint: string, error: unknown): GangwayError {
  return failure('docker.tls-failed', { endpoint, message: messageOf(error) });
}

/** OpenSSL's `error:0A00010B:SSL routines::wrong version number` without its decoration. */
function messageOf(error: unknown): string {
  const { message, reason } = error as Error & { reason?: string };
  return (
    reason ??
    /^[0-9A-F]+:error:[^:]*:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1] ??
    message
  ).trim();
}

function wordsOf(code: string): string {
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EISDIR: 'a folder',
  };
  return words[code] ?? code;
}
