/** What the activity screen shows of the events: pure. */
import { isOfGroup, type ActivityEvent, type ActivityGroup } from '../../../shared/activity';
import { activityText } from '../../../shared/activity-words';
import type { AnyTexts } from '../../../shared/texts';

export interface ActivityFilter {
  /** Profile id; `null`: of all, and what belongs to none. */
  readonly profile: string | null;
  readonly group: ActivityGroup | null;
  /** Every word of it is somewhere in the event. */
  readonly query: string;
}

export const NO_FILTER: ActivityFilter = { profile: null, group: null, query: '' };

export interface Day {
  /** E.g. `Today` or `Sunday, 1 March`. */
  readonly title: string;
  readonly events: readonly ActivityEvent[];
}

/** Newest first. */
export function shownEvents(
  events: readonly ActivityEvent[],
  { profile, group, query }: ActivityFilter,
  t: AnyTexts,
): ActivityEvent[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return events
    .filter(
      (event) =>
        (profile === null || event.profile?.id === profile) &&
        (group === null || isOfGroup(event, group)) &&
        isFound(event, wanted, t),
    )
    .reverse();
}

function isFound(event: ActivityEvent, wanted: readonly string[], t: AnyTexts): boolean {
  if (wanted.length === 0) return true;
  const text = activityText(event, t).toLowerCase();
  return wanted.every((word) => text.includes(word));
}

/** In the words of a language. */
export interface Calendar {
  readonly t: AnyTexts;
  /** BCP 47. */
  readonly language: string;
}

/** By the day on the clock on the wall, in the order in which they come; `now` is some time of today. */
export function byDay(events: readonly ActivityEvent[], now: number, calendar: Calendar): Day[] {
  const days = new Map<string, ActivityEvent[]>();
  const titleOf = dayTitles(now, calendar);
  for (const event of events) {
    const title = titleOf(event.at);
    const day = days.get(title);
    if (day) day.push(event);
    else days.set(title, [event]);
  }
  return [...days].map(([title, shown]) => ({ title, events: shown }));
}

function dayTitles(now: number, { t, language }: Calendar): (at: number) => string {
  const ofThisYear = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const ofAnother = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const [today, yesterday] = [new Date(now), new Date(now)];
  yesterday.setDate(yesterday.getDate() - 1);
  return (at) => {
    const day = new Date(at);
    if (day.toDateString() === today.toDateString()) return t('activity:days.today');
    if (day.toDateString() === yesterday.toDateString()) return t('activity:days.yesterday');
    return (day.getFullYear() === today.getFullYear() ? ofThisYear : ofAnother).format(day);
  };
}

const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

/** E.g. `09:05:07`, as every language that we speak has it. */
export function timeOf({ at }: ActivityEvent): string {
  return TIME.format(at);
}

export function toneOf({ kind }: ActivityEvent): 'on' | 'bad' | 'warning' | 'off' {
  switch (kind) {
    case 'connected':
      return 'on';
    case 'dropped':
    case 'failed':
      return 'bad';
    case 'waiting':
    case 'warning':
      return 'warning';
    default:
      return 'off';
  }
}
