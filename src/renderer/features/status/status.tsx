/** What the selected profile's bridge does now: one view per state. */
import { assertNever } from '../../../shared/assert-never';
import type { Profile } from '../../../shared/profile';
import type { BridgeView } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';
import { Connected } from './connected';
import { ConnectingSteps } from './connecting-steps';
import { fixOf } from './fix';

interface StatusProps {
  readonly profile: Profile;
  readonly bridge: BridgeView;
  readonly onEdit: () => void;
}

/** Nothing for `idle` and `disconnecting`: the header says all there is, and when a lost one is tried again. */
export function Status({ profile, bridge, onEdit }: StatusProps) {
  const { t } = useTexts('status');
  const { run } = useCommands();
  const { state } = bridge;
  switch (state.kind) {
    case 'idle':
    case 'disconnecting':
      return null;
    case 'connecting':
      return (
        <ConnectingSteps
          phase={state.phase}
          attempt={state.attempt}
          host={profile.gateways[0]?.host ?? profile.name}
        />
      );
    case 'connected':
      return <Connected link={state.link} bridge={bridge} />;
    case 'waiting':
      return (
        <ErrorCard
          error={state.error}
          tone="wait"
          actions={
            <Button onClick={() => void run((gangway) => gangway.connect(profile.id))}>
              {t('retryNow')}
            </Button>
          }
        />
      );
    case 'failed': {
      const canEdit = fixOf(state.error.code) === 'edit';
      return (
        <ErrorCard
          error={state.error}
          actions={
            <>
              {canEdit && <Button onClick={onEdit}>{t('fix.edit')}</Button>}
              <Button
                tone={canEdit ? 'quiet' : 'plain'}
                onClick={() => void run((gangway) => gangway.disconnect(profile.id))}
              >
                {t('dismiss')}
              </Button>
            </>
          }
        >
          {state.cleanup === 'incomplete' && <p>{t('unclean')}</p>}
        </ErrorCard>
      );
    }
    default:
      return assertNever(state);
  }
}
