/** The guard as real shells run it, in a network namespace with real iptables. Needs root. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startGuard,
  sweepGateway,
  type Guard,
  type GuardNetworks,
} from '../src/core/gateway/guard';
import type { ErrorInfo } from '../src/shared/errors';
import {
  localSession,
  openGatewayNamespace,
  type GatewayNamespace,
} from './support/gateway-namespace';

const BRIDGE = '3d0a54a7-0c0f-4f9c-9d5c-6a2f1f3b8e01';
const OTHER = '8f14e45f-ceea-467f-a4a0-1d1c2b7b9f02';
const ADDRESSES = { own: '198.18.0.1', laptop: '198.18.0.0', mtu: 1400 };

/** The other way to the kernel's firewall, as on older gateways. */
const LEGACY = `
nft flush ruleset
mount --bind /usr/sbin/xtables-legacy-multi /usr/sbin/xtables-nft-multi
iptables -N DOCKER-USER
iptables -A FORWARD -j DOCKER-USER
iptables -P FORWARD DROP
`;

let gateway: GatewayNamespace;
let before: string;

beforeEach(async () => {
  gateway = await openGatewayNamespace();
  before = await gateway.snapshot();
});
afterEach(() => gateway.close());

/** Starts a guard and takes it through `go`, with a tun device as sshd would have made it. */
async function connect(bridge = BRIDGE, session = localSession(gateway), setUp = ADDRESSES) {
  const guard = await startGuard(session, bridge);
  await gateway.run('ip', 'tuntap', 'add', guard.facts.device, 'mode', 'tun');
  await guard.setUp(setUp);
  return {
    guard,
    lost: new Promise<ErrorInfo>((resolve) => {
      guard.onLost(resolve);
    }),
  };
}

async function pidOf(guard: Guard): Promise<string> {
  const file = await gateway.run('cat', `/run/gangway/${guard.facts.device}`);
  return file.split(':')[2] ?? '';
}

const rules = () => gateway.run('iptables-save');
const forwarding = () => gateway.run('cat', '/proc/sys/net/ipv4/ip_forward');

describe.each([
  ['dash', '/bin/dash'],
  ['busybox', '/bin/busybox'],
  ['bash', '/bin/bash'],
])('under %s', (_, shell) => {
  let path: string;
  const session = () => localSession(gateway, { path });

  beforeAll(() => {
    path = mkdtempSync(join(tmpdir(), 'gangway-shell-'));
    symlinkSync(shell, join(path, 'sh'));
  });
  afterAll(() => {
    rmSync(path, { recursive: true });
  });

  it('sets the far end up and undoes all of it when it is closed', async () => {
    const { guard } = await connect(BRIDGE, session());
    expect(guard.facts).toMatchObject({ user: 'root', device: 'tun64' });
    expect(guard.facts.used).toContainEqual({ base: 0x0a070000, length: 24 });
    const mark = `gangway:${BRIDGE}:${await pidOf(guard)}:\\d+`;
    expect(await rules()).toMatch(new RegExp(`-A DOCKER-USER -i tun64 .*"${mark}/in" -j ACCEPT`));
    expect(await rules()).toMatch(new RegExp(`-A DOCKER-USER -o tun64 .*"${mark}/out" -j ACCEPT`));
    const link = await gateway.run('ip', 'addr', 'show', 'tun64');
    expect(link).toMatch(/UP.* mtu 1400 /);
    expect(link).toContain('inet 198.18.0.1 peer 198.18.0.0/32');
    expect(await forwarding()).toBe('1\n');
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it('undoes a reservation when it is closed before the link opened', async () => {
    const guard = await startGuard(session(), BRIDGE);
    expect(await gateway.snapshot()).not.toBe(before);
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it.each(['TERM', 'HUP', 'INT', 'PIPE'])('undoes everything on SIG%s', async (signal) => {
    const { guard, lost } = await connect(BRIDGE, session());
    await gateway.run('kill', '-s', signal, await pidOf(guard));
    expect(await lost).toMatchObject({ code: 'gateway.guard-lost', retryable: true });
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it('is swept over the same session after kill -9', async () => {
    const { guard, lost } = await connect(BRIDGE, session());
    await gateway.run('kill', '-9', await pidOf(guard));
    expect(await lost).toMatchObject({ code: 'gateway.guard-lost' });
    expect(await gateway.snapshot()).not.toBe(before);
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it('sweeps what a killed guard left, and leaves the living ones alone', async () => {
    const killed = session();
    const { guard: dead } = await connect(BRIDGE, killed);
    const { guard: living } = await connect(OTHER, session(), {
      ...ADDRESSES,
      own: '198.18.0.3',
      laptop: '198.18.0.2',
    });
    expect(living.facts.device).toBe('tun65');
    const gone = new Promise((resolve) => killed.children[0]?.once('exit', resolve));
    // Nobody sweeps: the laptop is gone as well.
    killed.run = () => Promise.reject(new Error('session lost'));
    const deadPid = await pidOf(dead);
    const livingPid = await pidOf(living);
    await gateway.run('kill', '-9', deadPid);
    await gone;
    expect(await rules()).toContain(`:${deadPid}:`);

    await sweepGateway(session(), OTHER);
    expect(await rules()).not.toContain(`:${deadPid}:`);
    expect(await rules()).toContain(`:${livingPid}:`);
    expect(await gateway.run('ip', 'link')).not.toContain('tun64');
    expect(await gateway.run('ip', 'addr', 'show', 'tun65')).toContain('198.18.0.3');
    expect(await forwarding()).toBe('1\n');
    await living.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it('replaces the guard that the same bridge left behind, so that its addresses are free', async () => {
    const { guard: old, lost } = await connect(BRIDGE, session());
    const next = await startGuard(session(), BRIDGE);
    expect(await lost).toMatchObject({ code: 'gateway.guard-lost' });
    expect(next.facts.used).not.toContainEqual({ base: 0xc6120001, length: 32 });
    expect(old.facts.device).toBe('tun64');
    await next.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it('says which step failed and undoes the ones before', async () => {
    const guard = await startGuard(session(), BRIDGE);
    await expect(guard.setUp(ADDRESSES)).rejects.toMatchObject({
      info: { code: 'gateway.setup-failed', detail: { step: 'address' } },
    });
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });
});

describe('two at once', () => {
  it('get different units and end independently, in either order', async () => {
    const guards = await Promise.all(
      [BRIDGE, OTHER].map((id) => startGuard(localSession(gateway), id)),
    );
    expect(guards.map((guard) => guard.facts.device).sort()).toEqual(['tun64', 'tun65']);
    await Promise.all(guards.map((guard) => guard.close()));
    expect(await gateway.snapshot()).toBe(before);
  });

  it('the last one restores forwarding', async () => {
    const { guard: first } = await connect(BRIDGE);
    const { guard: second } = await connect(OTHER, localSession(gateway), {
      ...ADDRESSES,
      own: '198.18.0.3',
      laptop: '198.18.0.2',
    });
    await first.close();
    expect(await forwarding()).toBe('1\n');
    await second.close();
    expect(await gateway.snapshot()).toBe(before);
  });
});

describe('what it opens', () => {
  it('is FORWARD where there is no DOCKER-USER, and the echo where INPUT is closed', async () => {
    await gateway.run('iptables', '-F', 'FORWARD');
    await gateway.run('iptables', '-X', 'DOCKER-USER');
    await gateway.run('iptables', '-P', 'INPUT', 'DROP');
    before = await gateway.snapshot();
    const { guard } = await connect();
    expect(await rules()).toMatch(/-A FORWARD -i tun64 .* -j ACCEPT/);
    expect(await rules()).toMatch(/-A FORWARD -o tun64 .* -j ACCEPT/);
    expect(await rules()).toMatch(/-A INPUT -d 198.18.0.1\/32 -i tun64 -p icmp .* -j ACCEPT/);
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });

  it('is nothing where all is open, and forwarding stays on where it was', async () => {
    await gateway.run('iptables', '-F', 'FORWARD');
    await gateway.run('iptables', '-X', 'DOCKER-USER');
    await gateway.run('iptables', '-P', 'FORWARD', 'ACCEPT');
    await gateway.run('sysctl', '-q', '-w', 'net.ipv4.ip_forward=1');
    before = await gateway.snapshot();
    const { guard } = await connect();
    expect(await rules()).not.toContain('gangway');
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });
});

const NETWORKS: GuardNetworks = {
  remaps: [{ real: '172.30.0.0/24', mapped: '10.201.0.0/24' }],
  masquerade: ['10.7.0.0/24'],
  attachments: [],
};

describe.each([
  ['iptables-nft', ''],
  ['iptables-legacy', LEGACY],
])('networks, with %s', (_, start) => {
  let own: GatewayNamespace;
  let untouched: string;
  const saved = async () => rulesOf(await own.run('iptables-save'));

  beforeEach(async () => {
    own = await openGatewayNamespace(start);
    // As Docker has it: otherwise an empty table would stay.
    await own.run('iptables', '-t', 'nat', '-A', 'POSTROUTING', '-o', 'wan', '-j', 'RETURN');
    untouched = await own.snapshot();
  });
  afterEach(() => own.close());

  it('are what was asked for last, and nothing in the end', async () => {
    const guard = await startGuard(localSession(own), BRIDGE);
    await own.run('ip', 'tuntap', 'add', guard.facts.device, 'mode', 'tun');
    await guard.setUp(ADDRESSES);
    const basics = await saved();
    expect(await guard.apply(NETWORKS)).toEqual({ failed: {} });
    const remap = `${guard.facts.mark}/remap:172.30.0.0/24:10.201.0.0/24`;
    expect(await saved()).toEqual(
      [
        ...basics,
        `nat -A PREROUTING -d 10.201.0.0/24 -i tun64 -m comment --comment "${remap}" -j NETMAP --to 172.30.0.0/24`,
        `nat -A POSTROUTING -s 198.18.0.0/32 -d 10.7.0.0/24 -m comment --comment "${guard.facts.mark}/masquerade:10.7.0.0/24" -j MASQUERADE`,
        `nat -A POSTROUTING -s 172.30.0.0/24 -o tun64 -m comment --comment "${remap}" -j NETMAP --to 10.201.0.0/24`,
        'nat -A POSTROUTING -o wan -j RETURN',
      ]
        .filter((rule, i, all) => all.indexOf(rule) === i)
        .sort(),
    );

    // Calls may overlap; each has its own answer.
    const [broken, empty] = await Promise.all([
      guard.apply({ ...NETWORKS, masquerade: ['10.7.0.0/33'] }),
      guard.apply({ remaps: [], masquerade: [], attachments: [] }),
    ]);
    expect(Object.keys(broken.failed)).toEqual(['10.7.0.0/33']);
    expect(empty).toEqual({ failed: {} });
    expect(await saved()).toEqual(basics);
    await guard.apply(NETWORKS);
    await guard.close();
    expect(await own.snapshot()).toBe(untouched);
  });

  it('and accepts come back after a flush, and before the rules of others', async () => {
    const guard = await startGuard(localSession(own), BRIDGE);
    await own.run('ip', 'tuntap', 'add', guard.facts.device, 'mode', 'tun');
    await guard.setUp(ADDRESSES);
    await guard.apply(NETWORKS);
    const complete = await saved();
    for (const line of [
      ['-F', 'DOCKER-USER'],
      ['-t', 'nat', '-I', 'POSTROUTING', '-j', 'ACCEPT'],
      ['-t', 'nat', '-F', 'PREROUTING'],
    ]) {
      await own.run('iptables', ...line);
    }
    await guard.apply(NETWORKS);
    const mended = (await own.run('iptables-save')).split('\n');
    const firstOf = (chain: string) => mended.find((line) => line.startsWith(`-A ${chain}`));
    expect(firstOf('POSTROUTING')).toContain('gangway');
    await own.run('iptables', '-t', 'nat', '-D', 'POSTROUTING', '-j', 'ACCEPT');
    expect(await saved()).toEqual(complete);
    await guard.close();
    expect(await own.snapshot()).toBe(untouched);
  });
});

/** "TABLE RULE", sorted. */
function rulesOf(saved: string): string[] {
  let table = '';
  return saved
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('*')) table = line.slice(1);
      return line.startsWith('-A') ? [`${table} ${line}`] : [];
    })
    .sort();
}

describe('IPv6', () => {
  const SIX = { ...ADDRESSES, own6: 'fd00:77::1', laptop6: 'fd00:77::' };

  it('is there only if the gateway forwards it, and is never switched on', async () => {
    const { guard } = await connect();
    expect(guard.facts.ipv6).toBe(false);
    await guard.close();
    expect(await gateway.run('cat', '/proc/sys/net/ipv6/conf/all/forwarding')).toBe('0\n');
  });

  it('is opened like IPv4, for our addresses alone', async () => {
    await gateway.run('sysctl', '-q', '-w', 'net.ipv6.conf.all.forwarding=1');
    const rules = [
      ['-N', 'DOCKER-USER'],
      ['-A', 'FORWARD', '-j', 'DOCKER-USER'],
      ['-P', 'FORWARD', 'DROP'],
      ['-P', 'INPUT', 'DROP'],
      ['-t', 'raw', '-A', 'PREROUTING', '-d', 'fd00:6::2', '!', '-i', 'docker0', '-j', 'DROP'],
    ];
    for (const rule of rules) await gateway.run('ip6tables', ...rule);
    before = await gateway.snapshot();
    const { guard } = await connect(BRIDGE, localSession(gateway), SIX);
    expect(guard.facts.ipv6).toBe(true);
    const saved = await gateway.run('ip6tables-save');
    expect(saved).toMatch(/-A DOCKER-USER -i tun64 .* -j ACCEPT/);
    expect(saved).toMatch(/-A DOCKER-USER -o tun64 .* -j ACCEPT/);
    expect(saved).toMatch(/-A INPUT -d fd00:77::1\/128 -i tun64 -p ipv6-icmp .*128.* -j ACCEPT/);
    expect(saved).toMatch(/-A PREROUTING -i tun64 .* -j ACCEPT\n-A PREROUTING -d fd00:6::2/);
    const addresses = await gateway.run('ip', '-6', '-o', 'addr', 'show', 'dev', 'tun64');
    expect(addresses.trim().split('\n')).toHaveLength(1);
    expect(addresses).toContain('inet6 fd00:77::1 peer fd00:77::/128');
    await guard.close();
    expect(await gateway.snapshot()).toBe(before);
  });
});

describe('a login that has a prepared device and nothing else', () => {
  it('is told what it cannot have', async () => {
    const own = await openGatewayNamespace(`
      mount -t sysfs sysfs /sys
      ip tuntap add tun5 mode tun user 65534
      ip addr add 198.18.4.1 peer 198.18.4.0 dev tun5
      ip link set tun5 up`);
    const guard = await startGuard(localSession(own, { uid: 65534 }), BRIDGE);
    expect(guard.facts).toMatchObject({ rights: 'prepared', mark: '', ipv6: false });
    await guard.setUp(ADDRESSES);
    const attachments = [{ network: 'mesh', pid: 1, subnets: ['10.20.1.0/24'] }];
    const { failed } = await guard.apply({ ...NETWORKS, attachments });
    expect(Object.keys(failed)).toEqual(['172.30.0.0/24', '10.7.0.0/24', 'mesh']);
    expect(failed['mesh']).toMatchObject({
      code: 'gateway.attach-failed',
      detail: { message: 'only a tun device is prepared for this login' },
    });
    await guard.close();
    await own.close();
  });
});

describe('a gateway that cannot be one', () => {
  it('names the user that is not root, and touches nothing', async () => {
    await expect(startGuard(localSession(gateway, { uid: 65534 }), BRIDGE)).rejects.toMatchObject({
      info: { code: 'gateway.tun-denied', detail: { user: 'nobody' } },
    });
    expect(await gateway.snapshot()).toBe(before);
  });

  it.each(['ip', 'iptables', 'flock'])('names the missing tool %s', async (tool) => {
    const hide = `for d in /bin /sbin /usr/bin /usr/sbin; do [ -e $d/${tool} ] && mount --bind /dev/null $d/${tool}; done`;
    const bare = await openGatewayNamespace(hide);
    await expect(startGuard(localSession(bare), BRIDGE)).rejects.toMatchObject({
      info: { code: 'gateway.tool-missing', detail: { tool } },
    });
    await bare.close();
  });

  it('says what a login without a shell says', async () => {
    const session = localSession(gateway);
    const noShell = {
      ...session,
      exec: () => session.exec('echo This account is closed.; exit 1'),
    };
    await expect(startGuard(noShell, BRIDGE)).rejects.toMatchObject({
      info: {
        code: 'gateway.setup-failed',
        detail: { step: 'guard', message: 'This account is closed.' },
      },
    });
  });
});
