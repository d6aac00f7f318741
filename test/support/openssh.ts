/** Real OpenSSH servers and agents for tests: throw-away, on loopback or in a namespace of their own. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export const run = promisify(execFile);

export interface Sshd {
  readonly port: number;
  /** Path of the host's private key; `.pub` beside it. */
  readonly hostKey: string;
  stop(): Promise<void>;
}

export interface SshdOptions {
  /** Folder for its files. */
  readonly folder: string;
  readonly authorizedKeys: readonly string[];
  /** More sshd_config lines; the first occurrence of an option wins. */
  readonly config?: readonly string[];
  /** Network namespace in which sessions run. The port is on loopback all the same. */
  readonly namespace?: string;
}

/** `ssh-keygen` with a passphrase and type; resolves with the path. */
export async function makeKey(path: string, passphrase = '', type = 'ed25519'): Promise<string> {
  await run('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', path]);
  return path;
}

/** Runs `sshd` on a loopback port until it listens. */
export async function startSshd(options: SshdOptions): Promise<Sshd> {
  const { folder, namespace } = options;
  await mkdir('/run/sshd', { recursive: true });
  await mkdir(folder, { recursive: true });
  const hostKey = await makeKey(join(folder, 'host_key'));
  const publicKeys = options.authorizedKeys.map((path) => readFile(`${path}.pub`, 'utf8'));
  const authorized = join(folder, 'authorized_keys');
  await writeFile(authorized, (await Promise.all(publicKeys)).join(''));
  const port = await freePort();
  const configFile = join(folder, 'sshd_config');
  const lines = [
    ...(options.config ?? []),
    'ListenAddress 127.0.0.1',
    `Port ${port}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${authorized}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitTunnel yes',
  ];
  await writeFile(configFile, `${lines.join('\n')}\n`);
  const end =
    namespace === undefined
      ? await listen(configFile)
      : await listenForNamespace(namespace, port, configFile);
  return { port, hostKey, stop: end };
}

async function listen(configFile: string): Promise<() => Promise<void>> {
  const args = ['-D', '-e', '-f', configFile];
  const child = spawn('/usr/sbin/sshd', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await listening(child);
  return () => stop(child);
}

/** Hands each connection to an `sshd -i` in the namespace, so that no interface has to reach into it. */
async function listenForNamespace(namespace: string, port: number, configFile: string) {
  const children = new Set<ChildProcess>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const args = ['netns', 'exec', namespace, '/usr/sbin/sshd', '-i', '-f', configFile];
    const child = spawn('ip', args, { stdio: [socket, socket, 'ignore'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    socket.destroy();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    server.close();
    await Promise.all([...children].map(stop));
  };
}

async function listening(child: ChildProcess): Promise<void> {
  if (!child.stderr) throw new Error('no stderr');
  const lines = createInterface({ input: child.stderr });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    if (line.startsWith('Server listening')) {
      child.stderr.resume();
      return;
    }
  }
  throw new Error(`sshd ended: ${said.join('\n')}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Agent {
  readonly socket: string;
  add(key: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startAgent(socket: string): Promise<Agent> {
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  // It prints its environment once the socket stands.
  await once(child.stdout, 'data');
  return {
    socket,
    add: async (key) => {
      await run('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    },
    stop: () => stop(child),
  };
}
