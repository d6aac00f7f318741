/** The known_hosts format (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): parse, match, write a line. Pure. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { matchesPatternList } from '../patterns';

export interface KnownHost {
  /** The first field as written: comma-separated patterns, or one hash `|1|salt|hash`. */
  readonly hosts: string;
  readonly revoked: boolean;
  /** e.g. `ssh-ed25519`. */
  readonly keyType: string;
  /** The key in wire format. */
  readonly key: Buffer;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What a server proved, against what is known of it. */
export type HostKeyVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  /** `entry` is the line that says otherwise. */
  | { readonly kind: 'changed'; readonly entry: KnownHost };

/** A server's name as known_hosts files have it. */
export interface HostKeyName {
  /** Lower case; `[host]:port` unless the port is 22. */
  readonly name: string;
  /** Without port: OpenSSH accepts a key that is known under it, but never holds it against the server. */
  readonly plain: string;
}

/** `alias` (HostKeyAlias) is used as it is, without port, as OpenSSH does. */
export function hostKeyName(host: string, port: number, alias?: string): HostKeyName {
  const plain = (alias ?? host).toLowerCase();
  return { name: alias !== undefined || port === 22 ? plain : `[${plain}]:${port}`, plain };
}

/** Lines that are empty, comments, malformed or `@cert-authority` are left out. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  return text.split('\n').flatMap((line, index) => parseLine(line, file, index + 1) ?? []);
}

function parseLine(text: string, file: string, line: number): KnownHost | undefined {
  const words = text.trim().split(/\s+/);
  const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
  const [hosts = '', keyType = '', base64 = ''] = words;
  if (hosts.startsWith('#') || (marker !== undefined && marker !== '@revoked')) return undefined;
  const key = Buffer.from(base64, 'base64');
  return keyTypeOf(key) === keyType && keyType !== ''
    ? { hosts, revoked: marker !== undefined, keyType, key, file, line }
    : undefined;
}

function matchesHost(entry: KnownHost, name: string): boolean {
  if (!entry.hosts.startsWith('|')) {
    return matchesPatternList(name, entry.hosts.toLowerCase().split(','));
  }
  const [, version, salt = '', hash = ''] = entry.hosts.split('|');
  return version === '1' && hashName(name, Buffer.from(salt, 'base64')) === hash;
}

/**
 * Compares a server's key with the known ones. A key of another type counts as changed too: we ask the
 * server for the types that we know first (`algorithms.ts`), so it no longer has the key we trust.
 */
export function judgeHostKey(
  entries: readonly KnownHost[],
  { name, plain }: HostKeyName,
  key: Buffer,
): HostKeyVerdict {
  const named = entries.filter((entry) => matchesHost(entry, name));
  const plainly = entries.filter((entry) => name !== plain && matchesHost(entry, plain));
  const revoked = [...named, ...plainly].find((entry) => entry.revoked && entry.key.equals(key));
  if (revoked) return { kind: 'changed', entry: revoked };
  const trusted = named.filter((entry) => !entry.revoked);
  if ([...trusted, ...plainly].some((entry) => !entry.revoked && entry.key.equals(key))) {
    return { kind: 'known' };
  }
  const other = trusted.find((entry) => entry.keyType === keyTypeOf(key)) ?? trusted[0];
  return other ? { kind: 'changed', entry: other } : { kind: 'unknown' };
}

/** Key types that are known of a server, without repetition. */
export function knownKeyTypes(entries: readonly KnownHost[], host: HostKeyName): string[] {
  const trusted = entries.filter((entry) => !entry.revoked);
  const named = trusted.filter((entry) => matchesHost(entry, host.name));
  const found =
    named.length > 0 ? named : trusted.filter((entry) => matchesHost(entry, host.plain));
  return [...new Set(found.map((entry) => entry.keyType))];
}

/** One line, without line break. `salt` is 20 bytes; without it the name stands in the clear. */
export function formatKnownHost(name: string, key: Buffer, salt?: Buffer): string {
  const hosts = salt ? `|1|${salt.toString('base64')}|${hashName(name, salt)}` : name;
  return `${hosts} ${keyTypeOf(key)} ${key.toString('base64')}`;
}

export function newSalt(): Buffer {
  return randomBytes(20);
}

function hashName(name: string, salt: Buffer): string {
  return createHmac('sha1', salt).update(name).digest('base64');
}

/** As `ssh-keygen -lf` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type inside a key's wire format (RFC 4253, 6.6); empty if it is not one. */
export function keyTypeOf(key: Buffer): string {
  if (key.length < 4) return '';
  return key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}

/** A key type as OpenSSH says it to people: `ED25519`, `ECDSA`, `RSA`. */
export function keyTypeForPeople(keyType: string): string {
  return /(ed25519|ecdsa|rsa|dss)/.exec(keyType)?.[1]?.toUpperCase() ?? keyType;
}

/**
 * Its size as `ssh-keygen -l` prints it; 0 for what is no such key. An RSA key is the strings type, e and n (RFC 4253, 6.6);
 * of the others the type says it.
 */
export function keyBits(key: Buffer): number {
  const type = keyTypeOf(key);
  if (type.includes('ed25519')) return 256;
  const curve = /nistp(\d+)$/.exec(type)?.[1];
  if (curve !== undefined) return Number(curve);
  return type === 'ssh-rsa' ? bitsOf(stringAt(key, 2)) : 0;
}

/** The string of that index in a key's wire format. */
function stringAt(key: Buffer, index: number): Buffer {
  let rest = key;
  for (let skipped = 0; rest.length >= 4; skipped += 1) {
    const end = 4 + rest.readUInt32BE(0);
    if (skipped === index) return rest.subarray(4, end);
    rest = rest.subarray(end);
  }
  return rest;
}

/** Of a big-endian number, whose leading zeros are no part of it. */
function bitsOf(number: Buffer): number {
  const first = number.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (number.length - first) * 8 - Math.clz32((number[first] ?? 0) << 24);
}
