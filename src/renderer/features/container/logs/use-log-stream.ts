import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors';
import { useStream } from '../../../hooks/use-stream';
import { isUp } from '../../containers/container-view';
import type { ContainerView } from '../use-container-view';
import { LogFeed } from './log-feed';

/** Lines of the past that a log begins with. */
const TAIL = 5_000;

/** Between two tries while the log ends at once although the container is said to run; doubled each time. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export type LogState =
  | { readonly kind: 'follows' }
  /** Goes on by itself once the container runs. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** The bridge is down, or the container is gone. */
  | { readonly kind: 'cut' };

interface LogHold {
  readonly feed: LogFeed;
  readonly state: LogState;
  readonly retry: () => void;
}

/** Follows a container's log through restarts of the container and drops of the bridge. */
export function useLogStream(view: ContainerView): LogHold {
  const { profileId, id, container, presence, connectedSince } = view;
  const [feed] = useState(() => new LogFeed());
  const [round, setRound] = useState(0);
  const pause = useRef(FIRST_PAUSE_MS);
  const reachable = presence === 'here';
  const [was, setWas] = useState(reachable);
  if (was !== reachable) {
    setWas(reachable);
    setRound(round + 1);
  }
  const generation = connectedSince + round;
  // Before the stream is opened: effects run in the order in which they stand.
  useEffect(() => feed.restarts(), [feed, generation, reachable]);
  const stream = useStream(
    'logs',
    reachable ? [profileId, id, { tail: TAIL }] : null,
    (lines) => {
      if (feed.push(lines) > 0) pause.current = FIRST_PAUSE_MS;
    },
    generation,
  );
  const retry = useCallback(() => setRound((count) => count + 1), []);
  const over = stream.ended && stream.error === null;
  const runs = reachable && container !== null && isUp(container);
  useEffect(() => {
    if (!over || !runs) return undefined;
    // Its end may be told before its restart is, or the other way round.
    const timer = setTimeout(retry, pause.current);
    pause.current = Math.min(2 * pause.current, LONGEST_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [over, runs, retry]);
  return { feed, state: stateOf(reachable, stream), retry };
}

function stateOf(
  reachable: boolean,
  { ended, error }: { readonly ended: boolean; readonly error: ErrorInfo | null },
): LogState {
  if (!reachable) return { kind: 'cut' };
  if (error) return { kind: 'failed', error };
  return { kind: ended ? 'ended' : 'follows' };
}
