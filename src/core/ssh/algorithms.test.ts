import { Client } from './library';
import { expect, it } from 'vitest';
import { chooseAlgorithms } from './algorithms';

it('prefers AES-GCM and names only what the runtime has', () => {
  const { cipher } = chooseAlgorithms([], ['aes-256-gcm', 'aes-128-gcm', 'aes-256-ctr', 'x']);
  expect(cipher).toEqual(['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes256-ctr']);
});

it.each([
  [[], 'ssh-ed25519'],
  [['ecdsa-sha2-nistp256'], 'ecdsa-sha2-nistp256'],
  [['ssh-rsa'], 'rsa-sha2-512'],
  [['ssh-dss'], 'ssh-ed25519'],
])('asks first for the host keys that are known: %j', (known, first) => {
  const { serverHostKey } = chooseAlgorithms(known);
  expect((serverHostKey as string[])[0]).toBe(first);
  expect(serverHostKey).toHaveLength(7);
});

it('names nothing that ssh2 does not support here', () => {
  const client = new Client();
  client.on('error', () => undefined);
  const sock = { connecting: true, on: () => sock, pause: () => sock, writable: false };
  const config = { username: 'x', algorithms: chooseAlgorithms([]), readyTimeout: 0 };
  expect(() => client.connect({ ...config, sock: sock as never })).not.toThrow();
});
