/** Verifies the key that a server proved to have: known, asked about once, or a hard stop. */
import { failure, type ErrorDetail } from '../../../shared/errors';
import type { PromptAnswer, PromptBody } from '../../../shared/prompt';
import type { Login } from '../login/login';
import { appendKnownHost } from './known-hosts-file';
import {
  fingerprintOf,
  formatKnownHost,
  hostKeyName,
  judgeHostKey,
  keyBits,
  keyTypeForPeople,
  keyTypeOf,
  newSalt,
  type KnownHost,
} from './known-hosts';

/**
 * Resolves if the key may be trusted, with its {type, fingerprint, trust: `known` or `accepted`}; an accepted new key is
 * on disk by then.
 * Rejects with `ssh.host-key-changed`, `ssh.host-key-unknown` (refused) or `ssh.known-hosts-unwritable`.
 */
export async function verifyHostKey(
  login: Login,
  known: readonly KnownHost[],
  key: Buffer,
  ask: (body: PromptBody) => Promise<PromptAnswer>,
): Promise<ErrorDetail> {
  const host = hostKeyName(login.host, login.port, login.hostKeyAlias);
  const facts = {
    host: host.name,
    fingerprint: fingerprintOf(key),
    keyType: keyTypeForPeople(keyTypeOf(key)),
    bits: keyBits(key),
  };
  const { keyType: type, fingerprint } = facts;
  const verdict = judgeHostKey(known, host, key);
  if (verdict.kind === 'known') return { type, fingerprint, trust: 'known' };
  if (verdict.kind === 'changed') {
    const { file, line, revoked } = verdict.entry;
    const known = fingerprintOf(verdict.entry.key);
    throw failure('ssh.host-key-changed', {
      ...{ ...facts, file, line, known },
      ...(revoked && { revoked: 'yes' }),
    });
  }
  const answer = await ask({ kind: 'host-key', ...facts });
  if (answer.kind !== 'accept') throw failure('ssh.host-key-unknown', facts);
  const [path] = login.userKnownHosts;
  // `UserKnownHostsFile none`: nothing is to be remembered.
  const accepted = { type, fingerprint, trust: 'accepted' };
  if (path === undefined) return accepted;
  await appendKnownHost(
    path,
    formatKnownHost(host.name, key, login.hashKnownHosts ? newSalt() : undefined),
  );
  return accepted;
}
