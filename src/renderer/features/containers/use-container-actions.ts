import { useMemo, useState } from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import { useCommands } from '../../hooks/use-commands';
import type { MenuTarget, RowActions } from './row-actions';

interface OpenMenu {
  readonly target: MenuTarget;
  readonly anchor: HTMLElement;
}

/** What a person is asked about. */
interface Asked {
  readonly id: string;
  readonly name: string;
  readonly action: ContainerAction;
}

interface ContainerActions {
  readonly actions: RowActions;
  readonly menu: OpenMenu | null;
  readonly closeMenu: () => void;
  readonly asked: Asked | null;
  readonly ask: (asked: Asked | null) => void;
  /** Does what was asked about. */
  readonly act: (asked: Asked) => void;
  /** What is being done, by container. */
  readonly busy: ReadonlyMap<string, ContainerAction>;
}

/** Menu, question and progress of what is done with the containers of a profile. */
export function useContainerActions(profileId: string): ContainerActions {
  const { run } = useCommands();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [asked, ask] = useState<Asked | null>(null);
  const [busy, setBusy] = useState<ReadonlyMap<string, ContainerAction>>(new Map());

  const actions = useMemo<RowActions>(
    () => ({
      openMenu: (target, anchor) =>
        setMenu((now) => (now?.anchor === anchor ? null : { target, anchor })),
      openContainer: (container, tab) =>
        void run((gangway) =>
          gangway.openWindow({ window: 'container', profile: profileId, container, tab }),
        ),
    }),
    [profileId, run],
  );

  async function perform({ id, action }: Asked): Promise<void> {
    setBusy((now) => new Map(now).set(id, action));
    await run((gangway) => gangway.actOnContainer(profileId, id, action));
    setBusy((now) => new Map([...now].filter(([other]) => other !== id)));
  }

  return {
    actions,
    menu,
    closeMenu: () => setMenu(null),
    asked,
    ask,
    act: (wanted) => {
      ask(null);
      void perform(wanted);
    },
    busy,
  };
}
