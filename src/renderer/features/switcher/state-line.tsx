import type { BridgeState } from '../../../shared/bridge-state';
import { useNow } from '../../hooks/use-now';
import { useTexts } from '../../hooks/use-texts';
import { stateWords } from '../status/words';

interface StateLineProps {
  readonly state: BridgeState;
  readonly host: string;
}

/** What a bridge does, in words that count along by themselves. */
export function StateLine({ state, host }: StateLineProps) {
  const { t } = useTexts('status');
  return stateWords(t, state, host, useNow(state));
}
