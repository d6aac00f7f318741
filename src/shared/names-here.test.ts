import { describe, expect, it } from 'vitest';
import { namesHere, shortName } from './names-here';
import type { NamesView } from './names-view';

const view = (change: Partial<NamesView> = {}): NamesView => ({
  resolver: 'systemd-resolved',
  domains: ['staging.gangway.internal'],
  search: ['gangway.internal'],
  names: { web: ['web.staging.gangway.internal', 'www.staging.gangway.internal'] },
  ...change,
});

describe('namesHere', () => {
  it('are those of the container, if the laptop asks for any', () => {
    expect(namesHere(view(), 'web')).toHaveLength(2);
    expect(namesHere(view(), 'batch')).toEqual([]);
    expect(namesHere(view({ resolver: null }), 'web')).toEqual([]);
    expect(namesHere(null, 'web')).toEqual([]);
  });
});

describe('shortName', () => {
  const name = 'web.staging.gangway.internal';
  it.each([
    [['gangway.internal'], 'web.staging'],
    [['internal', 'gangway.internal'], 'web.staging'],
    [[], name],
    [['way.internal', 'corp.internal'], name],
    // `web` alone may be anybody's.
    [['staging.gangway.internal'], name],
    [['staging.gangway.internal', 'internal'], 'web.staging.gangway'],
    [[name], name],
  ])('with %j appended is %s', (search, short) => {
    expect(shortName(name, { search })).toBe(short);
  });
});
