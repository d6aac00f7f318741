/** From one configuration of a tun device to another, in iproute2's words. Pure. */
import type { Applied, Command, Plan } from '../platform';

/** `ip` exits with 1 if the device is gone, with 2 if the kernel says no, e.g. there is no such route. */
const GONE = [1, 2];

/** What is new comes before what is old goes, so that a change interrupts no flow that both carry. */
export const plan: Plan = (previous, next, device) => {
  if (!next) return previous ? bare(device) : [];
  const { local, peer, mtu } = next;
  const moved = previous?.local !== local || previous.peer !== peer;
  const had = new Set(previous?.routes);
  const wants = new Set(next.routes);
  const kept = next.routes.filter((route) => had.has(route));
  const added = next.routes.filter((route) => !had.has(route));
  const removed = previous?.routes.filter((route) => !wants.has(route)) ?? [];
  const route = (verb: string) => (prefix: string) =>
    ip('route', verb, prefix, 'dev', device, 'proto', 'static', 'src', local);

  return [
    ...(previous ? [] : [withoutIpv6(device)]),
    ...(moved ? [ip('address', 'add', local, 'peer', `${peer}/32`, 'dev', device)] : []),
    ...(previous?.mtu === mtu ? [] : [ip('link', 'set', 'dev', device, 'mtu', String(mtu), 'up')]),
    // The kernel drops routes with the address that they name as source: point them at the new one first.
    ...(moved ? kept.map(route('change')) : []),
    // Never `replace`: the same prefix by another interface is somebody else's.
    ...added.map(route('add')),
    ...removed.map((prefix) => gone('route', 'delete', prefix, 'dev', device)),
    ...(moved && previous ? [withoutAddress(previous, device)] : []),
  ];
};

/** The device takes its addresses and routes with it. */
export function remove(device: string): Command[] {
  return [{ argv: ['ip', 'link', 'delete', 'dev', device], settled: [1] }];
}

/** Router solicitations and the like have no business in the link. Refused where IPv6 is off. */
function withoutIpv6(device: string): Command {
  return { argv: ['ip', 'link', 'set', 'dev', device, 'addrgenmode', 'none'], settled: [2] };
}

function withoutAddress({ local, peer }: Applied, device: string): Command {
  return gone('address', 'delete', local, 'peer', `${peer}/32`, 'dev', device);
}

function bare(device: string): Command[] {
  return [gone('address', 'flush', 'dev', device), gone('link', 'set', 'dev', device, 'down')];
}

function ip(...args: string[]): Command {
  return { argv: ['ip', ...args] };
}

function gone(...args: string[]): Command {
  return { argv: ['ip', ...args], settled: GONE };
}
