/** The real docker client of a laptop through a bridge's socket, and its contexts. Needs a lab. */
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildDockerApp, DockerLaptop, says } from './support/docker-laptop';
import type { App } from './support/helper-driver';
import { lab, labDocker, labStatus, type LabDocker } from './support/lab-docker';
import {
  PLAIN_PORT,
  startPlainDocker,
  startTlsDocker,
  TLS_PORT,
  type TcpDocker,
} from './support/tcp-docker';

/** Containers and images of these tests. */
const MARK = 'gangway-cli-test';

let wasUp: boolean;
let gateway: LabDocker;
let image: string;
let laptop: DockerLaptop;
let app: App;

const on = (host: string, script: string, ...args: string[]) =>
  lab('exec', host, '--', 'sh', '-c', script, 'sh', ...args);

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  await lab('up');
  gateway = await labDocker('a');
  image = gateway.imageOf('worker');
  await buildDockerApp();
});
afterAll(async () => {
  if (!wasUp) await lab('down');
});

beforeEach(async () => {
  laptop = new DockerLaptop(await mktemp());
  app = laptop.startApp();
});
afterEach(async () => {
  await app.close();
  await on('a', `docker ps -aq --filter name=${MARK} | xargs -r docker rm -f >/dev/null`);
  await on('laptop', 'rm -rf "$1"', laptop.home);
});

async function mktemp(): Promise<string> {
  return (await on('laptop', 'mktemp -d /root/gangway-cli-XXXXXX')).trim();
}

interface Request {
  readonly endpoint?: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

async function serve(user = 'root', request: Request = {}): Promise<void> {
  await app.call('connect', { host: gateway.address, user });
  await app.call('openDocker', request);
  await app.call('serveDocker', laptop.socket);
}

const sockets = () =>
  on('laptop', 'stat -c "%a %F" "$1" "$2"', `${laptop.home}/run`, laptop.socket);

describe.each(['root', 'deploy'])('docker on the laptop, by the login %s', (user) => {
  beforeEach(() => serve(user));

  it('lists, for the owner of the socket alone', async () => {
    expect(await laptop.docker('ps', '--format', '{{.Names}}')).toContain('web');
    expect(await sockets()).toBe('700 directory\n600 socket\n');
  });

  it('feeds a container to the end of stdin, and hears it to its end', async () => {
    const run = ['docker', 'run', '-i', '--rm', '--name', MARK, image];
    expect(await laptop.run([...run, 'cat'], 'x')).toEqual({ code: 0, stdout: 'x', stderr: '' });
    const after = 'cat >/dev/null; echo late; echo aside >&2; exit 7';
    expect(await laptop.run([...run, 'sh', '-c', after], 'x')).toEqual({
      ...{ code: 7, stdout: 'late\n', stderr: 'aside\n' },
    });
  });

  it('carries 32 MiB through a container unchanged', async () => {
    const bytes = 32 * 1024 * 1024;
    const script = `head -c ${bytes} /dev/urandom >"$HOME/in"
      docker run -i --rm --name ${MARK} "$1" cat <"$HOME/in" | sha256sum; sha256sum <"$HOME/in"; rm "$HOME/in"`;
    const [there, here] = (await laptop.sh(script, image)).split('\n');
    expect(there).toBe(here);
  });

  it('follows logs until Ctrl-C', async () => {
    const loop = 'n=0; while :; do echo "line $n"; n=$((n + 1)); sleep 0.1; done';
    await laptop.docker('run', '-d', '--name', MARK, image, 'sh', '-c', loop);
    const logs = laptop.start('docker', 'logs', '-f', MARK);
    await says(logs, /line 12\n/);
    logs.kill('SIGINT');
    await once(logs, 'close');
  });

  it('runs an interactive shell in a terminal', async () => {
    await laptop.docker('run', '-d', '--name', MARK, image, 'sleep', '1000');
    const exec = `docker exec -it ${MARK} sh`;
    const terminal = laptop.start('script', '-qec', exec, '/dev/null');
    await says(terminal, /[#$] /);
    terminal.stdin.write('stty size; tty && echo is-$((40 + 2))\n');
    await says(terminal, /\/dev\/pts\/\d+\s+is-42/);
    terminal.stdin.write('exit 3\n');
    const [code] = (await once(terminal, 'close')) as [number];
    expect(code).toBe(3);
  });

  it('builds from a context of several MiB', async () => {
    const script = `mkdir "$HOME/ctx" && cd "$HOME/ctx" && head -c 6000000 /dev/urandom >blob
      printf 'FROM %s\\nCOPY blob /blob\\nRUN sha256sum </blob\\n' "$1" >Dockerfile
      docker build --no-cache -t ${MARK} . 2>&1; sha256sum <blob; docker rmi ${MARK} >/dev/null; rm -r "$HOME/ctx"`;
    const said = await laptop.sh(script, image);
    const sum = said.split('\n').at(-1) ?? '';
    expect(said).toContain('Successfully built');
    expect(said.split(sum)).toHaveLength(3);
  });

  it('copies both ways', async () => {
    await laptop.docker('run', '-d', '--name', MARK, image, 'sleep', '1000');
    const script = `head -c 3000000 /dev/urandom >"$HOME/there"
      docker cp "$HOME/there" ${MARK}:/tmp/there && docker cp ${MARK}:/tmp/there "$HOME/back"
      cmp "$HOME/there" "$HOME/back" && echo same; rm "$HOME/there" "$HOME/back"`;
    expect(await laptop.sh(script)).toMatch(/same$/);
  });

  it('hears events', async () => {
    const events = laptop.start('docker', 'events', '--filter', `container=${MARK}`);
    const heard: string[] = [];
    const started = says(events, / start /).then((said) => heard.push(said));
    // Only what happens after it was asked: a first event shows that it was.
    while (heard.length === 0) await laptop.docker('run', '--rm', '--name', MARK, image, 'true');
    await started;
    events.kill('SIGINT');
    await once(events, 'close');
  });

  it('shows statistics', async () => {
    expect(await laptop.docker('stats', '--no-stream', '--format', '{{.Name}}')).toContain('web');
  });

  it('saves and loads an image byte by byte', async () => {
    const script = `docker save "$1" >"$HOME/image.tar"; sha256sum <"$HOME/image.tar"
      docker save "$1" | sha256sum; docker load <"$HOME/image.tar"; rm "$HOME/image.tar"`;
    const [first, second, loaded] = (await laptop.sh(script, image)).split('\n');
    expect(second).toBe(first);
    expect(loaded).toContain(image);
  });

  it('answers fifty at once with the gateway’s MaxSessions at 10', async () => {
    expect(await on('a', 'sshd -T -C lport=22 | grep -i maxsessions')).toBe('maxsessions 10\n');
    const script = `for n in $(seq 50); do docker ps -q >"$HOME/ps-$n" 2>&1 & pids="$pids $!"; done
      for pid in $pids; do wait "$pid" || echo failed; done; cat "$HOME"/ps-* | sort | uniq -c | awk '{print $1}' | sort -u
      rm "$HOME"/ps-*`;
    expect(await laptop.sh(script)).toBe('50');
  }, 120_000);
});

describe('the socket', () => {
  it('goes with the worker, however that ends', async () => {
    for (const end of ['close', 'terminate'] as const) {
      await serve();
      const logs = laptop.start('docker', 'events');
      const ended = once(logs, 'close');
      await laptop.docker('ps');
      await app.call(end);
      await ended;
      expect(await on('laptop', 'ls "$1"', `${laptop.home}/run`)).toBe('');
      await app.close();
      app = laptop.startApp();
    }
  });

  it('replaces what a killed one left, and nothing else', async () => {
    await serve();
    await on('laptop', 'kill -9 "$1"', String(await app.call('pid')));
    await app.close();
    expect(await on('laptop', 'ls "$1"', `${laptop.home}/run`)).toBe('docker-a.sock\n');
    app = laptop.startApp();
    await serve();
    expect(await laptop.docker('ps', '-q')).not.toBe('');

    const failed = (message: RegExp) =>
      expect.objectContaining({
        code: 'docker.socket-failed',
        detail: { path: laptop.socket, message: expect.stringMatching(message) as string },
      }) as unknown;
    await expect(app.call('serveDocker', laptop.socket)).rejects.toEqual(failed(/serves it/));
    laptop.socket = `${laptop.home}/run/file`;
    await on('laptop', 'echo precious >"$1"', laptop.socket);
    await expect(app.call('serveDocker', laptop.socket)).rejects.toEqual(failed(/something else/));
    expect(await on('laptop', 'cat "$1"', laptop.socket)).toBe('precious\n');
    laptop.socket = `${laptop.home}/run/${'long'.repeat(30)}`;
    await expect(app.call('serveDocker', laptop.socket)).rejects.toEqual(failed(/./));
    laptop.socket = '/tmp/gangway-docker.sock';
    await expect(app.call('serveDocker', laptop.socket)).rejects.toEqual(failed(/open to others/));
  });

  it('says why Docker cannot be reached, in Docker’s own way', async () => {
    await serve();
    await on('a', 'mv /run/docker.sock /run/docker.sock.away');
    try {
      const { code, stderr } = await laptop.run(['docker', 'ps']);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/Gangway: There is no Docker socket at \/var\/run\/docker\.sock/);
    } finally {
      await on('a', 'mv /run/docker.sock.away /run/docker.sock');
    }
    expect(await laptop.docker('ps', '-q')).not.toBe('');
  });
});

describe('a Docker on TCP', () => {
  let plain: TcpDocker;
  let tls: TcpDocker;
  let folder: string;
  let files: { ca: string; cert: string; key: string };

  beforeAll(async () => {
    folder = await mktemp();
    plain = await startPlainDocker();
    tls = await startTlsDocker(image, folder);
    const [ca, cert, key] = ['ca', 'client', 'client-key'].map(
      // As a person writes it into the profile.
      (name) => `${folder}/${name}.pem`.replace('/root/', '~/'),
    );
    files = { ca: ca ?? '', cert: cert ?? '', key: key ?? '' };
  });
  afterAll(async () => {
    await tls.close();
    await plain.close();
    await on('laptop', 'rm -rf "$1"', folder);
  });

  const named = `tcp://a.lab:${TLS_PORT}`;
  const half = ['docker', 'run', '-i', '--rm', '--network', 'none', '--name', MARK];
  const after = 'cat; echo late';

  it('is reached without TLS', async () => {
    await serve('root', { endpoint: `tcp://${gateway.address}:${PLAIN_PORT}` });
    expect(await laptop.docker('ps', '--format', '{{.Names}}')).toContain('web');
    const { stdout } = await laptop.run([...half, image, 'sh', '-c', after], 'x');
    expect(stdout).toBe('xlate\n');
  });

  it('is reached with TLS, by its name', async () => {
    await serve('root', { endpoint: named, tls: files });
    expect(await laptop.docker('info', '--format', '{{.DockerRootDir}}')).toMatch(/tls-docker/);
    const { stdout } = await laptop.run([...half, image, 'sh', '-c', after], 'x');
    expect(stdout).toBe('xlate\n');
    const sum = `head -c 8000000 /dev/urandom >"$HOME/in"
      docker run -i --rm --network none "$1" cat <"$HOME/in" | cmp - "$HOME/in"; echo $?; rm "$HOME/in"`;
    expect(await laptop.sh(sum, image)).toBe('0');
  });

  it.each<[string, string, (all: typeof files) => Request['tls'], string, RegExp]>([
    [
      'of another name',
      `tcp://203.0.113.21:${TLS_PORT}`,
      (all) => all,
      'docker.tls-failed',
      /IP: 203/,
    ],
    ['that nobody we trust knows', named, () => ({}), 'docker.tls-failed', /self.signed|unable to/],
    ['that does not know us', named, ({ ca }) => ({ ca }), 'docker.tls-failed', /certificate/],
    [
      'whose files are missing',
      named,
      () => ({ ca: '~/none.pem' }),
      'docker.tls-failed',
      /^~\/none\.pem: no such file$/,
    ],
    [
      'without TLS',
      `tcp://a.lab:${PLAIN_PORT}`,
      ({ ca }) => ({ ca }),
      'docker.tls-failed',
      /wrong version/,
    ],
    [
      'that is not there',
      'tcp://a.lab:2399',
      () => undefined,
      'docker.failed',
      /nothing answers at tcp:/,
    ],
  ])('says what is wrong with one %s', async (_name, endpoint, chosen, code, message) => {
    const tlsFiles = chosen(files);
    await app.call('connect', { host: gateway.address, user: 'root' });
    const opening = app.call('openDocker', { endpoint, ...(tlsFiles && { tls: tlsFiles }) });
    await expect(opening).rejects.toMatchObject({
      code,
      detail: { message: expect.stringMatching(message) as string },
    });
  });
});

describe('a Docker context', () => {
  const context = (...args: string[]) => laptop.sh('unset DOCKER_HOST; exec docker "$@"', ...args);

  it('leads the client to the socket, by its name or as its current one', async () => {
    await serve();
    expect(await app.call('createContext', 'x', laptop.socket)).toBe('gangway-x');
    expect(await context('--context', 'gangway-x', 'ps', '--format', '{{.Names}}')).toContain(
      'web',
    );
    expect(await context('context', 'ls')).toMatch(/gangway-x +Docker of x, by Gangway/);
    const inspected = JSON.parse(await context('context', 'inspect', 'gangway-x')) as unknown;
    expect(inspected).toMatchObject([
      { Endpoints: { docker: { Host: `unix://${laptop.socket}` } } },
    ]);

    // Removed while it is current, it would take all other commands with it.
    await context('context', 'use', 'gangway-x');
    await app.call('removeContext', 'x');
    expect(await context('ps', '-q')).not.toBe('');
    await context('context', 'use', 'default');
    await app.call('removeContext', 'x');
    expect(await context('context', 'ls', '--format', '{{.Name}}')).toBe('default');
    expect(await on('laptop', 'ls "$1"', laptop.config)).not.toContain('contexts');
  });

  it('stands beside those of others, for its owner alone, and docker may change it', async () => {
    await context('context', 'create', 'theirs', '--docker', 'host=unix:///run/theirs.sock');
    await app.call('createContext', 'x', laptop.socket);
    const modes =
      'cd "$1/contexts/meta"; stat -c %a "$(dirname "$(grep -l gangway-x */meta.json)")" "$(grep -l gangway-x */meta.json)"';
    expect(await on('laptop', modes, laptop.config)).toBe('700\n600\n');
    await context('context', 'update', 'gangway-x', '--description', 'mine now');
    expect(await context('context', 'ls')).toMatch(/gangway-x +mine now/);
    await app.call('removeContext', 'x');
    expect(await context('context', 'ls', '--format', '{{.Name}}')).toBe('default\ntheirs');
  });

  it('does not touch one that somebody else made', async () => {
    await context('context', 'create', 'gangway-x', '--docker', 'host=unix:///run/theirs.sock');
    await expect(app.call('createContext', 'x', laptop.socket)).rejects.toMatchObject({
      code: 'docker.context-taken',
      detail: { context: 'gangway-x' },
    });
    await app.call('removeContext', 'x');
    await app.call('sweep');
    expect(await context('context', 'ls', '--format', '{{.Name}}')).toContain('gangway-x');
  });

  it('is swept when its Gangway was killed, and only then', async () => {
    await serve();
    await app.call('createContext', 'x', laptop.socket);
    const other = laptop.startApp();
    await other.call('sweep');
    expect(await context('--context', 'gangway-x', 'ps', '-q')).not.toBe('');
    await on('laptop', 'kill -9 "$1"', String(await app.call('pid')));
    await app.close();
    await other.call('sweep');
    await expect.poll(() => context('context', 'ls', '--format', '{{.Name}}')).toBe('default');
    await other.close();
  });
});
