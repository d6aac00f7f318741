import { describe, expect, it } from 'vitest';
import { linkAmong, readDeepLink } from './deep-link';

describe('a link', () => {
  it.each(['gangway://connect/staging', 'GANGWAY://Connect/Staging', 'gangway://connect/staging/'])(
    '%s asks to connect',
    (link) => expect(readDeepLink(link)).toEqual({ kind: 'connect', name: 'staging' }),
  );

  it.each([
    '',
    'gangway:',
    'gangway://',
    'gangway://connect',
    'gangway://connect/',
    'gangway://connect/a/b',
    'gangway://connect//staging',
    'gangway://connect/%73taging',
    'gangway://connect/staging%00',
    'gangway://connect/staging?now=1',
    'gangway://connect/staging#now',
    'gangway://connect/staging\n',
    'gangway://user@connect/staging',
    'gangway://connect:80/staging',
    'gangway://connect/../profile/x',
    'gangway://connect/-rf',
    'gangway://connect/ünïcode',
    `gangway://connect/${'a'.repeat(33)}`,
    'gangway://disconnect/staging',
    'gangway://quit',
    'gangway:connect/staging',
    'https://connect/staging',
    ' gangway://connect/staging',
    `gangway://profile/${'A'.repeat(1024 * 1024)}`,
  ])('%j is refused', (link) => expect(readDeepLink(link)).toEqual({ kind: 'refused' }));

  it('may bring profiles', () => {
    const link = 'gangway://profile/eyJmb3JtYXQiOjF9';
    expect(readDeepLink(link)).toEqual({ kind: 'profiles', link });
  });

  it('is found among the arguments of a program', () => {
    expect(linkAmong(['electron', '--flag', 'app'])).toBeUndefined();
    expect(linkAmong(['electron', 'gangway://connect/a', '--flag'])).toBe('gangway://connect/a');
    expect(linkAmong(['electron', 'Gangway:x'])).toBe('Gangway:x');
  });
});
