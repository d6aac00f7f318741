/**
 * An app with nothing but a helper, driven by JSON lines on stdin: `{id, call, args}` calls a method of
 * its HelperClient. It answers pings that come out of its tun devices, as a far end would.
 * Arguments: run directory, helper file.
 */
import { readSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import koffi from 'koffi';
import { HelperClient, closeDescriptor, dupDescriptor } from '../../src/core/helper';
import type { HelperAct } from '../../src/core/helper/act';
import { toErrorInfo } from '../../src/shared/errors';
import type { NetworkConfig, ResolverConfig } from '../../src/shared/helper-protocol';

const [runDirectory = '', helperFile = ''] = process.argv.slice(2);
const client = new HelperClient({ runDirectory, helperFile });
client.onGone((error) => say({ event: 'gone', error }));
const acts: HelperAct[] = [];
client.onAct((act) => acts.push(act));

const calls: Readonly<Record<string, (...args: never[]) => unknown>> = {
  start: () => client.start(),
  openTun: async (bridge: string) => {
    const tun = await client.openTun(bridge);
    // The copy has to do on its own what the original did.
    const copy = dupDescriptor(tun.fd);
    closeDescriptor(tun.fd);
    answerPings(copy);
    return tun.interface;
  },
  apply: (bridge: string, config: NetworkConfig) => client.apply(bridge, config),
  names: (bridge: string, config: ResolverConfig) => client.names(bridge, config),
  inspect: () => client.inspect(),
  clean: (bridge: string) => client.clean(bridge),
  stop: () => client.stop(),
  service: () => client.service(),
  acts: () => acts,
  running: () => client.running,
};

/** Lines that come together are called together. */
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, call, args } = JSON.parse(line) as { id: number; call: string; args: never[] };
    Promise.resolve(calls[call]?.(...args)).then(
      (value) => say({ id, value }),
      (thrown: unknown) => say({ id, error: toErrorInfo(thrown) }),
    );
  })
  .on('close', () => process.exit());

function say(message: object): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

/** A reply is the request with its type and addresses turned round (RFC 792, RFC 4443). */
function answerPings(descriptor: number): void {
  // A virtio header stands before the packet.
  const body = Buffer.alloc(65_546);
  const packet = body.subarray(10);
  const poll = koffi.node.poll(descriptor, { readable: true }, () => {
    let length: number;
    try {
      length = readSync(descriptor, body);
    } catch (error) {
      // EAGAIN: somebody was faster. Anything else: the device is gone.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') poll.close();
      return;
    }
    const isIpv6 = packet.readUInt8(0) >> 4 === 6;
    const icmp = isIpv6 ? 40 : (packet.readUInt8(0) & 15) * 4;
    const [protocol, request, reply] = isIpv6 ? [58, 128, 129] : [1, 8, 0];
    if (packet.readUInt8(isIpv6 ? 6 : 9) !== protocol || packet.readUInt8(icmp) !== request) return;
    const [from, to, end] = isIpv6 ? [8, 24, 40] : [12, 16, 20];
    const source = Buffer.from(packet.subarray(from, to));
    packet.copy(packet, from, to, end);
    source.copy(packet, to);
    packet.writeUInt8(reply, icmp);
    const sum = packet.readUInt16BE(icmp + 2) + ((request - reply) << 8) + 0xffff;
    packet.writeUInt16BE(sum % 0xffff, icmp + 2);
    writeSync(descriptor, body, 0, length);
  });
}
