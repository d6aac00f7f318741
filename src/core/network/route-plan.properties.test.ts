/** What holds for any laptop, any gateway and any wish: 10,000 random route tables. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parsePrefixAround,
  prefixContains,
  prefixesOverlap,
  type IpPrefix,
} from '../../shared/cidr-ip';
import type { Remap } from '../../shared/network-view';
import { planRoutes, type RoutePlan, type RoutePlanInput } from './route-plan';
import { network, planInput as input, route } from './testing/route-tables';

const RUNS = 10_000;
const TIMEOUT_MS = 300_000;

const parsed = new Map<string, IpPrefix>();

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

/** Each text of a run once: the same few are asked about over and over. */
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
          parsed.clear();
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
          parsed.clear();
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
