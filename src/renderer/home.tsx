/** The home screen: profiles, what the selected one's bridge does, and its containers. */
import { Cable, Pencil, Plus } from 'lucide-react';
import { useRef } from 'react';
import type { Profile } from '../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot } from '../shared/snapshot';
import { Button, IconButton } from './components/button';
import { EmptyState } from './components/empty-state';
import { Mark } from './components/mark';
import { Screen } from './components/screen';
import { Containers } from './features/containers/containers';
import { Notices } from './features/notices/notices';
import { ProfileList } from './features/profiles/profile-list';
import { Status } from './features/status/status';
import { Warnings } from './features/status/warnings';
import { useCommands } from './hooks/use-commands';

interface HomeProps {
  readonly snapshot: AppSnapshot;
  readonly selected: Profile | undefined;
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly onEdit: (id: string) => void;
  readonly onHide: () => void;
}

export function Home({ snapshot, selected, onSelect, onAdd, onEdit, onHide }: HomeProps) {
  const { run, trouble, dismissTrouble } = useCommands();
  const scroller = useRef<HTMLElement>(null);
  return (
    <Screen
      title="Gangway"
      leading={<Mark />}
      scroller={scroller}
      onEscape={onHide}
      trailing={
        <>
          {selected && (
            <IconButton label={`Edit ${selected.name}`} onClick={() => onEdit(selected.id)}>
              <Pencil />
            </IconButton>
          )}
          {selected && (
            <IconButton label="Add profile" onClick={onAdd}>
              <Plus />
            </IconButton>
          )}
        </>
      }
      footer={
        <>
          <span>Version {snapshot.version}</span>
          <Button tone="quiet" onClick={() => void run((gangway) => gangway.quit())}>
            Quit
          </Button>
        </>
      }
    >
      <Notices
        label="Notices"
        notices={snapshot.notices}
        onDismiss={() => void run((gangway) => gangway.dismissNotices())}
      />
      <Notices label="Problem" notices={trouble ? [trouble] : []} onDismiss={dismissTrouble} />
      {selected ? (
        <>
          <ProfileList
            profiles={snapshot.profiles}
            bridges={snapshot.bridges}
            selectedId={selected.id}
            onSelect={onSelect}
          />
          <Detail key={selected.id} snapshot={snapshot} profile={selected} scroller={scroller} />
        </>
      ) : (
        <EmptyState
          icon={<Mark size="2.5rem" />}
          title="Lay your first gangway"
          action={
            <Button tone="primary" onClick={onAdd}>
              Add profile
            </Button>
          }
        >
          Name a machine that you reach by SSH and that runs Docker. Its containers then answer here
          by their own addresses.
        </EmptyState>
      )}
    </Screen>
  );
}

interface DetailProps {
  readonly snapshot: AppSnapshot;
  readonly profile: Profile;
  readonly scroller: React.RefObject<HTMLElement | null>;
}

function Detail({ snapshot, profile, scroller }: DetailProps) {
  const bridge = snapshot.bridges[profile.id] ?? EMPTY_BRIDGE;
  const { state } = bridge;
  // A warning says why there is no list; nothing is to be waited for.
  const withoutDocker =
    bridge.inventory === null && bridge.warnings.some(({ code }) => code.startsWith('docker.'));
  return (
    <>
      <Status profile={profile} bridge={bridge} />
      <Warnings warnings={bridge.warnings} />
      {state.kind === 'connected' && !withoutDocker && (
        <Containers inventory={bridge.inventory} routes={state.link.routes} scroller={scroller} />
      )}
      {state.kind === 'idle' && (
        <EmptyState icon={<Cable size="1.75rem" strokeWidth={1.5} />} title="Not connected">
          Connect {profile.name} to reach its containers by their own addresses.
        </EmptyState>
      )}
    </>
  );
}
