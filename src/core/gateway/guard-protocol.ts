/** What the guard says, line by line (see guard/main.sh), as values. Pure. */
import type { GatewayRights } from '../../shared/bridge-state';
import { formatAddress, parseAddress, type Prefix } from '../../shared/cidr';
import { failure } from '../../shared/errors';
import { parseUsedPrefix } from './inner-address';

export type GuardLine =
  /** The guard begins; a login shell's start-up files may have printed anything before. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'fact'; readonly name: FactName; readonly value: string }
  /** All facts are said. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready' }
  /** An item of the `apply` that is under way. */
  | {
      readonly kind: 'failed';
      readonly item: ItemKind;
      readonly key: string;
      readonly message: string;
    }
  /** The `apply` of that number is through. */
  | { readonly kind: 'applied'; readonly number: number }
  | { readonly kind: 'undone' }
  | { readonly kind: 'error'; readonly step: string; readonly message: string };

const FACT_NAMES = [
  'user',
  'uid',
  'rights',
  'mark',
  'missing',
  'unit',
  'prepared',
  'ipv6',
  'ip',
] as const;
type FactName = (typeof FACT_NAMES)[number];

const ITEM_KINDS = ['remap', 'masquerade', 'attach'] as const;
type ItemKind = (typeof ITEM_KINDS)[number];

const RIGHTS: readonly GatewayRights[] = ['root', 'sudo', 'docker', 'prepared'];

export type Fact = Extract<GuardLine, { kind: 'fact' }>;

/** Inner addresses and MTU (bytes) of a device that is not ours to set up. */
interface PreparedDevice {
  readonly own: string;
  readonly laptop: string;
  readonly mtu: number;
}

/** What the guard found on the gateway; it has reserved the device, and with `docker` rights made it. */
export interface GuardFacts {
  readonly user: string;
  readonly rights: GatewayRights;
  /**
   * Value of the label `gangway.mark` on whatever is made through Docker for this guard, so that it is removed
   * with the guard; empty for a prepared device, whose guard changes nothing.
   */
  readonly mark: string;
  /** Whether the link can carry IPv6: it is forwarded already, and there is an ip6tables. */
  readonly ipv6: boolean;
  /** Name of the tun device to open. */
  readonly device: string;
  /** What the device has already, if an administrator prepared it for the login. */
  readonly prepared: PreparedDevice | null;
  /** Prefixes of the gateway's addresses and routes, the default route among them. */
  readonly used: readonly Prefix[];
}

/** Reads one line; `undefined` if it is none of the guard's. */
export function parseGuardLine(line: string): GuardLine | undefined {
  const space = line.indexOf(' ');
  const word = space < 0 ? line : line.slice(0, space);
  const rest = space < 0 ? '' : line.slice(space + 1).trim();
  if (rest === '') {
    return word === 'waiting' || word === 'ready' || word === 'undone' ? { kind: word } : undefined;
  }
  if (line === 'gangway-guard 1') return { kind: 'hello' };
  if (word === 'error') {
    const [step = '', ...message] = rest.split(' ');
    return { kind: 'error', step, message: message.join(' ') };
  }
  if (word === 'applied') return { kind: 'applied', number: Number(rest) };
  if (word === 'failed') {
    const [kind, key = '', ...message] = rest.split(' ');
    const item = ITEM_KINDS.find((each) => each === kind);
    return item && { kind: 'failed', item, key, message: message.join(' ') };
  }
  const name = FACT_NAMES.find((fact) => fact === word);
  return name && { kind: 'fact', name, value: rest };
}

/**
 * Sums the facts up. Throws `gateway.tun-denied` {user} for a login without root's rights,
 * `gateway.tool-missing` {tool}, or `gateway.setup-failed` if the guard did not say what it should.
 */
export function readFacts(facts: readonly Fact[]): GuardFacts {
  const all = (name: FactName) => facts.filter((fact) => fact.name === name).map((f) => f.value);
  const [user = ''] = all('user');
  const used = all('ip').flatMap((line) =>
    /^\d+: /.test(line) ? addressPrefixes(line) : routePrefix(line),
  );
  if (all('uid')[0] !== '0') {
    const prepared = readPrepared(all('prepared')[0] ?? '');
    if (!prepared) throw failure('gateway.tun-denied', { user });
    return { user, rights: 'prepared', mark: '', ipv6: false, ...prepared, used };
  }
  const [tool] = all('missing');
  if (tool !== undefined) throw failure('gateway.tool-missing', { tool });
  const unit = Number(all('unit')[0]);
  if (!Number.isInteger(unit)) {
    throw failure('gateway.setup-failed', { step: 'facts', message: 'no tun unit' });
  }
  const rights = RIGHTS.find((each) => each === all('rights')[0]) ?? 'root';
  const [mark = ''] = all('mark');
  const ipv6 = all('ipv6')[0] === 'yes';
  return { user, rights, mark, ipv6, device: `tun${unit}`, prepared: null, used };
}

/** `tun5 1500 198.18.0.1 198.18.0.0` or `tun5 1500 198.18.0.1/31`; a wider prefix names no one peer. */
function readPrepared(value: string) {
  const [device = '', mtuText, address = '', peer] = value.split(' ');
  const mtu = Number(mtuText);
  const own = address.replace(/\/31$/, '');
  const ownNumber = parseAddress(own);
  if (!/^[\w.-]+$/.test(device) || !(mtu >= 576) || ownNumber === undefined) return undefined;
  const isPair = own !== address;
  const laptop = peer ?? (isPair ? formatAddress((ownNumber ^ 1) >>> 0) : '');
  if (parseAddress(laptop) === undefined) return undefined;
  return { device, prepared: { own, laptop, mtu } };
}

/** `2: eth0    inet 10.0.2.15/24 brd …` or `… inet 10.1.0.1 peer 10.1.0.2/32 …` (`ip -o addr`). */
function addressPrefixes(line: string): Prefix[] {
  const words = line.split(/\s+/);
  return words.flatMap((word, i) => {
    const isAddress = word === 'inet' || word === 'peer';
    const prefix = isAddress ? parseUsedPrefix(words[i + 1] ?? '') : undefined;
    return prefix ? [prefix] : [];
  });
}

/** `10.0.0.0/24 dev eth0 …`, `unreachable 10.0.0.0/8`, `default via …` (`ip route`). */
function routePrefix(line: string): Prefix[] {
  const [first = '', second = ''] = line.split(/\s+/);
  const prefix = parseUsedPrefix(first === 'default' ? '0.0.0.0/0' : first);
  const typed = prefix ?? parseUsedPrefix(second);
  return typed ? [typed] : [];
}
