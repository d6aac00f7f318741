/** `gangway log`: what happened, from the activity log on disk, whether or not something runs. */
import { watch } from 'node:fs';
import type { Command } from 'commander';
import { readActivity, readLatest } from '../../core/audit/activity-file';
import { storageFailed } from '../../core/profiles/home';
import { MAX_RECENT, type ActivityEvent } from '../../shared/activity';
import { activityWords } from '../../shared/activity-words';
import { failure } from '../../shared/errors';
import { openProfiles, type Context } from '../context';
import { onInterrupt } from '../interrupts';
import { printable, type Io } from '../io';
import { wholeNumber, withJson, type Json } from '../options';

interface LogOptions extends Json {
  readonly profile?: string;
  readonly follow: boolean;
  readonly lines: number;
}

const MAX_LINES = 1_000_000;

export function addLogCommand(program: Command, context: Context): void {
  withJson(program.command('log'))
    .description('show what happened: connects, drops, routes, commands run as root')
    .option('--profile <name>', 'of this profile alone')
    .option('-n, --lines <count>', 'events, the latest', wholeNumber('count', 1, MAX_LINES), 100)
    .option('-f, --follow', 'go on until Ctrl-C', false)
    .action((options: LogOptions) => log(context, options));
}

/** With `--json` an event a line. Rejects with `config.unknown-profile` {name} if nothing knows it. */
async function log(context: Context, options: LogOptions): Promise<void> {
  const { io, paths } = context;
  const events = await readActivity(paths.logs);
  const isWanted = wantedOf(context, options.profile, events);
  const print = (event: ActivityEvent): void => {
    for (const line of options.json ? [JSON.stringify(event)] : eventLines(event, io.paint)) {
      io.print(line);
    }
  };
  events.filter(isWanted).slice(-options.lines).forEach(print);
  if (!options.follow) return;
  await follow(paths.logs, events.at(-1)?.id ?? 0, (event) => {
    if (isWanted(event)) print(event);
  });
}

/** Events of a profile that was renamed or removed since are found by either name. */
function wantedOf(
  context: Context,
  name: string | undefined,
  events: readonly ActivityEvent[],
): (event: ActivityEvent) => boolean {
  if (name === undefined) return () => true;
  const id = openProfiles(context).byName(name)?.id;
  const isWanted = ({ profile }: ActivityEvent): boolean =>
    profile !== undefined && (profile.id === id || profile.name === name);
  if (id === undefined && !events.some(isWanted)) {
    throw failure('config.unknown-profile', { name });
  }
  return isWanted;
}

/** Calls `take` with every event above number `since`, until Ctrl-C. Rejects with `config.storage-failed`. */
async function follow(
  directory: string,
  since: number,
  take: (event: ActivityEvent) => void,
): Promise<void> {
  let last = since;
  let reading: Promise<void> | null = null;
  let isStale = false;
  const read = async (): Promise<void> => {
    while (isStale) {
      isStale = false;
      const latest = await readLatest(directory, MAX_RECENT);
      const isWhole = (latest[0]?.id ?? 0) <= last + 1;
      for (const event of isWhole ? latest : await readActivity(directory)) {
        if (event.id <= last) continue;
        take(event);
        last = event.id;
      }
    }
  };
  const look = (): void => {
    isStale = true;
    reading ??= read().finally(() => (reading = null));
  };
  const watcher = watch(directory, look);
  const broken = new Promise<never>((_, reject) => {
    watcher.on('error', (error) => reject(storageFailed(directory, error)));
  });
  let ignore = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    ignore = onInterrupt(resolve, () => undefined);
  });
  try {
    // What came between the reading and the watching.
    look();
    await Promise.race([interrupted, broken]);
  } finally {
    ignore();
    watcher.close();
  }
}

const INDENT = ' '.repeat(4);

/** One line, and what belongs to it below. */
function eventLines(event: ActivityEvent, paint: Io['paint']): string[] {
  const { title, text, items, commands } = activityWords(event);
  const about = event.profile ? `${event.profile.name}  ` : '';
  const heading = printable(`${about}${title}`.replaceAll('\n', ' '));
  const isBad = event.kind === 'dropped' || event.kind === 'failed' || event.kind === 'warning';
  return [
    `${paint('dim', localTime(event.at))}  ${isBad ? paint('red', heading) : heading}`,
    ...[...text, ...items, ...commands.map((command) => `# ${command}`)]
      .flatMap((each) => each.split('\n'))
      .map((line) => `${INDENT}${paint('dim', printable(line))}`),
  ];
}

/** As the clock on the wall has it: `2026-03-01 09:05:07`. */
function localTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
