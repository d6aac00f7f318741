/** From one configuration of a utun device to another, in the words of ifconfig(8) and route(8). Pure. */
import type { Applied, Command, Plan } from '../platform';

/** What is new comes before what is old goes. Routes hang on the interface, not on its address. */
export const plan: Plan = (previous, next, device) => {
  const had = new Set(previous?.routes);
  const wants = new Set(next?.routes);
  const added = next?.routes.filter((route) => !had.has(route)) ?? [];
  const removed = previous?.routes.filter((route) => !wants.has(route)) ?? [];
  const same =
    previous?.local === next?.local && previous?.peer === next?.peer && previous?.mtu === next?.mtu;
  const same6 = previous?.local6 === next?.local6 && previous?.peer6 === next?.peer6;
  return [
    ...(next && !same ? [up(device, next)] : []),
    ...(next && !same6 ? up6(device, next) : []),
    ...added.map((prefix) => route('add', prefix, device)),
    ...removed.map((prefix) => ({ ...route('delete', prefix, device), settled: [1] })),
    ...(previous && !same6 ? down6(device, previous) : []),
    ...(previous && !next ? remove(device) : []),
  ];
};

/** The device itself goes with its last descriptor. */
export function remove(device: string): Command[] {
  return [{ argv: ['ifconfig', device, 'down'], settled: [1] }];
}

/** Without `alias`, so that it takes the place of an earlier address. */
function up(device: string, next: Applied): Command {
  const { local, peer, mtu } = next;
  return { argv: ['ifconfig', device, 'inet', local, peer, 'mtu', String(mtu), 'up'] };
}

/** IPv6 addresses stand beside each other: the earlier one goes by itself. */
function up6(device: string, { local6, peer6 }: Applied): Command[] {
  if (local6 === undefined || peer6 === undefined) return [];
  return [{ argv: ['ifconfig', device, 'inet6', local6, peer6, 'prefixlen', '128', 'alias'] }];
}

function down6(device: string, { local6 }: Applied): Command[] {
  if (local6 === undefined) return [];
  return [{ argv: ['ifconfig', device, 'inet6', local6, '-alias'], settled: [1] }];
}

function route(verb: string, prefix: string, device: string): Command {
  const family = prefix.includes(':') ? '-inet6' : '-inet';
  return { argv: ['route', '-n', verb, family, prefix, '-interface', device] };
}
