/** The command line on the lab's laptop: as an unprivileged user with polkit and, with nothing else changed, as root. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../src/shared/inventory';

const run = promisify(execFile);
const LAB = 'lab/lab';
const HOST = '203.0.113.21';

let wasUp: boolean;
beforeAll(async () => {
  const { stdout } = await run(LAB, ['status', '--json']);
  wasUp = (JSON.parse(stdout) as { up: boolean }).up;
  if (!wasUp) await run(LAB, ['up']);
});
afterAll(async () => {
  if (!wasUp) await run(LAB, ['down']);
});

describe.each(['dev', 'root'])('as %s', (user) => {
  const home = `/tmp/gangway-cli-${user}-${process.pid}`;
  const laptop = ['exec', '--user', user, 'laptop', '--'];
  const gangwayCommand = ['env', `GANGWAY_HOME=${home}`, 'bin/gangway'];
  const gangway = async (...args: string[]): Promise<string> =>
    (await run(LAB, [...laptop, ...gangwayCommand, ...args])).stdout;
  const onLaptop = async (...args: string[]): Promise<string> =>
    (await run(LAB, [...laptop, ...args])).stdout;
  const interfaces = async (): Promise<string> => onLaptop('ip', '-o', 'link');
  const state = async (): Promise<string | undefined> => {
    const profiles = JSON.parse(await gangway('status', '--json')) as {
      state: { kind: string };
    }[];
    return profiles[0]?.state.kind;
  };

  beforeAll(() => gangway('profile', 'add', 'a', '--host', HOST, '--user', 'root'));
  afterEach(() => gangway('down'));
  afterAll(() => onLaptop('rm', '-rf', home));

  it('fails on an unknown host key without a terminal, and says how to accept it', async () => {
    await onLaptop('sh', '-c', 'rm -f ~/.ssh/known_hosts');
    const refusal = gangway('up', 'a', '--detach');
    await expect(refusal).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--accept-new-host-key.*\n$/) as string,
    });
    expect(await state()).toBe('idle');
  });

  it('up --detach, ps, ping and down', async () => {
    const before = await interfaces();
    await gangway('up', 'a', '--detach', '--accept-new-host-key');
    expect(await state()).toBe('connected');
    const containers = JSON.parse(await gangway('ps', 'a', '--json')) as Container[];
    expect(containers.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['api', 'cache', 'old-job', 'web', 'worker']),
    );
    const web = containers.find(({ name }) => name === 'web')?.endpoints[0]?.ipv4 ?? '';
    expect(await onLaptop('curl', '-sS', '-m', '5', `http://${web}/`)).toContain('web-a');
    expect(await gangway('ping', 'a', '-c', '2')).toContain('2 answered');
    await gangway('down', 'a');
    expect(await state()).toBe('idle');
    expect(await interfaces()).toBe(before);
  });

  it('up stays until Ctrl-C and then cleans up', async () => {
    const before = await interfaces();
    const up = spawn(LAB, [...laptop, ...gangwayCommand, 'up', 'a'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    up.stdout.setEncoding('utf8');
    let said = '';
    while (!said.includes('a is up')) {
      const [chunk] = (await once(up.stdout, 'data')) as [string];
      said += chunk;
    }
    expect(await interfaces()).not.toBe(before);
    up.kill('SIGINT');
    await once(up, 'exit');
    expect(await interfaces()).toBe(before);
  });

  it('leaves nothing when what runs the bridge is killed', async () => {
    const before = await interfaces();
    await gangway('up', 'a', '--detach');
    await onLaptop('pkill', '-9', '-u', user, '-f', 'node.*cli.js serve');
    await expect.poll(interfaces, { timeout: 10_000 }).toBe(before);
    expect(await state()).toBe('idle');
  });
});
