/** Key files: OpenSSH's own format, old PEM, PuTTY's; encrypted or not; or only the public half. Pure. */
import { utils, type ParsedKey } from '../library';

export type KeyFile =
  | { readonly kind: 'open'; readonly key: ParsedKey }
  /** Encrypted. OpenSSH's own format has the public half in the clear (PROTOCOL.key). */
  | { readonly kind: 'locked'; readonly publicKey: ParsedKey | undefined }
  | { readonly kind: 'public'; readonly key: ParsedKey }
  | { readonly kind: 'invalid' };

export function parseKeyFile(text: string): KeyFile {
  const key = parse(text);
  if (key) return key.isPrivateKey() ? { kind: 'open', key } : { kind: 'public', key };
  const envelope = openSshEnvelope(text);
  if (envelope) {
    return envelope.encrypted
      ? { kind: 'locked', publicKey: parse(envelope.publicKey) }
      : { kind: 'invalid' };
  }
  const isLocked = /^(Proc-Type: 4,ENCRYPTED|Encryption: (?!none)\S+)\s*$/m.test(text);
  return isLocked ? { kind: 'locked', publicKey: undefined } : { kind: 'invalid' };
}

/** The key inside an encrypted file; `undefined` if the passphrase is wrong. */
export function unlockKey(text: string, passphrase: string): ParsedKey | undefined {
  const key = parse(text, passphrase);
  return key?.isPrivateKey() ? key : undefined;
}

function parse(data: string | Buffer, passphrase?: string): ParsedKey | undefined {
  const parsed: unknown = utils.parseKey(data, passphrase);
  const key = (Array.isArray(parsed) ? parsed[0] : parsed) as ParsedKey | Error;
  return key instanceof Error ? undefined : key;
}

const MAGIC = 'openssh-key-v1\0';

/**
 * Reads the unencrypted part of OpenSSH's format: magic, then the strings cipher, kdf and kdf options, a
 * count, and the first public key (OpenSSH PROTOCOL.key, section 1).
 */
function openSshEnvelope(text: string): { encrypted: boolean; publicKey: Buffer } | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(text)?.[1];
  const data = Buffer.from(body ?? '', 'base64');
  if (data.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  let offset = MAGIC.length;
  const readString = () => {
    const start = offset + 4;
    offset = start + data.readUInt32BE(offset);
    return data.subarray(start, offset);
  };
  try {
    const cipher = readString().toString('latin1');
    readString();
    readString();
    offset += 4;
    return { encrypted: cipher !== 'none', publicKey: readString() };
  } catch {
    return undefined;
  }
}
