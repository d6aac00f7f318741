import { useState } from 'react';
import type { TestProgress } from '../../../../shared/connection-test';
import type { ProfileDraft } from '../../../../shared/profile';
import { useStream } from '../../../hooks/use-stream';
import { withProgress, type GatewayRun, type TestRun } from './test-run';

interface Started {
  readonly draft: ProfileDraft;
  readonly id: string | null;
  readonly cancelled: boolean;
  readonly gateways: readonly GatewayRun[];
}

interface ConnectionTest {
  /** The latest one; `null` before the first and after `close`. */
  readonly run: TestRun | null;
  /** Id of the profile that is stored, if it is. Takes the place of one that runs. */
  readonly start: (draft: ProfileDraft, id: string | null) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

/** Runs "Test connection" and keeps what it tells. */
export function useConnectionTest(): ConnectionTest {
  const [started, setStarted] = useState<Started | null>(null);
  const [generation, setGeneration] = useState(0);
  const wanted = started && !started.cancelled;
  const { ended, error } = useStream(
    'testConnection',
    wanted ? [started.draft, started.id] : null,
    (progress: TestProgress) =>
      setStarted((old) => old && { ...old, gateways: withProgress(old.gateways, progress) }),
    generation,
  );
  return {
    run: started && {
      ...{ draft: started.draft, gateways: started.gateways },
      ...{ ended: ended || started.cancelled, cancelled: started.cancelled, error },
    },
    start: (draft, id) => {
      setGeneration((count) => count + 1);
      setStarted({
        ...{ draft, id, cancelled: false },
        gateways: draft.gateways.map(() => ({})),
      });
    },
    cancel: () => setStarted((old) => old && { ...old, cancelled: true }),
    close: () => setStarted(null),
  };
}
