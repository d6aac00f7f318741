import { describe, expect, it } from 'vitest';
import type { ConfigHost } from '../../../shared/config-host';
import type { Profile } from '../../../shared/profile';
import { exportProfiles } from '../../../shared/profile-link';
import { draftsFor, hostsMatching, planImport, profileOf, whereOf } from './import-plan';

const profile = (name: string, host = `${name}.example.org`): Profile => ({
  id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11',
  name,
  gateways: [{ host }],
  cidrs: [],
  networks: {},
});

describe('planImport', () => {
  it('says which names it has to change', () => {
    const { link } = exportProfiles([profile('a'), profile('b')]);
    const plan = planImport(link, 'The text', [profile('b'), profile('b-2')]);
    if (!plan.ok) throw new Error(plan.error.code);
    expect(plan.planned.map(({ draft, renamedFrom }) => [draft.name, renamedFrom])).toEqual([
      ['a', undefined],
      ['b-3', 'b'],
    ]);
  });

  it('says what is wrong', () => {
    expect(planImport('hello', 'team.json', [])).toMatchObject({
      ok: false,
      error: { code: 'config.invalid', detail: { source: 'team.json' } },
    });
  });
});

const BAY: ConfigHost = { alias: 'Bay_1', hostName: '203.0.113.21', user: 'deploy', port: 2222 };

describe('hosts', () => {
  it('become profiles that leave the rest to ~/.ssh/config', () => {
    const drafts = draftsFor([BAY, { alias: 'bay-1' }], [profile('bay-1', 'x')]);
    expect(drafts).toEqual([
      { name: 'bay-1-2', gateways: [{ host: 'Bay_1' }], cidrs: [], networks: {} },
      { name: 'bay-1-3', gateways: [{ host: 'bay-1' }], cidrs: [], networks: {} },
    ]);
  });

  it('are known to have a profile', () => {
    expect(profileOf(BAY, [profile('a', 'Bay_1')])?.name).toBe('a');
    expect(profileOf(BAY, [profile('bay-1')])).toBeUndefined();
  });

  it.each<[string, string[]]>([
    ['', ['Bay_1', 'dock']],
    ['BAY', ['Bay_1']],
    ['deploy 203', ['Bay_1']],
    ['deploy dock', []],
  ])('are found by “%s”', (query, found) => {
    const hosts = hostsMatching([BAY, { alias: 'dock' }], query);
    expect(hosts.map(({ alias }) => alias)).toEqual(found);
  });

  it.each<[ConfigHost, string]>([
    [BAY, 'deploy@203.0.113.21:2222'],
    [{ alias: 'dock' }, ''],
    [{ alias: 'dock', user: 'kim' }, 'kim@dock'],
    [{ alias: 'dock', hostName: 'fd00::1', port: 22 }, 'fd00::1 port 22'],
  ])('%j are shown as “%s”', (host, words) => expect(whereOf(host)).toBe(words));
});
