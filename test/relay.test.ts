/** Relay mode: who may have it, what happens without it, and that nothing is left. Needs root. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import programs from '../src/relay/pump.c?native';
import { buildBridgeWorker } from './support/bridge-worker';
import { CONTAINER, openLinkBench, type BenchOptions, type LinkBench } from './support/link-bench';
import { exchange, transfer } from './support/transfer';

const MEBIBYTE = 2 ** 20;
/** Sent each way with checksums: 20 s. */
const MEBIBYTES_CHECKED = Number(process.env['GANGWAY_CHECKED_MEBIBYTES'] ?? 1024);

/** Logins besides root: `ops` with sudo, `pilot` without anything. */
const LOGINS = `
for file in passwd shadow; do cp /etc/$file /run/$file; done
printf '%s\\n' ops:x:1702:1702::/tmp:/bin/sh pilot:x:1703:1703::/tmp:/bin/sh >>/run/passwd
printf '%s\\n' 'ops:*:19000:0:99999:7:::' 'pilot:*:19000:0:99999:7:::' >>/run/shadow
printf '%s\\n' 'Defaults !fqdn' 'ops ALL=(ALL:ALL) NOPASSWD: ALL' >/run/sudoers
chmod 640 /run/shadow && chmod 440 /run/sudoers
for file in passwd shadow sudoers; do mount --bind /run/$file /etc/$file; done
mount -t sysfs sysfs /sys
mount -t tmpfs none /dev/net && mknod -m 666 /dev/net/tun c 10 200
`;

/** As an administrator would, for `pilot`. */
const PREPARED = `
ip tuntap add tun5 mode tun user 1703
ip addr add 198.18.4.1 peer 198.18.4.0 dev tun5
ip link set tun5 mtu 1420 up
iptables -I DOCKER-USER -i tun5 -j ACCEPT
iptables -I DOCKER-USER -o tun5 -j ACCEPT
echo 1 >/proc/sys/net/ipv4/ip_forward
`;

const NO_PYTHON = `
for folder in $(echo "$PATH" | tr : ' '); do
  [ ! -e "$folder/python3" ] || mount --bind /dev/null "$folder/python3"
done
`;

/** sshd still has the device; the relay finds none. */
const NO_DEVICE_FOR_COMMANDS = [
  'case "$SSH_ORIGINAL_COMMAND" in',
  '*gangway-relay*) exec unshare --mount sh -c "mount -t tmpfs none /dev/net; exec sh -c \\"\\$SSH_ORIGINAL_COMMAND\\"" ;;',
  '*) exec sh -c "$SSH_ORIGINAL_COMMAND" ;; esac',
].join(' ');

let workerFile: URL;
let bench: LinkBench;
let before: string;

beforeAll(async () => {
  workerFile = await buildBridgeWorker();
});
afterEach(() => bench.close());

async function start(options: Omit<BenchOptions, 'workerFile'> = {}): Promise<void> {
  bench = await openLinkBench({ workerFile, ...options });
  before = await bench.gateway.snapshot();
}

/** Resolves once the processes have ended. */
async function ended(pids: readonly (number | string)[]): Promise<void> {
  if (pids.length === 0) return;
  await bench.gateway.run('tail', ...pids.map((pid) => `--pid=${pid}`), '-f', '/dev/null');
}

async function expectNothingLeft(): Promise<void> {
  await ended(await bench.relays());
  expect(await bench.gateway.snapshot()).toBe(before);
  expect(await bench.laptop.run('ip', 'link')).not.toContain('gangway0');
}

describe('the relay is started', () => {
  it.each([
    ['root', 'root', ''],
    ['a user who has sudo without a password', 'ops', LOGINS],
    ['a user for whom a device is prepared', 'pilot', LOGINS + PREPARED],
  ])('by %s', async (_who, user, gateway) => {
    await start({ gateway, sshd: ['PermitTunnel no'] });
    const link = await bench.lay('auto', user);
    const prepared = { local: '198.18.4.0', peer: '198.18.4.1', mtu: 1420 };
    expect(link).toMatchObject({ mode: 'relay', ...(user === 'pilot' ? prepared : { mtu: 1500 }) });
    expect(link.reason).toBeUndefined();
    expect(await bench.worker.verify(5_000)).toBeGreaterThan(0);
    await transfer(bench.laptop, bench.container, CONTAINER, 16 * MEBIBYTE);
    await transfer(bench.container, bench.laptop, link.local, 16 * MEBIBYTE);
    await bench.worker.close();
    await expectNothingLeft();
  });

  it('by nobody without rights or a device', async () => {
    await start({ gateway: LOGINS });
    await expect(bench.open('auto', 'pilot')).rejects.toMatchObject({
      info: { code: 'gateway.tun-denied', detail: { user: 'pilot' } },
    });
    await bench.worker.close();
    await expectNothingLeft();
  });
});

describe('without the relay', () => {
  it.each([
    [
      'python3 is missing',
      { gateway: NO_PYTHON },
      { code: 'gateway.tool-missing', detail: { tool: 'python3' } },
    ],
    [
      '/dev/net/tun is closed to commands',
      { gateway: 'mkdir /run/mount\n', sshd: [`ForceCommand ${NO_DEVICE_FOR_COMMANDS}`] },
      { code: 'gateway.tool-missing', detail: { tool: '/dev/net/tun' } },
    ],
  ])('the tunnel of OpenSSH carries, and the reason is said: %s', async (_why, options, reason) => {
    await start(options);
    const link = await bench.lay();
    expect(link).toMatchObject({ mode: 'tun-channel', reason });
    await transfer(bench.laptop, bench.container, CONTAINER, 4 * MEBIBYTE);
    await bench.worker.close();
    await expectNothingLeft();
  });

  it('and with PermitTunnel no, what can be mended is said first', async () => {
    await start({ gateway: NO_PYTHON, sshd: ['PermitTunnel no'] });
    await expect(bench.open()).rejects.toMatchObject({
      info: {
        code: 'gateway.tool-missing',
        detail: { tool: 'python3' },
        cause: { code: 'gateway.tunnel-not-permitted' },
      },
    });
    await bench.worker.close();
    await expectNothingLeft();
  });

  it('a profile that insists on it fails', async () => {
    await start({ gateway: NO_PYTHON });
    await expect(bench.open('relay')).rejects.toMatchObject({
      info: { code: 'gateway.tool-missing' },
    });
    await bench.worker.close();
    await expectNothingLeft();
  });

  it('a profile that wants plain OpenSSH gets it, with no reason', async () => {
    await start();
    const link = await bench.lay('tun-channel');
    expect(link.mode).toBe('tun-channel');
    expect(link.reason).toBeUndefined();
    expect(await bench.relays()).toEqual([]);
  });
});

describe('nothing is left after kill -9 of', () => {
  it.each([
    ['native pump', 0, 1],
    ['process that goes up', 0, 2],
    ['process that goes down', 1, 2],
  ])("the relay's %s", async (_which, index, processes) => {
    await start({ pythonOnly: processes === 2 });
    await bench.lay();
    const lost = bench.next('lost');
    const relays = await bench.relays();
    expect(relays).toHaveLength(processes);
    process.kill(relays[index] ?? NaN, 'SIGKILL');
    expect((await lost)[0]).toMatchObject({ code: 'ssh.lost', retryable: true });
    await expectNothingLeft();
  });

  it('the laptop', async () => {
    await start();
    await bench.lay();
    const guard = (await bench.gateway.run('cat', '/run/gangway/tun64')).split(':')[2] ?? '';
    const relays = await bench.relays();
    await bench.worker.terminate();
    await ended([guard, ...relays]);
    await expectNothingLeft();
  });
});

describe('what goes through', () => {
  it.each([
    ['native pump', false],
    ['Python', true],
  ])(
    'is what was sent, both ways at once, and memory stays flat: %s',
    async (_by, pythonOnly) => {
      await start({ pythonOnly });
      const link = await bench.lay();
      const { laptop, container } = bench;
      // Warms up: buffers and compiled code are not growth.
      await exchange(laptop, container, CONTAINER, 16 * MEBIBYTE);
      const memory = () => process.memoryUsage().rss / MEBIBYTE;
      const [began, relays] = [memory(), await bench.relays()];
      const relayMemory = async () => {
        const files = relays.map((pid) => readFile(`/proc/${pid}/statm`, 'utf8'));
        return (await Promise.all(files)).map((statm) => Number(statm.split(' ')[1]) / 256);
      };
      const relaysBegan = await relayMemory();
      const sizes = MEBIBYTES_CHECKED * MEBIBYTE;
      const [up, down] = await Promise.all([
        exchange(laptop, container, CONTAINER, sizes),
        exchange(container, laptop, link.local, sizes),
      ]);
      expect(up.received).toBe(up.sent);
      expect(down.received).toBe(down.sent);
      const grown = (await relayMemory()).map((now, i) => now - (relaysBegan[i] ?? 0));
      console.log(
        `grown by ${(memory() - began).toFixed()} MiB here, ${grown.map((by) => by.toFixed(1)).join(' and ')} there`,
      );
      expect(memory() - began).toBeLessThan(100);
      expect(Math.max(...grown)).toBeLessThan(4);
    },
    300_000,
  );

  it.each([
    ['its containers know', '1400'],
    ['only the gateway knows', '1500'],
  ])('fits into a network with a smaller MTU that %s of', async (_who, mtu) => {
    await start({ gateway: 'ip link set docker0 mtu 1400\n' });
    await bench.container.run('ip', 'link', 'set', 'eth0', 'mtu', mtu);
    const link = await bench.lay();
    await transfer(bench.laptop, bench.container, CONTAINER, 16 * MEBIBYTE);
    await transfer(bench.container, bench.laptop, link.local, 16 * MEBIBYTE);
    // Without help from the ends' own segment sizes: the gateway says what fits.
    await expect(
      bench.laptop.run('ping', '-q', '-c', '1', '-W', '1', '-s', '1472', '-M', 'do', CONTAINER),
    ).rejects.toThrow();
    expect(await bench.laptop.run('ip', 'route', 'get', CONTAINER)).toContain('mtu 1400');
    const tooLarge = { kind: 'refused', type: 3, code: 4 };
    expect(await bench.worker.ping(CONTAINER, 1_500, 5_000)).toEqual(tooLarge);
    expect(await bench.worker.ping(CONTAINER, 1_400, 5_000)).toMatchObject({ kind: 'answered' });
    const whole = ['-q', '-c', '1', '-W', '2', '-s', '4000', '-M', 'dont', CONTAINER];
    expect(await bench.laptop.run('ping', ...whole)).toContain(' 0% packet loss');
  });

  it('waits, or is lost, while the relay takes nothing; nothing grows', async () => {
    await start();
    await bench.lay();
    const relays = await bench.relays();
    for (const pid of relays) process.kill(pid, 'SIGSTOP');
    const began = process.memoryUsage().rss;
    // 200 MB of UDP, at what the laptop's kernel can do.
    await bench.laptop.run(
      'python3',
      '-c',
      `import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\nfor _ in range(200000):\n  s.sendto(bytes(1000), ('${CONTAINER}', 9))`,
    );
    expect(process.memoryUsage().rss - began).toBeLessThan(64 * MEBIBYTE);
    for (const pid of relays) process.kill(pid, 'SIGCONT');
    expect(await bench.worker.verify(5_000)).toBeGreaterThan(0);
  });
});

describe('relay.py alone', () => {
  const WHOLE_FRAME = [0, 0, 0, 30, ...Array<number>(30).fill(0)];

  it.each([
    ['nothing', [], 0],
    ['another request', [...Buffer.from('close everything please\n')], 1],
    ['a request that never ends', Array<number>(100).fill(97), 1],
    ['a name that is too long', [...Buffer.from(`open ${'x'.repeat(30)}\n`)], 1],
    [
      'frames, and then the end',
      [...Buffer.from('open tun7\n'), ...WHOLE_FRAME, ...WHOLE_FRAME],
      0,
    ],
    ['half a frame', [...Buffer.from('open tun7\n'), ...WHOLE_FRAME.slice(0, 20)], 0],
    ['a frame that is too long', [...Buffer.from('open tun7\n'), 0, 1, 0, 10, 1, 2, 3], 2],
    ['a frame of 4 GiB', [...Buffer.from('open tun7\n'), 255, 255, 255, 255], 2],
    ['a frame without a packet', [...Buffer.from('open tun7\n'), 0, 0, 0, 10, 0], 2],
  ])('ends at %s', async (_what, input, code) => {
    await start();
    const script = await readFile(new URL('../src/relay/relay.py', import.meta.url), 'utf8');
    const [nsenter = '', ...inside] = bench.gateway.inside;
    const relay = spawn(nsenter, [...inside, 'python3', '-c', script]);
    relay.stdin.end(Buffer.from(input));
    const [exit, said] = await Promise.all([once(relay, 'exit'), text(relay.stdout)]);
    expect({ exit, said }).toMatchObject({ exit: [code, null] });
    expect(await bench.gateway.run('ip', 'link')).not.toContain('tun7');
  });

  it.each([
    ['native pump', false],
    ['Python', true],
  ])('takes frames by turns on several lanes, and ends with one of them: %s', async (_by, only) => {
    await start({ pythonOnly: only });
    const { gateway, folder } = bench;
    const script = await readFile(new URL('../src/relay/relay.py', import.meta.url), 'utf8');
    const native = Object.entries(programs).map(([machine, image]) => `${machine}=${image}`);
    const [nsenter = '', ...inside] = gateway.inside;
    const env = { ...process.env, ...(only && { PYTHONPATH: folder }) };
    const relay = spawn(nsenter, [...inside, 'python3', '-c', script, ...native], { env });
    const exited = once(relay, 'exit');
    relay.stdin.write('open tun7 2\n');
    const [said] = (await once(relay.stdout, 'data')) as [Buffer];
    const [, pid = '', ...ends] = /ready (\d+) (\d+) (\d+)\n$/.exec(said.toString()) ?? [];
    await gateway.run('sh', '-ec', 'ip addr add 198.18.0.1 dev tun7; ip link set tun7 up');
    const lanes = ends.map((end) => createWriteStream(`/proc/${pid}/fd/${end}`));
    await Promise.all(lanes.map((lane) => once(lane, 'open')));

    const packet = [0x45, 0, 0, 20, 0, 0, 0, 0, 64, 253, 0, 0, 198, 18, 0, 0, 198, 18, 0, 1];
    const frame = [0, 0, 0, 30, ...Array<number>(10).fill(0), ...packet];
    const turn = [...frame, ...frame, 0, 0, 0, 0];
    // The last lane's two rounds come first: they wait for their turn.
    for (const lane of [lanes[1], lanes[0], relay.stdin]) {
      lane?.write(Buffer.from([...turn, ...turn]));
      if (lane !== relay.stdin) await expect(packetsOf('tun7')).resolves.toBe(0);
    }
    await expect.poll(() => packetsOf('tun7'), { timeout: 10_000 }).toBe(12);

    relay.stdin.write(Buffer.from([0, 0, 0, 0]));
    lanes[0]?.end();
    expect(await exited).toEqual([0, null]);
    expect(await gateway.run('ip', 'link')).not.toContain('tun7');
  });
});

/** Packets that the kernel of the gateway got out of a tun device. */
async function packetsOf(device: string): Promise<number> {
  const [link] = JSON.parse(
    await bench.gateway.run('ip', '-json', '-stats', 'link', 'show', 'dev', device),
  ) as { stats64: { rx: { packets: number } } }[];
  return link?.stats64.rx.packets ?? NaN;
}
