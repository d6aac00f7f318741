/** What comes of stopping or restarting a container, before it is done: pure. */
import type { TFunction } from 'i18next';
import type { ContainerAction } from '../../../shared/container-tools';
import type { Container, Inventory } from '../../../shared/inventory';
import { isUp } from '../containers/container-view';

/** Names that are told; of more, the count. */
const MAX_NAMES = 3;

/** Networks that Docker itself makes: being on one of them together means nothing. */
const COMMON_NETWORKS = ['bridge', 'host', 'none', 'ingress', 'docker_gwbridge'];

/** Sentences, the most important one first. */
export function consequencesOf(
  container: Container,
  action: Exclude<ContainerAction, 'start'>,
  inventory: Inventory | null,
  t: TFunction<'container'>,
): string[] {
  const sentences = [t(`confirm.${action}.what`)];
  const service = container.task?.service;
  if (service !== undefined) sentences.push(t('confirm.task', { service }));
  const { reason, names } = usersOf(container, inventory?.containers ?? []);
  if (reason && names.length > 0) {
    const shown = names.slice(0, MAX_NAMES).join(', ');
    const more = names.length - MAX_NAMES;
    const list = more > 0 ? t('confirm.andMore', { names: shown, count: more }) : shown;
    sentences.push(t(`confirm.${reason.kind}`, { of: reason.of, names: list }));
  }
  return sentences;
}

interface Users {
  readonly reason: { readonly kind: 'project' | 'network'; readonly of: string } | null;
  readonly names: readonly string[];
}

/** What runs and may use it: its Compose project, or else what shares a network of its own with it. */
function usersOf(container: Container, all: readonly Container[]): Users {
  const others = all.filter((each) => each.id !== container.id && isUp(each));
  const namesOf = (users: readonly Container[]): string[] => users.map(({ name }) => name).sort();
  const { project } = container;
  if (project !== null) {
    const names = namesOf(others.filter((each) => each.project === project));
    return { reason: { kind: 'project', of: project }, names };
  }
  const shared = networksOf(container).find((network) =>
    others.some((each) => networksOf(each).includes(network)),
  );
  if (shared === undefined) return { reason: null, names: [] };
  const names = namesOf(others.filter((each) => networksOf(each).includes(shared)));
  return { reason: { kind: 'network', of: shared }, names };
}

function networksOf({ endpoints }: Container): string[] {
  return endpoints
    .map(({ network }) => network)
    .filter((network) => !COMMON_NETWORKS.includes(network));
}
