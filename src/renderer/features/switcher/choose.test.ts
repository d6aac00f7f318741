import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/profile';
import { offered } from './choose';

const profile = (id: string, host = `${id}.example.com`): Profile => ({
  id,
  name: id,
  gateways: [{ host }],
  cidrs: [],
  networks: {},
});

const ALL = [profile('alpha'), profile('beta'), profile('gamma', 'Bastion'), profile('delta')];
const names = (recent: readonly string[], query = ''): string[] =>
  offered(ALL, recent, query).map(({ name }) => name);

describe('profiles to choose from', () => {
  it('are in their own order, those looked at last first', () => {
    expect(names([])).toEqual(['alpha', 'beta', 'gamma', 'delta']);
    expect(names(['delta', 'gone', 'beta'])).toEqual(['delta', 'beta', 'alpha', 'gamma']);
  });

  it.each([
    ['  ', ['alpha', 'beta', 'gamma', 'delta']],
    ['TA', ['beta', 'delta']],
    ['bastion', ['gamma']],
    ['d example', ['delta']],
    ['d bastion', []],
  ])('match %j: %j', (query, found) => expect(names([], query)).toEqual(found));
});
