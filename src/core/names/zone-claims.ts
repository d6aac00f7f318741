/** Which names what runs has a claim to, in order of precedence: of two claims to one name the first has it. Pure. */
import type { ZoneDomains } from './domains';
import { imageLabel, toLabel, withoutStack } from './label';
import type { Running } from './zone-running';

/** In the order in which the names of one container are shown; `null` is not shown. */
export const KINDS = ['task', 'container', 'service', 'short', 'alias', 'classic', 'id'] as const;
export type Kind = (typeof KINDS)[number];

/** Something that runs, and those of its addresses that a name stands for. */
export interface Member {
  readonly of: Running;
  readonly addresses: readonly string[];
}

export interface Claim {
  readonly kind: Kind | null;
  readonly zone: string;
  /** From left to right; `null` where Docker's name makes none. */
  readonly labels: readonly (string | null)[];
  readonly members: readonly Member[];
}

/** A claim before its names are labels. */
interface Group {
  readonly kind: Kind | null;
  readonly raw: readonly string[];
  readonly members: Member[];
}

/** The 12 digits that `docker ps` shows; they go before all other claims. */
export function idClaims(running: readonly Running[], { own }: ZoneDomains): Claim[] {
  return running.flatMap((one): Claim[] => {
    const id = one.container?.id ?? one.task?.container;
    if (!id) return [];
    return [{ kind: 'id', zone: own, labels: [toLabel(id.slice(0, 12))], members: [whole(one)] }];
  });
}

/** All other names. `running` is in order of age, and so is what has the same claim. */
export function nameClaims(running: readonly Running[], { own, classic }: ZoneDomains): Claim[] {
  const containers = single(running, 'container', ({ container }) => container?.name);
  const tasks = single(running, 'task', ({ task }) => task?.name);
  const bare = grouped(running, ({ task }) => task?.stack === null && [task.service]);
  const stacked = grouped(running, ({ task }) => {
    return typeof task?.stack === 'string' && [withoutStack(task.service, task.stack), task.stack];
  });
  const composed = grouped(running, ({ container }) => {
    return !!container?.service && !!container.project && [container.service, container.project];
  });
  const aliases = aliasesOf(running);
  return [
    ...exactFirst(own, [...containers, ...tasks, ...bare]),
    ...exactFirst(own, stacked),
    ...exactFirst(own, composed),
    ...exactFirst(classic, [...containers, ...tasks]).map(withImage),
    ...unambiguous(own, [...stacked, ...composed], 'short'),
    ...imagesOf(running, classic),
    ...exactFirst(own, aliases),
    ...unambiguous(own, aliases, 'alias'),
  ];
}

function whole(of: Running): Member {
  return { of, addresses: of.addresses };
}

function single(
  running: readonly Running[],
  kind: Kind,
  nameOf: (one: Running) => string | undefined,
): Group[] {
  return running.flatMap((one) => {
    const name = nameOf(one);
    return name === undefined ? [] : [{ kind, raw: [name], members: [whole(one)] }];
  });
}

/** In order of each group's first. */
function grouped(
  running: readonly Running[],
  namesOf: (one: Running) => readonly string[] | false,
): Group[] {
  const groups = new Map<string, Group>();
  for (const one of running) {
    const raw = namesOf(one);
    if (raw) join(groups, { kind: 'service', raw, members: [whole(one)] });
  }
  return [...groups.values()];
}

/** Alias and network; only the addresses on that network. */
function aliasesOf(running: readonly Running[]): Group[] {
  const groups = new Map<string, Group>();
  for (const of of running) {
    for (const { network, aliases, addresses } of of.endpoints) {
      for (const alias of aliases) {
        join(groups, { kind: null, raw: [alias, network], members: [{ of, addresses }] });
      }
    }
  }
  return [...groups.values()].sort((a, b) => compareRaw(a.raw, b.raw));
}

function join(groups: Map<string, Group>, group: Group): void {
  const key = JSON.stringify(group.raw);
  const known = groups.get(key);
  if (known) known.members.push(...group.members);
  else groups.set(key, group);
}

function compareRaw(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [a.join('\0'), b.join('\0')];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** First those whose names are labels as they are. */
function exactFirst(zone: string, groups: readonly Group[]): Claim[] {
  const claims = groups.map(({ kind, raw, members }) => {
    const labels = raw.map(toLabel);
    return { exact: labels.every((label, at) => label === raw[at]), kind, zone, labels, members };
  });
  return [...claims.filter(({ exact }) => exact), ...claims.filter(({ exact }) => !exact)];
}

/** The first label alone, where only one group has it. */
function unambiguous(zone: string, groups: readonly Group[], kind: Kind): Claim[] {
  const byLabel = new Map<string | null, Group[]>();
  for (const group of groups) {
    const label = toLabel(group.raw[0] ?? '');
    const known = byLabel.get(label);
    if (known) known.push(group);
    else byLabel.set(label, [group]);
  }
  return [...byLabel].flatMap(([label, [group, ...others]]) =>
    group && others.length === 0 ? [{ kind, zone, labels: [label], members: group.members }] : [],
  );
}

/** `<container>.<image>` */
function withImage({ zone, labels, members }: Claim): Claim {
  const image = imageLabel(imageOf(members[0]?.of));
  return { kind: 'classic', zone, labels: [...labels, image], members };
}

/** `<image>`, of all that run it. */
function imagesOf(running: readonly Running[], zone: string): Claim[] {
  const byLabel = new Map<string | null, Member[]>();
  for (const one of running) {
    const label = imageLabel(imageOf(one));
    const known = byLabel.get(label);
    if (known) known.push(whole(one));
    else byLabel.set(label, [whole(one)]);
  }
  return [...byLabel].map(([label, members]) => ({ kind: null, zone, labels: [label], members }));
}

function imageOf(one: Running | undefined): string {
  return one?.container?.image ?? one?.task?.image ?? '';
}
