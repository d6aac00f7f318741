import type { AppSnapshot } from '../../../shared/snapshot';
import { announcement } from './words';

/** Says every bridge's state to screen readers when it changes. */
export function Announcer({ snapshot: { profiles, bridges } }: { readonly snapshot: AppSnapshot }) {
  return (
    <div role="log" aria-label="Bridge states" aria-live="polite" className="visually-hidden">
      {profiles.map(({ id, name }) => {
        const bridge = bridges[id];
        return bridge && <p key={id}>{announcement(name, bridge.state)}</p>;
      })}
    </div>
  );
}
