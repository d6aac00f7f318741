/** What the guard says, line by line (see guard.sh), as values. Pure. */
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
  | { readonly kind: 'undone' }
  | { readonly kind: 'error'; readonly step: string; readonly message: string };

const FACT_NAMES = [
  'user',
  'uid',
  'missing',
  'unit',
  'prepared',
  'docker-user',
  'ip-forward',
  'address',
  'route',
] as const;
type FactName = (typeof FACT_NAMES)[number];

export type Fact = Extract<GuardLine, { kind: 'fact' }>;

/** Inner addresses and MTU (bytes) of a device that is not ours to set up. */
interface PreparedDevice {
  readonly own: string;
  readonly laptop: string;
  readonly mtu: number;
}

/** What the guard found on the gateway; it has reserved the device. */
export interface GuardFacts {
  readonly user: string;
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
  const used = [...all('address').flatMap(addressPrefixes), ...all('route').flatMap(routePrefix)];
  if (all('uid')[0] !== '0') {
    const prepared = readPrepared(all('prepared')[0] ?? '');
    if (!prepared) throw failure('gateway.tun-denied', { user });
    return { user, ...prepared, used };
  }
  const [tool] = all('missing');
  if (tool !== undefined) throw failure('gateway.tool-missing', { tool });
  const unit = Number(all('unit')[0]);
  if (!Number.isInteger(unit)) {
    throw failure('gateway.setup-failed', { step: 'facts', message: 'no tun unit' });
  }
  return { user, device: `tun${unit}`, prepared: null, used };
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

/** `2: eth0    inet 10.0.2.15/24 brd …` or `… inet 10.1.0.1 peer 10.1.0.2/32 …` (ip -o -4 addr). */
function addressPrefixes(line: string): Prefix[] {
  const words = line.split(/\s+/);
  return words.flatMap((word, i) => {
    const isAddress = word === 'inet' || word === 'peer';
    const prefix = isAddress ? parseUsedPrefix(words[i + 1] ?? '') : undefined;
    return prefix ? [prefix] : [];
  });
}

/** `10.0.0.0/24 dev eth0 …`, `unreachable 10.0.0.0/8`, `default via …` (ip -4 route). */
function routePrefix(line: string): Prefix[] {
  const [first = '', second = ''] = line.split(/\s+/);
  const prefix = parseUsedPrefix(first === 'default' ? '0.0.0.0/0' : first);
  const typed = prefix ?? parseUsedPrefix(second);
  return typed ? [typed] : [];
}
