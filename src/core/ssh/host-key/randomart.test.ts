/** Fingerprint, size and picture of keys, against the ssh-keygen of this machine. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomart } from '../../../shared/randomart';
import { fingerprintOf, keyBits, keyTypeForPeople, keyTypeOf } from './known-hosts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-art-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const keygen = (...args: string[]): string =>
  execFileSync('ssh-keygen', args, { encoding: 'utf8', cwd: folder });

it.each([
  ['ed25519', '256', 8],
  ['rsa', '1024', 2],
  ['rsa', '3072', 2],
  ['ecdsa', '256', 4],
  ['ecdsa', '384', 2],
  ['ecdsa', '521', 4],
])('%s of %s bits is drawn as ssh-keygen -lv does', (type, bits, times) => {
  for (let key = 0; key < times; key += 1) {
    const name = `${type}-${bits}-${key}`;
    keygen('-q', '-t', type, '-b', bits, '-N', '', '-f', name);
    const [, base64 = ''] = readFileSync(join(folder, `${name}.pub`), 'utf8').split(' ');
    const blob = Buffer.from(base64, 'base64');
    const [line = '', ...picture] = keygen('-lvf', `${name}.pub`).trimEnd().split('\n');
    const fingerprint = fingerprintOf(blob);
    expect(line.split(' ').slice(0, 2)).toEqual([String(keyBits(blob)), fingerprint]);
    const keyType = keyTypeForPeople(keyTypeOf(blob));
    expect(randomart({ keyType, bits: keyBits(blob), fingerprint })).toBe(picture.join('\n'));
  }
});

it('has no size for what is no key', () => {
  for (const text of ['', 'abc', '\0\0\0\u0007ssh-rsa', '\0\0\0\u0007ssh-rsa\0\0\0\u0001'])
    expect(keyBits(Buffer.from(text, 'latin1'))).toBe(0);
});
