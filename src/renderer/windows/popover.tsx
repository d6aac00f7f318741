/** The popover: a glance at one profile and the one click; everything longer has a window of its own. */
import type { AppSnapshot } from '../../shared/snapshot';
import type { WindowRoute } from '../../shared/window-route';
import { Home } from '../home';
import { hideWindow } from '../hide-window';
import { useChosenProfile } from '../hooks/use-chosen-profile';
import { useCommands } from '../hooks/use-commands';

export function Popover({ snapshot }: { readonly snapshot: AppSnapshot }) {
  const { recent, choose } = useChosenProfile();
  const { run } = useCommands();
  const { profiles, bridges } = snapshot;
  const known = recent.map((id) => profiles.find((profile) => profile.id === id));
  const selected =
    known.find((profile) => profile !== undefined) ??
    profiles.find(({ id }) => bridges[id]?.state.kind === 'connected') ??
    profiles[0];
  const open = (route: WindowRoute): void => void run((gangway) => gangway.openWindow(route));
  const openProfile = (item: string): void => open({ window: 'main', section: 'profiles', item });
  return (
    <Home
      snapshot={snapshot}
      selected={selected}
      recent={recent}
      onSelect={choose}
      onAdd={() => openProfile('new')}
      onImport={() => openProfile('import')}
      onEdit={openProfile}
      onActivity={() => open({ window: 'main', section: 'activity' })}
      onSettings={() => open({ window: 'main', section: 'settings' })}
      onHide={hideWindow}
    />
  );
}
