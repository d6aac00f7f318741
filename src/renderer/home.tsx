/** The home screen: profiles, what the selected one's bridge does, and its containers. */
import { FileDown, History, Pencil, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Profile } from '../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot } from '../shared/snapshot';
import { Button, IconButton } from './components/button';
import { Mark } from './components/mark';
import { Screen } from './components/screen';
import { Detail, type DetailTab } from './detail';
import { Notices } from './features/notices/notices';
import { FirstRun } from './features/profiles/first-run';
import { ProfileList } from './features/profiles/profile-list';
import { useCommands } from './hooks/use-commands';

interface HomeProps {
  readonly snapshot: AppSnapshot;
  readonly selected: Profile | undefined;
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
  readonly onEdit: (id: string) => void;
  readonly onActivity: () => void;
  readonly onHide: () => void;
}

export function Home(props: HomeProps) {
  const { snapshot, selected, onSelect, onAdd, onImport, onEdit, onActivity, onHide } = props;
  const { run, trouble, dismissTrouble } = useCommands();
  const scroller = useRef<HTMLElement>(null);
  const [tab, setTab] = useState<DetailTab>('containers');
  return (
    <Screen
      title="Gangway"
      leading={<Mark />}
      scroller={scroller}
      onEscape={onHide}
      trailing={
        <>
          <IconButton label="Activity" onClick={onActivity}>
            <History />
          </IconButton>
          {selected && (
            <IconButton label={`Edit ${selected.name}`} onClick={() => onEdit(selected.id)}>
              <Pencil />
            </IconButton>
          )}
          {selected && (
            <IconButton label="Import profiles" onClick={onImport}>
              <FileDown />
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
          <Detail
            key={selected.id}
            profile={selected}
            bridge={snapshot.bridges[selected.id] ?? EMPTY_BRIDGE}
            tab={tab}
            onTab={setTab}
            onEdit={() => onEdit(selected.id)}
            scroller={scroller}
          />
        </>
      ) : (
        <FirstRun onAdd={onAdd} onImport={onImport} />
      )}
    </Screen>
  );
}
