import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/profile';
import { EMPTY_FORM, fieldOf, toDraft, toForm } from './form-values';

const profile: Profile = {
  id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11',
  name: 'staging',
  gateways: [{ host: '203.0.113.21', port: 2222, user: 'deploy' }, { host: '203.0.113.22' }],
  cidrs: ['10.20.0.0/16', '10.30.0.0/16'],
  networks: { bridge: false, 'shop/web': true },
  link: 'tun-channel',
};

describe('the profile form', () => {
  it('gives back what it was filled with, further gateways and choices of networks included', () => {
    const { name, gateways, cidrs, networks, link } = profile;
    expect(toDraft(toForm(profile), profile)).toEqual({
      ok: true,
      draft: { name, gateways, cidrs, networks, link },
    });
  });

  it('leaves out what was left empty', () => {
    expect(toDraft({ ...EMPTY_FORM, name: 'a', host: ' example.com ' })).toEqual({
      ok: true,
      draft: { name: 'a', gateways: [{ host: 'example.com' }], cidrs: [], networks: {} },
    });
  });

  it('reads prefixes one per line or with commas', () => {
    const checked = toDraft({
      ...EMPTY_FORM,
      name: 'a',
      host: 'h',
      cidrs: '10.0.0.0/8, 172.17.0.0/16\n192.168.0.0/24\n',
    });
    expect(checked.ok && checked.draft.cidrs).toEqual([
      '10.0.0.0/8',
      '172.17.0.0/16',
      '192.168.0.0/24',
    ]);
  });

  it('says what is wrong beside each field, once', () => {
    const checked = toDraft({
      name: 'Not A Label',
      host: '',
      port: '70000',
      user: 'a b',
      identityFile: '',
      cidrs: '10.0.0.0/8 10.0.0.1/8',
      link: 'auto',
    });
    expect(checked).toEqual({
      ok: false,
      issues: {
        name: 'Use 1-32 lower-case letters, digits and inner hyphens',
        host: 'Name a host',
        port: '1 to 65535',
        user: 'Not a user name',
        cidrs: '“10.0.0.1/8” is not an IPv4 prefix such as 172.17.0.0/16',
      },
    });
  });

  it.each(['12x', '1e3', '-1', '0'])('refuses port %s', (port) => {
    const checked = toDraft({ ...EMPTY_FORM, name: 'a', host: 'h', port });
    expect(!checked.ok && Object.keys(checked.issues)).toEqual(['port']);
  });

  it('finds the field of an issue', () => {
    expect(fieldOf(['gateways', '0', 'user'])).toBe('user');
    expect(fieldOf(['cidrs', 3])).toBe('cidrs');
    expect(fieldOf(['gateways'])).toBe('host');
  });
});
