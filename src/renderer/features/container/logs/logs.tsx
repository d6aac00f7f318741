/** What the container says: followed, searched, saved. */
import { useRef, useState, useSyncExternalStore } from 'react';
import { useTexts } from '../../../hooks/use-texts';
import { SearchBar } from '../search-bar';
import { useFindKey } from '../use-find-key';
import { nameOf, type ContainerView } from '../use-container-view';
import { LogList } from './log-list';
import { LogStatus } from './log-status';
import { LogTools, type LogView } from './log-tools';
import styles from './logs.module.css';
import { useLogSearch } from './use-log-search';
import { useLogStream } from './use-log-stream';
import { useSaveLogs } from './use-save-logs';

interface LogsProps {
  readonly view: ContainerView;
  /** Whether this is the tab that is looked at. */
  readonly active: boolean;
}

export function Logs({ view, active }: LogsProps) {
  const { t } = useTexts('container');
  const { feed, state, retry } = useLogStream(view);
  const { entries, waiting, dropped } = useSyncExternalStore(feed.subscribe, feed.get);
  const [looks, setLooks] = useState<LogView>({ output: 'all', times: false, wrap: true });
  const [paused, setPaused] = useState(false);
  const [text, setText] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const saving = useSaveLogs(view);
  const input = useRef<HTMLInputElement>(null);
  useFindKey(active, () => input.current?.select());

  const shown =
    looks.output === 'all' ? entries : entries.filter(({ stream }) => stream === looks.output);
  const search = useLogSearch(shown, text, matchCase);
  const pause = (now: boolean): void => {
    setPaused(now);
    feed.pause(now);
  };
  const label = t('logs.label', { name: nameOf(view) });
  return (
    <div className={styles['logs']}>
      <div className={styles['bar']}>
        <SearchBar
          label={t('logs.search')}
          query={text}
          onQuery={setText}
          matchCase={matchCase}
          onMatchCase={setMatchCase}
          found={search.found}
          onStep={search.go}
          input={input}
        />
        <LogTools
          view={looks}
          onView={setLooks}
          paused={paused}
          onPause={pause}
          onClear={() => feed.clear()}
          onSave={view.presence === 'here' && !saving.busy ? saving.save : null}
        />
      </div>
      <LogList
        label={label}
        entries={shown}
        query={search.query}
        target={search.target}
        times={looks.times}
        wrap={looks.wrap}
      />
      <LogStatus
        view={view}
        state={state}
        lines={shown.length}
        hidden={entries.length - shown.length}
        dropped={dropped}
        waiting={waiting}
        paused={paused}
        onResume={() => pause(false)}
        onRetry={retry}
        saving={saving}
      />
    </div>
  );
}
