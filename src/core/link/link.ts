/** The data plane of a bridge: pumps IP packets between the laptop's tun and a transport. */
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { LinkHealth } from '../../shared/health';
import { startEchoProbe, type EchoProbe } from './echo-probe';
import { eachFrame, FRAME_HEAD, frameOf, isOffloadSound, OFFLOAD_HEADER } from './frame';
import { innerEnds, mayEnter, mayLeave } from './packet-filter';
import { createPinger, type PingResult } from './ping';
import type { LinkTransport } from './transport';
import type { TunDevice } from './tun-device';

/** Bytes. */
export const LINK_MTU = 1_500;

export interface LinkOptions {
  readonly device: TunDevice;
  readonly transport: LinkTransport;
  /** Inner addresses; IPv6 passes only with one of its own. */
  readonly local: string;
  readonly local6?: string | undefined;
  readonly peer: string;
  /** Bytes that the connection has received so far, for whatever purpose. */
  carried(): number;
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
  /** Malformed, not IP, or with an address that may not pass. */
  readonly refused: number;
  /** Not taken by the kernel. */
  readonly dropped: number;
}

export interface Link {
  readonly counters: LinkCounters;
  /** See `EchoProbe.verify`. */
  verify(timeoutMs: number): Promise<number>;
  /** See `Pinger.ping`. */
  ping(address: string, bytes: number, timeoutMs: number): Promise<PingResult>;
  /** Stops the probe, closes transport and device. Idempotent. */
  close(): void;
}

export function openLink(options: LinkOptions): Link {
  const { device, transport, peer } = options;
  const local = innerEnds(options.local, options.local6);
  const counters = { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0, refused: 0, dropped: 0 };
  let isOver = false;
  const lose = (error: ErrorInfo) => {
    if (isOver) return;
    isOver = true;
    probe.stop();
    pinger.stop();
    options.onLost(error);
  };

  /** Whether the transport takes more. */
  const outward = (frames: Buffer): boolean => {
    let kept = 0;
    eachFrame(frames, (frame) => {
      if (!mayLeave(frame.subarray(FRAME_HEAD), local)) {
        counters.refused += 1;
        return;
      }
      // Closes the gap that a refused frame left; in place otherwise.
      if (frame.byteOffset !== frames.byteOffset + kept) frame.copy(frames, kept);
      kept += frame.length;
      counters.sent += 1;
      counters.sentBytes += frame.length - FRAME_HEAD;
    });
    return kept === 0 || transport.send(frames.subarray(0, kept));
  };
  const inward = (body: Buffer) => {
    const packet = body.subarray(OFFLOAD_HEADER);
    if (!mayEnter(packet, local) || !isOffloadSound(body)) counters.refused += 1;
    else if (probe.take(packet) || pinger.take(packet)) return;
    else if (!device.write(body)) counters.dropped += 1;
    else {
      counters.received += 1;
      counters.receivedBytes += packet.length;
    }
  };

  const pinger = createPinger(local.four, (packet) => transport.send(frameOf(packet)));
  const probe: EchoProbe = startEchoProbe({
    local: options.local,
    peer,
    send: (packet) => transport.send(frameOf(packet)),
    received: () => counters.received,
    carried: () => options.carried(),
    onHealth: ({ rttMs, window, loss }) => {
      const { sentBytes, receivedBytes } = counters;
      options.onHealth({ rttMs, window, loss, sentBytes, receivedBytes });
    },
    onSilent: () => {
      lose(errorInfo('net.silent', { peer }));
    },
  });
  device.setOffload(transport.offload);
  transport.onFrame(inward);
  transport.onWritable(() => {
    device.resume();
  });
  transport.onClosed(lose);
  device.start({ frames: outward, closed: lose });

  return {
    counters,
    verify: (timeoutMs) => probe.verify(timeoutMs),
    ping: (address, bytes, timeoutMs) => pinger.ping(address, bytes, timeoutMs),
    close() {
      isOver = true;
      probe.stop();
      pinger.stop();
      transport.close();
      device.close();
    },
  };
}
