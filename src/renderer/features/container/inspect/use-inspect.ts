import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors';
import type { Reply } from '../../../../shared/ipc/builders';
import type { ContainerView } from '../use-container-view';

interface InspectHold {
  /** `null` until it was told. */
  readonly json: string | null;
  readonly error: ErrorInfo | null;
  readonly ask: () => void;
}

/** Asks at first, and again whenever the container starts, stops or moves. */
export function useInspect({ profileId, id, container, presence }: ContainerView): InspectHold {
  const [reply, setReply] = useState<Reply<string> | null>(null);
  const [round, setRound] = useState(0);
  const key =
    presence === 'here' ? JSON.stringify([round, container?.status, container?.endpoints]) : null;
  useEffect(() => {
    if (key === null) return undefined;
    let wanted = true;
    void window.gangway.inspectContainer(profileId, id).then((answer) => {
      if (wanted) setReply(answer);
    });
    return () => {
      wanted = false;
    };
  }, [key, profileId, id]);
  return {
    json: reply?.ok === true ? reply.value : null,
    error: reply?.ok === false && presence === 'here' ? reply.error : null,
    ask: () => setRound((count) => count + 1),
  };
}
