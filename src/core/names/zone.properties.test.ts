/** Of any inventory, however strange: what a zone promises. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endpointAddresses } from '../../shared/endpoint-address';
import type { Endpoint, Inventory } from '../../shared/inventory';
import { container, idOf, inventory, network, task } from './testing/inventories';
import { buildZone } from './zone';

const NETWORKS = [
  network('bridge', { '172.17.0.0/16': '172.17.0.0/16' }),
  network('app_net', { '172.20.0.0/16': '10.200.0.0/16', 'fd00:20::/64': 'fd00:20::/64' }),
  network('twin', { '172.20.0.0/16': null }, { enabled: false, reach: { kind: 'off' } }),
  network('10.9.0.0/24', { '10.9.0.0/24': '10.9.0.0/24' }, { kind: 'cidr' }),
];

/** Few, so that they meet; and now and then anything. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('web', 'Web', 'web-1', 'web.1', 'web_1', 'db', 'shop') },
  { weight: 1, arbitrary: fc.constantFrom('000000000001', '__proto__', '..', '', 'a\0b', '*') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 90 }) },
);
const prefix = fc.constantFrom('172.17.0.', '172.20.0.', '10.9.0.', '192.168.0.');
const ipv4 = fc.tuple(prefix, fc.integer({ min: 2, max: 9 })).map(([net, host]) => `${net}${host}`);
const ipv6 = fc.constantFrom('fd00:20::2', 'fd00:20::3', 'fd00:99::2');
const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  network: fc.oneof(fc.constantFrom('bridge', 'app_net', 'twin', 'lan'), name),
  ipv4: fc.option(fc.oneof({ weight: 9, arbitrary: ipv4 }, { weight: 1, arbitrary: name })),
  ipv6: fc.option(ipv6),
  aliases: fc.array(name, { maxLength: 2 }),
});
const endpoints = fc.uniqueArray(endpoint, { maxLength: 3, selector: ({ network: on }) => on });
const image = fc.oneof(name, fc.constantFrom('nginx:1', 'registry:5000/nginx', 'redis@sha256:0'));
const maybe = fc.option(name);

const inventories: fc.Arbitrary<Inventory> = fc
  .record({
    containers: fc.array(
      fc.record({
        ...{ name, image, project: maybe, service: maybe, endpoints },
        createdAt: fc.constantFrom(1, 2),
        status: fc.constantFrom('running', 'paused', 'exited'),
      }),
      { maxLength: 8 },
    ),
    tasks: fc.array(
      fc.record({
        ...{ name, image, service: name, stack: maybe, endpoints },
        isHere: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ containers, tasks }) =>
    inventory(
      containers.map((change, order) => container(order, '', [], change)),
      tasks.map(({ isHere, ...change }, order) =>
        task(order, '', [], { ...change, container: isHere ? idOf(order) : null }),
      ),
    ),
  );

const profiles = fc.record({
  name: fc.constantFrom('staging', 'a'),
  names: fc.record(
    {
      suffix: fc.constantFrom('yourapp', 'staging.a', `${'s'.repeat(63)}.${'t'.repeat(63)}`),
      environment: fc.constantFrom('staging', 'web', 'dev'),
      domain: fc.constantFrom('yourapp', 'staging.yourapp', 'internal'),
    },
    { requiredKeys: [] },
  ),
});

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const isName = (text: string): boolean =>
  text.length <= 253 && text.split('.').every((label) => LABEL.test(label));

it('has only addresses of the inventory, as they are routed, and only names of DNS', () => {
  fc.assert(
    fc.property(profiles, inventories, (profile, given) => {
      const zone = buildZone({ profile, inventory: given, networks: NETWORKS });
      const running = given.containers.filter(({ status }) => status !== 'exited');
      const all = [...running, ...(given.swarm?.tasks ?? [])].flatMap((one) => one.endpoints);
      const routed = new Set(endpointAddresses(all, NETWORKS).map(({ here }) => here));
      for (const [at, { a, aaaa, ptr }] of zone.records) {
        expect(isName(at)).toBe(true);
        for (const address of [...a, ...aaaa]) expect(routed.has(address)).toBe(true);
        expect(aaaa.every((address) => address.includes(':'))).toBe(true);
        expect(a.some((address) => address.includes(':'))).toBe(false);
        for (const target of ptr) expect(zone.records.has(target)).toBe(true);
      }
      for (const names of zone.names.values()) {
        expect(names.length).toBeGreaterThan(0);
        for (const one of names) expect(zone.records.get(one)).toBeDefined();
      }
    }),
  );
});

it('has every name between an apex and a name, and none outside', () => {
  fc.assert(
    fc.property(profiles, inventories, (profile, given) => {
      const { apexes, records } = buildZone({ profile, inventory: given, networks: NETWORKS });
      for (const apex of apexes) {
        expect(records.has(apex)).toBe(true);
        expect(apexes.some((other) => apex.endsWith(`.${other}`))).toBe(false);
      }
      for (const at of records.keys()) {
        expect(apexes.some((apex) => at === apex || at.endsWith(`.${apex}`))).toBe(true);
        if (!apexes.includes(at)) expect(records.has(at.slice(at.indexOf('.') + 1))).toBe(true);
      }
    }),
  );
});

it('is the same for any order of the inventory, and leaves that as it is', () => {
  const text = (value: ReturnType<typeof buildZone>): string =>
    JSON.stringify([value.apexes, [...value.records], [...value.names]]);
  fc.assert(
    fc.property(profiles, inventories, fc.infiniteStream(fc.nat()), (profile, given, stream) => {
      const shuffled = <Item>(items: readonly Item[]): Item[] =>
        items
          .map((item) => ({ item, rank: stream.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
      const other: Inventory = {
        ...given,
        containers: shuffled(given.containers),
        swarm: given.swarm && { ...given.swarm, tasks: shuffled(given.swarm.tasks) },
      };
      const before = JSON.stringify(other);
      const zone = buildZone({ profile, inventory: given, networks: NETWORKS });
      expect(text(buildZone({ profile, inventory: other, networks: NETWORKS }))).toBe(text(zone));
      expect(JSON.stringify(other)).toBe(before);
    }),
  );
});
