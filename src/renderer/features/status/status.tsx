/** What the selected profile's bridge does now: one view per state. */
import { assertNever } from '../../../shared/assert-never';
import type { Profile } from '../../../shared/profile';
import type { BridgeView } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { ErrorCard } from '../../components/error-card';
import { useCommands } from '../../hooks/use-commands';
import { useNow } from '../../hooks/use-now';
import { Connected } from './connected';
import { ConnectingSteps } from './connecting-steps';
import { secondsLeft } from './words';

interface StatusProps {
  readonly profile: Profile;
  readonly bridge: BridgeView;
}

/** Nothing for `idle` and `disconnecting`: the profile's own line says all there is. */
export function Status({ profile, bridge }: StatusProps) {
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
              Retry now
            </Button>
          }
        >
          <Countdown retryAt={state.retryAt} />
        </ErrorCard>
      );
    case 'failed':
      return (
        <ErrorCard
          error={state.error}
          actions={
            <>
              <Button onClick={() => void run((gangway) => gangway.connect(profile.id))}>
                Try again
              </Button>
              <Button
                tone="quiet"
                onClick={() => void run((gangway) => gangway.disconnect(profile.id))}
              >
                Dismiss
              </Button>
            </>
          }
        >
          {state.cleanup === 'incomplete' && (
            <p>
              Not everything on this computer could be put back. Gangway tries again when it next
              connects or starts.
            </p>
          )}
        </ErrorCard>
      );
    default:
      return assertNever(state);
  }
}

function Countdown({ retryAt }: { readonly retryAt: number }) {
  const now = useNow();
  return <p>Gangway tries again in {secondsLeft(retryAt, now)} s.</p>;
}
