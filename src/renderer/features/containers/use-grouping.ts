import { useCallback, useEffect, useMemo, useState } from 'react';
import { DEFAULT_PREFERENCES, type Grouping } from '../../../shared/preferences';

export interface GroupingChoice {
  readonly grouping: Grouping;
  readonly group: (by: Grouping) => void;
}

/** How containers are put together, remembered from one start to the next. */
export function useGrouping(): GroupingChoice {
  const [chosen, setChosen] = useState<Grouping>();
  useEffect(() => {
    void window.gangway.preferences().then((reply) => {
      if (reply.ok) setChosen((now) => now ?? reply.value.grouping);
    });
  }, []);
  const group = useCallback((by: Grouping): void => {
    setChosen(by);
    void window.gangway.changePreferences({ grouping: by });
  }, []);
  const grouping = chosen ?? DEFAULT_PREFERENCES.grouping;
  return useMemo(() => ({ grouping, group }), [grouping, group]);
}
