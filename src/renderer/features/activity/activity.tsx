/** What happened, newest first: for whoever wants to know why, or has to tell somebody else. */
import { History, SearchX } from 'lucide-react';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { ActivityPage } from '../../../shared/activity';
import type { AppSnapshot } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { Screen } from '../../components/screen';
import { useErrorText } from '../../hooks/use-error-text';
import { moveFocus } from '../../hooks/move-focus';
import { useNow } from '../../hooks/use-now';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';
import { Notices } from '../notices/notices';
import styles from './activity.module.css';
import { ActivityFilters } from './activity-filters';
import { byDay, NO_FILTER, shownEvents, type ActivityFilter } from './activity-view';
import { EventRow } from './event-row';
import { useActivity } from './use-activity';

interface ActivityProps {
  readonly snapshot: AppSnapshot;
}

export function Activity({ snapshot }: ActivityProps) {
  const { t } = useTexts('activity');
  const page = useActivity(snapshot.revision);
  const { run, trouble, dismissTrouble } = useCommands();
  const [filter, setFilter] = useState(NO_FILTER);
  const [done, setDone] = useState('');

  async function exportAll(): Promise<void> {
    setDone('');
    const file = await run((gangway) => gangway.exportActivity());
    if (typeof file === 'string') setDone(t('export.done', { file }));
  }

  async function copyDiagnostics(): Promise<void> {
    setDone('');
    const copied = await run(async (gangway) => {
      const reply = await gangway.copyDiagnostics();
      return reply.ok ? { ok: true, value: true } : reply;
    });
    if (copied) setDone(t('diagnostics.done'));
  }

  return (
    <Screen
      title={t('title')}
      trailing={
        <div className={styles['ways-out']}>
          <Button onClick={() => void copyDiagnostics()}>{t('diagnostics.button')}</Button>
          <Button onClick={() => void exportAll()}>{t('export.button')}</Button>
        </div>
      }
    >
      <div className={styles['activity']}>
        <Notices
          label={t('problem')}
          notices={trouble ? [trouble] : []}
          onDismiss={dismissTrouble}
        />
        <p role="status" className={done ? styles['done'] : 'visually-hidden'}>
          {done}
        </p>
        {page && (
          <Timeline page={page} profiles={snapshot.profiles} filter={filter} onFilter={setFilter} />
        )}
      </div>
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
  const { t } = useTexts('activity');
  const words = useErrorText();
  const wanted = useDeferredValue(filter);
  const { events, trouble } = page;
  const shown = useMemo(() => shownEvents(events, wanted, t), [events, wanted, t]);
  const today = new Date(useNow()).toDateString();
  return (
    <>
      {trouble && (
        <p role="alert" aria-label={t('log.label')} className={styles['trouble']}>
          {/* It goes by itself, and so does what is said of it. */}
          {trouble.code === 'config.storage-failed'
            ? t('log.trouble', { message: trouble.detail['message'] ?? '' })
            : words(trouble).what}
        </p>
      )}
      {events.length === 0 ? (
        <EmptyState icon={<History size="1.75rem" strokeWidth={1.5} />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <ActivityFilters
            filter={filter}
            profiles={profiles}
            count={
              shown.length === events.length
                ? `${events.length}`
                : t('filters.count', { shown: shown.length, all: events.length })
            }
            onChange={onFilter}
          />
          {shown.length === 0 && (
            <EmptyState
              icon={<SearchX size="1.75rem" strokeWidth={1.5} />}
              title={t('nothing.title')}
            >
              {t('nothing.text', { count: events.length })}
            </EmptyState>
          )}
          <Days events={shown} today={today} />
        </>
      )}
    </>
  );
}

interface DaysProps {
  readonly events: ActivityPage['events'];
  /** As `toDateString` has it. */
  readonly today: string;
}

/** Hundreds of rows, which change only with what they show. */
const Days = memo(function Days({ events, today }: DaysProps) {
  const { t, i18n } = useTexts('activity');
  const days = byDay(events, Date.parse(today), { t, language: i18n.language });
  return (
    // Arrow keys are an addition to Tab, which reaches everything that opens.
    <div role="presentation" className={styles['days']} onKeyDown={moveFocus}>
      {days.map((day) => (
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
