/** The main window: profiles, activity and settings, one beside the other. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { AppSnapshot } from '../../shared/snapshot';
import { hashOf, type MainSection, type WindowRoute } from '../../shared/window-route';
import { Activity } from '../features/activity/activity';
import { ProfilesPane } from '../features/profiles/profiles-pane';
import { Settings } from '../features/settings/settings';
import { hideWindow } from '../hide-window';
import { LeaveGuardProvider, useLeaveGuard } from '../hooks/use-leave-guard';
import { useEscape } from '../hooks/use-escape';
import { MainNav } from './main-nav';
import styles from './main-window.module.css';

interface MainWindowProps {
  readonly snapshot: AppSnapshot;
  readonly section: MainSection;
  readonly item: string | undefined;
}

type MainRoute = Extract<WindowRoute, { window: 'main' }>;

export function MainWindow(props: MainWindowProps) {
  return (
    <LeaveGuardProvider>
      <Frame {...props} />
    </LeaveGuardProvider>
  );
}

/** The address says what is shown, so that other windows can lead here; what is not saved may hold it back. */
function Frame({ snapshot, section, item }: MainWindowProps) {
  const wanted = hashOf({ window: 'main', section, item });
  const [shown, setShown] = useState({ section, item, hash: wanted });
  const { leaveTo } = useLeaveGuard();
  // What is not saved is asked for when the window closes.
  useEscape(hideWindow);

  const follow = useEffectEvent(() => {
    if (wanted === shown.hash) return;
    leaveTo(
      () => setShown({ section, item, hash: wanted }),
      () => location.replace(shown.hash),
    );
  });
  useEffect(() => follow(), [wanted]);

  function goTo(route: Omit<MainRoute, 'window'>): void {
    leaveTo(() => {
      const hash = hashOf({ window: 'main', ...route });
      setShown({ section: route.section, item: route.item, hash });
      location.replace(hash);
    });
  }

  return (
    <div className={styles['window']}>
      <div className={styles['frame']}>
        <MainNav section={shown.section} onSelect={(next) => goTo({ section: next })} />
        <div className={styles['pane']}>
          {shown.section === 'profiles' && (
            <ProfilesPane
              snapshot={snapshot}
              item={shown.item}
              onItem={(next) => goTo({ section: 'profiles', item: next })}
            />
          )}
          {shown.section === 'activity' && <Activity snapshot={snapshot} />}
          {shown.section === 'settings' && <Settings snapshot={snapshot} />}
        </div>
      </div>
    </div>
  );
}
