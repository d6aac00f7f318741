/** Whether a turn of a bridge's story is worth a notification, and what it says: pure. */
import { describeError } from '../shared/error-text';
import type { ErrorCode } from '../shared/errors';
import type { Turn } from './bridge-stories';
import type { ShellWords } from './texts';

interface Notice {
  readonly title: string;
  readonly body: string;
}

/** `clear`: what was said of the bridge before holds no more. */
export type Announcement = Notice | 'clear' | null;

interface Circumstances {
  /** Of the profile. */
  readonly name: string;
  /** The person has a window of ours before their eyes. */
  readonly looking: boolean;
}

/** A person said no. */
const OWN_DOING: readonly ErrorCode[] = ['ssh.cancelled', 'helper.denied'];

export function announcementOf(
  turn: Turn,
  { name, looking }: Circumstances,
  t: ShellWords,
): Announcement {
  switch (turn.kind) {
    case 'connected':
    case 'stopped':
      return 'clear';
    case 'dropped': {
      const cause = describeError(turn.error, t).what;
      return {
        title: t('notification.dropped', { name }),
        body: t('notification.droppedText', { cause }),
      };
    }
    case 'back': {
      const duration = durationWords(turn.awayMs, t);
      return {
        title: t('notification.back', { name }),
        body: t('notification.backText', { duration }),
      };
    }
    case 'ended':
      return { title: t('notification.ended', { name }), body: describeError(turn.error, t).what };
    case 'failed':
      if (looking || OWN_DOING.includes(turn.error.code)) return 'clear';
      return { title: t('notification.failed', { name }), body: describeError(turn.error, t).what };
  }
}

/** As exact as matters: `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function durationWords(ms: number, t: ShellWords): string {
  const total = Math.max(1, Math.round(ms / 1000));
  const [hours, minutes, seconds] = [
    Math.floor(total / 3600),
    Math.floor(total / 60) % 60,
    total % 60,
  ];
  if (hours > 0) return t('duration.hours', { hours, minutes });
  return minutes > 0
    ? t('duration.minutes', { minutes, seconds })
    : t('duration.seconds', { seconds });
}
