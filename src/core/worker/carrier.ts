/** Chooses what carries a link: the relay, or plain OpenSSH where that cannot be. */
import {
  failure,
  toErrorInfo,
  type ErrorCode,
  type ErrorInfo,
  type GangwayError,
} from '../../shared/errors';
import type { LinkChoice } from '../../shared/profile';
import { startRelay, type Relay } from '../gateway/relay';
import { relayTransport } from '../link/relay-transport';
import type { LinkTransport } from '../link/transport';
import { tunChannelTransport } from '../link/tun-channel-transport';
import type { SshSession } from '../ssh';

/** Round trip from which one channel's window limits what goes up, milliseconds. */
const FAR_MS = 15;
/** With the first one 8 MiB on their way: 1 Gbit/s at 60 ms. */
const FURTHER_LANES = 3;

interface Carried {
  readonly transport: LinkTransport;
  /** Why it is not the relay, if that was tried. */
  readonly reason?: ErrorInfo;
}

export interface Carrier {
  /**
   * Opens a tun device of the gateway. Rejects as `Relay.open` does, or where plain OpenSSH was asked with
   * `gateway.tunnel-not-permitted` {user, host}, `gateway.tun-denied` {user}, or `gateway.setup-failed` {step: 'tunnel',
   * message}; where both ways are closed, with the one that a person can open.
   */
  open(device: string): Promise<Carried>;
  /** Ends a relay that was never asked to open anything. */
  close(): void;
}

/** Starts at once what takes long to start. */
export function startCarrier(session: SshSession, link: LinkChoice): Carrier {
  const starting: Promise<Relay> | undefined =
    link === 'tun-channel' ? undefined : startRelay(session);
  starting?.catch(() => undefined);
  return {
    async open(device) {
      if (!starting) return { transport: await openTun(session, device) };
      try {
        const wanted = session.rttMs > FAR_MS ? FURTHER_LANES : 0;
        const { pipe, rest, lanes } = await (await starting).open(device, wanted);
        return { transport: relayTransport(pipe, rest, lanes) };
      } catch (error) {
        const reason = toErrorInfo(error);
        if (link === 'relay' || !reason.code.startsWith('gateway.')) throw error;
        return { transport: await openTun(session, device, reason), reason };
      }
    },
    close() {
      starting?.then(
        (relay) => relay.close(),
        () => undefined,
      );
    },
  };
}

/** Reasons of the relay that a person can do something about, and with less effort than with PermitTunnel. */
const MENDABLE: readonly ErrorCode[] = ['gateway.tool-missing', 'gateway.tun-denied'];

async function openTun(
  session: SshSession,
  device: string,
  relay?: ErrorInfo,
): Promise<LinkTransport> {
  try {
    return tunChannelTransport(await session.openTun(unitOf(device)));
  } catch (error) {
    if (toErrorInfo(error).code !== 'ssh.channel-refused') throw error;
    const refused = whyRefused(session, error);
    if (relay && MENDABLE.includes(relay.code)) throw failure(relay.code, relay.detail, refused);
    throw refused;
  }
}

/** What sshd says as SSH_MSG_DEBUG where it permits tunnels, and cannot make the device (its serverloop.c). */
const NO_DEVICE = 'Failed to open the tunnel device.';

/** PermitTunnel, unless sshd says otherwise: then root is short of something, and other logins of rights. */
function whyRefused({ user, endpoint }: SshSession, error: unknown): GangwayError {
  const isPermitted = toErrorInfo(error).detail['debug'] === NO_DEVICE;
  if (!isPermitted) {
    return failure('gateway.tunnel-not-permitted', { user, host: endpoint }, error);
  }
  if (user !== 'root') return failure('gateway.tun-denied', { user }, error);
  return failure('gateway.setup-failed', { step: 'tunnel', message: NO_DEVICE }, error);
}

/** sshd opens no other names than `tunN`. */
function unitOf(device: string): number {
  const unit = /^tun(\d+)$/.exec(device)?.[1];
  if (unit === undefined) throw failure('ssh.channel-refused', { path: device });
  return Number(unit);
}
