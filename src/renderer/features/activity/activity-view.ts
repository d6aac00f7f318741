/** What the activity screen shows of the events: pure. */
import { isOfGroup, type ActivityEvent, type ActivityGroup } from '../../../shared/activity';
import { activityText } from '../../../shared/activity-words';

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
): ActivityEvent[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return events
    .filter(
      (event) =>
        (profile === null || event.profile?.id === profile) &&
        (group === null || isOfGroup(event, group)) &&
        isFound(event, wanted),
    )
    .reverse();
}

function isFound(event: ActivityEvent, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const text = activityText(event).toLowerCase();
  return wanted.every((word) => text.includes(word));
}

/** By the day on the clock on the wall, in the order in which they come; `now` is some time of today. */
export function byDay(events: readonly ActivityEvent[], now: number): Day[] {
  const days = new Map<string, ActivityEvent[]>();
  for (const event of events) {
    const title = dayTitle(event.at, now);
    const day = days.get(title);
    if (day) day.push(event);
    else days.set(title, [event]);
  }
  return [...days].map(([title, shown]) => ({ title, events: shown }));
}

const DAY_TITLE = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_TITLE_OF_A_YEAR = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

function dayTitle(at: number, now: number): string {
  const [day, today, yesterday] = [new Date(at), new Date(now), new Date(now)];
  yesterday.setDate(yesterday.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return 'Today';
  if (day.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (day.getFullYear() === today.getFullYear() ? DAY_TITLE : DAY_TITLE_OF_A_YEAR).format(day);
}

const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

/** E.g. `09:05:07`. */
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

export const GROUP_TITLES: Readonly<Record<ActivityGroup, string>> = {
  connections: 'Connections',
  networks: 'Routes and names',
  commands: 'Commands as root',
  trouble: 'Trouble',
  profiles: 'Profiles',
};
