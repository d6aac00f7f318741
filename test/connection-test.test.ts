/** "Test connection" from the lab's laptop to its gateways: real sshd, real dockerd. Needs root, and brings a lab up. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { testConnection, type TestPorts } from '../src/core/bridge/connection-test';
import { startBridgeWorker } from '../src/core/worker/client';
import { TEST_STEPS, type TestProgress, type TestStep } from '../src/shared/connection-test';
import type { ProfileDraft } from '../src/shared/profile';
import type { PromptAnswer, PromptBody } from '../src/shared/prompt';
import { buildBridgeWorker } from './support/bridge-worker';
import { lab, labDocker, labStatus } from './support/lab-docker';
import { entryIn } from './support/laptop-namespace';
import { labSnapshot, on } from './support/lab-guard';
import { run } from './support/openssh';

const [A, B] = ['203.0.113.21', '203.0.113.22'];
const WITHOUT_TUNNEL = 2222;
const SOCKET = '/var/run/docker.sock';
/** As udev makes it, and every distribution has it; a lab's machine may be without. */
const SHARED_TUN = `[ "$(stat -c %a /dev/net/tun)" = 666 ] ||
  { mount -t tmpfs none /dev/net && mknod -m 666 /dev/net/tun c 10 200 && chmod 666 /dev/net/tun; }`;

let wasUp: boolean;
let workerFile: URL;
let home: string;
let before: string;
const realHome = process.env['HOME'];

const asked: PromptBody[] = [];
const open = new Set<string>();
let answerTo: (body: PromptBody) => PromptAnswer | undefined;

const ports: TestPorts = {
  startWorker: () => startBridgeWorker(workerFile),
  otherRoutes: () => [],
  ask(id, body, answer) {
    asked.push(body);
    open.add(id);
    const given = answerTo(body);
    if (given) answer(given);
  },
  withdraw: (id) => void open.delete(id),
};

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
  await on('a', 'sh', '-c', SHARED_TUN);
  const { pid } = await labDocker('laptop');
  workerFile = entryIn(`/proc/${pid}/ns/net`, await buildBridgeWorker());
  home = await mkdtemp(join(tmpdir(), 'gangway-check-'));
  process.env['HOME'] = home;
  await run('cp', ['-a', `/proc/${pid}/root/home/dev/.ssh`, join(home, '.ssh')]);
  await run('chown', ['-R', 'root:', join(home, '.ssh')]);
});

beforeEach(async () => {
  asked.length = 0;
  open.clear();
  answerTo = () => ({ kind: 'accept' });
  for (const file of ['known_hosts', 'config']) await rm(join(home, '.ssh', file), { force: true });
  before = await states();
});

// Whatever a test did: nothing of it may be left. What a lost session did not undo, the gateway undoes by itself.
afterEach(async () => {
  expect([...open]).toEqual([]);
  await vi.waitFor(async () => expect(await states()).toBe(before), { timeout: 10_000 });
});

afterAll(async () => {
  process.env['HOME'] = realHome;
  await rm(home, { recursive: true });
  if (!wasUp) await lab('down');
});

async function states(): Promise<string> {
  const laptop = on('laptop', 'sh', '-c', 'ip -o addr; ip route show table all; ip rule');
  return (await Promise.all([labSnapshot('a'), labSnapshot('b'), laptop])).join('\n');
}

const draft = (change: Partial<ProfileDraft> = {}): ProfileDraft => ({
  ...{ name: 'staging', cidrs: [], networks: {} },
  gateways: [{ host: A, user: 'root', identityFile: '~/.ssh/id_ed25519' }],
  ...change,
});

const gateway = (change: object): Partial<ProfileDraft> => ({
  gateways: [{ host: A, user: 'root', identityFile: '~/.ssh/id_ed25519', ...change }],
});

/** Everything that is told; `onStep` may end it. */
async function check(
  profile: ProfileDraft,
  onStep: (progress: TestProgress, end: () => void) => void = () => undefined,
): Promise<TestProgress[]> {
  const ending = new AbortController();
  const told: TestProgress[] = [];
  for await (const progress of testConnection(profile, ports, ending.signal)) {
    told.push(progress);
    onStep(progress, () => ending.abort());
  }
  return told;
}

/** How each step ended. */
const ends = (told: readonly TestProgress[]) =>
  told
    .filter(({ outcome }) => outcome.kind !== 'running')
    .map(({ step, outcome }) => [step, outcome.kind]);

const passed = (...steps: TestStep[]) => steps.map((step) => [step, 'passed']);

describe('a gateway that works', () => {
  it('passes every step, each told as it begins and as it ends', async () => {
    const printed = await on('a', 'ssh-keygen', '-lf', '/etc/ssh/ssh_host_ed25519_key.pub');
    const told = await check(draft());
    expect(told.map(({ step, outcome }) => `${step} ${outcome.kind}`)).toEqual(
      TEST_STEPS.flatMap((step) => [`${step} running`, `${step} passed`]),
    );
    const facts = Object.fromEntries(
      told.flatMap(({ step, outcome }) => ('facts' in outcome ? [[step, outcome.facts]] : [])),
    );
    expect(facts).toMatchObject({
      resolve: { address: A },
      'host-key': { type: 'ED25519', fingerprint: printed.split(' ')[1], trust: 'accepted' },
      login: { user: 'root', method: 'publickey' },
      docker: { engine: expect.stringMatching(/^20\.10\./) as string },
      rights: { rights: 'root', mode: 'relay' },
      networks: { refused: 0, remapped: 0 },
    });
    expect(facts['reach']?.['ms']).toBeLessThan(1_000);
    expect(facts['docker']?.['containers']).toBeGreaterThan(5);
    expect(facts['networks']?.['routed']).toBeGreaterThan(1);
    expect(asked.map(({ kind }) => kind)).toEqual(['host-key']);
  });

  it.each([
    ['ops', 'sudo'],
    ['deploy', 'docker'],
  ])('has for %s the rights of %s', async (user, rights) => {
    const told = await check(draft(gateway({ user })));
    expect(ends(told)).toEqual(passed(...TEST_STEPS));
    expect(told.find((each) => each.step === 'rights' && 'facts' in each.outcome)).toMatchObject({
      outcome: { facts: { rights, mode: 'relay' } },
    });
  });

  it('behind a jump host is reached by its login, with the name looked up here being the first', async () => {
    await writeFile(
      join(home, '.ssh/config'),
      `Host hop\n  HostName ${A}\n  User root\nHost behind\n  HostName ${B}\n  ProxyJump hop\nHost *\n  IdentityFile ~/.ssh/id_ed25519\n`,
    );
    const told = await check(draft({ gateways: [{ host: 'behind', user: 'root' }] }));
    expect(ends(told)).toEqual(passed(...TEST_STEPS));
    expect(told).toContainEqual(
      expect.objectContaining({
        step: 'resolve',
        outcome: { kind: 'passed', facts: { address: A } },
      }),
    );
    const reach = told.find(({ step, outcome }) => step === 'reach' && 'facts' in outcome);
    expect(reach).toMatchObject({ outcome: { facts: { via: 'hop' } } });
    expect(asked.map((body) => 'host' in body && body.host)).toEqual([A, B]);
  });

  it('warns where only the slower mode works', async () => {
    await on('a', 'mount', '--bind', '/dev/null', '/usr/bin/python3');
    try {
      const told = await check(draft());
      expect(told.find((each) => each.outcome.kind === 'warned')).toMatchObject({
        step: 'rights',
        outcome: {
          facts: { rights: 'root', mode: 'tun-channel' },
          error: { code: 'gateway.tool-missing', detail: { tool: 'python3' } },
        },
      });
      expect(ends(told).at(-1)).toEqual(['networks', 'passed']);
    } finally {
      await on('a', 'umount', '/usr/bin/python3');
    }
  });

  it('warns of networks that would not be routed', async () => {
    const told = await check(draft({ cidrs: ['127.0.0.0/8'] }));
    expect(told.at(-1)).toMatchObject({
      step: 'networks',
      outcome: {
        kind: 'warned',
        facts: { refused: 1 },
        error: { code: 'net.conflict', detail: { kind: 'reserved' } },
      },
    });
  });

  it('does without Docker where there are CIDRs', async () => {
    const told = await check(
      draft({
        ...gateway({ user: 'ops' }),
        cidrs: ['10.66.0.0/24'],
        docker: { endpoint: 'unix:///run/none.sock' },
      }),
    );
    expect(told.find(({ outcome }) => outcome.kind === 'warned')).toMatchObject({
      step: 'docker',
      outcome: { error: { code: 'docker.missing' } },
    });
    expect(ends(told).at(-1)).toEqual(['networks', 'passed']);
  });
});

interface Mishap {
  readonly what: string;
  readonly profile: Partial<ProfileDraft>;
  readonly step: TestStep;
  readonly code: string;
  readonly answer?: PromptAnswer;
}

const mishaps: readonly Mishap[] = [
  {
    what: 'a name that nobody knows',
    profile: gateway({ host: 'nowhere.invalid' }),
    step: 'resolve',
    code: 'ssh.dns',
  },
  { what: 'a closed port', profile: gateway({ port: 2299 }), step: 'reach', code: 'ssh.refused' },
  {
    what: 'a key that a person refuses',
    profile: {},
    step: 'host-key',
    code: 'ssh.host-key-unknown',
    answer: { kind: 'cancel' },
  },
  {
    what: 'a key that the gateway does not know',
    profile: gateway({ identityFile: '~/.ssh/id_stranger' }),
    step: 'login',
    code: 'ssh.auth-failed',
  },
  {
    what: 'a key that is not there',
    profile: gateway({ identityFile: '~/.ssh/none' }),
    step: 'login',
    code: 'ssh.key-unreadable',
  },
  {
    what: 'a login that may not use Docker',
    profile: gateway({ user: 'guest' }),
    step: 'docker',
    code: 'docker.denied',
  },
  {
    what: 'a login without rights',
    profile: { ...gateway({ user: 'guest' }), cidrs: ['10.66.0.0/24'] },
    step: 'rights',
    code: 'gateway.tun-denied',
  },
  {
    what: 'an sshd that permits no tunnel',
    profile: { ...gateway({ port: WITHOUT_TUNNEL }), link: 'tun-channel' },
    step: 'rights',
    code: 'gateway.tunnel-not-permitted',
  },
];

describe('says where it fails', () => {
  it.each(mishaps)('$what: $step', async ({ profile, step, code, answer }) => {
    if (answer) answerTo = () => answer;
    const told = await check(draft(profile));
    expect(told.at(-1)).toMatchObject({ step, outcome: { kind: 'failed', error: { code } } });
    expect(told.filter(({ outcome }) => outcome.kind === 'failed')).toHaveLength(1);
  });

  it('a changed host key: host-key', async () => {
    const stranger = await readFile(join(home, '.ssh/id_stranger.pub'), 'utf8');
    await writeFile(join(home, '.ssh/known_hosts'), `${A} ${stranger}`);
    const told = await check(draft());
    expect(told.at(-1)).toMatchObject({
      step: 'host-key',
      outcome: { kind: 'failed', error: { code: 'ssh.host-key-changed', detail: { line: 1 } } },
    });
    expect(asked).toEqual([]);
  });

  it('a Docker socket that is missing: docker', async () => {
    await on('a', 'mv', SOCKET, `${SOCKET}.away`);
    try {
      const told = await check(draft());
      expect(told.at(-1)).toMatchObject({
        step: 'docker',
        outcome: { kind: 'failed', error: { code: 'docker.missing' } },
      });
    } finally {
      await on('a', 'mv', `${SOCKET}.away`, SOCKET);
    }
  });

  it('of one gateway, and goes on with the next', async () => {
    const [good] = draft().gateways;
    const told = await check(
      draft({ gateways: [{ host: A, port: 2299 }, ...(good ? [good] : [])] }),
    );
    expect(told.filter((each) => each.gateway === 0).at(-1)).toMatchObject({ step: 'reach' });
    expect(ends(told.filter((each) => each.gateway === 1))).toEqual(passed(...TEST_STEPS));
  });
});

describe('ended by a person', () => {
  it.each([...TEST_STEPS.map((step) => [step, 'root'] as const), ['rights', 'deploy'] as const])(
    'at %s, as %s, is over at once and leaves nothing',
    async (at, user) => {
      const told = await check(draft(gateway({ user })), ({ step, outcome }, end) => {
        if (step === at && outcome.kind === 'running') end();
      });
      expect(told.at(-1)).toMatchObject({ step: at, outcome: { kind: 'running' } });
    },
  );

  it('while a question is open takes it back', async () => {
    answerTo = () => undefined;
    const told: TestProgress[] = [];
    const ending = new AbortController();
    const steps = testConnection(
      draft(),
      {
        ...ports,
        ask: (...args) => {
          ports.ask(...args);
          ending.abort();
        },
      },
      ending.signal,
    );
    for await (const progress of steps) told.push(progress);
    expect(asked).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({ step: 'host-key', outcome: { kind: 'running' } });
  });
});

it('is told on the command line', async () => {
  const gangway = (...args: string[]) =>
    on('laptop', 'env', `GANGWAY_HOME=${home}/gangway`, `HOME=${home}`, 'bin/gangway', ...args);
  await mkdir(join(home, 'gangway'), { recursive: true });
  await gangway('profile', 'add', 'a', '--host', A, '--user', 'root');
  const lines = (await gangway('test', 'a', '--accept-new-host-key')).trimEnd().split('\n');
  expect(lines[0]).toBe(`root@${A}`);
  expect(lines.slice(1).map((line) => line.trim()[0])).toEqual(TEST_STEPS.map(() => '✓'));
  const json = JSON.parse(await gangway('test', 'a', '--json')) as [
    { steps: { step: string; kind: string }[] },
  ];
  expect(json[0].steps.map(({ step, kind }) => [step, kind])).toEqual(passed(...TEST_STEPS));
  await gangway('profile', 'add', 'closed', '--host', A, '--port', '2299');
  await expect(gangway('test', 'closed')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/✗ reach .*port 2299/) as string,
  });
});
