import {
  Activity,
  AtSign,
  Braces,
  Copy,
  ExternalLink,
  Play,
  RotateCw,
  ScrollText,
  Square,
  SquareTerminal,
} from 'lucide-react';
import type { ContainerAction } from '../../../shared/container-tools';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';
import { Menu, type MenuItem } from './menu';
import { useRowActions, type MenuTarget } from './row-actions';

interface RowMenuProps {
  readonly target: MenuTarget;
  readonly anchor: HTMLElement;
  readonly onAct: (action: ContainerAction) => void;
  readonly onClose: () => void;
}

/** All that can be done with a container or a task. */
export function RowMenu({ target, anchor, onAct, onClose }: RowMenuProps) {
  const { t } = useTexts('containers');
  return (
    <Menu
      label={t('menu.of', { name: target.name })}
      anchor={anchor}
      groups={[useWindowItems(target), useCopyItems(target), useActItems(target, onAct)]}
      onClose={onClose}
    />
  );
}

function useWindowItems({ containerId, up }: MenuTarget): MenuItem[] {
  const { t } = useTexts('containers');
  const { openContainer } = useRowActions();
  if (containerId === null) return [];
  const item = (tab: 'logs' | 'shell' | 'inspect', icon: MenuItem['icon'], letter?: string) => ({
    ...{ words: t(`menu.${tab}`), icon, onSelect: () => openContainer(containerId, tab) },
    ...(letter && { letter }),
  });
  return [
    item('logs', <ScrollText />, 'l'),
    ...(up ? [item('shell', <SquareTerminal />, 's')] : []),
    item('inspect', <Braces />, 'i'),
  ];
}

function useCopyItems({ address, copyName, pages, up, onCheck }: MenuTarget): MenuItem[] {
  const { t } = useTexts('containers');
  const { run } = useCommands();
  const copy = (text: string) => () => void run((gangway) => gangway.copyText(text));
  return [
    ...(address === null
      ? []
      : [{ words: t('menu.copyAddress'), icon: <Copy />, onSelect: copy(address) }]),
    { words: t('menu.copyName'), icon: <AtSign />, onSelect: copy(copyName) },
    ...pages.map(({ port, url }) => ({
      words: t('menu.openPort', { port }),
      icon: <ExternalLink />,
      onSelect: () => void run((gangway) => gangway.openUrl(url)),
    })),
    ...(up ? [{ words: t('menu.check'), icon: <Activity />, onSelect: onCheck }] : []),
  ];
}

function useActItems(
  { containerId, up }: MenuTarget,
  onAct: (action: ContainerAction) => void,
): MenuItem[] {
  const { t } = useTexts('containers');
  if (containerId === null) return [];
  const item = (action: ContainerAction, icon: MenuItem['icon']) => ({
    ...{ words: t(`menu.${action}`), icon, onSelect: () => onAct(action) },
  });
  return up ? [item('restart', <RotateCw />), item('stop', <Square />)] : [item('start', <Play />)];
}
