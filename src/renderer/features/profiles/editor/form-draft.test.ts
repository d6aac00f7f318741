import { describe, expect, it } from 'vitest';
import { withoutAbsent } from '../../../../shared/absent';
import { profileDraftSchema, type Profile, type ProfileDraft } from '../../../../shared/profile';
import { createTexts } from '../../../../shared/texts';
import { fieldOf, toDraft as checkedDraft } from './form-draft';
import { emptyForm, emptyGateway, isChanged, toForm, type FormValues } from './form-values';

const profile: Profile = {
  id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11',
  name: 'staging',
  gateways: [{ host: '203.0.113.21', port: 2222, user: 'deploy' }, { host: '203.0.113.22' }],
  cidrs: ['10.20.0.0/16', '10.30.0.0/16'],
  networks: { bridge: false, 'shop/web': true },
  link: 'tun-channel',
};

const named: Profile = {
  ...profile,
  names: {
    suffix: 'example.org',
    environment: 'stage',
    domain: 'corp.internal',
    search: ['corp.internal', 'consul'],
    nameservers: [
      { domain: 'consul', address: '10.0.0.10' },
      { domain: 'consul', address: '10.0.0.11', port: 8600 },
      { domain: 'corp.internal', address: 'fd00::2', port: 53 },
    ],
  },
  docker: {
    endpoint: 'tcp://172.17.0.1:2376',
    tls: { ca: '~/.docker/ca.pem', cert: '~/.docker/cert.pem', key: '~/.docker/key.pem' },
    context: false,
  },
};

const marked: Profile = {
  ...profile,
  ...{ colour: 'teal', emoji: '🌊', connectOnStart: true, openOnConnect: 'http://web.staging/' },
};

const t = createTexts('en').getFixedT(null, 'profiles');
const toDraft = (values: FormValues, edited?: ProfileDraft) => checkedDraft(values, edited, t);
const draftOf = (of: Profile): ProfileDraft => withoutAbsent(profileDraftSchema.parse(of));
const gateway = (change: object) => ({ ...emptyGateway(), ...change });
const filled = (change: Partial<FormValues>): FormValues => ({
  ...emptyForm(),
  ...{ name: 'a', gateways: [gateway({ host: 'h' })] },
  ...change,
});
const issuesOf = (change: Partial<FormValues>) => {
  const checked = toDraft(filled(change));
  return checked.ok ? {} : checked.issues;
};

describe('the profile form', () => {
  it.each<[string, Profile]>([
    ['further gateways and choices of networks', profile],
    ['marks and what happens by itself', marked],
    ['names and Docker', named],
    ['a single TLS file', { ...profile, docker: { tls: { ca: '/ca.pem' } } }],
    ['a default that was written down', { ...profile, docker: { context: true } }],
  ])('gives back what it was filled with: %s', (_name, original) => {
    const checked = toDraft(toForm(original), original);
    expect(checked).toStrictEqual({ ok: true, draft: draftOf(original) });
  });

  it('changes one thing, and that alone', () => {
    const checked = toDraft({ ...toForm(named), suffix: ' Example.COM ' }, named);
    expect(checked).toEqual({
      ok: true,
      draft: { ...draftOf(named), names: { ...named.names, suffix: 'example.com' } },
    });
  });

  it('takes out what was emptied, and what it was in', () => {
    const { name } = named;
    const checked = toDraft({ ...filled({}), name }, named);
    expect(checked).toStrictEqual({
      ok: true,
      draft: { name, gateways: [{ host: 'h' }], cidrs: [], networks: named.networks },
    });
  });

  it('leaves out what was left empty', () => {
    expect(toDraft(filled({ gateways: [gateway({ host: ' example.com ' })] }))).toStrictEqual({
      ok: true,
      draft: { name: 'a', gateways: [{ host: 'example.com' }], cidrs: [], networks: {} },
    });
  });

  it('reads lists one per line or with commas', () => {
    const checked = toDraft(
      filled({
        cidrs: '10.0.0.0/8, 172.17.0.0/16\n192.168.0.0/24\n',
        search: 'corp.internal, consul\n',
        nameservers: '\n consul -> 10.0.0.10,corp.internal=10.0.0.2:53\n',
      }),
    );
    expect(checked.ok && checked.draft).toMatchObject({
      cidrs: ['10.0.0.0/8', '172.17.0.0/16', '192.168.0.0/24'],
      names: {
        search: ['corp.internal', 'consul'],
        nameservers: [
          { domain: 'consul', address: '10.0.0.10' },
          { domain: 'corp.internal', address: '10.0.0.2', port: 53 },
        ],
      },
    });
  });

  it('says what is wrong beside each field, once', () => {
    const checked = toDraft({
      ...emptyForm(),
      name: 'Not A Label',
      gateways: [gateway({ port: '70000', user: 'a b' }), gateway({ host: 'a b' })],
      cidrs: '10.0.0.0/8 10.0.0.1/8',
    });
    expect(checked).toEqual({
      ok: false,
      issues: {
        name: 'Use 1-32 lower-case letters, digits and inner hyphens',
        'gateways.0.host': 'Name a host',
        'gateways.0.port': '1 to 65535',
        'gateways.0.user': 'Not a user name',
        'gateways.1.host': 'Not a host name or address',
        cidrs: '“10.0.0.1/8” is not an IPv4 prefix such as 172.17.0.0/16',
      },
    });
  });

  it.each<[Partial<FormValues>, string]>([
    [{ suffix: 'not a domain' }, 'Not a domain such as corp.internal'],
    [{ domain: '.corp' }, 'Not a domain such as corp.internal'],
    [{ environment: 'a.b' }, 'Use letters, digits and inner hyphens'],
    [{ search: 'corp.internal -x' }, '“-x” is not a domain such as corp.internal'],
    [{ nameservers: 'consul' }, '“consul” has no address: consul -> 10.0.0.10'],
    [{ nameservers: 'a -> ::1\nconsul -> ns1' }, '“ns1” is not an address'],
    [
      { nameservers: 'consul -> 10.0.0.10:0' },
      '“consul -> 10.0.0.10:0” has no port from 1 to 65535',
    ],
    [{ nameservers: '_ -> 10.0.0.10' }, '“_” is not a domain such as corp.internal'],
    [{ endpoint: 'http://h:1' }, 'Not unix:///path or tcp://host:port'],
    [{ cidrs: '0.0.0.0/0' }, '“0.0.0.0/0” is wider than /8'],
    [{ emoji: 'ab' }, 'One symbol'],
    [{ openOnConnect: 'ftp://web' }, 'Not an address such as http://web.staging/'],
  ])('says so of %j', (change, words) => {
    const [field] = Object.keys(change);
    expect(issuesOf(change)).toEqual({ [field ?? '']: words });
  });

  it.each(['12x', '1e3', '-1', '0'])('refuses port %s', (port) => {
    const gateways = [gateway({ host: 'h', port })];
    expect(Object.keys(issuesOf({ gateways }))).toEqual(['gateways.0.port']);
  });

  it('finds the field of an issue', () => {
    expect(fieldOf(['gateways', '0', 'user'])).toBe('gateways.0.user');
    expect(fieldOf(['cidrs', 3])).toBe('cidrs');
    expect(fieldOf(['gateways'])).toBe('gateways.0.host');
    expect(fieldOf(['gateways', 2, 'port'])).toBe('gateways.2.port');
    expect(fieldOf(['names', 'nameservers', '0', 'port'])).toBe('nameservers');
    expect(fieldOf(['docker', 'tls', 'key'])).toBe('key');
    expect(fieldOf(['docker', 'context'])).toBe('context');
  });

  it('knows whether anything was changed, also the order of gateways', () => {
    const form = toForm(profile);
    expect(isChanged(form, toForm(profile))).toBe(false);
    expect(isChanged(form, { ...form, gateways: form.gateways.toReversed() })).toBe(true);
    expect(isChanged(form, { ...form, gateways: form.gateways.slice(1) })).toBe(true);
    expect(isChanged(form, { ...form, emoji: '🌊' })).toBe(true);
  });
});
