/** Which names what runs has a claim to, in order of precedence: of two claims to one name the first has it. Pure. */
import type { ZoneDomains } from './domains';
import { imageLabel, toLabel, withoutStack } from './label';
import type { NameRecords } from './zone-data';
import { compare, type Running } from './zone-running';

/** In the order in which the names of one container are shown; `null` is not shown. */
export const KINDS = ['task', 'container', 'service', 'short', 'alias', 'classic', 'id'] as const;
type Kind = (typeof KINDS)[number];

/** Something that runs, and those of its addresses that a name stands for. */
interface Member {
  readonly of: Running;
  readonly addresses: NameRecords;
}

export interface Claim {
  readonly kind: Kind | null;
  /** From left to right; `null` where Docker's name makes none. */
  readonly labels: readonly (string | null)[];
  readonly members: readonly Member[];
}

/** Claims to names below a domain. */
interface Claims {
  readonly zone: string;
  readonly claims: readonly Claim[];
}

/** What has the same names in Docker, and so the same claim. */
interface Group extends Claim {
  /** Docker's names are labels as they are. */
  readonly isExact: boolean;
  readonly members: Member[];
}

/** The 12 digits that `docker ps` shows; they go before all other claims. */
export function idClaims(running: readonly Running[]): Claim[] {
  return running.flatMap((of): Claim[] => {
    const id = of.container?.id ?? of.task?.container;
    return id ? [{ kind: 'id', labels: [toLabel(id.slice(0, 12))], members: [whole(of)] }] : [];
  });
}

/** All other names. `running` is in order of age, and so are those with the same claim. */
export function nameClaims(running: readonly Running[], { own, classic }: ZoneDomains): Claims[] {
  const containers = grouped('container', running, ({ container }) =>
    container ? [container.name] : null,
  );
  const tasks = grouped('task', running, ({ task }) => (task ? [task.name] : null));
  const bare = grouped('service', running, ({ task }) =>
    task?.stack === null ? [task.service] : null,
  );
  const stacked = grouped('service', running, ({ task }) =>
    task && task.stack !== null ? [withoutStack(task.service, task.stack), task.stack] : null,
  );
  const composed = grouped('service', running, ({ container }) =>
    container?.service && container.project ? [container.service, container.project] : null,
  );
  const aliases = aliasesOf(running);
  return [
    { zone: own, claims: exactFirst([...containers, ...tasks, ...bare]) },
    { zone: own, claims: exactFirst(stacked) },
    { zone: own, claims: exactFirst(composed) },
    { zone: classic, claims: exactFirst([...containers, ...tasks]).map(withImage) },
    { zone: own, claims: unambiguous('short', [...stacked, ...composed]) },
    { zone: classic, claims: imagesOf(running) },
    { zone: own, claims: exactFirst(aliases) },
    { zone: own, claims: unambiguous('alias', aliases) },
  ];
}

function whole(of: Running): Member {
  return { of, addresses: of.addresses };
}

/** In order of each group's first; `null` is in none. */
function grouped(
  kind: Kind,
  running: readonly Running[],
  namesOf: (one: Running) => readonly string[] | null,
): Group[] {
  const groups = new Map<string, Group>();
  for (const one of running) {
    const names = namesOf(one);
    if (names) join(groups, kind, names, whole(one));
  }
  return [...groups.values()];
}

/** Alias and network; only the addresses on that network. */
function aliasesOf(running: readonly Running[]): Group[] {
  const groups = new Map<string, Group>();
  for (const of of running) {
    for (const { network, aliases, addresses } of of.endpoints) {
      for (const alias of aliases) join(groups, null, [alias, network], { of, addresses });
    }
  }
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

function join(
  groups: Map<string, Group>,
  kind: Kind | null,
  names: readonly string[],
  member: Member,
): void {
  const key = names.join('\0');
  const known = groups.get(key);
  if (known) {
    known.members.push(member);
    return;
  }
  const labels = names.map(toLabel);
  const isExact = labels.every((label, at) => label === names[at]);
  groups.set(key, { kind, labels, isExact, members: [member] });
}

function exactFirst(groups: readonly Group[]): Group[] {
  return [...groups.filter(({ isExact }) => isExact), ...groups.filter(({ isExact }) => !isExact)];
}

/** By the first label alone, where only one group has it. */
function unambiguous(kind: Kind, groups: readonly Group[]): Group[] {
  const byLabel = new Map<string | null | undefined, Group[]>();
  for (const group of groups) {
    const known = byLabel.get(group.labels[0]);
    if (known) known.push(group);
    else byLabel.set(group.labels[0], [group]);
  }
  return [...byLabel.values()].flatMap(([group, ...others]) =>
    group && others.length === 0 ? [{ ...group, kind, labels: group.labels.slice(0, 1) }] : [],
  );
}

/** `<container>.<image>` */
function withImage({ labels, members }: Group): Claim {
  const image = imageOf(members[0]?.of);
  return { kind: 'classic', labels: [...labels, imageLabel(image)], members };
}

/** `<image>`: all that run it. */
function imagesOf(running: readonly Running[]): Claim[] {
  const byLabel = new Map<string | null, Member[]>();
  for (const one of running) {
    const label = imageLabel(imageOf(one));
    const known = byLabel.get(label);
    if (known) known.push(whole(one));
    else byLabel.set(label, [whole(one)]);
  }
  return [...byLabel].map(([label, members]) => ({ kind: null, labels: [label], members }));
}

function imageOf(one: Running | undefined): string {
  return one?.container?.image ?? one?.task?.image ?? '';
}
