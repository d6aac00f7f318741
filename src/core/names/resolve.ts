/** Asks the server itself, as a program on the laptop would, and says in one value what came of it. */
import { decode } from 'dns-packet';
import type { NameAnswer } from '../../shared/names-view';
import { profileOf, recordsOf, type Catalog } from './catalog';
import type { ForwardOutcome } from './forward/forwarder';
import { handOn, isRefusal } from './forward/reply';
import { respond, type Forwarding } from './responder';
import { reverseName } from './reverse';
import { encodeAnswer } from './wire/answer';
import { MAX_MESSAGE_BYTES, RCODE, TYPE } from './wire/message';
import { queryFor, type Query } from './wire/query';

type Forward = (forwarding: Forwarding, query: Query) => Promise<ForwardOutcome>;

/** A name as it is, then below each of the search domains, or an address, for its names. */
export async function resolveBy(
  nameOrAddress: string,
  catalog: Catalog,
  forward: Forward,
): Promise<NameAnswer> {
  const asked = nameOrAddress.trim().toLowerCase();
  const reverse = reverseName(asked);
  if (reverse !== null) return ask(asked, reverse, [TYPE.ptr], catalog, forward);
  const whole = asked.endsWith('.') ? asked.slice(0, -1) : asked;
  const below = asked.endsWith('.') ? [] : catalog.search.map((domain) => `${whole}.${domain}`);
  let best: NameAnswer = { kind: 'elsewhere', name: whole };
  for (const name of [whole, ...below]) {
    const answer = await ask(name, name, [TYPE.a, TYPE.aaaa], catalog, forward);
    if (answer.kind === 'found') return answer;
    // That a name is not below a search domain says nothing of the name; that it is there, but stopped, does.
    const counts = name === whole || answer.kind === 'silent' || isOurs(name, catalog);
    if (best.kind === 'elsewhere' && counts) best = answer;
  }
  return best;
}

function isOurs(name: string, catalog: Catalog): boolean {
  const query = queryFor(name, TYPE.a);
  const domain = query && catalog.find(query.name, query.labels)?.domain;
  return domain?.kind === 'own' && recordsOf(domain, name) !== undefined;
}

interface Told {
  readonly packet: Buffer | null;
  readonly nameserver: string | null;
}

async function ask(
  name: string,
  question: string,
  types: readonly number[],
  catalog: Catalog,
  forward: Forward,
): Promise<NameAnswer> {
  const queries = types.flatMap((type) => queryFor(question, type) ?? []);
  const [first] = queries;
  const place = first && catalog.find(first.name, first.labels);
  if (!place || catalog.outside(question)) return { kind: 'elsewhere', name };
  const told = await Promise.all(queries.map((query) => tell(query, catalog, forward)));
  const profile = profileOf(place.domain, question);
  const answers = told.flatMap(({ packet }) => (packet ? decode(packet).answers : null) ?? []);
  const data = (wanted: 'A' | 'AAAA' | 'PTR'): string[] =>
    answers.flatMap((answer) => (answer.type === wanted ? [answer.data] : []));
  const addresses = [...data('A'), ...data('AAAA')];
  const names = data('PTR').map((each) => each.toLowerCase());
  const nameserver = told.find((each) => each.nameserver !== null)?.nameserver ?? null;
  if (addresses.length + names.length > 0) {
    const all = question === name ? addresses : [name];
    return { kind: 'found', name, profile, addresses: all, names, nameserver };
  }
  const isSilent = told.some(({ packet }) => packet === null);
  if (isSilent && nameserver !== null) return { kind: 'silent', name, nameserver };
  return { kind: 'nothing', name, profile };
}

/** `packet` is `null` where nobody could tell. */
async function tell(query: Query, catalog: Catalog, forward: Forward): Promise<Told> {
  const response = respond(query, catalog);
  if (response.kind === 'answer') {
    const packet = encodeAnswer(query, response, MAX_MESSAGE_BYTES);
    return { packet: response.rcode === RCODE.refused ? null : packet, nameserver: null };
  }
  const outcome = await forward(response, query);
  const nameserver = outcome.server?.address ?? null;
  if (outcome.kind === 'silent' || isRefusal(outcome.packet)) return { packet: null, nameserver };
  return { packet: handOn(outcome.packet, query, MAX_MESSAGE_BYTES), nameserver };
}
