/** Sessions against real servers in this process; `test/ssh.test.ts` does the same against OpenSSH. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthContext } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSession, type Ask, type SshSession } from '.';
import type { ErrorInfo } from '../../shared/errors';
import type { Gateway } from '../../shared/profile';
import type { PromptAnswer, PromptBody } from '../../shared/prompt';
import { utils } from './library';
import { startServer, type TestServer, type TestServerOptions } from './testing/server';

let home: string;
const servers: (TestServer | Server)[] = [];
const sessions: SshSession[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gangway-session-'));
  await mkdir(join(home, '.ssh'));
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  for (const server of servers.splice(0)) {
    if ('stop' in server) server.stop();
    else server.close();
  }
  await rm(home, { recursive: true });
});

async function serve(options?: TestServerOptions): Promise<TestServer> {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

/** A plain TCP server. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** What was asked, and the signals that withdraw it. */
const asked: PromptBody[] = [];
const withdrawals: AbortSignal[] = [];
const yes: PromptAnswer = { kind: 'accept' };
const cancel: PromptAnswer = { kind: 'cancel' };
const say = (...answers: string[]): PromptAnswer => ({ kind: 'answers', answers });
const never = () => new Promise<PromptAnswer>(() => undefined);

/** Accepts host keys and gives the answers in order. */
function answering(...answers: (PromptAnswer | Promise<PromptAnswer>)[]): Ask {
  asked.length = 0;
  withdrawals.length = 0;
  return (body, signal) => {
    if (body.kind === 'host-key') return Promise.resolve(yes);
    asked.push(body);
    withdrawals.push(signal);
    return Promise.resolve(answers.shift() ?? cancel);
  };
}

async function open(
  port: number,
  ask: Ask = answering(),
  gateway: Partial<Gateway> = {},
  signal = new AbortController().signal,
): Promise<SshSession> {
  const full = { host: '127.0.0.1', port, user: 'kim', ...gateway };
  const session = await openSession(full, { ask, home, env: {}, signal });
  sessions.push(session);
  return session;
}

function errorOf(promise: Promise<unknown>): Promise<ErrorInfo> {
  return promise.then(
    () => Promise.reject(new Error('should have failed')),
    (error: unknown) => (error as { info: ErrorInfo }).info,
  );
}

function makeKey(name: string, passphrase = ''): string {
  const path = join(home, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  return path;
}

/** Accepts the key of a file, then what `then` says. */
async function acceptKey(path: string, then = (context: AuthContext) => context.accept()) {
  const key = utils.parseKey(await readFile(`${path}.pub`));
  if (key instanceof Error) throw key;
  return (context: AuthContext) => {
    if (context.method !== 'publickey') return context.reject(['publickey']);
    if (!context.key.data.equals(key.getPublicSSH())) return context.reject(['publickey']);
    if (!context.signature || !context.blob) return context.accept();
    if (!key.verify(context.blob, context.signature, context.hashAlgo)) return context.reject();
    then(context);
  };
}

/** Two minutes after the server took the connection, as OpenSSH waits by default. */
const expiresAt = expect.closeTo(Date.now() + 120_000, -5) as number;

describe('keyboard-interactive', () => {
  /** Asks two rounds; only the right words get in. */
  const rounds = (context: AuthContext) => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
    const first = [
      { prompt: 'Password: ', echo: false },
      { prompt: 'Colour? ', echo: true },
    ];
    context.prompt(first, 'Harbour', 'Two things.', (answers) => {
      if (answers.join() !== 'secret,blue')
        return context.reject(['keyboard-interactive', 'password']);
      context.prompt([{ prompt: 'Code: ', echo: false }], ([code]) => {
        if (code === '123456') context.accept();
        else context.reject(['keyboard-interactive', 'password']);
      });
    });
  };

  it('passes the server’s questions on word for word', async () => {
    const { port } = await serve({ authenticate: rounds });
    await open(port, answering(say('secret', 'blue'), say('123456')));
    const host = '127.0.0.1';
    expect(asked).toEqual([
      {
        ...{ kind: 'questions', host, title: 'Harbour', instructions: 'Two things.' },
        questions: [
          { text: 'Password: ', echo: false },
          { text: 'Colour? ', echo: true },
        ],
        expiresAt,
      },
      {
        ...{ kind: 'questions', host, title: '', instructions: '' },
        questions: [{ text: 'Code: ', echo: false }],
        expiresAt,
      },
    ]);
  });

  it('never asks again by itself after a wrong answer', async () => {
    const { port } = await serve({ authenticate: rounds });
    const error = await errorOf(open(port, answering(say('secret', 'red'), say('secret', 'blue'))));
    expect(error).toMatchObject({
      ...{ code: 'ssh.auth-failed', retryable: false },
      detail: { user: 'kim', host: '127.0.0.1', tried: 'keyboard-interactive' },
    });
    expect(asked).toHaveLength(1);
  });

  it('ends when the person cancels', async () => {
    const { port } = await serve({ authenticate: rounds });
    expect(await errorOf(open(port, answering(cancel)))).toMatchObject({ code: 'ssh.cancelled' });
  });

  it('answers nobody who asks more than a sheet can hold', async () => {
    const authenticate = (context: AuthContext) => {
      if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
      else
        context.prompt(
          Array.from({ length: 17 }, () => ({ prompt: 'Why? ' })),
          () => undefined,
        );
    };
    const { port } = await serve({ authenticate });
    expect(await errorOf(open(port, answering(say('1'))))).toMatchObject({
      code: 'ssh.protocol',
      detail: { reason: 'it asks 17 questions at once' },
    });
    expect(asked).toEqual([]);
  });

  it('withdraws the question when the server goes, and does not retry by itself', async () => {
    const server = await serve({ authenticate: rounds });
    const ask = answering(never());
    const failing = errorOf(open(server.port, ask));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    server.sockets[0]?.destroy();
    expect(await failing).toMatchObject({ code: 'ssh.login-unfinished', retryable: false });
    expect(withdrawals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

/** Partial success (RFC 4252, 5.1). ssh2's types do not know it, but its server sends it. */
function acceptInPart(context: AuthContext, methods: string[]): void {
  (context.reject as (methods: string[], partial: boolean) => void)(methods, true);
}

describe('password', () => {
  it('is asked for after questions that were answered well, if the server wants both', async () => {
    const authenticate = (context: AuthContext) => {
      if (context.method === 'password') context.accept();
      else if (context.method !== 'keyboard-interactive') context.reject(['keyboard-interactive']);
      else context.prompt([{ prompt: 'Code: ' }], () => acceptInPart(context, ['password']));
    };
    const { port } = await serve({ authenticate });
    await open(port, answering(say('1'), say('secret')));
    expect(asked).toHaveLength(2);
  });

  const authenticate = (context: AuthContext) => {
    if (context.method === 'password' && context.password === 'secret') context.accept();
    else context.reject(['password']);
  };

  it('asks as ssh does', async () => {
    const { port } = await serve({ authenticate });
    await open(port, answering(say('secret')));
    expect(asked).toEqual([
      {
        ...{ kind: 'questions', host: '127.0.0.1', title: 'Password', instructions: '' },
        questions: [{ text: "kim@127.0.0.1's password: ", echo: false }],
        expiresAt,
      },
    ]);
  });

  it('asks once', async () => {
    const { port } = await serve({ authenticate });
    const error = await errorOf(open(port, answering(say('wrong'), say('secret'))));
    expect(error).toMatchObject({ code: 'ssh.auth-failed', detail: { tried: 'password' } });
    expect(asked).toHaveLength(1);
  });
});

describe('keys', () => {
  it('goes on to the second factor after a key was accepted in part', async () => {
    const key = makeKey('key');
    const offers: string[] = [];
    const withKey = await acceptKey(key, (context) =>
      acceptInPart(context, ['publickey', 'keyboard-interactive']),
    );
    const authenticate = (context: AuthContext) => {
      offers.push(context.method);
      if (context.method !== 'keyboard-interactive') return withKey(context);
      context.prompt([{ prompt: 'Code: ' }], ([code]) =>
        code === '1' ? context.accept() : context.reject(),
      );
    };
    const { port } = await serve({ authenticate });
    await open(port, answering(say('1')), { identityFile: key });
    // The key is offered, then signed for; then comes the code, and no other key.
    expect(offers).toEqual(['none', 'publickey', 'publickey', 'keyboard-interactive']);
  });

  it('gives up after three wrong passphrases', async () => {
    const key = makeKey('key', 'right');
    const { port } = await serve({ authenticate: await acceptKey(key) });
    const ask = answering(say('a'), say('b'), say('c'), say('right'));
    expect(await errorOf(open(port, ask, { identityFile: key }))).toMatchObject({
      ...{ code: 'ssh.key-passphrase-wrong', detail: { path: key } },
    });
    expect(asked).toEqual([1, 2, 3].map((attempt) => ({ kind: 'passphrase', path: key, attempt })));
  });

  it('takes the passphrase at the second attempt', async () => {
    const key = makeKey('key', 'right');
    const { port } = await serve({ authenticate: await acceptKey(key) });
    await open(port, answering(say('a'), say('right')), { identityFile: key });
    expect(asked).toHaveLength(2);
  });

  it('ends when the person cancels the passphrase', async () => {
    const key = makeKey('key', 'right');
    const { port } = await serve({ authenticate: await acceptKey(key) });
    const error = await errorOf(open(port, answering(cancel), { identityFile: key }));
    expect(error).toMatchObject({ code: 'ssh.cancelled' });
  });

  it.each([
    ['missing', 'ENOENT', () => Promise.resolve()],
    ['a folder', 'EISDIR', (path: string) => mkdir(path)],
    ['not a key', 'not-a-key', (path: string) => writeFile(path, 'hello')],
  ])('says that the profile’s key file is %s', async (_name, reason, prepare) => {
    const path = join(home, 'named');
    await prepare(path);
    const { port } = await serve();
    expect(await errorOf(open(port, answering(), { identityFile: '~/named' }))).toMatchObject({
      ...{ code: 'ssh.key-unreadable', detail: { path, reason } },
    });
  });

  it('names a missing key file of the configuration only if the login fails', async () => {
    await writeFile(join(home, '.ssh/config'), 'IdentityFile ~/gone');
    const { port } = await serve();
    await open(port);
    const strict = await serve({ authenticate: (context) => context.reject(['publickey']) });
    expect(await errorOf(open(strict.port))).toMatchObject({
      code: 'ssh.auth-failed',
      cause: { code: 'ssh.key-unreadable', detail: { path: join(home, 'gone'), reason: 'ENOENT' } },
    });
  });
});

describe('host keys', () => {
  const rsa = utils.generateKeyPairSync('rsa', { bits: 2048 });
  const ed = utils.generateKeyPairSync('ed25519');

  it('writes nothing and ends when the person refuses', async () => {
    const { port } = await serve();
    const refuse: Ask = () => Promise.resolve(cancel);
    expect(await errorOf(open(port, refuse))).toMatchObject({
      code: 'ssh.host-key-unknown',
      detail: { host: `[127.0.0.1]:${port}`, keyType: 'ED25519' },
    });
    await expect(readFile(join(home, '.ssh/known_hosts'))).rejects.toThrow('ENOENT');
  });

  it('asks for the known type of key, not the one it would like best', async () => {
    const { port } = await serve({ hostKeys: [ed.private, rsa.private] });
    const [type, base64] = rsa.public.split(' ');
    await writeFile(join(home, '.ssh/known_hosts'), `[127.0.0.1]:${port} ${type} ${base64}\n`);
    await open(port, () => expect.unreachable());
  });

  it('does not go on if the new key cannot be remembered', async () => {
    const logins: string[] = [];
    const { port } = await serve({ authenticate: ({ method }) => void logins.push(method) });
    await mkdir(join(home, '.ssh/known_hosts'));
    expect(await errorOf(open(port))).toMatchObject({
      code: 'ssh.known-hosts-unwritable',
      detail: { path: join(home, '.ssh/known_hosts'), reason: 'EISDIR' },
    });
    expect(logins).toEqual([]);
  });
});

describe('servers that are none', () => {
  it('closed at once → ssh.lost', async () => {
    const port = await listen((socket) => socket.end());
    expect(await errorOf(open(port))).toMatchObject({ code: 'ssh.lost', retryable: true });
  });

  it('another protocol → ssh.protocol', async () => {
    const port = await listen((socket) => socket.write('SSH-1.0-old\r\n'));
    expect(await errorOf(open(port))).toMatchObject({ code: 'ssh.protocol' });
  });

  it('no algorithm in common → ssh.protocol', async () => {
    const { port } = await serve({ kex: ['diffie-hellman-group1-sha1'] });
    expect(await errorOf(open(port))).toMatchObject({ code: 'ssh.protocol' });
  });

  it('no such name → ssh.dns', async () => {
    const error = await errorOf(open(22, answering(), { host: 'gangway.invalid' }));
    expect(error).toMatchObject({ code: 'ssh.dns', detail: { host: 'gangway.invalid' } });
  });

  it('silence → ssh.timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const spoken = new Promise<void>((resolve) => {
      void listen((socket) => socket.once('data', () => resolve())).then((port) => {
        failing = errorOf(open(port));
      });
    });
    let failing: Promise<ErrorInfo> | undefined;
    await spoken;
    vi.advanceTimersByTime(20_000);
    expect(await failing).toMatchObject({ code: 'ssh.timeout', retryable: true });
  });
});

describe('time', () => {
  it('does not run while a person thinks', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { port } = await serve();
    let answer: ((answer: PromptAnswer) => void) | undefined;
    const thinking: Ask = () => new Promise((resolve) => (answer = resolve));
    const opening = open(port, thinking);
    while (!answer) await new Promise(setImmediate);
    vi.advanceTimersByTime(3_600_000);
    answer(yes);
    expect((await opening).user).toBe('kim');
  });

  it('ends a connection that three keepalives did not reach', async () => {
    const { port, sockets } = await serve();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const session = await open(port);
    const lost = new Promise<ErrorInfo>((resolve) => session.onLost(resolve));
    sockets[0]?.pause();
    vi.advanceTimersByTime(20_000);
    expect(await lost).toMatchObject({ code: 'ssh.lost', retryable: true });
  });
});

describe('abort', () => {
  it('ends a handshake and closes the socket', async () => {
    const abort = new AbortController();
    let closed: Promise<unknown> | undefined;
    const port = await listen((socket) => {
      closed = once(socket.resume(), 'close');
      abort.abort();
    });
    const error = await errorOf(open(port, answering(), {}, abort.signal));
    expect(error).toMatchObject({ code: 'ssh.cancelled' });
    await closed;
  });

  it('withdraws a prompt and closes the socket', async () => {
    const abort = new AbortController();
    const server = await serve({ authenticate: (context) => context.reject(['password']) });
    const failing = errorOf(open(server.port, answering(never()), {}, abort.signal));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    const [socket] = server.sockets;
    const closed = socket && once(socket, 'close');
    abort.abort();
    expect(await failing).toMatchObject({ code: 'ssh.cancelled' });
    expect(withdrawals[0]?.aborted).toBe(true);
    await closed;
  });

  it('ends a jump that the jump host does not answer, and leaves the jump host', async () => {
    const abort = new AbortController();
    const server = await serve({
      onConnection: (connection) => connection.on('tcpip', () => abort.abort()),
    });
    await writeFile(
      join(home, '.ssh/config'),
      `Host inner\n ProxyJump door\nHost door\n HostName 127.0.0.1\n Port ${server.port}`,
    );
    const error = await errorOf(open(22, answering(), { host: 'inner' }, abort.signal));
    expect(error).toMatchObject({ code: 'ssh.cancelled' });
    const [socket] = server.sockets;
    if (socket && !socket.closed) await once(socket, 'close');
  });

  it('does not even start when it has fired already', async () => {
    const { port, sockets } = await serve();
    const error = await errorOf(open(port, answering(), {}, AbortSignal.abort()));
    expect(error).toMatchObject({ code: 'ssh.cancelled' });
    expect(sockets).toEqual([]);
  });
});

describe('where it leads', () => {
  it('tells the name that had to be resolved, and no address', async () => {
    const { port } = await serve();
    expect((await open(port)).resolved).toEqual([]);
    expect((await open(port, answering(), { host: 'localhost' })).resolved).toEqual(['localhost']);
  });
});

describe('channels', () => {
  it('misses no exit code of a command that ends in the packet that it began in', async () => {
    const { port, sockets } = await serve({
      onConnection: (connection) =>
        connection.on('session', (accept) =>
          accept().on('exec', (begin) => {
            // All of it in one segment.
            sockets.at(-1)?.cork();
            const channel = begin();
            channel.exit(1);
            channel.end();
            setImmediate(() => sockets.at(-1)?.uncork());
          }),
        ),
    });
    const session = await open(port);
    for (let round = 0; round < 20; round++) {
      expect((await session.run('test')).code).toBe(1);
    }
  });

  it('tells why a command was refused', async () => {
    const { port } = await serve();
    const session = await open(port);
    expect(await errorOf(session.exec('true'))).toMatchObject({
      code: 'ssh.channel-refused',
      detail: { path: 'true' },
    });
  });
});
