/** What is said to a question: an answer of our own, or whom to ask. Pure. */
import { recordsOf, type Catalog, type OwnDomain } from './catalog';
import { CLASS_IN, RCODE, TYPE } from './wire/message';
import type { Query } from './wire/query';
import { authorityOf, recordSet, type RecordSet } from './wire/records';
import type { NameRecords, Nameserver } from './zone-data';

export interface Answer {
  readonly kind: 'answer';
  readonly rcode: number;
  readonly authoritative: boolean;
  readonly records: RecordSet | null;
  /** Data of an SOA record, and the label of the question at which the name that has it begins. */
  readonly authority: { readonly label: number; readonly soa: Buffer } | null;
}

export interface Forwarding {
  readonly kind: 'forward';
  /** In the order in which they are asked. */
  readonly servers: readonly Nameserver[];
  /** Whose they are; `null`: the laptop's own. */
  readonly behind: { readonly bridge: string; readonly domain: string } | null;
}

export function respond(query: Query, catalog: Catalog): Answer | Forwarding {
  if (query.edns && query.edns.version > 0) return failed(RCODE.badVersion);
  if (query.class !== CLASS_IN || query.type === TYPE.axfr || query.type === TYPE.ixfr) {
    return failed(RCODE.refused);
  }
  const outside = catalog.outside(query.name);
  if (outside) return { kind: 'forward', servers: outside, behind: null };
  const found = catalog.find(query.name, query.labels);
  if (!found) return failed(RCODE.refused);
  const { domain, label } = found;
  if (domain.kind === 'own') return ours(query, domain, label);
  const { bridge, servers } = domain;
  return { kind: 'forward', servers, behind: { bridge, domain: domain.domain } };
}

/** An error that is told without any record. */
export function failed(rcode: number): Answer {
  return { kind: 'answer', rcode, authoritative: false, records: null, authority: null };
}

function ours(query: Query, domain: OwnDomain, label: number): Answer {
  const answer = { kind: 'answer', authoritative: true } as const;
  const isApex = label === 0;
  const found = recordsOf(domain, query.name);
  const records = recordsFor(query.type, found, isApex ? domain : null);
  if (records) return { ...answer, rcode: RCODE.noError, records, authority: null };
  const rcode = found !== undefined || isApex ? RCODE.noError : RCODE.nxdomain;
  const authority = { label, soa: authorityOf(domain).soa };
  return { ...answer, rcode, records: null, authority };
}

/** `apex`: of which the name is the apex. */
function recordsFor(
  type: number,
  found: NameRecords | undefined,
  apex: OwnDomain | null,
): RecordSet | null {
  switch (type) {
    case TYPE.a:
      return found ? recordSet('A', found.a) : null;
    case TYPE.aaaa:
      return found ? recordSet('AAAA', found.aaaa) : null;
    case TYPE.ptr:
      return found ? recordSet('PTR', found.ptr) : null;
    case TYPE.soa:
      return apex && { type, data: [authorityOf(apex).soa], turn: 0 };
    case TYPE.ns:
      return apex && { type, data: [authorityOf(apex).ns], turn: 0 };
    case TYPE.any:
      // One set of records is all that has to be told (RFC 8482, 4.1).
      return ANY.reduce<RecordSet | null>(
        (records, each) => records ?? recordsFor(each, found, apex),
        null,
      );
    default:
      return null;
  }
}

const ANY = [TYPE.a, TYPE.aaaa, TYPE.ptr, TYPE.soa];
