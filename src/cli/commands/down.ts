/** `gangway down [NAME]`: takes down one bridge or all. */
import { toErrorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import { openProfiles, type Context } from '../context';
import { isActive, untilDaemonEnded } from '../daemon';
import { profileNamed } from '../live';
import { attach, type Session } from '../session';

/** The profiles that were up and are down now. */
export async function down(context: Context, name?: string): Promise<readonly Profile[]> {
  const session = await attach(context);
  if (!session) {
    if (name !== undefined) profileNamed(openProfiles(context).list(), name);
    return [];
  }
  try {
    const { live } = session;
    const chosen = name === undefined ? live.current.profiles : [live.profile(name)];
    const active = chosen.filter(({ id }) => isActive(live.bridge(id).state));
    await Promise.all(active.map(({ id }) => disconnect(session, id)));
    await untilDaemonEnded(context.paths, session);
    return active;
  } finally {
    await session.end();
  }
}

/** A daemon may be gone with its last bridge before its answer is here. */
async function disconnect({ client }: Session, id: string): Promise<void> {
  try {
    await client.calls.disconnect(id);
  } catch (error) {
    if (toErrorInfo(error).code !== 'control.gone') throw error;
  }
}
