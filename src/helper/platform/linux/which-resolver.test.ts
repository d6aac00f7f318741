import { expect, it } from 'vitest';
import { whichResolver } from './which-resolver';

const STUB =
  '# managed by man:systemd-resolved(8)\nnameserver 127.0.0.53\noptions edns0 trust-ad\n';
const PLAIN = 'nameserver 192.168.1.1\nnameserver 127.0.0.53\n';
const DEBIAN = 'passwd: files systemd\nhosts: files dns\n';
const FEDORA = 'hosts:      files myhostname resolve [!UNAVAIL=return] dns\n';

it.each([
  ['resolved behind its stub', true, STUB, DEBIAN, 'systemd-resolved'],
  ['its other stub', true, 'nameserver\t127.0.0.54\n', DEBIAN, 'systemd-resolved'],
  ['resolved by nss-resolve alone', true, PLAIN, FEDORA, 'systemd-resolved'],
  ['a dead resolved', false, STUB, FEDORA, 'hosts-file'],
  ['a resolved that nobody asks', true, PLAIN, DEBIAN, 'hosts-file'],
  ['a resolved that is asked last', true, PLAIN, 'hosts: files dns resolve\n', 'hosts-file'],
  [
    'a word in brackets or in a comment',
    true,
    PLAIN,
    'hosts: files [resolve] dns # resolve',
    'hosts-file',
  ],
  ['nothing at all', true, '', '', 'hosts-file'],
])('%s', (_name, resolvedRuns, resolvConf, nsswitch, resolver) => {
  expect(whichResolver({ resolvedRuns, resolvConf, nsswitch })).toBe(resolver);
});
