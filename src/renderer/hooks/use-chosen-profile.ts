import { useEffect, useState } from 'react';

interface ChosenProfile {
  /** Ids of the profiles looked at, the latest first; remembered from one start to the next. */
  readonly recent: readonly string[];
  readonly choose: (id: string) => void;
}

/** Which profile is looked at, and which were before. */
export function useChosenProfile(): ChosenProfile {
  const [recent, setRecent] = useState<readonly string[]>([]);
  useEffect(() => {
    void window.gangway.preferences().then((reply) => {
      const remembered = reply.ok ? reply.value.recentProfiles : [];
      // A choice that was made meanwhile is the latest one.
      setRecent((now) => [...new Set([...now, ...remembered])]);
    });
  }, []);
  const choose = (id: string): void => {
    setRecent((now) => [...new Set([id, ...now])]);
    void window.gangway.rememberProfile(id);
  };
  return { recent, choose };
}
