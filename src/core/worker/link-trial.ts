/**
 * Finds out how a link could be laid, by the way in which one is: the guard says what rights there are, and the carrier opens
 * the gateway's tun device. It stays down and without an address, and goes with whoever holds it open.
 */
import { formatPrefix } from '../../shared/cidr';
import { startGuard } from '../gateway/guard';
import type { SshSession } from '../ssh';
import { startCarrier } from './carrier';
import type { LinkTrial, LinkTried } from './protocol';

/** `own` gets what undoes it, in the order in which it was done. Rejects as a link that is opened does. */
export async function tryLink(
  session: SshSession,
  { bridge, link }: LinkTrial,
  own: (undo: () => unknown) => void,
): Promise<LinkTried> {
  const carrier = startCarrier(session, link);
  own(() => {
    carrier.close();
  });
  const { facts } = await startGuard(session, bridge, (started) => {
    own(() => started.close());
  });
  const { transport, reason } = await carrier.open(facts.device);
  own(() => {
    transport.close();
  });
  const { rights, ipv6, used } = facts;
  return {
    ...{ mode: transport.mode, rights, ipv6, gatewayUses: used.map(formatPrefix) },
    ...(reason && { reason }),
  };
}
