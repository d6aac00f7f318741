/** What happened, newest first: for whoever wants to know why, or has to tell somebody else. */
import { ArrowLeft, History, SearchX } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { ActivityPage } from '../../../shared/activity';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import type { AppSnapshot } from '../../../shared/snapshot';
import { Button, IconButton } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { Screen } from '../../components/screen';
import { moveFocus } from '../../hooks/move-focus';
import { useNow } from '../../hooks/use-now';
import { useCommands } from '../../hooks/use-commands';
import { Notices } from '../notices/notices';
import styles from './activity.module.css';
import { ActivityFilters } from './activity-filters';
import { byDay, NO_FILTER, shownEvents, type ActivityFilter } from './activity-view';
import { EventRow } from './event-row';
import { useActivity } from './use-activity';

interface ActivityProps {
  readonly snapshot: AppSnapshot;
  /** Absent where it is a pane of a window, from which nothing leads back. */
  readonly onClose?: () => void;
}

export function Activity({ snapshot, onClose }: ActivityProps) {
  const page = useActivity(snapshot.revision);
  const { run, trouble, dismissTrouble } = useCommands();
  const [filter, setFilter] = useState(NO_FILTER);
  const [done, setDone] = useState('');

  async function exportAll(): Promise<void> {
    setDone('');
    const file = await run((gangway) => gangway.exportActivity());
    if (typeof file === 'string') setDone(`Exported to ${file}`);
  }

  async function copyDiagnostics(): Promise<void> {
    setDone('');
    const copied = await run(async (gangway) => {
      const reply = await gangway.copyDiagnostics();
      return reply.ok ? { ok: true, value: true } : reply;
    });
    if (copied) setDone('Diagnostics copied, with your home directory and passwords left out');
  }

  return (
    <Screen
      title="Activity"
      leading={
        onClose && (
          <IconButton label="Back" onClick={onClose} autoFocus>
            <ArrowLeft />
          </IconButton>
        )
      }
      onEscape={onClose}
      footer={
        <div className={styles['ways-out']}>
          <Button tone="quiet" onClick={() => void exportAll()}>
            Export…
          </Button>
          <Button tone="quiet" onClick={() => void copyDiagnostics()}>
            Copy diagnostics
          </Button>
        </div>
      }
    >
      <Notices label="Problem" notices={trouble ? [trouble] : []} onDismiss={dismissTrouble} />
      <p role="status" className={done ? styles['done'] : 'visually-hidden'}>
        {done}
      </p>
      {page && (
        <Timeline page={page} profiles={snapshot.profiles} filter={filter} onFilter={setFilter} />
      )}
    </Screen>
  );
}

interface TimelineProps {
  readonly page: ActivityPage;
  readonly profiles: AppSnapshot['profiles'];
  readonly filter: ActivityFilter;
  readonly onFilter: (filter: ActivityFilter) => void;
}

function Timeline({ page, profiles, filter, onFilter }: TimelineProps) {
  const wanted = useDeferredValue(filter);
  const { events, trouble } = page;
  const shown = useMemo(() => shownEvents(events, wanted), [events, wanted]);
  const today = new Date(useNow()).toDateString();
  return (
    <>
      {trouble && (
        <p role="alert" aria-label="Log file" className={styles['trouble']}>
          {troubleWords(trouble)}
        </p>
      )}
      {events.length === 0 ? (
        <EmptyState icon={<History size="1.75rem" strokeWidth={1.5} />} title="Nothing yet">
          Connects, drops, routes and every command that is run as root will be listed here.
        </EmptyState>
      ) : (
        <>
          <ActivityFilters
            filter={filter}
            profiles={profiles}
            count={
              shown.length === events.length
                ? `${events.length}`
                : `${shown.length} of ${events.length}`
            }
            onChange={onFilter}
          />
          {shown.length === 0 && (
            <EmptyState icon={<SearchX size="1.75rem" strokeWidth={1.5} />} title="Nothing matches">
              None of the latest {events.length} events is like that. Older ones are in the file
              that Export writes.
            </EmptyState>
          )}
          <Days events={shown} today={today} />
        </>
      )}
    </>
  );
}

/** It goes by itself, and so does what is said of it. */
function troubleWords(error: ErrorInfo): string {
  if (error.code !== 'config.storage-failed') return describeError(error).what;
  return `The latest events are not in the log file yet: ${error.detail['message'] ?? ''}. They are kept here until Gangway ends, and written as soon as that works again.`;
}

interface DaysProps {
  readonly events: ActivityPage['events'];
  /** As `toDateString` has it. */
  readonly today: string;
}

/** Hundreds of rows, which change only with what they show. */
const Days = memo(function Days({ events, today }: DaysProps) {
  return (
    // Arrow keys are an addition to Tab, which reaches everything that opens.
    <div role="presentation" className={styles['days']} onKeyDown={moveFocus}>
      {byDay(events, Date.parse(today)).map((day) => (
        <section key={day.title} aria-label={day.title}>
          <h2 className={styles['day']}>{day.title}</h2>
          <ol className={styles['list']}>
            {day.events.map((event) => (
              <li key={event.id} className={styles['event']}>
                <EventRow event={event} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
});
