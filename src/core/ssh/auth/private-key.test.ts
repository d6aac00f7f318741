import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseKeyFile, unlockKey } from './private-key';

const folder = mkdtempSync(join(tmpdir(), 'gangway-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keygen(name: string, ...args: string[]): { text: string; publicText: string } {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-f', path, ...args]);
  return { text: readFileSync(path, 'utf8'), publicText: readFileSync(`${path}.pub`, 'utf8') };
}

describe.each([
  ['ed25519', ['-t', 'ed25519']],
  ['ecdsa', ['-t', 'ecdsa']],
  ['rsa', ['-t', 'rsa']],
  ['old PEM rsa', ['-t', 'rsa', '-m', 'PEM']],
])('%s', (name, args) => {
  it('is open without a passphrase', () => {
    const { text, publicText } = keygen(name, ...args, '-N', '');
    const file = parseKeyFile(text);
    expect(file.kind).toBe('open');
    if (file.kind === 'open') {
      expect(publicText).toContain(file.key.getPublicSSH().toString('base64'));
    }
  });

  it('is locked with one, its public half readable in OpenSSH’s format', () => {
    const { text, publicText } = keygen(`${name} locked`, ...args, '-N', 'correct');
    const file = parseKeyFile(text);
    expect(file.kind).toBe('locked');
    if (file.kind === 'locked' && !args.includes('PEM')) {
      expect(publicText).toContain(file.publicKey?.getPublicSSH().toString('base64'));
    }
    expect(unlockKey(text, 'wrong')).toBeUndefined();
    expect(unlockKey(text, 'correct')?.isPrivateKey()).toBe(true);
  });
});

it('tells a public key from a private one', () => {
  const { publicText } = keygen('public', '-t', 'ed25519', '-N', '');
  expect(parseKeyFile(publicText).kind).toBe('public');
});

it.each([
  ['', 'empty'],
  ['hello', 'text'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n', 'no key'],
  [
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA////\n-----END OPENSSH PRIVATE KEY-----\n',
    'a key cut short',
  ],
])('%j is no key (%s)', (text) => {
  expect(parseKeyFile(text)).toEqual({ kind: 'invalid' });
});
