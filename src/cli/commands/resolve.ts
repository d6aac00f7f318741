/** `gangway resolve NAME`: what Gangway says of a name (or an address), and what this computer's resolver says. */
import type { NameAnswer, NamesView } from '../../shared/names-view';
import type { Profile } from '../../shared/profile';
import { isConnected } from '../choose';
import { openProfiles, type Context } from '../context';
import { attach, type Session } from '../session';
import { askSystem, type SystemAnswer } from '../system-resolver';
import { explain, isSame } from './resolve-words';

/** The object of `resolve --json`. */
export interface Resolution {
  /** As it was asked for, in lower case. */
  readonly asked: string;
  readonly gangway: NameAnswer;
  readonly computer: SystemAnswer;
  /** Whether a program on this computer hears nothing but what Gangway says. */
  readonly same: boolean;
  /** Why it does not, or why there is nothing; `null` if all is well. */
  readonly why: string | null;
}

/** What the names of a profile depend on. */
export interface Known {
  readonly profile: Profile;
  readonly connected: boolean;
  readonly names: NamesView | null;
}

type Ask = (name: string) => Promise<SystemAnswer>;

export async function resolve(context: Context, name: string): Promise<Resolution> {
  const session = await attach(context);
  if (!session) return resolveAlone(openProfiles(context).list(), name, askSystem);
  try {
    return await resolveWith(session, name, askSystem);
  } finally {
    await session.end();
  }
}

/** With nobody there but this computer's own resolver, which is `ask`. */
export async function resolveAlone(
  profiles: readonly Profile[],
  name: string,
  ask: Ask,
): Promise<Resolution> {
  const asked = name.toLowerCase();
  const known = profiles.map((profile) => ({ profile, connected: false, names: null }));
  return resolutionOf(asked, { kind: 'elsewhere', name: asked }, await ask(asked), known);
}

export async function resolveWith(
  { client, live }: Pick<Session, 'client' | 'live'>,
  name: string,
  ask: Ask,
): Promise<Resolution> {
  const asked = name.toLowerCase();
  const known = live.current.profiles.map((profile) => ({
    profile,
    connected: isConnected(live, profile),
    names: live.bridge(profile.id).names,
  }));
  const [answer, computer] = await Promise.all([client.calls.resolveName(asked), ask(asked)]);
  return resolutionOf(asked, meant(asked, answer, computer), computer, known);
}

/** Found by Gangway, or not its business and known to this computer. */
export function isResolved({ gangway, computer }: Resolution): boolean {
  if (gangway.kind !== 'elsewhere') return gangway.kind === 'found';
  return computer.addresses.length + computer.names.length > 0;
}

function resolutionOf(
  asked: string,
  gangway: NameAnswer,
  computer: SystemAnswer,
  known: readonly Known[],
): Resolution {
  const same = isSame(gangway, computer);
  return { asked, gangway, computer, same, why: explain(gangway, computer, known) };
}

/**
 * Gangway completes a name by search domains, too: that there is nothing of such a name says little of one that this
 * computer knows as it is.
 */
function meant(asked: string, answer: NameAnswer, computer: SystemAnswer): NameAnswer {
  const isItself = answer.name === asked.replace(/\.$/, '');
  if (answer.kind === 'found' || isItself || computer.addresses.length === 0) return answer;
  return { kind: 'elsewhere', name: asked };
}
