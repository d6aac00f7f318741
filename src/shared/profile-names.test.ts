import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeName, profileNameFor, withFreeNames } from './profile-names';
import { profileSchema } from './profile';

describe('profileNameFor', () => {
  it.each([
    ['staging', 'staging'],
    ['DB_1.example.org', 'db-1-example-org'],
    ['fe80::1%eth0', 'fe80-1-eth0'],
    ['-.-', 'host'],
    [`${'a'.repeat(31)}.example.org`, 'a'.repeat(31)],
  ])('%s', (host, name) => expect(profileNameFor(host)).toBe(name));

  it('always makes a name that a profile may have', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (host) => {
        expect(profileSchema.shape.name.safeParse(profileNameFor(host)).success).toBe(true);
      }),
    );
  });
});

describe('freeName', () => {
  it.each<[string, string[], string]>([
    ['a', ['b'], 'a'],
    ['a', ['a'], 'a-2'],
    ['a', ['a', 'a-2'], 'a-3'],
    ['a-2', ['a-2'], 'a-3'],
    ['web-01', ['web-01'], 'web-01-2'],
    ['a'.repeat(32), ['a'.repeat(32)], `${'a'.repeat(30)}-2`],
    [`${'a'.repeat(29)}-bb`, [`${'a'.repeat(29)}-bb`], `${'a'.repeat(29)}-2`],
  ])('%s beside %s', (name, taken, free) => expect(freeName(name, taken)).toBe(free));

  it('is free, too, among those that come with it', () => {
    const named = withFreeNames([{ name: 'a' }, { name: 'a' }, { name: 'a-2' }], ['a']);
    expect(named.map(({ name }) => name)).toEqual(['a-2', 'a-3', 'a-4']);
  });
});
