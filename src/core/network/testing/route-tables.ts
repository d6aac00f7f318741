/** Random laptops, gateways and wishes, where clashes are the rule. */
import fc from 'fast-check';
import {
  formatIpAddress,
  formatIpPrefix,
  parseIpPrefix,
  prefixAround,
  widthOf,
  type IpAddress,
} from '../../../shared/cidr-ip';
import type { RoutePlanInput } from '../route-plan';

/** Ranges where people's networks are, so that clashes are the rule; now and then anything at all. */
const PLACES = [
  ...['10.0.0.0/8', '10.0.0.0/8', '10.192.0.0/12', '172.16.0.0/12', '172.17.0.0/16'],
  ...['192.168.0.0/16', '100.64.0.0/10', '203.0.113.0/24', '198.18.0.0/15', '0.0.0.0/0'],
  ...['fd00::/12', '2001:db8::/32', '::/0'],
].flatMap((text) => parseIpPrefix(text) ?? []);

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

export const route: fc.Arbitrary<RoutePlanInput['laptop']['routes'][number]> = fc
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

/** Its prefixes. */
export const network = fc.array(sometimesWide, { maxLength: 3 });

export const planInput: fc.Arbitrary<RoutePlanInput> = fc.record({
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
