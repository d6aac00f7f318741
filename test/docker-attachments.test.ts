/** Attachments on a real dockerd that is a manager of a Swarm: gateway a of the lab. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDocker, type Attachable, type DockerWatch } from '../src/core/docker';
import type { ErrorInfo } from '../src/shared/errors';
import type { Inventory } from '../src/shared/inventory';
import {
  ensureSwarm,
  lab,
  labDocker,
  labStatus,
  stopDockerd,
  type LabDocker,
} from './support/lab-docker';

const HOST = 'a';
const BRIDGE = '3f2b8c1e-0a54-4f0e-9d4b-6a1f2f7a9c10';
const OWNER = { bridge: BRIDGE, mark: `gangway:${BRIDGE}:100:1` };
const NETWORKS = ['gangway-test-open', 'gangway-test-closed', 'gangway-test-secret'] as const;

let gateway: LabDocker;
let leaveSwarm: () => Promise<void>;
let wasUp: boolean;

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
  gateway = await labDocker(HOST);
  leaveSwarm = await ensureSwarm(gateway);
  const { docker } = gateway;
  const overlay = ['network', 'create', '--driver', 'overlay'];
  await docker(...overlay, '--attachable', NETWORKS[0]);
  await docker(...overlay, NETWORKS[1]);
  await docker(...overlay, '--attachable', '--opt', 'encrypted', NETWORKS[2]);
});
afterAll(async () => {
  for (const name of NETWORKS) await gateway.docker('network', 'rm', name);
  await leaveSwarm();
  if (!wasUp) await lab('down');
});

let watch: DockerWatch;
let latest: Inventory;
let troubles: (ErrorInfo | null)[];
let gone: string[];
let before: string;
let check: () => void;

/** All that an attachment could leave in Docker. */
async function snapshot(): Promise<string> {
  const { docker } = gateway;
  const lists = [
    ['ps', '--all', '--format', '{{.Names}}'],
    ['images', '--all', '--no-trunc', '--format', '{{.ID}} {{.Repository}}'],
    ['service', 'ls', '--format', '{{.ID}} {{.Name}}'],
    // The default bridge has another id after each start of the daemon.
    ['network', 'ls', '--format', '{{.Name}} {{.Driver}}'],
    ['volume', 'ls'],
  ];
  const outputs = await Promise.all(lists.map((list) => docker(...list)));
  // The lab's own tasks are other ones after each start of the daemon.
  const lines = outputs.map((output) =>
    output
      .replace(/\.\w{25}$/gm, '')
      .split('\n')
      .sort(),
  );
  return lines.map((list) => list.join('\n')).join('\n--\n');
}

async function open(): Promise<DockerWatch> {
  const opened = await openDocker(gateway.channel, {
    inventory: (inventory) => {
      latest = inventory;
      check();
    },
    trouble: (error) => {
      troubles.push(error);
      check();
    },
    attachmentGone: (networkId) => {
      gone.push(networkId);
      check();
    },
  });
  latest = opened.inventory;
  return opened;
}

beforeEach(async () => {
  before = await snapshot();
  troubles = [];
  gone = [];
  check = () => undefined;
  watch = await open();
});
afterEach(async () => {
  await watch.attachments.detachAll();
  watch.close();
  expect(await snapshot()).toBe(before);
});

const until = (done: () => boolean) =>
  new Promise<void>((resolve) => {
    check = () => (done() ? resolve() : undefined);
    check();
  });

function network(name: string): Attachable {
  const found = latest.networks.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`there is no network ${name}`);
  return found;
}

/** The process as this machine sees it: Docker counts in the gateway's own PID namespace. */
async function outerPid(pid: number): Promise<string> {
  const word = ['sh', '-c', `readlink /proc/${pid}/exe && readlink /proc/${pid}/ns/net`];
  return lab('exec', HOST, '--', ...word);
}

/** What `docker run` takes for a container of the lab on an overlay. */
async function secondsOfRun(): Promise<number> {
  const since = performance.now();
  const run = ['run', '--rm', '--network', NETWORKS[0], gateway.imageOf('worker'), 'true'];
  await gateway.docker(...run);
  return (performance.now() - since) / 1000;
}

const containerOf = async ({ id }: Attachable) =>
  gateway.docker('ps', '--quiet', '--no-trunc', '--filter', `label=gangway.network=${id}`);

describe.each(NETWORKS)('an attachment to %s', (name) => {
  it('is a process that does nothing, in a network namespace on the overlay', async () => {
    const { pid } = await watch.attachments.attach(network(name), OWNER);
    expect(await outerPid(pid)).toMatch(/^\/gangway-attachment\nnet:/);
    const status = await lab('exec', HOST, '--', 'cat', `/proc/${pid}/status`);
    expect(status).toMatch(/^CapEff:\s0+$/m);
    // Engine 20.10 has no such thing for services.
    if (network(name).attachable) expect(status).toMatch(/^NoNewPrivs:\s1$/m);
    expect(status).toMatch(/^Uid:\s65534\s/m);
    const addresses = await lab(
      'exec',
      HOST,
      '--',
      'nsenter',
      '--net',
      `--target=${pid}`,
      'ip',
      '-o',
      '-4',
      'addr',
    );
    expect(addresses).toMatch(/eth\d\s+inet 10\./);
    const [facts] = JSON.parse(
      await gateway.docker('inspect', await containerOf(network(name))),
    ) as [Facts];
    expect(facts.State.Pid).toBe(pid);
    expect(facts.HostConfig).toMatchObject({
      CapDrop: ['ALL'],
      ReadonlyRootfs: true,
      RestartPolicy: { Name: expect.stringMatching(/^(no)?$/) as string },
      LogConfig: { Type: 'none' },
    });
    expect(facts.Config.Labels).toMatchObject({
      'gangway.bridge': BRIDGE,
      'gangway.mark': OWNER.mark,
      'gangway.network': network(name).id,
    });
  });

  it('goes at once and comes back at once', async () => {
    const pids = new Set<number>();
    const seconds: number[] = [];
    for (let time = 0; time < 3; time++) {
      const since = performance.now();
      pids.add((await watch.attachments.attach(network(name), OWNER)).pid);
      seconds.push((performance.now() - since) / 1000);
      await watch.attachments.detach(network(name).id);
      expect(await containerOf(network(name))).toBe('');
    }
    // The machine may be busy just now: then Docker's own client needs more than that as well.
    expect(Math.min(...seconds)).toBeLessThan(Math.max(2, 2 * (await secondsOfRun())));
    expect(pids.size).toBe(3);
    expect(gone).toEqual([]);
  });

  it('is told when somebody removes it, and can be put back', async () => {
    const first = await watch.attachments.attach(network(name), OWNER);
    await gateway.docker('kill', await containerOf(network(name)));
    await until(() => gone.length > 0);
    expect(gone).toEqual([network(name).id]);
    const second = await watch.attachments.attach(network(name), OWNER);
    expect(second.pid).not.toBe(first.pid);
  });
});

interface Facts {
  State: { Pid: number };
  HostConfig: object;
  Config: { Labels: Record<string, string> };
}

describe('attachments', () => {
  const [attachable, closed] = NETWORKS;

  it('are in no list', async () => {
    await Promise.all(NETWORKS.map((name) => watch.attachments.attach(network(name), OWNER)));
    const other = await open();
    try {
      expect(other.inventory.containers.filter(({ name }) => name.startsWith('gangway-'))).toEqual(
        [],
      );
      expect(
        other.inventory.swarm?.tasks.filter(({ name }) => name.startsWith('gangway-')),
      ).toEqual([]);
    } finally {
      other.close();
    }
  });

  it('are one for all who ask at the same time', async () => {
    const all = await Promise.all(
      [1, 2, 3].map(() => watch.attachments.attach(network(attachable), OWNER)),
    );
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
  });

  it('that a dead connection of the same bridge left are removed, and nobody else’s', async () => {
    const dead = await open();
    await dead.attachments.attach(network(attachable), { ...OWNER, mark: 'gangway:dead' });
    await dead.attachments.attach(network(closed), { ...OWNER, mark: 'gangway:dead' });
    dead.close();
    const other = await open();
    const foreign = { bridge: 'another', mark: 'gangway:another' };
    const theirs = await other.attachments.attach(network(attachable), foreign);
    try {
      await watch.attachments.attach(network(attachable), OWNER);
      expect(
        await gateway.docker('service', 'ls', '--quiet', '--filter', 'label=gangway.mark'),
      ).toBe('');
      const marks = [
        'ps',
        '--all',
        '--format',
        '{{.Label "gangway.mark"}}',
        '--filter',
        'label=gangway.mark',
      ];
      expect((await gateway.docker(...marks)).split('\n').sort()).toEqual(
        [OWNER.mark, foreign.mark].sort(),
      );
      expect(await outerPid(theirs.pid)).toMatch(/gangway-attachment/);
      // Their container keeps the image.
      await watch.attachments.detachAll();
      expect(await gateway.docker('images', '--quiet', 'gangway/attachment')).not.toBe('');
    } finally {
      await other.attachments.detachAll();
      other.close();
    }
  });

  it('that went with the daemon are told once it is back', async () => {
    const names = [attachable, closed];
    for (const name of names) await watch.attachments.attach(network(name), OWNER);
    await stopDockerd(HOST);
    await lab('up');
    await until(() => troubles.at(-1) === null && gone.length === names.length);
    expect([...gone].sort()).toEqual(names.map((name) => network(name).id).sort());
    const pids = await Promise.all(
      names.map(async (name) => (await watch.attachments.attach(network(name), OWNER)).pid),
    );
    for (const pid of pids) expect(await outerPid(pid)).toMatch(/gangway-attachment/);
    // Most of it is the lab's: its Swarm has to be whole again.
  }, 180_000);

  it('fail in Docker’s words, and leave nothing', async () => {
    const missing = { id: 'nosuchnetwork', name: 'left', attachable: true };
    await expect(watch.attachments.attach(missing, OWNER)).rejects.toMatchObject({
      info: {
        code: 'gateway.attach-failed',
        detail: { network: 'left', message: expect.stringMatching(/not found/) as string },
      },
    });
  });

  it('cannot be where no task may run, and say so', async () => {
    const node = await gateway.docker('info', '--format', '{{.Swarm.NodeID}}');
    const become = (what: string) => gateway.docker('node', 'update', '--availability', what, node);
    await become('pause');
    try {
      await expect(watch.attachments.attach(network(closed), OWNER)).rejects.toMatchObject({
        info: { detail: { message: expect.stringMatching(/no suitable node/) as string } },
      });
    } finally {
      await become('active');
    }
  });
});
