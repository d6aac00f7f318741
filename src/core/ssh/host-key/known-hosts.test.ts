import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  formatKnownHost,
  hostKeyName,
  judgeHostKey,
  keyTypeForPeople,
  knownKeyTypes,
  newSalt,
  parseKnownHosts,
} from './known-hosts';

const folder = mkdtempSync(join(tmpdir(), 'gangway-known-hosts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function makeKey(name: string, type: string) {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', path]);
  const [keyType = '', base64 = ''] = readFileSync(`${path}.pub`, 'utf8').split(' ');
  const printed = execFileSync('ssh-keygen', ['-lf', `${path}.pub`], { encoding: 'utf8' });
  return { keyType, base64, key: Buffer.from(base64, 'base64'), printed };
}

const ed = makeKey('ed', 'ed25519');
const otherEd = makeKey('other', 'ed25519');
const rsa = makeKey('rsa', 'rsa');
const line = (hosts: string, { keyType, base64 } = ed) => `${hosts} ${keyType} ${base64}`;

function judge(text: string, host: string, port = 22, key = ed.key, alias?: string) {
  const verdict = judgeHostKey(parseKnownHosts(text, 'kh'), hostKeyName(host, port, alias), key);
  return verdict.kind === 'changed' ? `changed by line ${verdict.entry.line}` : verdict.kind;
}

describe('judgeHostKey', () => {
  it.each([
    ['plain', line('bay'), 'bay', 22, 'known'],
    ['one of several names', line('a,bay,c'), 'bay', 22, 'known'],
    ['upper case asked', line('bay'), 'BAY', 22, 'known'],
    ['upper case written', line('BAY'), 'bay', 22, 'known'],
    ['another host', line('quay'), 'bay', 22, 'unknown'],
    ['wildcard', line('*.example'), 'bay.example', 22, 'known'],
    ['negated', line('*.example,!bay.example'), 'bay.example', 22, 'unknown'],
    ['port', line('[bay]:2222'), 'bay', 2222, 'known'],
    ['another port', line('[bay]:2222'), 'bay', 22, 'unknown'],
    ['the same key without port', line('bay'), 'bay', 2222, 'known'],
    [
      'another key without port is not held against it',
      line('bay', otherEd),
      'bay',
      2222,
      'unknown',
    ],
    ['changed', line('bay', otherEd), 'bay', 22, 'changed by line 1'],
    ['two keys of a type', `${line('bay', otherEd)}\n${line('bay')}`, 'bay', 22, 'known'],
    ['only another type is known', `# x\n${line('bay', rsa)}`, 'bay', 22, 'changed by line 2'],
    [
      'the line of the same type is named',
      `${line('bay', rsa)}\n${line('bay', otherEd)}`,
      'bay',
      22,
      'changed by line 2',
    ],
    ['revoked', `${line('bay')}\n@revoked ${line('*')}`, 'bay', 22, 'changed by line 2'],
    ['another key revoked', `@revoked ${line('*', otherEd)}`, 'bay', 22, 'unknown'],
    ['certificate authority', `@cert-authority ${line('bay')}`, 'bay', 22, 'unknown'],
    ['comment', `#${line('bay')}`, 'bay', 22, 'unknown'],
    ['trailing comment', `${line('bay')} me@here`, 'bay', 22, 'known'],
    ['CRLF', `${line('bay')}\r\n`, 'bay', 22, 'known'],
    ['garbage', 'bay\nbay ssh-ed25519\nbay ssh-rsa AAAA\n\u0000', 'bay', 22, 'unknown'],
    ['a type that is not the key’s', `bay ssh-rsa ${ed.base64}`, 'bay', 22, 'unknown'],
  ])('%s', (_name, text, host, port, expected) => {
    expect(judge(text, host, port)).toBe(expected);
  });

  it('uses a HostKeyAlias without port', () => {
    expect(judge(line('harbour'), 'bay', 2222, ed.key, 'harbour')).toBe('known');
  });

  it('matches what ssh-keygen -H hashed', () => {
    const path = join(folder, 'hashed');
    writeFileSync(path, `${line('bay')}\n${line('[quay]:2222', otherEd)}\n`);
    execFileSync('ssh-keygen', ['-H', '-f', path], { stdio: 'ignore' });
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('bay');
    expect(judge(text, 'bay')).toBe('known');
    expect(judge(text, 'quay', 2222)).toBe('changed by line 2');
    expect(judge(text, 'pier')).toBe('unknown');
  });
});

describe('what we write', () => {
  it.each([['clear', undefined] as const, ['hashed', newSalt()] as const])(
    'is found by ssh-keygen -F: %s',
    (name, salt) => {
      const path = join(folder, `written-${name}`);
      writeFileSync(path, `${formatKnownHost('[bay]:2222', ed.key, salt)}\n`);
      const args = ['-F', '[bay]:2222', '-f', path];
      expect(execFileSync('ssh-keygen', args, { encoding: 'utf8' })).toContain('found: line 1');
      expect(judge(readFileSync(path, 'utf8'), 'bay', 2222)).toBe('known');
    },
  );
});

describe('for people', () => {
  it.each([ed, rsa])('prints fingerprint and type as ssh-keygen -lf does', (key) => {
    const [, fingerprint, ...rest] = key.printed.trim().split(' ');
    expect(fingerprintOf(key.key)).toBe(fingerprint);
    expect(`(${keyTypeForPeople(key.keyType)})`).toBe(rest.at(-1));
  });
});

describe('knownKeyTypes', () => {
  it('lists each type once, by port first', () => {
    const text = [line('bay'), line('bay', otherEd), line('bay', rsa), line('[bay]:7', rsa)];
    const entries = parseKnownHosts(text.join('\n'), 'kh');
    expect(knownKeyTypes(entries, hostKeyName('bay', 22))).toEqual(['ssh-ed25519', 'ssh-rsa']);
    expect(knownKeyTypes(entries, hostKeyName('bay', 7))).toEqual(['ssh-rsa']);
    expect(knownKeyTypes(entries, hostKeyName('bay', 8))).toEqual(['ssh-ed25519', 'ssh-rsa']);
  });
});
