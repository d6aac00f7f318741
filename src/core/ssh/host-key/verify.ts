/** Verifies the key that a server proved to have: known, asked about once, or a hard stop. */
import { failure } from '../../../shared/errors';
import type { PromptAnswer, PromptBody } from '../../../shared/prompt';
import type { Login } from '../login/login';
import { appendKnownHost } from './known-hosts-file';
import {
  fingerprintOf,
  formatKnownHost,
  hostKeyName,
  judgeHostKey,
  keyTypeForPeople,
  keyTypeOf,
  newSalt,
  type KnownHost,
} from './known-hosts';

/**
 * Resolves if the key may be trusted; an accepted new key is on disk by then.
 * Rejects with `ssh.host-key-changed`, `ssh.host-key-unknown` (refused) or `ssh.known-hosts-unwritable`.
 */
export async function verifyHostKey(
  login: Login,
  known: readonly KnownHost[],
  key: Buffer,
  ask: (body: PromptBody) => Promise<PromptAnswer>,
): Promise<void> {
  const host = hostKeyName(login.host, login.port, login.hostKeyAlias);
  const facts = {
    host: host.name,
    fingerprint: fingerprintOf(key),
    keyType: keyTypeForPeople(keyTypeOf(key)),
  };
  const verdict = judgeHostKey(known, host, key);
  if (verdict.kind === 'known') return;
  if (verdict.kind === 'changed') {
    const { file, line } = verdict.entry;
    throw failure('ssh.host-key-changed', { ...facts, file, line });
  }
  const answer = await ask({ kind: 'host-key', ...facts });
  if (answer.kind !== 'accept') throw failure('ssh.host-key-unknown', facts);
  const [path] = login.userKnownHosts;
  // `UserKnownHostsFile none`: nothing is to be remembered.
  if (path === undefined) return;
  await appendKnownHost(
    path,
    formatKnownHost(host.name, key, login.hashKnownHosts ? newSalt() : undefined),
  );
}
