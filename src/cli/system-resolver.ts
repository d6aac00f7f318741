/** What this computer's own resolver says, as any program on it would hear: hosts file, DNS, search domains. */
import { lookup, lookupService } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface SystemAnswer {
  readonly addresses: readonly string[];
  /** Of an address that was asked for. */
  readonly names: readonly string[];
  /** It did not answer, rather than that there is nothing. */
  readonly silent: boolean;
}

const NOTHING: SystemAnswer = { addresses: [], names: [], silent: false };
const SILENT: SystemAnswer = { ...NOTHING, silent: true };

/** Longer than the resolver's own first time-out (5 s, resolv.conf(5)): milliseconds. */
const TIMEOUT_MS = 8_000;

/** Asks getaddrinfo(3) for a name, getnameinfo(3) for an address. Never rejects. */
export async function askSystem(name: string): Promise<SystemAnswer> {
  const patience = new AbortController();
  const late = delay(TIMEOUT_MS, SILENT, patience).catch(() => SILENT);
  const answer = isIP(name) ? namesOf(name) : addressesOf(name);
  try {
    return await Promise.race([answer.catch(answerOf), late]);
  } finally {
    patience.abort();
  }
}

async function addressesOf(name: string): Promise<SystemAnswer> {
  const found = await lookup(name, { all: true, order: 'verbatim' });
  return { ...NOTHING, addresses: [...new Set(found.map(({ address }) => address))] };
}

async function namesOf(address: string): Promise<SystemAnswer> {
  const { hostname } = await lookupService(address, 0);
  return { ...NOTHING, names: [hostname.toLowerCase()] };
}

/** `EAI_AGAIN`: no resolver could be asked (getaddrinfo(3)). */
function answerOf(error: unknown): SystemAnswer {
  return (error as NodeJS.ErrnoException).code === 'EAI_AGAIN' ? SILENT : NOTHING;
}
