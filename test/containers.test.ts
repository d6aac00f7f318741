/** Logs, shell, usage and actions of containers, through a real dockerd's Unix socket. Needs a lab. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  actOnContainer,
  containerLogs,
  ContainerShells,
  containerUsage,
  inspectContainer,
  type ContainerAt,
} from '../src/core/containers';
import type { LogLine, ShellInput } from '../src/shared/container-tools';
import { lab, labDocker, labStatus, type LabDocker } from './support/lab-docker';

const MARK = 'gangway-tools-test';
const BARE = `${MARK}-bare`;
const shells = new ContainerShells();
const SIZE = { columns: 80, rows: 24 };

let wasUp: boolean;
let gateway: LabDocker;
let image: string;
let folder: string;

const docker = (...args: string[]) => gateway.docker(...args);
const at = (id: string): ContainerAt => ({ socket: gateway.socket, id, name: MARK });

/** Its full id. */
const run = (options: readonly string[], ...command: string[]) =>
  docker('run', '--detach', '--init', '--name', MARK, ...options, image, ...command);

async function sweep(): Promise<void> {
  const left = await docker('ps', '--all', '--quiet', '--filter', `name=${MARK}`);
  if (left) await docker('rm', '--force', ...left.split('\n'));
}

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
  gateway = await labDocker('a');
  image = gateway.imageOf('worker');
  await sweep();
  folder = await mkdtemp(path.join(tmpdir(), 'gangway-tools-'));
  // An image with one program and nothing else.
  const script = 'cp "$(command -v busybox)" "$1/sleep" && tar -C "$1" -cf "$1/bare.tar" sleep';
  await promisify(execFile)('sh', ['-c', script, 'sh', folder]);
  await docker('import', '--change', 'CMD ["/sleep", "1000"]', `${folder}/bare.tar`, BARE);
});
afterEach(sweep);
afterAll(async () => {
  await docker('rmi', '--force', BARE);
  await rm(folder, { recursive: true });
  if (!wasUp) await lab('down');
});

async function all(
  batches: AsyncIterable<readonly LogLine[]>,
  each: (batch: readonly LogLine[]) => void = () => undefined,
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const batch of batches) {
    each(batch);
    lines.push(...batch);
  }
  return lines;
}

const logs = (id: string, options: { tail?: number; follow?: boolean } = {}) =>
  containerLogs(
    at(id),
    { tail: Infinity, follow: false, ...options },
    new AbortController().signal,
  );
const texts = (lines: readonly LogLine[]) => lines.map(({ text }) => text);

describe('logs', () => {
  it('tell both streams, with times, to the end of the container', async () => {
    const before = Date.now();
    const id = await run([], 'sh', '-c', 'echo one; sleep 0.2; echo two >&2; printf three');
    // Docker does not always tell who follows of a last line without an end.
    const followed = texts(await all(logs(id, { follow: true })));
    expect(followed.slice(0, 2)).toEqual(['one', 'two']);
    const lines = await all(logs(id));
    expect(lines.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'one'],
      ['stderr', 'two'],
      ['stdout', 'three'],
    ]);
    const times = lines.map((line) => line.at ?? 0);
    expect(times).toEqual([...times].sort());
    expect(times[0]).toBeGreaterThan(before - 1000);
    expect(times[2]).toBeLessThan(Date.now() + 1000);
    expect(texts(await all(logs(id, { tail: 1 })))).toEqual(['three']);
    expect(texts(await all(logs(id, { tail: 0 })))).toEqual([]);
  });

  it('of a terminal, with lines longer than Docker’s messages', async () => {
    const script =
      'head -c 40000 /dev/zero | tr "\\0" x; echo; echo äöü; yes | head -c 200000 | tr -d "\\n"';
    for (const options of [[], ['--tty']]) {
      const id = await run(options, 'sh', '-c', script);
      await docker('wait', id);
      const [long, short, ...huge] = texts(await all(logs(id)));
      expect(long).toBe('x'.repeat(40_000));
      expect(short).toBe('äöü');
      expect(huge.map((text) => text.length)).toEqual([65_536, 34_464]);
      await docker('rm', id);
    }
  });

  it('survive what is no text', async () => {
    const id = await run([], 'sh', '-c', 'head -c 300000 /dev/urandom; echo; echo end');
    await docker('wait', id);
    const lines = await all(logs(id));
    expect(lines.at(-1)?.text).toBe('end');
    expect(lines.every(({ at: time }) => time !== null)).toBe(true);
  });

  it('100,000 lines for a slow reader, in order, in batches, without holding them', async () => {
    const id = await run([], 'sh', '-c', 'seq 100000');
    await docker('wait', id);
    const batches: number[] = [];
    const lines: string[] = [];
    let highest = 0;
    global.gc?.();
    const start = process.memoryUsage().arrayBuffers;
    for await (const batch of logs(id, { tail: 100_000, follow: true })) {
      batches.push(batch.length);
      lines.push(...texts(batch));
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - start);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(lines).toEqual(Array.from({ length: 100_000 }, (_, index) => String(index + 1)));
    expect(Math.max(...batches)).toBeLessThanOrEqual(500);
    expect(highest).toBeLessThan(64 * 1024 * 1024);
  });

  it('that never end wait for their reader, and end with it', async () => {
    const id = await run([], 'sh', '-c', 'yes "$(head -c 1000 /dev/zero | tr "\\0" y)"');
    const ending = new AbortController();
    const following = containerLogs(at(id), { tail: 0, follow: true }, ending.signal);
    await following.next();
    const held = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const before = held();
    await docker('exec', id, 'sleep', '2');
    expect(held() - before).toBeLessThan(16 * 1024 * 1024);
    const last = following.next().then(() => following.next());
    ending.abort();
    await last;
    expect(await following.next()).toEqual({ done: true, value: undefined });
  });

  it('come soon after they are said', async () => {
    const id = await run([], 'sh', '-c', 'while read -r; do :; done; sleep 1000');
    await docker('rm', '--force', id);
    const talking = await run(
      ['--interactive'],
      'sh',
      '-c',
      'n=0; while :; do n=$((n + 1)); echo $n; sleep 0.05; done',
    );
    const delays: number[] = [];
    const ending = new AbortController();
    for await (const batch of containerLogs(
      at(talking),
      { tail: 0, follow: true },
      ending.signal,
    )) {
      delays.push(Date.now() - (batch.at(-1)?.at ?? 0));
      if (delays.length === 20) ending.abort();
    }
    expect(delays.sort((a, b) => a - b)[10]).toBeLessThan(250);
  });

  it('that a driver does not keep are said so', async () => {
    const id = await run(['--log-driver', 'none'], 'sleep', '1000');
    await expect(all(logs(id))).rejects.toMatchObject({
      info: { code: 'docker.no-logs', detail: { name: MARK } },
    });
  });
});

/** A terminal: what it has printed, and what one types. */
class Terminal {
  printed = '';
  readonly ended: Promise<void>;
  readonly #ending = new AbortController();
  #say: (input: ShellInput) => void = () => undefined;
  #look: () => void = () => undefined;

  constructor(id: string) {
    const session = {
      signal: this.#ending.signal,
      onInput: (say: (input: ShellInput) => void) => void (this.#say = say),
    };
    this.ended = this.#read(shells.open(at(id), SIZE, session));
  }

  async #read(output: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const bytes of output) {
      this.printed += Buffer.from(bytes).toString('utf8');
      this.#look();
    }
  }

  until(pattern: RegExp): Promise<string> {
    const seen = new Promise<string>((resolve) => {
      this.#look = () => (pattern.test(this.printed) ? resolve(this.printed) : undefined);
      this.#look();
    });
    const missed = (why: string) => () => {
      throw new Error(`${why}, without ${pattern.source}: ${this.printed}`);
    };
    return Promise.race([
      seen,
      this.ended.then(missed('it ended')),
      delay(30_000, undefined, { ref: false }).then(missed('it waits')),
    ]);
  }

  type(text: string): void {
    this.#say({ kind: 'typed', text });
  }

  resize(columns: number, rows: number): void {
    this.#say({ kind: 'resized', size: { columns, rows } });
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.ended;
  }
}

describe('a shell', () => {
  /** What runs in it, less its own init, sleep and the one who asks. */
  const processes = async (id: string) =>
    (await docker('exec', id, 'ps', '-o', 'args'))
      .split('\n')
      .slice(1)
      .filter((line) => !/^(\/sbin\/docker-init.*|sleep 1000|ps -o args)$/.test(line));

  it('is a terminal of the right size and kind, and ends with exit', async () => {
    const id = await run([], 'sleep', '1000');
    const terminal = new Terminal(id);
    expect(await terminal.until(/[#$] /)).not.toMatch(/^\d/);
    // A size is told beside what is typed, and may come after it.
    const waitFor = (size: string) => `until [ "$(stty size)" = "${size}" ]; do sleep 0.1; done; `;
    terminal.type(`${waitFor('24 80')}echo "$TERM"; echo ä-$((40 + 2))\n`);
    await terminal.until(/xterm-256color\s+ä-42/);
    terminal.resize(132, 50);
    terminal.type(`${waitFor('50 132')}echo wide-$((40 + 2))\n`);
    await terminal.until(/wide-42/);
    terminal.type('exit 3\n');
    await terminal.ended;
    expect(await processes(id)).toEqual([]);
  });

  it('is bash where there is one', async () => {
    const id = await run([], 'sleep', '1000');
    const script = 'printf "#!/bin/sh\\necho I am bash\\n" >/usr/bin/bash; chmod +x /usr/bin/bash';
    await docker('exec', id, 'sh', '-c', script);
    const terminal = new Terminal(id);
    await terminal.ended;
    expect(terminal.printed).toBe('I am bash\r\n');
  });

  it('prints more than a reader takes at once, and all of it', async () => {
    const id = await run([], 'sleep', '1000');
    const terminal = new Terminal(id);
    await terminal.until(/[#$] /);
    terminal.type('seq 200000; exit\n');
    await terminal.ended;
    expect(terminal.printed).toContain('\r\n199999\r\n200000\r\n');
  });

  it.each([
    ['an idle one', '\n'],
    ['a program in front', 'sleep 2000\n'],
    ['programs behind', 'sleep 2000 & sleep 3000 &\n'],
    ['a flood', 'yes\n'],
    ['one that will not go', 'trap "" HUP; while :; do :; done\n'],
  ])('leaves nothing when it is closed: %s', async (_what, typed) => {
    const id = await run([], 'sleep', '1000');
    const terminal = new Terminal(id);
    await terminal.until(/[#$] /);
    terminal.type(typed);
    await terminal.until(/[#$] .+\n/s);
    await terminal.close();
    expect(await processes(id)).toEqual([]);
  });

  it('leaves nothing when it is closed before it has begun', async () => {
    const id = await run([], 'sleep', '1000');
    await new Terminal(id).close();
    expect(await processes(id)).toEqual([]);
  });

  it('leaves what is to outlive it', async () => {
    const id = await run([], 'sleep', '1000');
    const terminal = new Terminal(id);
    await terminal.until(/[#$] /);
    terminal.type('(trap "" HUP; exec sleep 2000) &\n');
    await expect.poll(() => processes(id), { timeout: 10_000 }).toContain('sleep 2000');
    await terminal.close();
    expect(await processes(id)).toEqual(['sleep 2000']);
  });

  it('is ended with its bridge, even if nobody reads it', async () => {
    const id = await run([], 'sleep', '1000');
    const session = { signal: new AbortController().signal, onInput: () => undefined };
    const output = shells.open(at(id), SIZE, session);
    await output.next();
    await shells.endAt('/another.sock');
    expect(await processes(id)).toEqual(['sh']);
    await shells.endAt(gateway.socket);
    expect(await processes(id)).toEqual([]);
    await output.return(undefined);
  });

  it('ends with its container', async () => {
    const id = await run([], 'sleep', '1000');
    const terminal = new Terminal(id);
    await terminal.until(/[#$] /);
    await docker('kill', id);
    await terminal.ended;
  });

  it('is not to be had without one, nor in what does not run', async () => {
    const bare = await docker('run', '--detach', '--name', MARK, BARE);
    await expect(new Terminal(bare).ended).rejects.toMatchObject({
      info: { code: 'docker.no-shell', detail: { name: MARK } },
    });
    await docker('kill', bare);
    await expect(new Terminal(bare).ended).rejects.toMatchObject({
      info: { code: 'docker.not-running', detail: { name: MARK } },
    });
  });
});

describe('usage', () => {
  it('counts cores and bytes of those that run', async () => {
    const busy = await run(['--memory', '64m'], 'sh', '-c', 'while :; do :; done');
    const stopped = await docker('create', '--name', `${MARK}-stopped`, image);
    const web = await docker('inspect', '--format', '{{.Id}}', 'web');
    const ending = new AbortController();
    const ids = [busy, stopped, web, 'f'.repeat(64)];
    for await (const report of containerUsage(gateway.socket, ids, ending.signal)) {
      expect(Object.keys(report).sort()).toEqual([busy, web].sort());
      expect(report[busy]?.cpu).toBeGreaterThan(0.1);
      expect(report[busy]?.cpu).toBeLessThan(1.2);
      expect(report[busy]?.memoryLimit).toBe(64 * 1024 * 1024);
      expect(report[busy]?.memory).toBeGreaterThan(50_000);
      expect(report[web]?.cpu).toBeLessThan(0.1);
      expect(report[web]?.memoryLimit).toBeNull();
      ending.abort();
    }
  });

  it('agrees with docker stats', async () => {
    const web = await docker('inspect', '--format', '{{.Id}}', 'web');
    const ending = new AbortController();
    for await (const report of containerUsage(gateway.socket, [web], ending.signal)) {
      const said = await docker('stats', '--no-stream', '--format', '{{.MemUsage}}', 'web');
      const [, amount = '', unit] = /^([\d.]+)(\w+)/.exec(said) ?? [];
      const bytes = Number(amount) * (unit === 'MiB' ? 1024 * 1024 : 1024);
      expect((report[web]?.memory ?? 0) / bytes).toBeCloseTo(1, 1);
      ending.abort();
    }
  });
});

describe('actions', () => {
  const state = (id: string) => docker('inspect', '--format', '{{.State.Status}}', id);

  it('start, stop and restart it, and do not mind if it is so already', async () => {
    const id = await run(['--stop-timeout', '1'], 'sleep', '1000');
    await actOnContainer(at(id), 'stop');
    expect(await state(id)).toBe('exited');
    await actOnContainer(at(id), 'stop');
    await actOnContainer(at(id), 'start');
    expect(await state(id)).toBe('running');
    await actOnContainer(at(id), 'start');
    const started = await docker('inspect', '--format', '{{.State.StartedAt}}', id);
    await actOnContainer(at(id), 'restart');
    expect(await docker('inspect', '--format', '{{.State.StartedAt}}', id)).not.toBe(started);
  });

  it('say in Docker’s own words why not', async () => {
    const id = await docker('create', '--name', MARK, image, '/no/such/program');
    await expect(actOnContainer(at(id), 'start')).rejects.toMatchObject({
      info: {
        code: 'docker.action-failed',
        detail: {
          action: 'start',
          name: MARK,
          message: expect.stringMatching(/program/) as string,
        },
      },
    });
  });

  it('inspect it', async () => {
    const id = await docker('inspect', '--format', '{{.Id}}', 'web');
    const text = await inspectContainer(at(id));
    expect(JSON.parse(text)).toMatchObject({ Id: id, Name: '/web' });
    expect(text).toMatch(/^\{\n {2}"Id"/);
  });
});

describe('what is not there', () => {
  const session = { signal: new AbortController().signal, onInput: () => undefined };
  const everything = (where: ContainerAt): [string, () => Promise<unknown>][] => [
    ['start', () => actOnContainer(where, 'start')],
    ['inspect', () => inspectContainer(where)],
    ['logs', () => all(containerLogs(where, { tail: 1, follow: true }, session.signal))],
    ['shell', () => shells.open(where, SIZE, session).next()],
  ];

  it('a container', async () => {
    for (const [what, act] of everything(at('f'.repeat(64))))
      await expect(act(), what).rejects.toMatchObject({
        info: { code: 'docker.no-such-container', detail: { name: MARK } },
      });
  });

  it('a bridge', async () => {
    const where = { ...at('f'.repeat(64)), socket: `${folder}/none.sock` };
    const expected = {
      info: {
        code: 'docker.failed',
        detail: { path: where.socket, message: 'the bridge to it is down' },
      },
    };
    for (const [what, act] of everything(where))
      await expect(act(), what).rejects.toMatchObject(expected);
    const usage = containerUsage(where.socket, [where.id], session.signal);
    await expect(usage.next()).rejects.toMatchObject(expected);
  });
});
