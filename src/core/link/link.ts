/** The data plane of a bridge: pumps IP packets between the laptop's tun and a transport. */
import { parseAddress } from '../../shared/cidr';
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { LinkHealth } from '../../shared/health';
import { startEchoProbe, type EchoProbe } from './echo-probe';
import { mayEnter, mayLeave } from './packet-filter';
import type { LinkTransport } from './transport';
import type { TunDevice } from './tun-device';

/** Bytes. */
export const LINK_MTU = 1_500;

export interface LinkOptions {
  readonly device: TunDevice;
  readonly transport: LinkTransport;
  /** Inner addresses. */
  readonly local: string;
  readonly peer: string;
  /** Once per second. */
  onHealth(health: LinkHealth): void;
  /** Once, unless closed before: `ssh.lost`, `net.silent` {peer} or `net.tun-failed`. Nothing is closed by it. */
  onLost(error: ErrorInfo): void;
}

interface LinkCounters {
  /** To the gateway; packets and bytes of IP, without the probe's. */
  readonly sent: number;
  readonly sentBytes: number;
  readonly received: number;
  readonly receivedBytes: number;
  /** Malformed, not IPv4, or with an address that may not pass. */
  readonly refused: number;
  /** Not taken by the transport or the kernel. */
  readonly dropped: number;
}

export interface Link {
  readonly counters: LinkCounters;
  /** See `EchoProbe.verify`. */
  verify(timeoutMs: number): Promise<number>;
  /** Stops the probe, closes transport and device. Idempotent. */
  close(): void;
}

export function openLink(options: LinkOptions): Link {
  const { device, transport, peer } = options;
  const local = parseAddress(options.local) ?? 0;
  const counters = { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0, refused: 0, dropped: 0 };
  let isOver = false;
  const lose = (error: ErrorInfo) => {
    if (isOver) return;
    isOver = true;
    probe.stop();
    options.onLost(error);
  };

  const outward = (packet: Buffer) => {
    if (!mayLeave(packet, local)) counters.refused += 1;
    else if (!transport.send(packet)) counters.dropped += 1;
    else {
      counters.sent += 1;
      counters.sentBytes += packet.length;
    }
  };
  const inward = (packet: Buffer) => {
    if (!mayEnter(packet, local)) counters.refused += 1;
    else if (probe.take(packet)) return;
    else if (!device.write(packet)) counters.dropped += 1;
    else {
      counters.received += 1;
      counters.receivedBytes += packet.length;
    }
  };

  const probe: EchoProbe = startEchoProbe({
    local: options.local,
    peer,
    send: (packet) => transport.send(packet),
    received: () => counters.received,
    onHealth: ({ rttMs, window, loss }) => {
      const { sentBytes, receivedBytes } = counters;
      options.onHealth({ rttMs, window, loss, sentBytes, receivedBytes });
    },
    onSilent: () => {
      lose(errorInfo('net.silent', { peer }));
    },
  });
  transport.onPacket(inward);
  transport.onClosed(lose);
  device.start({
    packet: outward,
    batch: (take) => {
      transport.batch(take);
    },
    closed: lose,
  });

  return {
    counters,
    verify: (timeoutMs) => probe.verify(timeoutMs),
    close() {
      isOver = true;
      probe.stop();
      transport.close();
      device.close();
    },
  };
}
