/** From one configuration of a utun device to another, in the words of ifconfig(8) and route(8). Pure. */
import type { Command, Plan } from '../platform';

/** What is new comes before what is old goes. Routes hang on the interface, not on its address. */
export const plan: Plan = (previous, next, device) => {
  const had = new Set(previous?.routes);
  const wants = new Set(next?.routes);
  const added = next?.routes.filter((route) => !had.has(route)) ?? [];
  const removed = previous?.routes.filter((route) => !wants.has(route)) ?? [];
  const same =
    previous?.local === next?.local && previous?.peer === next?.peer && previous?.mtu === next?.mtu;
  return [
    ...(next && !same ? [up(device, next)] : []),
    ...added.map((prefix) => route('add', prefix, device)),
    ...removed.map((prefix) => ({ ...route('delete', prefix, device), settled: [1] })),
    ...(previous && !next ? remove(device) : []),
  ];
};

/** The device itself goes with its last descriptor. */
export function remove(device: string): Command[] {
  return [{ argv: ['ifconfig', device, 'down'], settled: [1] }];
}

/** Without `alias`, so that it takes the place of an earlier address. */
function up(device: string, next: { local: string; peer: string; mtu: number }): Command {
  const { local, peer, mtu } = next;
  return { argv: ['ifconfig', device, 'inet', local, peer, 'mtu', String(mtu), 'up'] };
}

function route(verb: string, prefix: string, device: string): Command {
  return { argv: ['route', '-n', verb, '-inet', prefix, '-interface', device] };
}
