/** The home screen: which profile, what its bridge does, what else is up, and its containers. */
import { useRef, useState } from 'react';
import type { Profile } from '../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot } from '../shared/snapshot';
import { Button } from './components/button';
import { Mark } from './components/mark';
import { Screen } from './components/screen';
import { Detail, type DetailTab } from './detail';
import { useGrouping } from './features/containers/use-grouping';
import { Notices } from './features/notices/notices';
import { FirstRun } from './features/profiles/first-run';
import { BridgeButton } from './features/switcher/bridge-button';
import { OtherBridges } from './features/switcher/other-bridges';
import { Switcher } from './features/switcher/switcher';
import { useCommands } from './hooks/use-commands';
import { useTexts } from './hooks/use-texts';

interface HomeProps {
  readonly snapshot: AppSnapshot;
  readonly selected: Profile | undefined;
  /** Ids of the profiles looked at, the latest first. */
  readonly recent: readonly string[];
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
  readonly onEdit: (id: string) => void;
  readonly onActivity: () => void;
  readonly onSettings: () => void;
  readonly onHide: () => void;
}

export function Home(props: HomeProps) {
  const { snapshot, selected, onSelect, onAdd, onImport, onEdit } = props;
  const { t } = useTexts('status');
  const { run, trouble, dismissTrouble } = useCommands();
  const scroller = useRef<HTMLElement>(null);
  const [tab, setTab] = useState<DetailTab>('containers');
  const grouping = useGrouping();
  const bridge = selected && (snapshot.bridges[selected.id] ?? EMPTY_BRIDGE);
  return (
    <Screen
      title="Gangway"
      leading={<Mark />}
      bar={
        selected &&
        bridge && (
          <>
            <Switcher {...props} selected={selected} />
            <BridgeButton profile={selected} state={bridge.state} prominent />
          </>
        )
      }
      scroller={scroller}
      onEscape={props.onHide}
      footer={<Footer {...props} />}
    >
      <Notices
        label={t('notices.app')}
        notices={snapshot.notices}
        onDismiss={() => void run((gangway) => gangway.dismissNotices())}
      />
      <Notices
        label={t('notices.call')}
        notices={trouble ? [trouble] : []}
        onDismiss={dismissTrouble}
      />
      {selected && bridge ? (
        <>
          <OtherBridges snapshot={snapshot} selectedId={selected.id} onSelect={onSelect} />
          <Detail
            key={selected.id}
            profile={selected}
            bridge={bridge}
            tab={tab}
            onTab={setTab}
            onEdit={() => onEdit(selected.id)}
            grouping={grouping}
            scroller={scroller}
          />
        </>
      ) : (
        <FirstRun onAdd={onAdd} onImport={onImport} />
      )}
    </Screen>
  );
}

function Footer({ snapshot, onActivity, onSettings }: HomeProps) {
  const { t } = useTexts('popover');
  const { run } = useCommands();
  return (
    <>
      <span>{t('version', { version: snapshot.version })}</span>
      <span>
        <Button tone="quiet" onClick={onActivity}>
          {t('activity')}
        </Button>
        <Button tone="quiet" onClick={onSettings}>
          {t('settings')}
        </Button>
        <Button tone="quiet" onClick={() => void run((gangway) => gangway.quit())}>
          {t('quit')}
        </Button>
      </span>
    </>
  );
}
