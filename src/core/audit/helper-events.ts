/** What the helper has done, for the activity log: pure. */
import type { ActivityBody } from '../../shared/activity';
import type { HelperAct } from '../helper/act';

/** Of one event: a thousand routes become several events, none of them lost. */
const MAX_COMMANDS = 50;

type NamesTold = Extract<ActivityBody, { kind: 'names' }>;

/** What a bridge has on the laptop. */
export interface Held {
  readonly routes: readonly string[];
  /** `null` while its resolver was told of nothing. */
  readonly names: NamesTold | null;
}

export const NOTHING_HELD: Held = { routes: [], names: null };

/** Events of one act on a bridge that had `before`, and what it has after it. What changed nothing is no event. */
export function helperEvents(
  act: HelperAct,
  before: Held,
): { readonly events: ActivityBody[]; readonly held: Held } {
  switch (act.verb) {
    case 'start':
      return { events: commandEvents('helper', [act.command]), held: before };
    case 'service':
      return { events: commandEvents('service', [act.command]), held: before };
    case 'start-by-service':
      return { events: [{ kind: 'started-by-service', path: act.path }], held: before };
    case 'service-silent':
      return { events: [{ kind: 'warning', error: act.error }], held: before };
    case 'apply': {
      const held = { ...before, routes: act.config.routes };
      const events = [...commandEvents('routes', act.commands), ...changes(before, held)];
      return { events, held };
    }
    case 'names': {
      const { domains, search } = act.config;
      const isAny = domains.length + search.length > 0;
      const names: NamesTold = { kind: 'names', resolver: act.resolver, domains, search };
      const held = { ...before, names: isAny ? names : null };
      return { events: [...commandEvents('names', act.commands), ...changes(before, held)], held };
    }
    case 'clean':
      return {
        events: [...commandEvents('clean', act.commands), ...changes(before, NOTHING_HELD)],
        held: NOTHING_HELD,
      };
  }
}

/** What of a bridge is there no more on the laptop, and what is new. */
export function changes(before: Held, after: Held): ActivityBody[] {
  const [was, is] = [new Set(before.routes), new Set(after.routes)];
  const added = [...is].filter((route) => !was.has(route));
  const removed = [...was].filter((route) => !is.has(route));
  const names = after.names ?? (before.names && { ...before.names, domains: [], search: [] });
  return [
    ...(added.length + removed.length > 0 ? [{ kind: 'routes', added, removed } as const] : []),
    ...(names && JSON.stringify(after.names) !== JSON.stringify(before.names) ? [names] : []),
  ];
}

type Purpose = Extract<ActivityBody, { kind: 'commands' }>['purpose'];

function commandEvents(purpose: Purpose, commands: readonly string[][]): ActivityBody[] {
  const count = Math.ceil(commands.length / MAX_COMMANDS);
  return Array.from({ length: count }, (_, index) => ({
    ...({ kind: 'commands', purpose } as const),
    commands: commands.slice(index * MAX_COMMANDS, (index + 1) * MAX_COMMANDS),
  }));
}
