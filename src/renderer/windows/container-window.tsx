/** The window of one container: what it says, a shell in it, what it uses, what it is. */
import { useState } from 'react';
import type { AppSnapshot } from '../../shared/snapshot';
import {
  CONTAINER_TABS,
  hashOf,
  type ContainerTab,
  type WindowRoute,
} from '../../shared/window-route';
import { Tabs } from '../components/tabs';
import '../features/container/ansi.css';
import { ContainerHeader } from '../features/container/container-header';
import { Inspect } from '../features/container/inspect/inspect';
import { Logs } from '../features/container/logs/logs';
import { PresenceNote } from '../features/container/presence-note';
import { Shell } from '../features/container/shell/shell';
import { UsageView } from '../features/container/usage/usage';
import { useContainerView } from '../features/container/use-container-view';
import { Notices } from '../features/notices/notices';
import { hideWindow } from '../hide-window';
import { useCommands } from '../hooks/use-commands';
import { useEscape } from '../hooks/use-escape';
import { useTexts } from '../hooks/use-texts';
import styles from './container-window.module.css';

type ContainerRoute = Extract<WindowRoute, { window: 'container' }>;

interface ContainerWindowProps {
  readonly snapshot: AppSnapshot;
  readonly route: ContainerRoute;
}

export function ContainerWindow({ snapshot, route }: ContainerWindowProps) {
  const { t } = useTexts('container');
  const { trouble, dismissTrouble } = useCommands();
  const view = useContainerView(snapshot, route);
  const { tab } = route;
  // What goes on by itself, a log and a shell, does so behind another tab.
  const [opened, setOpened] = useState<readonly ContainerTab[]>([tab]);
  if (!opened.includes(tab)) setOpened([...opened, tab]);
  // A shell and what runs in it would end with the window: too much for a key that is pressed in passing.
  useEscape(opened.includes('shell') ? undefined : hideWindow);
  return (
    <div className={styles['window']}>
      <ContainerHeader view={view} />
      <PresenceNote view={view} />
      {trouble && (
        <div className={styles['trouble']}>
          <Notices label={t('trouble')} notices={[trouble]} onDismiss={dismissTrouble} />
        </div>
      )}
      <main className={styles['main']}>
        <Tabs
          label={t('tabs.label')}
          tabs={CONTAINER_TABS.map((id) => ({ id, label: t(`tabs.${id}`) }))}
          selected={tab}
          // In the address, so that a window that is loaded again shows the same.
          onSelect={(next) => location.replace(hashOf({ ...route, tab: next }))}
        >
          {opened.includes('logs') && (
            <div hidden={tab !== 'logs'} className={styles['fixed']}>
              <Logs view={view} active={tab === 'logs'} />
            </div>
          )}
          {opened.includes('shell') && (
            <div hidden={tab !== 'shell'} className={styles['fixed']}>
              <Shell view={view} active={tab === 'shell'} />
            </div>
          )}
          {tab === 'usage' && (
            <div className={styles['scrolls']}>
              <UsageView view={view} />
            </div>
          )}
          {tab === 'inspect' && (
            <div className={styles['scrolls']}>
              <Inspect view={view} active />
            </div>
          )}
        </Tabs>
      </main>
    </div>
  );
}
