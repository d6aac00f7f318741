import { describe, expect, it } from 'vitest';
import { domainsOf, zoneDomains } from './domains';

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
