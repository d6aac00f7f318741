/** `gangway networks [PROFILE]`: what the bridges that are up make of each network. */
import { assertNever } from '../../shared/assert-never';
import { describeError } from '../../shared/error-text';
import type { NetworkReach, NetworkView, PrefixView } from '../../shared/network-view';
import { upBridges } from '../choose';
import type { Context } from '../context';
import { printable, type Io } from '../io';
import { table } from '../table';

/** One object of `networks --json`. */
export type NetworksRow = NetworkView & { readonly profile: string };

/** Of every bridge that is up, or of `name`'s; rejects with `control.not-connected` {name} if that is not. */
export async function networks(context: Context, name?: string): Promise<readonly NetworksRow[]> {
  const up = await upBridges(context, name);
  return up.flatMap(({ profile, view }) =>
    view.networks.map((network) => ({ ...network, profile: profile.name })),
  );
}

/** A column PROFILE comes first where there are several. */
export function networksTable(rows: readonly NetworksRow[], paint: Io['paint']): string[] {
  const several = new Set(rows.map(({ profile }) => profile)).size > 1;
  const heading = ['NAME', 'DRIVER', 'SCOPE', 'SUBNET', 'HERE-AS', 'CONTAINERS', 'NODES', 'STATE'];
  const cells = rows.map((row) => [
    ...(several ? [row.profile] : []),
    row.name,
    row.driver,
    row.scope,
    row.prefixes.map(({ real }) => real).join(', ') || '-',
    hereAs(row.prefixes),
    String(row.containers),
    row.nodes.join(', ') || '-',
    reachWords(row.reach),
  ]);
  const stateColumn = several ? 8 : 7;
  return table(
    several ? ['PROFILE', ...heading] : heading,
    cells.map((row) => row.map(printable)),
    (cell, row, column) => {
      const network = rows[row - 1];
      return network && column === stateColumn ? paint(colourOf(network), cell) : cell;
    },
  );
}

/** For each prefix `same`, the one that stands for it, or `-` where it is not routed; once if all are alike. */
function hereAs(prefixes: readonly PrefixView[]): string {
  const words = prefixes.map(({ real, routed }) => (routed === real ? 'same' : (routed ?? '-')));
  const [first = '-'] = words;
  return words.every((word) => word === first) ? first : words.join(', ');
}

function reachWords(reach: NetworkReach): string {
  switch (reach.kind) {
    case 'on':
    case 'off':
    case 'opening':
      return reach.kind;
    case 'refused':
      return `refused (${describeError(reach.error).title})`;
    default:
      return assertNever(reach);
  }
}

function colourOf({ enabled, reach }: NetworkView): Parameters<Io['paint']>[0] {
  if (reach.kind === 'on') return 'green';
  if (reach.kind === 'opening') return 'yellow';
  return enabled ? 'red' : 'dim';
}
