import { useMemo, useState } from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import type { Container, Inventory } from '../../../shared/inventory';
import { useCommands } from '../../hooks/use-commands';
import type { Questionable } from '../container/action-question';
import type { MenuTarget, RowActions } from './row-actions';

interface OpenMenu {
  readonly target: MenuTarget;
  readonly anchor: HTMLElement;
}

/** What a person is asked about. */
interface Asked {
  readonly container: Container;
  readonly action: Questionable;
}

interface ContainerActions {
  readonly actions: RowActions;
  readonly menu: OpenMenu | null;
  readonly closeMenu: () => void;
  readonly asked: Asked | null;
  readonly dismiss: () => void;
  /** Of the menu's container: asks, where somebody may be sorry. */
  readonly choose: (action: ContainerAction) => void;
  readonly act: (id: string, action: ContainerAction) => void;
  /** What is being done, by container. */
  readonly busy: ReadonlyMap<string, ContainerAction>;
}

/** Menu, question and progress of what is done with the containers of a profile. */
export function useContainerActions(
  profileId: string,
  { containers }: Inventory,
): ContainerActions {
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

  function act(id: string, action: ContainerAction): void {
    ask(null);
    setBusy((now) => new Map(now).set(id, action));
    void run((gangway) => gangway.actOnContainer(profileId, id, action)).then(() =>
      setBusy((now) => new Map([...now].filter(([other]) => other !== id))),
    );
  }

  function choose(action: ContainerAction): void {
    const container = containers.find(({ id }) => id === menu?.target.containerId);
    if (!container) return;
    if (action === 'start') act(container.id, action);
    else ask({ container, action });
  }

  return {
    actions,
    menu,
    closeMenu: () => setMenu(null),
    asked,
    dismiss: () => ask(null),
    choose,
    act,
    busy,
  };
}
