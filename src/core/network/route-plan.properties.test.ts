/** What holds for any laptop, any gateway and any wish: 10,000 random route tables. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatIpAddress,
  formatIpPrefix,
  parsePrefixAround,
  prefixAround,
  prefixContains,
  prefixesOverlap,
  widthOf,
  type IpAddress,
  type IpPrefix,
} from '../../shared/cidr-ip';
import type { Remap } from '../../shared/network-view';
import { planRoutes, type RoutePlan, type RoutePlanInput } from './route-plan';

const RUNS = 10_000;
const TIMEOUT_MS = 120_000;

const parsed = new Map<string, IpPrefix>();

/** Ranges where people's networks are, so that clashes are the rule; now and then anything at all. */
const PLACES = [
  ...['10.0.0.0/8', '10.0.0.0/8', '10.192.0.0/12', '172.16.0.0/12', '172.17.0.0/16'],
  ...['192.168.0.0/16', '100.64.0.0/10', '203.0.113.0/24', '198.18.0.0/15', '0.0.0.0/0'],
  ...['fd00::/12', '2001:db8::/32', '::/0'],
].map(parse);

const address: fc.Arbitrary<IpAddress> = fc
  .tuple(fc.constantFrom(...PLACES), fc.bigInt(0n, 2n ** 128n - 1n))
  .map(([place, random]) => {
    const hostBits = BigInt(widthOf(place.family) - place.length);
    return { family: place.family, value: place.base + (random & ((1n << hostBits) - 1n)) };
  });

const prefix = fc
  .tuple(address, fc.integer({ min: 0, max: 16 }), fc.boolean())
  .map(([of, steps, isWide]) => {
    const lengths = of.family === 4 ? [8 + steps, 16 + steps] : [16 + 4 * steps, 48 + 5 * steps];
    return formatIpPrefix(prefixAround(of, lengths[isWide ? 0 : 1] ?? 0));
  });

/** Default routes, their pieces, and what else is wider than any network. */
const wide = fc.constantFrom('0.0.0.0/0', '128.0.0.0/1', '16.0.0.0/4', '::/0', '2000::/3');
const sometimesWide = fc.oneof({ weight: 9, arbitrary: prefix }, { weight: 1, arbitrary: wide });
/** Most of what stand-ins come from, so that some or all of it is taken. */
const crowd = fc.subarray(
  ['10.128.0.0/9', '10.128.0.0/10', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  { minLength: 0 },
);
const text = address.map(formatIpAddress);
const device = fc.constantFrom('eth0', 'wlan0', 'vpn0', 'docker0');

const route: fc.Arbitrary<RoutePlanInput['laptop']['routes'][number]> = fc
  .record({ interface: device, prefix: sometimesWide, via: fc.option(text, { nil: undefined }) })
  .map(({ via, ...fields }) => (via === undefined ? fields : { ...fields, via }));

const laptop = fc.record({
  addresses: fc.array(
    fc.tuple(device, address, fc.nat()).map(([name, of, some]) => ({
      interface: name,
      address: formatIpAddress(of),
      length: some % (widthOf(of.family) + 1),
    })),
    { maxLength: 4 },
  ),
  routes: fc.array(route, { maxLength: 6 }),
  nameservers: fc.array(text, { maxLength: 3 }),
});

const network = fc.array(sometimesWide, { maxLength: 3 });

const input: fc.Arbitrary<RoutePlanInput> = fc.record({
  bridge: fc.constantFrom('staging', 'production'),
  wanted: fc
    .array(network, { minLength: 1, maxLength: 6 })
    .map((networks) => networks.map((prefixes, index) => ({ id: `n${index}`, prefixes }))),
  laptop,
  gateway: text,
  gatewayUses: fc
    .tuple(fc.array(sometimesWide, { maxLength: 4 }), crowd)
    .map(([some, many]) => [...some, ...many]),
  otherBridges: fc.array(prefix, { maxLength: 3 }),
  previous: fc.constant([]),
});

/** Everything that must stay as it is; not by the planner's own code. */
function protectedIn({ laptop: host, gateway, otherBridges }: RoutePlanInput): IpPrefix[] {
  const addresses = [
    ...host.addresses.map((entry) => entry.address),
    ...host.nameservers,
    ...host.routes.flatMap(({ via }) => via ?? []),
    gateway,
  ];
  const ranges = [
    ...host.addresses.map((entry) => `${entry.address}/${entry.length}`),
    ...host.routes.map((entry) => entry.prefix),
    ...otherBridges,
  ];
  const always = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '198.18.0.0/15'];
  const always6 = ['::/8', 'fe80::/10', 'ff00::/8'];
  return [
    ...addresses.map(parse),
    ...ranges.map(parse).filter((of) => !isDefault(of)),
    ...[...always, ...always6].map(parse),
  ];
}

/** Each text once: the same few are asked about over and over. */
function parse(text: string): IpPrefix {
  const known = parsed.get(text) ?? parsePrefixAround(text);
  if (!known) throw new Error(`not a prefix: ${text}`);
  parsed.set(text, known);
  return known;
}

const isDefault = (of: IpPrefix) => of.length < (of.family === 4 ? 8 : 7);
const viewsOf = (plan: RoutePlan) => [...plan.prefixes.values()].flat();
const overlapsAny = (of: IpPrefix, others: readonly IpPrefix[]) =>
  others.some((other) => prefixesOverlap(of, other));

/** An `expect` is too slow for hundreds of thousands. */
function must(fact: boolean, what: string): void {
  if (!fact) throw new Error(what);
}

describe('planRoutes, for any laptop', () => {
  it(
    'takes over nothing, leaves nothing out silently, and is the same whatever the order',
    () => {
      const outcomes = new Map<string, number>();
      fc.assert(
        fc.property(input, fc.nat(), (given, turn) => {
          const plan = planRoutes(given);
          const taken = protectedIn(given);
          const routes = plan.routes.map(parse);
          for (const [index, one] of routes.entries()) {
            must(one.length >= (one.family === 4 ? 8 : 16), 'no route is too wide');
            must(!overlapsAny(one, taken), 'no route takes over anything');
            must(!overlapsAny(one, routes.slice(index + 1)), 'routes are disjoint');
          }

          const real = given.wanted.flatMap(({ prefixes }) => prefixes.map(parse));
          const there = [...given.gatewayUses.map(parse), ...real].filter((of) => !isDefault(of));
          const standIns = plan.remaps.map(({ mapped }) => parse(mapped));
          for (const [index, remap] of plan.remaps.entries()) {
            const standIn = parse(remap.mapped);
            must(standIn.length === parse(remap.real).length, 'a stand-in is as long');
            const others = [...there, ...standIns.slice(index + 1)];
            must(!overlapsAny(standIn, others), 'a stand-in is free on both sides');
          }

          for (const { id, prefixes } of given.wanted) {
            const views = plan.prefixes.get(id) ?? [];
            const told = views.map((view) => view.real).join();
            must(told === [...new Set(prefixes)].join(), 'every prefix is told of');
          }
          for (const { real: wanted, routed, reason } of viewsOf(plan)) {
            if (routed !== null) {
              const on = routes.filter((one) => prefixContains(one, parse(routed)));
              must(on.length === 1, 'what is said to be routed is');
              const isRemapped = plan.remaps.some((remap) => remap.mapped === routed);
              must(isRemapped === (routed !== wanted), 'what is remapped is said to be');
            }
            const outcome = routed === wanted ? 'as it is' : (reason?.code ?? 'silently left out');
            must(routed !== null || outcome !== 'net.remapped', 'what is remapped is routed');
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          }

          const turned = <Value>(list: readonly Value[]): Value[] => {
            const at = turn % (list.length + 1);
            return [...list.slice(at), ...list.slice(0, at)].reverse();
          };
          const { addresses, routes: table, nameservers } = given.laptop;
          const other = planRoutes({
            ...given,
            laptop: {
              addresses: turned(addresses),
              routes: turned(table),
              nameservers: turned(nameservers),
            },
            gatewayUses: turned(given.gatewayUses),
            otherBridges: turned(given.otherBridges),
          });
          must(isDeepStrictEqual(other, plan), 'the order of tables does not matter');
          const again = planRoutes({ ...given, previous: turned(plan.remaps) });
          must(isDeepStrictEqual(again, plan), 'its own remaps change nothing');
        }),
        { numRuns: RUNS },
      );
      const expected = ['as it is', 'net.conflict', 'net.remap-full', 'net.remapped'];
      expect([...outcomes.keys()].sort()).toEqual(expected);
      // A generator that never clashes, or always, would prove nothing.
      for (const count of outcomes.values()) expect(count).toBeGreaterThan(RUNS / 50);
    },
    TIMEOUT_MS,
  );

  it(
    'changes nothing but what a change is about',
    () => {
      const change = fc.oneof(
        fc.record({ kind: fc.constant('network' as const), prefixes: network, at: fc.nat() }),
        fc.record({ kind: fc.constant('route' as const), route, at: fc.nat() }),
      );
      fc.assert(
        fc.property(input, change, fc.boolean(), (given, changed, isRemoval) => {
          const more = withChange(given, changed);
          const [from, to] = isRemoval ? [more, given] : [given, more];
          const before = planRoutes(from);
          const after = planRoutes({ ...to, previous: before.remaps });
          const news =
            changed.kind === 'network'
              ? changed.prefixes
              : [
                  changed.route.prefix,
                  ...(changed.route.via === undefined ? [] : [changed.route.via]),
                ];
          const kept = remapping(after);
          for (const [real, routed] of remapping(before)) {
            // Gone with its network, or told of by its own reason now.
            if (!kept.has(real)) continue;
            const isTouched = [real, routed].some((of) => overlapsAny(parse(of), news.map(parse)));
            if (isRemoval || !isTouched)
              must(kept.get(real) === routed, 'what is not touched stays');
          }
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});

/** Real prefix to routed prefix, of those that are routed. */
function remapping(plan: RoutePlan): Map<string, string> {
  return new Map(
    viewsOf(plan).flatMap(({ real, routed }) => (routed === null ? [] : [[real, routed]])),
  );
}

type Change =
  | { readonly kind: 'network'; readonly prefixes: readonly string[]; readonly at: number }
  | {
      readonly kind: 'route';
      readonly route: RoutePlanInput['laptop']['routes'][number];
      readonly at: number;
    };

function withChange(given: RoutePlanInput, change: Change): RoutePlanInput {
  if (change.kind === 'network') {
    const at = change.at % (given.wanted.length + 1);
    return { ...given, wanted: given.wanted.toSpliced(at, 0, { id: 'new', ...change }) };
  }
  const at = change.at % (given.laptop.routes.length + 1);
  const routes = given.laptop.routes.toSpliced(at, 0, change.route);
  return { ...given, laptop: { ...given.laptop, routes } };
}

it('keeps every remap that a person may have open', () => {
  const previous: Remap[] = [{ real: '172.17.0.0/16', mapped: '10.222.0.0/16' }];
  fc.assert(
    fc.property(input, (given) => {
      const wanted = [{ id: 'kept', prefixes: ['172.17.0.0/16'] }, ...given.wanted];
      const plan = planRoutes({ ...given, wanted, previous });
      const standIn = parse('10.222.0.0/16');
      const uses = [...given.gatewayUses, ...wanted.flatMap(({ prefixes }) => prefixes)]
        .map(parse)
        .filter((of) => !isDefault(of));
      const isTaken = overlapsAny(standIn, [...protectedIn(given), ...uses]);
      expect(plan.prefixes.get('kept')?.[0]?.routed === '10.222.0.0/16').toBe(!isTaken);
    }),
    { numRuns: 1_000 },
  );
});
