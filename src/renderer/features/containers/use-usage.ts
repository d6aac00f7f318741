import { useCallback, useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors';
import { MAX_USAGE_CONTAINERS, type UsageReport } from '../../../shared/container-tools';
import { useStream } from '../../hooks/use-stream';

interface UsageWatch {
  readonly watching: boolean;
  readonly toggle: () => void;
  /** `null` while nobody wants to know. */
  readonly report: UsageReport | null;
  readonly error: ErrorInfo | null;
  /** Running containers in view; only those are watched. */
  readonly onVisible: (ids: readonly string[]) => void;
}

const NOTHING: UsageReport = {};

/** CPU and memory of the containers in view, for as long as they are wanted. */
export function useUsage(profileId: string): UsageWatch {
  const [watching, setWatching] = useState(false);
  const [ids, setIds] = useState<readonly string[]>([]);
  const [report, setReport] = useState<UsageReport>(NOTHING);
  const wanted = watching && ids.length > 0;
  const { error } = useStream('usage', wanted ? [profileId, [...ids]] : null, setReport);
  const onVisible = useCallback((visible: readonly string[]): void => {
    const next = [...visible.slice(0, MAX_USAGE_CONTAINERS)].sort();
    setIds((now) => (now.join() === next.join() ? now : next));
  }, []);
  return {
    watching,
    toggle: () => {
      setWatching(!watching);
      setReport(NOTHING);
    },
    report: watching ? report : null,
    error,
    onVisible,
  };
}
