import { ChevronRight, TriangleAlert } from 'lucide-react';
import type { ActivityEvent } from '../../../shared/activity';
import { activityWords } from '../../../shared/activity-words';
import { Dot } from '../../components/dot';
import { Words } from '../../components/words';
import { useTexts } from '../../hooks/use-texts';
import { timeOf, toneOf } from './activity-view';
import styles from './event-row.module.css';

/** From this many lines on, they are there at a click. */
const MANY = 5;

/** One event: what, when and about whom; then why, and word for word what was done. */
export function EventRow({ event }: { readonly event: ActivityEvent }) {
  const { t } = useTexts('activity');
  const { title, text, items, commands } = activityWords(event, t);
  return (
    <>
      <div className={styles['heading']}>
        <Marker event={event} />
        <h3 className={styles['title']}>{title}</h3>
        {event.profile && <p className={styles['profile']}>{event.profile.name}</p>}
        <time dateTime={new Date(event.at).toISOString()} className={styles['time']}>
          {timeOf(event)}
        </time>
      </div>
      <div className={styles['below']}>
        {text.length > 0 && (
          <p className={styles['text']}>
            <Words>{text.join(' ')}</Words>
          </p>
        )}
        <Lines lines={items} more={t('more.items', { count: items.length })} />
        <Lines lines={commands} more={t('more.commands')} />
      </div>
    </>
  );
}

/** By shape as well as by colour, and at rest: what is told here is over. */
function Marker({ event }: { readonly event: ActivityEvent }) {
  const tone = toneOf(event);
  return (
    <span aria-hidden="true" className={styles['marker']}>
      {tone === 'warning' ? <TriangleAlert size="0.875rem" /> : <Dot tone={tone} />}
    </span>
  );
}

function Lines({ lines, more }: { readonly lines: readonly string[]; readonly more: string }) {
  if (lines.length === 0) return null;
  const list = <pre className={styles['lines']}>{lines.join('\n')}</pre>;
  if (lines.length < MANY) return list;
  return (
    <details>
      <summary className={styles['more']}>
        <ChevronRight size="0.875rem" aria-hidden="true" />
        {more}
      </summary>
      {list}
    </details>
  );
}
