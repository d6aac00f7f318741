import { expect, it } from 'vitest';
import { forgetHostKey, showHostKey } from './key-commands';

it.each([
  ['ED25519', 'ssh_host_ed25519_key'],
  ['RSA', 'ssh_host_rsa_key'],
  ['ECDSA', 'ssh_host_ecdsa_key'],
  ['new', 'ssh_host_ed25519_key'],
])('a host shows its %s key with %s', (keyType, file) =>
  expect(showHostKey(keyType)).toBe(`ssh-keygen -lvf /etc/ssh/${file}.pub`),
);

it.each([
  [
    'gw.example.org',
    '/home/dev/.ssh/known_hosts',
    'ssh-keygen -f /home/dev/.ssh/known_hosts -R gw.example.org',
  ],
  ['[10.0.0.1]:2222', '/home/my dir/k', "ssh-keygen -f '/home/my dir/k' -R '[10.0.0.1]:2222'"],
  ['$(reboot)', "/tmp/it's", String.raw`ssh-keygen -f '/tmp/it'\''s' -R '$(reboot)'`],
  ['a', '/etc/ssh/ssh_known_hosts', 'sudo ssh-keygen -f /etc/ssh/ssh_known_hosts -R a'],
])('%s is forgotten by its own command', (host, file, command) =>
  expect(forgetHostKey({ host, file })).toBe(command),
);
