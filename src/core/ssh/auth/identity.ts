/** A key that can prove who we are, wherever it is kept. Signing may have to ask a person first. */
import { failure, toErrorInfo, GangwayError } from '../../../shared/errors';
import { PASSPHRASE_ATTEMPTS } from '../../../shared/prompt';
import { answersOf, type AskNow } from '../ask';
import { BaseAgent, type BaseAgentType, type ParsedKey } from '../library';
import { parseKeyFile, unlockKey } from './private-key';

export interface Identity {
  /** Asks for a passphrase only where the public half cannot be known without it. */
  publicKey(): Promise<ParsedKey>;
  /** `hash` is set for RSA keys only (RFC 8332). Resolves with the bare signature. */
  sign(data: Buffer, hash: string | undefined): Promise<Buffer>;
}

export function agentIdentity(agent: BaseAgentType, key: ParsedKey): Identity {
  return {
    publicKey: () => Promise.resolve(key),
    sign: (data, hash) =>
      new Promise((resolve, reject) => {
        const done = (error: Error | null | undefined, signature?: Buffer) => {
          if (signature) resolve(signature);
          else reject(error ?? new Error('the agent refused to sign'));
        };
        agent.sign(key, data, hash === undefined ? {} : ({ hash } as never), done);
      }),
  };
}

function openIdentity(key: ParsedKey): Identity {
  return {
    publicKey: () => Promise.resolve(key),
    sign: (data, hash) => Promise.resolve(signWith(key, data, hash)),
  };
}

/**
 * An encrypted key file. `sign` (and `publicKey`, if no public half is given) rejects with
 * `ssh.key-passphrase-wrong` {path} after three attempts and `ssh.cancelled` if the person cancels.
 */
function lockedIdentity(
  path: string,
  text: string,
  publicKey: ParsedKey | undefined,
  ask: AskNow,
): Identity {
  let unlocked: Promise<ParsedKey> | undefined;
  const unlock = () => (unlocked ??= askForKey(path, text, ask));
  return {
    publicKey: () => (publicKey ? Promise.resolve(publicKey) : unlock()),
    sign: async (data, hash) => signWith(await unlock(), data, hash),
  };
}

async function askForKey(path: string, text: string, ask: AskNow): Promise<ParsedKey> {
  for (let attempt = 1; attempt <= PASSPHRASE_ATTEMPTS; attempt += 1) {
    const answer = await ask({ kind: 'passphrase', path, attempt });
    const key = unlockKey(text, answersOf(answer, path)[0] ?? '');
    if (key) return key;
  }
  throw failure('ssh.key-passphrase-wrong', { path });
}

function signWith(key: ParsedKey, data: Buffer, hash: string | undefined): Buffer {
  // ssh2 returns what went wrong instead of throwing it.
  const signature = key.sign(data, hash) as Buffer | Error;
  if (signature instanceof Error) throw signature;
  return signature;
}

/** Reads a key file's text into an identity; a public half alone has to be found in the agent. */
export function fileIdentity(
  path: string,
  text: string,
  publicHalf: ParsedKey | undefined,
  ask: AskNow,
): Identity | undefined {
  const file = parseKeyFile(text);
  if (file.kind === 'open') return openIdentity(file.key);
  if (file.kind === 'locked') return lockedIdentity(path, text, file.publicKey ?? publicHalf, ask);
  return undefined;
}

/**
 * One identity as an agent of ssh2, which is its only asynchronous way to sign: the passphrase is thus
 * asked for after the server said that it would accept the key (RFC 4252, 7).
 */
export class SingleKeyAgent extends BaseAgent<ParsedKey> {
  constructor(
    private readonly key: ParsedKey,
    private readonly identity: Identity,
    private readonly onFailure: (error: GangwayError) => void,
  ) {
    super();
  }

  override getIdentities(done: (error: Error | undefined, keys?: ParsedKey[]) => void): void {
    done(undefined, [this.key]);
  }

  override sign(
    _key: ParsedKey,
    data: Buffer,
    options: unknown,
    done?: (error: Error | undefined, signature?: Buffer) => void,
  ): void {
    const { hash } = options as { hash?: string };
    this.identity.sign(data, hash).then(
      (signature) => done?.(undefined, signature),
      (error: unknown) => {
        // What a person decided ends the connection; an agent that refuses leaves the next key to try.
        if (error instanceof GangwayError) this.onFailure(error);
        else done?.(new Error(JSON.stringify(toErrorInfo(error).detail)));
      },
    );
  }
}
