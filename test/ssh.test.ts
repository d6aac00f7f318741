/** `src/core/ssh` against real OpenSSH. Needs root: sshd makes tun devices, in a namespace of the test's own. */
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANY_TUN_UNIT, openSession, type Ask, type SshSession } from '../src/core/ssh';
import type { ErrorInfo } from '../src/shared/errors';
import type { Gateway } from '../src/shared/profile';
import type { PromptBody } from '../src/shared/prompt';
import { makeKey, run, startAgent, startSshd, type Sshd } from './support/openssh';

const PASSPHRASE = 'correct horse';

let root: string;
let home: string;
let key: string;
let lockedKey: string;
let sshd: Sshd;
const prompts: PromptBody[] = [];
const sessions: SshSession[] = [];

/** Says yes to host keys and knows the passphrase. */
const obliging: Ask = (body) => {
  prompts.push(body);
  return Promise.resolve(
    body.kind === 'host-key' ? { kind: 'accept' } : { kind: 'answers', answers: [PASSPHRASE] },
  );
};

async function open(gateway: Partial<Gateway>, env: NodeJS.ProcessEnv = {}): Promise<SshSession> {
  const { signal } = new AbortController();
  const full = { host: '127.0.0.1', port: sshd.port, user: 'root', ...gateway };
  const session = await openSession(full, { ask: obliging, home, env, signal });
  sessions.push(session);
  return session;
}

/** The `ErrorInfo` that a promise rejects with. */
async function errorOf(promise: Promise<unknown>): Promise<ErrorInfo> {
  return promise.then(
    () => Promise.reject(new Error('should have failed')),
    (error: unknown) => (error as { info: ErrorInfo }).info,
  );
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gangway-ssh-'));
  key = await makeKey(join(root, 'key'));
  lockedKey = await makeKey(join(root, 'locked'), PASSPHRASE);
  sshd = await startSshd({ folder: join(root, 'sshd'), authorizedKeys: [key, lockedKey] });
});

beforeEach(async () => {
  home = await mkdtemp(join(root, 'home-'));
  prompts.length = 0;
});

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

afterAll(async () => {
  await sshd.stop();
  await rm(root, { recursive: true });
});

describe('logging in', () => {
  it('asks about a new host key with the fingerprint of ssh-keygen -lf, then knows it', async () => {
    const printed = (await run('ssh-keygen', ['-lf', `${sshd.hostKey}.pub`])).stdout;
    const session = await open({ identityFile: key });
    const { stdout } = await session.run('whoami');

    expect(stdout).toBe('root\n');
    expect(session).toMatchObject({
      endpoint: `127.0.0.1:${sshd.port}`,
      address: '127.0.0.1',
      user: 'root',
    });
    const [, fingerprint] = printed.split(' ');
    const host = `[127.0.0.1]:${sshd.port}`;
    expect(prompts).toEqual([
      { kind: 'host-key', host, keyType: 'ED25519', fingerprint, bits: 256 },
    ]);
    // What we wrote is what OpenSSH finds.
    const file = join(home, '.ssh', 'known_hosts');
    expect((await run('ssh-keygen', ['-F', host, '-f', file])).stdout).toContain('found: line 1');

    prompts.length = 0;
    await open({ identityFile: key });
    expect(prompts).toEqual([]);
  });

  it('finds a name that ssh-keygen -H hashed', async () => {
    await open({ identityFile: key });
    await run('ssh-keygen', ['-H', '-f', join(home, '.ssh', 'known_hosts')]);
    expect(await readFile(join(home, '.ssh', 'known_hosts'), 'utf8')).toMatch(/^\|1\|/);
    prompts.length = 0;
    await open({ identityFile: key });
    expect(prompts).toEqual([]);
  });

  it('loses nothing of known_hosts on a full disk, and does not go on', async () => {
    const folder = join(home, '.ssh');
    const file = join(folder, 'known_hosts');
    await mkdir(folder);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', folder]);
    try {
      const before = `# ${'x'.repeat(4050)}\n`;
      await writeFile(file, before);
      expect(await errorOf(open({ identityFile: key }))).toMatchObject({
        code: 'ssh.known-hosts-unwritable',
        detail: { path: file, reason: 'ENOSPC' },
      });
      expect(await readFile(file, 'utf8')).toBe(before);
    } finally {
      await run('umount', [folder]);
    }
  });

  it('stops hard at a changed host key', async () => {
    const other = await makeKey(join(home, 'other'));
    const [type = '', base64 = ''] = (await readFile(`${other}.pub`, 'utf8')).split(' ');
    const file = join(home, '.ssh', 'known_hosts');
    await mkdir(join(home, '.ssh'));
    await writeFile(file, `# mine\n[127.0.0.1]:${sshd.port} ${type} ${base64}\n`);
    const error = await errorOf(open({ identityFile: key }));
    expect(error).toMatchObject({
      code: 'ssh.host-key-changed',
      detail: { host: `[127.0.0.1]:${sshd.port}`, file, line: 2, keyType: 'ED25519' },
    });
    expect(prompts).toEqual([]);
  });

  it('takes the key from an agent, and with IdentityAgent none does not', async () => {
    const agent = await startAgent(join(home, 'agent.sock'));
    try {
      await agent.add(key);
      const env = { SSH_AUTH_SOCK: agent.socket };
      expect((await (await open({}, env)).run('true')).code).toBe(0);
      await writeFile(join(home, '.ssh', 'config'), 'Host *\n  IdentityAgent none\n');
      expect(await errorOf(open({}, env))).toMatchObject({ code: 'ssh.auth-failed' });
    } finally {
      await agent.stop();
    }
  });

  it('asks for the passphrase of an encrypted key', async () => {
    await open({ identityFile: lockedKey });
    expect(prompts.map(({ kind }) => kind)).toEqual(['host-key', 'passphrase']);
    expect(prompts[1]).toEqual({ kind: 'passphrase', path: lockedKey, attempt: 1 });
  });

  it('does not ask for the passphrase of a key that the server does not want', async () => {
    const stranger = await makeKey(join(home, 'stranger'), PASSPHRASE);
    expect(await errorOf(open({ identityFile: stranger }))).toMatchObject({
      code: 'ssh.auth-failed',
      detail: { user: 'root', tried: 'publickey' },
    });
    expect(prompts.map(({ kind }) => kind)).toEqual(['host-key']);
  });

  it('reads host, port, user and key from ~/.ssh/config', async () => {
    await mkdir(join(home, '.ssh'));
    const config = `Host bay\n HostName 127.0.0.1\n Port ${sshd.port}\n User root\n IdentityFile ${key}\n`;
    await writeFile(join(home, '.ssh', 'config'), config);
    const { signal } = new AbortController();
    const session = await openSession({ host: 'bay' }, { ask: obliging, home, env: {}, signal });
    sessions.push(session);
    expect(session.endpoint).toBe(`bay:${sshd.port}`);
  });

  it('logs in with RSA and ECDSA keys', async () => {
    for (const type of ['rsa', 'ecdsa']) {
      const path = await makeKey(join(home, type), '', type);
      const server = await startSshd({
        folder: join(home, `sshd-${type}`),
        authorizedKeys: [path],
      });
      try {
        const session = await open({ port: server.port, identityFile: path });
        expect((await session.run('true')).code).toBe(0);
        await session.close();
      } finally {
        await server.stop();
      }
    }
  });

  it('goes through a jump host, whose own key is verified too', async () => {
    const folder = join(home, 'inner');
    const inner = await startSshd({ folder, authorizedKeys: [lockedKey] });
    try {
      await mkdir(join(home, '.ssh'));
      const config = [
        `Host door\n HostName 127.0.0.1\n Port ${sshd.port}\n User root\n IdentityFile ${key}`,
        `Host inner\n HostName localhost\n Port ${inner.port}\n ProxyJump door`,
      ];
      await writeFile(join(home, '.ssh', 'config'), config.join('\n'));
      const session = await open({ host: 'inner', port: inner.port, identityFile: lockedKey });
      expect((await session.run('echo $SSH_CONNECTION')).stdout).toContain(` ${inner.port}`);
      expect(session.address).toBe('127.0.0.1');
      expect(prompts.map((body) => ('host' in body ? body.host : body.kind))).toEqual([
        `[127.0.0.1]:${sshd.port}`,
        `[localhost]:${inner.port}`,
        'passphrase',
      ]);
    } finally {
      await Promise.all(sessions.splice(0).map((session) => session.close()));
      await inner.stop();
    }
  });

  it('says when the jump host cannot reach the gateway', async () => {
    await mkdir(join(home, '.ssh'));
    const config = [
      `Host door\n HostName 127.0.0.1\n Port ${sshd.port}\n User root\n IdentityFile ${key}`,
      'Host inner\n HostName 127.0.0.1\n Port 1\n ProxyJump door',
    ];
    await writeFile(join(home, '.ssh', 'config'), config.join('\n'));
    expect(await errorOf(open({ host: 'inner', port: 1 }))).toMatchObject({
      code: 'ssh.unreachable',
      detail: { host: '127.0.0.1', port: 1, via: 'door' },
    });
  });

  it('names the gateway when it does not listen', async () => {
    expect(await errorOf(open({ port: 1 }))).toMatchObject({
      code: 'ssh.refused',
      retryable: true,
      detail: { host: '127.0.0.1', port: 1 },
    });
  });
});

describe('commands', () => {
  it('feeds stdin, keeps stdout and stderr apart, and tells the exit code', async () => {
    const session = await open({ identityFile: key });
    const result = await session.run('cat; echo no >&2; exit 3', { input: 'yes' });
    expect(result).toEqual({ code: 3, stdout: 'yes', stderr: 'no\n' });
    expect((await session.run('kill -TERM $$')).code).toBe(143);
  });

  it('ends a command that takes too long', async () => {
    const session = await open({ identityFile: key });
    const error = await errorOf(session.run('cat >/dev/null; sleep 600', { timeoutMs: 100 }));
    expect(error).toMatchObject({ code: 'ssh.timeout' });
  });

  it('tells EOF to a command, and its end to us', async () => {
    const session = await open({ identityFile: key });
    const channel = await session.exec('read line; echo "got $line"; cat >/dev/null; exit 7');
    channel.write('hello\n');
    const [line] = (await once(channel, 'data')) as [Buffer];
    expect(line.toString()).toBe('got hello\n');
    channel.end();
    expect(await channel.exited).toEqual({ code: 7, signal: null });
  });

  it('survives key exchanges in the middle of the data', async () => {
    const folder = join(home, 'rekeying');
    const config = ['RekeyLimit 256K'];
    const server = await startSshd({ folder, authorizedKeys: [key], config });
    try {
      const session = await open({ port: server.port, identityFile: key });
      const input = 'x'.repeat(4 * 1024 * 1024);
      expect((await session.run('cat', { input })).stdout.length).toBe(input.length);
      expect(prompts).toHaveLength(1);
      await session.close();
    } finally {
      await server.stop();
    }
  });
});

describe('losing the connection', () => {
  it('tells once, ends running commands, and refuses new ones', async () => {
    const session = await open({ identityFile: key });
    const losses: ErrorInfo[] = [];
    const lost = new Promise<void>((resolve) => {
      session.onLost((error) => {
        losses.push(error);
        resolve();
      });
    });
    const channel = await session.exec('echo $PPID; cat');
    const [pid] = (await once(channel, 'data')) as [Buffer];
    process.kill(Number(pid.toString()), 'SIGKILL');
    await lost;
    expect(losses).toMatchObject([{ code: 'ssh.lost', retryable: true }]);
    expect(await channel.exited).toEqual({ code: null, signal: null });
    expect(await errorOf(session.run('true'))).toMatchObject({ code: 'ssh.lost' });
  });

  it('is silent after close()', async () => {
    const session = await open({ identityFile: key });
    session.onLost(() => expect.unreachable());
    await session.close();
    await session.close();
    expect(await errorOf(session.exec('true'))).toMatchObject({ code: 'ssh.lost' });
  });
});

describe('Unix sockets', () => {
  let echo: Server;
  let path: string;

  beforeEach(async () => {
    path = join(home, 'echo.sock');
    echo = createServer((socket) => socket.pipe(socket)).listen(path);
    await once(echo, 'listening');
  });
  afterEach(() => echo.close());

  it('carries bytes both ways', async () => {
    const session = await open({ identityFile: key });
    const socket = await session.openUnixSocket(path);
    socket.end('ahoy');
    expect(await text(socket)).toBe('ahoy');
  });

  it('opens fifty at once', async () => {
    const session = await open({ identityFile: key });
    const answers = Array.from({ length: 50 }, async (_, index) => {
      const socket = await session.openUnixSocket(path);
      socket.end(`socket ${index}`);
      return text(socket);
    });
    expect(await Promise.all(answers)).toEqual(answers.map((_, index) => `socket ${index}`));
  });

  it('ends each direction by itself, and closes once both have', async () => {
    const late = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('data', (chunk: Buffer) => socket.write(chunk));
      socket.on('end', () => socket.end('!'));
    });
    const latePath = join(home, 'late.sock');
    await once(late.listen(latePath), 'listening');
    const session = await open({ identityFile: key });
    const socket = await session.openUnixSocket(latePath);
    const closed = once(socket, 'close');
    socket.end('x'.repeat(3_000_000));
    expect((await text(socket)).length).toBe(3_000_001);
    await closed;
    late.close();
  });

  it('drops what is written to one that the far side has closed', async () => {
    const closing = createServer((socket) => socket.destroy());
    const closingPath = join(home, 'closing.sock');
    await once(closing.listen(closingPath), 'listening');
    const session = await open({ identityFile: key });
    const socket = await session.openUnixSocket(closingPath);
    const closed = once(socket.resume(), 'close');
    for (let chunk = 0; chunk < 100; chunk += 1) socket.write(Buffer.alloc(64 * 1024));
    await closed;
    closing.close();
  });

  it('reaches TCP ports of the gateway', async () => {
    const session = await open({ identityFile: key });
    const socket = await session.openTcp('localhost', sshd.port);
    const [greeting] = (await once(socket, 'data')) as [Buffer];
    expect(greeting.toString()).toMatch(/^SSH-2\.0-OpenSSH/);
    socket.destroy();
    expect(await errorOf(session.openTcp('127.0.0.1', 1))).toMatchObject({
      code: 'ssh.channel-refused',
      detail: { path: '127.0.0.1:1', reason: 'connect-failed' },
    });
  });

  it('says why one is refused', async () => {
    const session = await open({ identityFile: key });
    const missing = join(home, 'missing.sock');
    expect(await errorOf(session.openUnixSocket(missing))).toMatchObject({
      code: 'ssh.channel-refused',
      detail: { path: missing, reason: 'connect-failed' },
    });
  });
});

describe('tun', () => {
  const namespace = `gw-ssh-${process.pid}`;
  let server: Sshd;

  const ipInside = (...args: string[]) => run('ip', ['-n', namespace, ...args]);

  beforeAll(async () => {
    await run('ip', ['netns', 'add', namespace]);
    const folder = join(root, 'sshd-tun');
    server = await startSshd({ folder, authorizedKeys: [key], namespace });
  });
  afterAll(async () => {
    await server.stop();
    await run('ip', ['netns', 'del', namespace]);
  });

  it('carries an ICMP echo to the interface that sshd makes, and takes it away at the end', async () => {
    const session = await open({ port: server.port, identityFile: key });
    const tun = await session.openTun(5);
    await ipInside('addr', 'add', '198.18.0.1', 'peer', '198.18.0.0', 'dev', 'tun5');
    await ipInside('link', 'set', 'tun5', 'up');

    const reply = new Promise<Buffer>((resolve) => {
      tun.onPacket((packet) => {
        // IPv6 router solicitations come by as well.
        if (packet[0] === 0x45 && packet[9] === 1) resolve(packet);
      });
    });
    expect(tun.send(echoRequest([198, 18, 0, 0], [198, 18, 0, 1]))).toBe(true);
    const packet = await reply;
    expect([...packet.subarray(12, 20)]).toEqual([198, 18, 0, 1, 198, 18, 0, 0]);
    expect(packet[20]).toBe(0);
    expect(packet.toString('latin1', 28)).toBe('gangway!');
    expect(tun.counters).toEqual({ dropped: 0, malformed: 0 });

    const closed = new Promise<void>((resolve) => tun.onClosed(resolve));
    await session.close();
    await closed;
    expect(tun.send(echoRequest([198, 18, 0, 0], [198, 18, 0, 1]))).toBe(false);
  });

  it('keeps packets whole through a flood and key exchanges', async () => {
    const session = await open({ port: server.port, identityFile: key });
    const tun = await session.openTun(ANY_TUN_UNIT);
    const name = (await session.run('ls /sys/class/net | grep ^tun')).stdout.trim();
    await ipInside('addr', 'add', '198.18.0.3', 'peer', '198.18.0.2', 'dev', name);
    await ipInside('link', 'set', name, 'up', 'txqueuelen', '10000');
    const request = echoRequest([198, 18, 0, 2], [198, 18, 0, 3], 'x'.repeat(1400));
    const total = 5_000;
    let answered = 0;
    const all = new Promise<void>((resolve) => {
      tun.onPacket((packet) => {
        if (packet.length !== request.length || packet[20] !== 0) return;
        answered += 1;
        if (answered === total) resolve();
        else if (answered % 50 === 0) burst();
      });
    });
    const burst = () => {
      tun.cork();
      for (let i = 0; i < 50; i += 1) tun.send(request);
      tun.uncork();
    };
    burst();
    await all;
    expect(tun.counters).toEqual({ dropped: 0, malformed: 0 });
  });

  it('drops what does not fit instead of cutting it', async () => {
    const session = await open({ port: server.port, identityFile: key });
    const tun = await session.openTun(7);
    const request = echoRequest([198, 18, 0, 4], [198, 18, 0, 5], 'x'.repeat(1400));
    let sent = 0;
    // Nothing leaves before the event loop turns: the queue or the window has to say no.
    while (tun.send(request)) sent += 1;
    expect(sent).toBeGreaterThan(100);
    expect(sent * request.length).toBeLessThan(2.5 * 1024 * 1024);
    expect(tun.send(Buffer.alloc(40_000, 0x45))).toBe(false);
    // The connection is sound: commands still run.
    expect((await session.run('true')).code).toBe(0);
  });

  it('is refused with the server’s own words when PermitTunnel is no', async () => {
    const config = ['PermitTunnel no'];
    const strict = await startSshd({ folder: join(home, 'strict'), authorizedKeys: [key], config });
    try {
      const session = await open({ port: strict.port, identityFile: key });
      expect(await errorOf(session.openTun(ANY_TUN_UNIT))).toMatchObject({
        code: 'ssh.channel-refused',
        detail: { path: 'tun', debug: 'Server has rejected tunnel device forwarding' },
      });
      await session.close();
    } finally {
      await strict.stop();
    }
  });
});

/** An IPv4 ICMP echo request with right checksums (RFC 792). */
function echoRequest(from: number[], to: number[], data = 'gangway!'): Buffer {
  const packet = Buffer.alloc(28 + data.length);
  packet.set([0x45, 0, 0, 0, 0, 1, 0, 0, 64, 1, 0, 0, ...from, ...to, 8, 0, 0, 0, 0, 7, 0, 1]);
  packet.writeUInt16BE(packet.length, 2);
  packet.write(data, 28, 'latin1');
  packet.writeUInt16BE(checksum(packet.subarray(0, 20)), 10);
  packet.writeUInt16BE(checksum(packet.subarray(20)), 22);
  return packet;
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
