/** What a change of the stored profiles means for the activity log: pure. */
import type { ActivityBody, ActivityProfile } from '../../shared/activity';
import type { Profile } from '../../shared/profile';

interface ProfileEvent {
  readonly profile: ActivityProfile;
  readonly body: ActivityBody;
}

/** Whoever made the change: the window, a command line, or an editor. */
export function profileEvents(
  before: readonly Profile[],
  after: readonly Profile[],
): ProfileEvent[] {
  const was = new Map(before.map((profile) => [profile.id, profile]));
  const is = new Set(after.map(({ id }) => id));
  const removed = before
    .filter(({ id }) => !is.has(id))
    .map((profile) => told(profile, { kind: 'profile-removed' }));
  const others = after.flatMap((profile) => {
    const old = was.get(profile.id);
    const bodies = old ? changes(old, profile) : [{ kind: 'profile-added' } as const];
    return bodies.map((body) => told(profile, body));
  });
  return [...removed, ...others];
}

function told({ id, name }: Profile, body: ActivityBody): ProfileEvent {
  return { profile: { id, name }, body };
}

function changes(before: Profile, after: Profile): ActivityBody[] {
  const fields = keysOf(before, after).filter(
    (key) => key !== 'networks' && differ(before[key], after[key]),
  );
  const networks = keysOf(before.networks, after.networks).filter(
    (name) => before.networks[name] !== after.networks[name],
  );
  return [
    ...(fields.length > 0 ? [{ kind: 'profile-changed', fields } as const] : []),
    ...networks.map((network): ActivityBody => {
      const enabled = after.networks[network];
      // A choice that was taken back: what the default says is not known here.
      if (enabled === undefined) return { kind: 'profile-changed', fields: ['networks'] };
      return { kind: 'network-switched', network, enabled };
    }),
  ];
}

function keysOf<Value extends object>(one: Value, other: Value): (keyof Value & string)[] {
  const keys = [...Object.keys(one), ...Object.keys(other)] as (keyof Value & string)[];
  return [...new Set(keys)];
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
