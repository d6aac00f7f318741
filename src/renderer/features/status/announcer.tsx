import type { AppSnapshot } from '../../../shared/snapshot';
import { useTexts } from '../../hooks/use-texts';
import { announcement } from './words';

/** Says every bridge's state to screen readers when it changes. */
export function Announcer({ snapshot: { profiles, bridges } }: { readonly snapshot: AppSnapshot }) {
  const { t } = useTexts('status');
  return (
    <div role="log" aria-label={t('announce.label')} aria-live="polite" className="visually-hidden">
      {profiles.map(({ id, name }) => {
        const bridge = bridges[id];
        return bridge && <p key={id}>{announcement(t, name, bridge.state)}</p>;
      })}
    </div>
  );
}
