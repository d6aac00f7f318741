/** What the helper has done, for the activity log: pure. */
import type { ActivityBody } from '../../shared/activity';
import type { HelperAct } from '../helper/act';

/** Of one event: a thousand routes become several events, none of them lost. */
const MAX_COMMANDS = 50;

/**
 * Events of one act on a bridge whose link had `routes` until now, and the routes that it has after it. What did
 * nothing is no event.
 */
export function helperEvents(
  act: HelperAct,
  routes: readonly string[],
): { readonly events: ActivityBody[]; readonly routes: readonly string[] } {
  switch (act.verb) {
    case 'start':
      return { events: commandEvents('helper', [act.command]), routes };
    case 'apply': {
      const wanted = act.config.routes;
      const events = [...commandEvents('routes', act.commands), ...routeEvents(routes, wanted)];
      return { events, routes: wanted };
    }
    case 'names': {
      const { domains, search } = act.config;
      const { resolver, commands } = act;
      const told = { kind: 'names', resolver, domains, search } as const;
      const events = commands.length > 0 ? [...commandEvents('names', commands), told] : [];
      return { events, routes };
    }
    case 'clean':
      return {
        events: [...commandEvents('clean', act.commands), ...routeEvents(routes, [])],
        routes: [],
      };
  }
}

/** What is there no more, and what is new. */
export function routeEvents(before: readonly string[], after: readonly string[]): ActivityBody[] {
  const [was, is] = [new Set(before), new Set(after)];
  const added = [...is].filter((route) => !was.has(route));
  const removed = [...was].filter((route) => !is.has(route));
  return added.length + removed.length > 0 ? [{ kind: 'routes', added, removed }] : [];
}

type Purpose = Extract<ActivityBody, { kind: 'commands' }>['purpose'];

function commandEvents(purpose: Purpose, commands: readonly string[][]): ActivityBody[] {
  const count = Math.ceil(commands.length / MAX_COMMANDS);
  return Array.from({ length: count }, (_, index) => ({
    ...({ kind: 'commands', purpose } as const),
    commands: commands.slice(index * MAX_COMMANDS, (index + 1) * MAX_COMMANDS),
  }));
}
