/** How entries are put together into groups that open and close: pure. */
import type { Grouping } from '../../../shared/preferences';
import { endpointsOf, isRunning, type Entry } from './entries';

export type Row =
  | {
      readonly kind: 'heading';
      readonly key: string;
      readonly title: string;
      readonly count: number;
      readonly open: boolean;
    }
  /** An entry of several networks has a row in each of them. */
  | { readonly kind: 'entry'; readonly key: string; readonly entry: Entry };

/** Titles of the groups that no network and no project gives its name. */
export interface GroupTitles {
  readonly running: string;
  readonly elsewhere: string;
  readonly stopped: string;
  readonly noNetwork: string;
  readonly noProject: string;
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly entries: Entry[];
}

/** A heading per group, each with its entries below unless it is among `closed`, which holds keys of headings. */
export function rowsOf(
  entries: readonly Entry[],
  grouping: Grouping,
  titles: GroupTitles,
  closed: ReadonlySet<string>,
): readonly Row[] {
  return groupsOf(entries, grouping, titles).flatMap(({ key, title, entries: members }): Row[] => {
    const open = !closed.has(key);
    const heading = { kind: 'heading', key, title, count: members.length, open } as const;
    if (!open) return [heading];
    const prefix = grouping === 'network' ? `${key} ` : '';
    return [
      heading,
      ...members.map((entry) => ({ kind: 'entry', key: prefix + entry.id, entry }) as const),
    ];
  });
}

function groupsOf(entries: readonly Entry[], grouping: Grouping, titles: GroupTitles): Group[] {
  const groups = new Map<string, Group>();
  const rest: Group = {
    key: `${grouping}:`,
    title: grouping === 'network' ? titles.noNetwork : titles.noProject,
    entries: [],
  };
  for (const entry of entries) {
    const names = groupNames(entry, grouping, titles);
    if (names.length === 0) rest.entries.push(entry);
    for (const name of names) {
      const group = groups.get(name) ?? { key: `${grouping}:${name}`, title: name, entries: [] };
      group.entries.push(entry);
      groups.set(name, group);
    }
  }
  const named = [...groups.values()];
  if (grouping !== 'state')
    named.sort((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }));
  return rest.entries.length > 0 ? [...named, rest] : named;
}

/** By state they come in the order of the entries. */
function groupNames(entry: Entry, grouping: Grouping, titles: GroupTitles): readonly string[] {
  switch (grouping) {
    case 'state':
      if (entry.kind === 'task') return [titles.elsewhere];
      return [isRunning(entry) ? titles.running : titles.stopped];
    case 'network':
      return [...new Set(endpointsOf(entry).map(({ network }) => network))];
    case 'project': {
      const project =
        entry.kind === 'task'
          ? entry.task.stack
          : (entry.container.project ?? entry.container.task?.stack);
      return project ? [project] : [];
    }
  }
}
