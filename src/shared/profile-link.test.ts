import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutAbsent } from './absent';
import { toBase64Url } from './base64url';
import { GangwayError, type ErrorInfo } from './errors';
import { LINK_CHOICES, profileDraftSchema, profileSchema, type Profile } from './profile';
import { exportProfiles, isProfileLink, MAX_EXPORT, readExport } from './profile-link';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const port = maybe(fc.integer({ min: 1, max: 65_535 }));
const prefix = fc
  .tuple(fc.integer({ min: 1, max: 223 }), fc.integer({ min: 0, max: 255 }))
  .map(([first, second]) => `${first}.${second}.0.0/16`);
const homePath = fc.stringMatching(/^~\/[\w./ü-]{1,30}$/);
const network = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

/** Everything that a profile can hold, and no path that stays at home. */
const profile: fc.Arbitrary<Profile> = fc
  .record({
    id: fc.uuid({ version: 4 }),
    name: label,
    gateways: fc.array(
      fc.record({ host: label, port, user: maybe(label), identityFile: maybe(homePath) }),
      { minLength: 1, maxLength: 3 },
    ),
    cidrs: fc.array(prefix, { maxLength: 4 }),
    networks: fc.dictionary(
      network.filter((name) => name !== '__proto__'),
      fc.boolean(),
    ),
    link: maybe(fc.constantFrom(...LINK_CHOICES)),
    names: maybe(
      fc.record({
        suffix: maybe(label),
        environment: maybe(label),
        search: maybe(fc.array(label, { maxLength: 3 })),
        nameservers: maybe(
          fc.array(fc.record({ domain: label, address: fc.ipV4(), port }), { maxLength: 3 }),
        ),
      }),
    ),
    docker: maybe(
      fc.record({
        endpoint: maybe(fc.constantFrom('unix:///run/docker.sock', 'tcp://172.17.0.1:2376')),
        tls: maybe(fc.record({ ca: homePath, cert: maybe(homePath), key: maybe(homePath) })),
        context: fc.boolean(),
      }),
    ),
  })
  .map((value) => withoutAbsent(profileSchema.parse(value)));

const STAGING: Profile = {
  id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11',
  name: 'staging',
  gateways: [
    { host: 'a.example.org', user: 'deploy', identityFile: '~/.ssh/id_a' },
    { host: 'b.example.org', identityFile: '/home/kim/.ssh/id_b' },
  ],
  cidrs: ['10.20.0.0/16'],
  networks: { web: true },
  docker: { tls: { ca: '/etc/ca.pem', cert: '~/cert.pem' } },
};
/** Without its id. */
const DRAFT = profileDraftSchema.parse(STAGING);

function refusal(text: string): ErrorInfo {
  try {
    readExport(text, 'The text');
  } catch (error) {
    if (error instanceof GangwayError) return error.info;
    throw error;
  }
  throw new Error('it was read');
}

const document = (...profiles: object[]) =>
  JSON.stringify({ format: 'gangway-profiles', version: 1, profiles });

describe('an export', () => {
  it('is read as what it was, as text and as link', () => {
    fc.assert(
      fc.property(fc.array(profile, { minLength: 1, maxLength: 4 }), (profiles) => {
        const { json, link, leftOut } = exportProfiles(profiles);
        const drafts = profiles.map((each) => profileDraftSchema.parse(each));
        expect(leftOut).toEqual([]);
        expect(readExport(json, '')).toEqual(drafts);
        expect(readExport(link, '')).toEqual(drafts);
        expect(link).toMatch(/^gangway:\/\/profile\/[\w-]+$/);
      }),
    );
  });

  it('has neither ids nor paths outside the home folder, and says which', () => {
    const { json, link, leftOut } = exportProfiles([STAGING]);
    expect(JSON.parse(json)).toEqual({
      format: 'gangway-profiles',
      version: 1,
      profiles: [
        {
          ...DRAFT,
          gateways: [STAGING.gateways[0], { host: 'b.example.org' }],
          docker: { tls: { cert: '~/cert.pem' } },
        },
      ],
    });
    expect(leftOut).toEqual([
      { profile: 'staging', field: 'docker.tls.ca', path: '/etc/ca.pem' },
      { profile: 'staging', field: 'gateways.1.identityFile', path: '/home/kim/.ssh/id_b' },
    ]);
    expect(readExport(link, '')).toEqual(readExport(json, ''));
  });

  it('has marks, and nothing that connects by itself, not even if somebody wrote it in', () => {
    const marks = { colour: 'teal', emoji: '🌊' } as const;
    const { json } = exportProfiles([{ ...STAGING, ...marks, connectOnStart: true }]);
    expect(readExport(json, '')[0]).toMatchObject(marks);
    expect(json).not.toContain('connectOnStart');
    const [read] = readExport(document({ ...DRAFT, connectOnStart: true }), '');
    expect(read).toStrictEqual(DRAFT);
  });

  it('leaves nothing empty behind', () => {
    const { json } = exportProfiles([{ ...STAGING, docker: { tls: { ca: '/etc/ca.pem' } } }]);
    expect(json).not.toContain('docker');
  });
});

describe('a link', () => {
  it('may have been broken into lines', () => {
    const { link } = exportProfiles([STAGING]);
    const broken = `  ${link.replace(/.{40}/g, '$&\r\n')}/\n`;
    expect(isProfileLink(broken)).toBe(true);
    expect(readExport(broken, '')).toEqual(readExport(link, ''));
  });

  it('is one to profiles only', () =>
    expect(isProfileLink('gangway://connect/staging')).toBe(false));
});

describe('what is not an export', () => {
  const NOT_OURS = 'it is not an export of Gangway profiles';
  it.each([
    ['prose', 'hello', 'it is neither a link nor whole JSON'],
    ['a cut link', exportProfiles([STAGING]).link.slice(0, -9), 'the link is not whole'],
    ['a link of something else', `gangway://profile/${toBase64Url('[]')}`, NOT_OURS],
    ['other JSON', '{"version":1}', NOT_OURS],
    ['the profiles file itself', JSON.stringify({ version: 2, profiles: [STAGING] }), NOT_OURS],
    ['no profiles', document(), NOT_OURS],
    [
      'a newer one',
      JSON.stringify({ format: 'gangway-profiles', version: 2, profiles: [] }),
      'it has version 2 and comes from a newer Gangway',
    ],
    ['too much', ' '.repeat(MAX_EXPORT + 1), 'it is longer than 1 MiB'],
  ])('%s is refused', (_what, text, message) => {
    expect(refusal(text)).toMatchObject({
      code: 'config.invalid',
      detail: { source: 'The text', message },
    });
  });

  it.each([
    [document(DRAFT, { ...DRAFT, name: 'No' }), 'name', '“No”', 'inner hyphens'],
    [
      document({ ...DRAFT, gateways: [{ host: '-x' }] }),
      'gateways.0.host',
      '“staging”',
      'not a host',
    ],
    [document({ ...DRAFT, name: 7 }), 'name', 'profile 1', 'expected string'],
    [document({ ...DRAFT, cidrs: ['0.0.0.0/0'] }), 'cidrs.0', '“staging”', 'wider than /8'],
  ])('%s names the field', (text, field, profile, message) => {
    const { detail } = refusal(text);
    expect(detail).toMatchObject({ field, profile });
    expect(detail['message']).toContain(message);
  });
});
