/** Gathers the keys to offer, in OpenSSH's order (`pubkey_prepare` in sshconnect2.c). */
import { readFile } from 'node:fs/promises';
import { failure, type GangwayError } from '../../../shared/errors';
import type { AskNow } from '../ask';
import { createAgent, utils, type BaseAgentType, type ParsedKey } from '../library';
import type { IdentityFile, Login } from '../login/login';
import { agentIdentity, fileIdentity, type Identity } from './identity';
import { parseKeyFile } from './private-key';

export interface Identities {
  readonly list: readonly Identity[];
  /** Key files of the configuration that could not be used: worth telling if the login fails. */
  readonly problems: readonly GangwayError[];
}

/** A named file with what could be learned of it without asking anybody. */
interface Candidate {
  readonly publicKey: ParsedKey | undefined;
  readonly identity: Identity | undefined;
}

/**
 * Agent keys that are also files, then the agent's other keys (unless IdentitiesOnly), then files alone.
 * Rejects with `ssh.key-unreadable` {path, reason} for the profile's own file.
 */
export async function collectIdentities(login: Login, ask: AskNow): Promise<Identities> {
  const problems: GangwayError[] = [];
  const candidates: Candidate[] = [];
  for (const file of login.identityFiles) {
    const result = await readCandidate(file, ask);
    if (!('code' in result)) candidates.push(result);
    else if (file.namedBy !== 'default') {
      const problem = failure('ssh.key-unreadable', { path: file.path, reason: result.code });
      if (file.namedBy === 'profile') throw problem;
      problems.push(problem);
    }
  }
  const agent = login.agentSocket === undefined ? undefined : createAgent(login.agentSocket);
  const agentKeys = agent ? await listAgentKeys(agent) : [];
  const held = (key: ParsedKey | undefined) =>
    key && agentKeys.find((agentKey) => agentKey.getPublicSSH().equals(key.getPublicSSH()));

  const both = candidates.flatMap(({ publicKey }) => held(publicKey) ?? []);
  const others = login.identitiesOnly ? [] : agentKeys.filter((key) => !both.includes(key));
  const files = candidates.filter(({ publicKey }) => !held(publicKey));
  const fromAgent = agent ? [...both, ...others].map((key) => agentIdentity(agent, key)) : [];
  return { list: [...fromAgent, ...files.flatMap(({ identity }) => identity ?? [])], problems };
}

async function readCandidate(
  { path }: IdentityFile,
  ask: AskNow,
): Promise<Candidate | { code: string }> {
  const beside = parseKeyFile(await readFile(`${path}.pub`, 'utf8').catch(() => ''));
  const publicHalf = beside.kind === 'public' ? beside.key : undefined;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // The private half may live in the agent alone.
    if (publicHalf) return { publicKey: publicHalf, identity: undefined };
    return { code: (error as NodeJS.ErrnoException).code ?? 'unreadable' };
  }
  const file = parseKeyFile(text);
  if (file.kind === 'invalid') return { code: 'not-a-key' };
  const publicKey = file.kind === 'locked' ? (file.publicKey ?? publicHalf) : file.key;
  return { publicKey, identity: fileIdentity(path, text, publicHalf, ask) };
}

/** No agent, or one that does not answer, is the same as an empty one, as in OpenSSH. */
function listAgentKeys(agent: BaseAgentType): Promise<readonly ParsedKey[]> {
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      const parsed = (error ? [] : (keys ?? [])).map((key) =>
        utils.parseKey((key as { pubKey?: ParsedKey }).pubKey ?? (key as ParsedKey)),
      );
      resolve(parsed.filter((key): key is ParsedKey => !(key instanceof Error)));
    });
  });
}
