/** From one configuration of a tun device to another, in iproute2's words. Pure. */
import type { Applied, Command, Plan } from '../platform';

/** `ip` exits with 1 if the device is gone, with 2 if the kernel says no, e.g. there is no such route. */
const GONE = [1, 2];

/**
 * Any route that somebody else adds to the same prefix has a smaller metric and so goes first, e.g. that of a
 * VPN that starts later; with an equal one the kernel would refuse it.
 */
const METRIC = ['metric', '4767'];

/** What is new comes before what is old goes, so that a change interrupts no flow that both carry. */
export const plan: Plan = (previous, next, device) => {
  if (!next) return previous ? bare(device) : [];
  const [from, to] = [ends(previous), ends(next)];
  const had = new Set(previous?.routes);
  const wants = new Set(next.routes);
  const added = next.routes.filter((route) => !had.has(route));
  const removed = previous?.routes.filter((route) => !wants.has(route)) ?? [];
  const moved = to.filter(({ local, peer }) => !from.some((end) => isPair(end, local, peer)));
  const left = from.filter(({ local, peer }) => !to.some((end) => isPair(end, local, peer)));
  const kept = next.routes.filter((route) => had.has(route));
  const route = (verb: string) => (prefix: string) => {
    const source = to.find(({ isIpv6 }) => isIpv6 === prefix.includes(':'));
    const words = source ? ['src', source.local] : [];
    return ip('route', verb, prefix, 'dev', device, 'proto', 'static', ...METRIC, ...words);
  };
  const arriving = (isIpv6: boolean) => moved.filter((end) => end.isIpv6 === isIpv6);

  return [
    ...(previous ? [] : [withoutLinkLocal(device)]),
    ...(next.local6 !== undefined && previous?.local6 === undefined ? [withIpv6(device)] : []),
    ...arriving(false).map((end) => ip('address', 'add', ...words(end), 'dev', device)),
    ...(previous?.mtu === next.mtu
      ? []
      : [ip('link', 'set', 'dev', device, 'mtu', String(next.mtu), 'up')]),
    // Nobody else is on the link to have the same address; a tentative one could not be a source.
    ...arriving(true).map((end) => ip('address', 'add', ...words(end), 'dev', device, 'nodad')),
    // The kernel drops routes with the address that they name as source: point them at the new one first.
    ...kept
      .filter((prefix) => moved.some(({ isIpv6 }) => isIpv6 === prefix.includes(':')))
      .map(route('change')),
    // Never `replace`: the same prefix by another interface is somebody else's.
    ...added.map(route('add')),
    ...removed.map((prefix) => gone('route', 'delete', prefix, 'dev', device)),
    ...left.map((end) => gone('address', 'delete', ...words(end), 'dev', device)),
  ];
};

/** The device takes its addresses and routes with it. */
export function remove(device: string): Command[] {
  return [{ argv: ['ip', 'link', 'delete', 'dev', device], settled: [1] }];
}

/** Inner addresses of one family. */
interface Ends {
  readonly isIpv6: boolean;
  readonly local: string;
  readonly peer: string;
}

function ends(config: Applied | null): Ends[] {
  if (!config) return [];
  const { local, peer, local6, peer6 } = config;
  const has6 = local6 !== undefined && peer6 !== undefined;
  return [
    { isIpv6: false, local, peer },
    ...(has6 ? [{ isIpv6: true, local: local6, peer: peer6 }] : []),
  ];
}

function isPair(end: Ends, local: string, peer: string): boolean {
  return end.local === local && end.peer === peer;
}

function words({ isIpv6, local, peer }: Ends): string[] {
  return [local, 'peer', `${peer}/${isIpv6 ? 128 : 32}`];
}

/** Router solicitations and the like have no business in the link. Refused where the kernel has no IPv6. */
function withoutLinkLocal(device: string): Command {
  return { argv: ['ip', 'link', 'set', 'dev', device, 'addrgenmode', 'none'], settled: [2] };
}

/** For this device alone, where a laptop has IPv6 off; and nobody behind the link announces routes or prefixes. */
function withIpv6(device: string): Command {
  const settings = ['accept_ra=0', 'disable_ipv6=0'];
  return {
    argv: ['sysctl', '-qw', ...settings.map((setting) => `net.ipv6.conf.${device}.${setting}`)],
  };
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
