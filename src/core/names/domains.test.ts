import { describe, expect, it } from 'vitest';
import { domainsOf, withSuffix, zoneDomains } from './domains';

const profile = (names?: Parameters<typeof domainsOf>[0]['names']) => ({
  name: 'staging',
  ...(names && { names }),
});

describe('domainsOf', () => {
  it.each([
    ['nothing said', undefined, ['staging.gangway.internal'], ['gangway.internal']],
    ['a suffix', { suffix: 'yourapp' }, ['staging.yourapp'], ['yourapp']],
    [
      'search domains, each once',
      { suffix: 'yourapp', search: ['corp.internal', 'yourapp'] },
      ['staging.yourapp'],
      ['yourapp', 'corp.internal'],
    ],
    [
      'a classic domain of its own',
      { environment: 'dev', domain: 'docker', search: ['corp.internal'] },
      ['staging.gangway.internal', 'dev.docker'],
      ['gangway.internal', 'corp.internal', 'docker'],
    ],
    [
      'an environment only',
      { environment: 'dev' },
      ['staging.gangway.internal', 'dev.gangway.internal'],
      ['gangway.internal'],
    ],
    [
      'a classic zone below the other',
      { environment: 'old', domain: 'staging.gangway.internal' },
      ['staging.gangway.internal'],
      ['gangway.internal', 'staging.gangway.internal'],
    ],
    [
      'a classic zone above the other',
      { environment: 'gangway', domain: 'internal' },
      ['gangway.internal'],
      ['gangway.internal', 'internal'],
    ],
  ])('knows defaults and choices: %s', (_name, names, zone, search) => {
    expect(domainsOf(profile(names))).toEqual({ zone, search });
  });

  it('has the classic names beside the others unless told', () => {
    expect(zoneDomains(profile())).toEqual({
      own: 'staging.gangway.internal',
      classic: 'staging.gangway.internal',
    });
  });
});

describe('the suffix of the app', () => {
  it.each([
    ['is that of a profile without its own', '', undefined, 'staging.gangway.internal'],
    ['replaces the usual one', 'corp.internal', undefined, 'staging.corp.internal'],
    [
      'leaves what else a profile says',
      'corp.internal',
      { search: ['x'] },
      'staging.corp.internal',
    ],
    ['gives way to a profile’s own', 'corp.internal', { suffix: 'own' }, 'staging.own'],
  ])('%s', (_name, suffix, names, own) =>
    expect(zoneDomains(withSuffix(profile(names), suffix)).own).toBe(own),
  );
});
