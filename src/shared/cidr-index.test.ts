import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prefixAround, prefixesOverlap, widthOf, type IpPrefix } from './cidr-ip';
import { PrefixIndex } from './cidr-index';

/** Few addresses, so that containers, contents and equals are all common. */
const prefix: fc.Arbitrary<IpPrefix> = fc
  .record({
    family: fc.constantFrom(4 as const, 6 as const),
    value: fc.bigInt(0n, 63n),
    length: fc.nat(8),
  })
  .map(({ family, value, length }) => prefixAround({ family, value }, widthOf(family) - length));

it('finds the first of all that overlap, as a look at each would', () => {
  fc.assert(
    fc.property(fc.array(prefix, { maxLength: 24 }), prefix, (prefixes, asked) => {
      const entries = prefixes.map((of) => ({ prefix: of }));
      const expected = entries.find((entry) => prefixesOverlap(entry.prefix, asked));
      expect(new PrefixIndex(entries).first(asked)).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
});
