import type { BridgeState } from '../../../shared/bridge-state';
import type { Profile } from '../../../shared/profile';
import { Button } from '../../components/button';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';

interface BridgeButtonProps {
  readonly profile: Pick<Profile, 'id' | 'name'>;
  readonly state: BridgeState;
  /** The one that matters here. */
  readonly prominent?: boolean;
  readonly tabIndex?: number;
}

/** Connect or its opposite, by state: the one button that matters. */
export function BridgeButton({ profile, state, prominent = false, tabIndex }: BridgeButtonProps) {
  const { t } = useTexts('popover');
  const { run } = useCommands();
  const { id, name } = profile;
  const shared = { name: t(wordsOf(state).label, { name }), words: t(wordsOf(state).words) };
  const connects = state.kind === 'idle' || state.kind === 'failed';
  return (
    <Button
      tone={connects && prominent ? 'primary' : 'plain'}
      tabIndex={tabIndex}
      aria-label={shared.name}
      disabled={state.kind === 'disconnecting' && state.after.to === 'idle'}
      onClick={() =>
        void run((gangway) => (connects ? gangway.connect(id) : gangway.disconnect(id)))
      }
    >
      {shared.words}
    </Button>
  );
}

function wordsOf(state: BridgeState) {
  switch (state.kind) {
    case 'idle':
      return { label: 'connectTo', words: 'connect' } as const;
    case 'failed':
      return { label: 'retryTo', words: 'retry' } as const;
    case 'connecting':
      return { label: 'cancelTo', words: 'cancel' } as const;
    case 'waiting':
      return { label: 'stopTo', words: 'stop' } as const;
    case 'connected':
      return { label: 'disconnectFrom', words: 'disconnect' } as const;
    case 'disconnecting':
      return state.after.to === 'idle'
        ? ({ label: 'disconnecting', words: 'disconnect' } as const)
        : ({ label: 'stopTo', words: 'stop' } as const);
  }
}
