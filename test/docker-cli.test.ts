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
