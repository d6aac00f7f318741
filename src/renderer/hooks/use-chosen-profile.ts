import { useEffect, useState } from 'react';

/** The id of the profile that is looked at, remembered from one start to the next. */
export function useChosenProfile(): [string | undefined, (id: string) => void] {
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    void window.gangway.preferences().then((reply) => {
      const remembered = reply.ok ? reply.value.recentProfiles[0] : undefined;
      if (remembered) setChosen((now) => now ?? remembered);
    });
  }, []);
  const choose = (id: string): void => {
    setChosen(id);
    void window.gangway.rememberProfile(id);
  };
  return [chosen, choose];
}
