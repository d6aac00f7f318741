/**
 * What we offer a server. Naming an algorithm that the runtime lacks makes ssh2 throw, and Electron's
 * BoringSSL lacks some (chacha20), so the lists hold only what `node:crypto` has.
 */
import { getCiphers } from 'node:crypto';
import type { Algorithms, CipherAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';

/** Fastest first: AES-GCM has hardware support nearly everywhere and needs no separate MAC. */
const CIPHERS: readonly (readonly [CipherAlgorithm, string])[] = [
  ['aes128-gcm@openssh.com', 'aes-128-gcm'],
  ['aes256-gcm@openssh.com', 'aes-256-gcm'],
  ['aes128-ctr', 'aes-128-ctr'],
  ['aes192-ctr', 'aes-192-ctr'],
  ['aes256-ctr', 'aes-256-ctr'],
];

/** OpenSSH's order, without certificates and without what ssh2 lacks. */
const HOST_KEYS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

/**
 * @param knownKeyTypes types of the server's keys that we know: asked for first, so that a known key is
 * not answered with one of another type and looks changed.
 */
export function chooseAlgorithms(
  knownKeyTypes: readonly string[],
  runtimeCiphers: readonly string[] = getCiphers(),
): Algorithms {
  const isKnown = (algorithm: string) =>
    knownKeyTypes.includes(algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm);
  return {
    cipher: CIPHERS.filter(([, name]) => runtimeCiphers.includes(name)).map(([cipher]) => cipher),
    serverHostKey: [
      ...HOST_KEYS.filter((algorithm) => isKnown(algorithm)),
      ...HOST_KEYS.filter((algorithm) => !isKnown(algorithm)),
    ],
    compress: ['none'],
  };
}
