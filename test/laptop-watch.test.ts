/** The watch of the laptop's network, in a namespace of its own, with the real iproute2. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openNamespace, type Namespace } from './support/namespace';

const OUT = '.cache/laptop-watch';
/** A laptop with an uplink, as a person who may do nothing sees it. */
const START = 'ip link add up0 type veth peer name up1; ip link set up0 up; ip link set up1 up';
const NOBODY = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];

let laptop: Namespace;
let app: ChildProcess;
let changes: number;

beforeAll(async () => {
  await build({
    ...{ configFile: false, logLevel: 'warn' },
    build: {
      ...{ ssr: true, target: 'node20', outDir: OUT, emptyOutDir: true },
      rolldownOptions: { input: { app: resolve('test/support/watch-app.ts') } },
    },
  });
});

beforeEach(async () => {
  laptop = await openNamespace(START);
  changes = 0;
  const [file, ...args] = [...laptop.inside, ...NOBODY, process.execPath, `${OUT}/app.js`];
  app = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: app.stdout ?? process.stdin });
  await once(lines, 'line');
  lines.on('line', () => changes++);
  // When the monitor listens, nobody says: so change something until it is seen.
  await expect
    .poll(async () => {
      await flip('192.168.70.1/24');
      return changes;
    }, WAIT)
    .toBeGreaterThan(0);
  await settled();
});
afterEach(async () => {
  app.kill('SIGKILL');
  await laptop.close();
});

const WAIT = { timeout: 30_000 };

/** An address comes and goes. */
async function flip(address: string): Promise<void> {
  await laptop.run('ip', 'address', 'add', address, 'dev', 'up0');
  await laptop.run('ip', 'address', 'delete', address, 'dev', 'up0');
}

/** Until nothing came for longer than changes are gathered. */
async function settled(): Promise<void> {
  let before = -1;
  await expect
    .poll(
      () => {
        const isQuiet = before === changes;
        before = changes;
        return isQuiet;
      },
      { ...WAIT, interval: 500 },
    )
    .toBe(true);
}

/** Process ids of what the app runs. */
async function children(): Promise<number[]> {
  const pid = app.pid ?? NaN;
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

async function expectChange(make: () => Promise<unknown>): Promise<void> {
  const before = changes;
  await make();
  await expect.poll(() => changes, WAIT).toBeGreaterThan(before);
  await settled();
}

it('tells of addresses and routes of both families', async () => {
  const ip =
    (...words: string[]) =>
    () =>
      laptop.run('ip', ...words);
  await expectChange(ip('address', 'add', '192.168.77.2/24', 'dev', 'up0'));
  await expectChange(ip('route', 'add', '10.20.0.0/16', 'via', '192.168.77.9'));
  await expectChange(ip('route', 'add', '10.30.0.0/16', 'dev', 'up0', 'table', '52'));
  await expectChange(ip('route', 'delete', '10.20.0.0/16'));
  await expectChange(ip('address', 'add', 'fd77::2/64', 'dev', 'up0', 'nodad'));
  await expectChange(ip('route', 'add', 'fd20::/64', 'via', 'fd77::9'));
  await expectChange(ip('link', 'delete', 'up0'));
});

it('tells once of many changes', async () => {
  await laptop.run('ip', 'address', 'add', '192.168.77.2/24', 'dev', 'up0');
  await settled();
  const before = changes;
  const route = (index: number) => `route add 10.20.${index}.0/24 via 192.168.77.9\\n`;
  const batch = Array.from({ length: 200 }, (_, index) => route(index)).join('');
  await laptop.run('sh', '-c', `printf '${batch}' | ip -batch -`);
  await expect.poll(() => changes, WAIT).toBeGreaterThan(before);
  await settled();
  expect(changes - before).toBeLessThanOrEqual(3);
});

it('goes on after the end of its monitor, and says that it may have missed something', async () => {
  const [monitor = NaN] = await children();
  const before = changes;
  process.kill(monitor, 'SIGKILL');
  await expect.poll(() => changes, WAIT).toBeGreaterThan(before);
  expect(await children()).not.toContain(monitor);
  await settled();
  await expectChange(() => flip('192.168.71.1/24'));
});

it('leaves nothing when it is over', async () => {
  const [monitor = NaN] = await children();
  app.stdin?.write('over\n');
  await expect.poll(children, WAIT).toEqual([]);
  expect(() => process.kill(monitor, 0)).toThrow('ESRCH');
  const before = changes;
  await flip('192.168.72.1/24');
  app.stdin?.end();
  await once(app, 'exit');
  expect(changes).toBe(before);
});
