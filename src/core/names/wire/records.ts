/** The data of records as bytes, made once for each list of them. */
import { encode, type Answer } from 'dns-packet';
import type { OwnDomain } from '../catalog';
import { HEADER_BYTES, TYPE } from './message';

/** Records of one type that one name has. */
export interface RecordSet {
  readonly type: number;
  /** Each with its length before it. */
  readonly data: readonly Buffer[];
  /** How many times it was asked for: whoever takes the first address gets another each time. */
  turn: number;
}

const TYPES = { A: TYPE.a, AAAA: TYPE.aaaa, PTR: TYPE.ptr } as const;
type Kind = keyof typeof TYPES;

// Zones are made anew with each change, and their lists with them.
const known = new WeakMap<readonly string[], RecordSet>();

/** Addresses, or names for PTR; `null` for none. */
export function recordSet(kind: Kind, list: readonly string[]): RecordSet | null {
  if (list.length === 0) return null;
  let set = known.get(list);
  if (!set) {
    const data = list.map((item) => dataOf({ type: kind, name: '.', data: item }));
    set = { type: TYPES[kind], data, turn: 0 };
    known.set(list, set);
  }
  return set;
}

interface Authority {
  readonly soa: Buffer;
  readonly ns: Buffer;
}

const authorities = new WeakMap<OwnDomain, Authority>();

/** Of a zone that is served where it is used, as RFC 6303, 3 wants them; nothing may be kept (RFC 2308, 5). */
export function authorityOf(domain: OwnDomain): Authority {
  let authority = authorities.get(domain);
  if (!authority) {
    const { domain: mname, serial } = domain;
    const timers = { refresh: 3600, retry: 1200, expire: 604_800, minimum: 0 };
    authority = {
      soa: dataOf({
        ...{ type: 'SOA', name: '.' },
        data: { mname, rname: 'nobody.invalid', serial, ...timers },
      }),
      ns: dataOf({ type: 'NS', name: '.', data: mname }),
    };
    authorities.set(domain, authority);
  }
  return authority;
}

/** Header, the root's name, type, class and TTL stand before it. */
const BEFORE_DATA = HEADER_BYTES + 1 + 8;

function dataOf(answer: Answer): Buffer {
  return encode({ type: 'response', answers: [answer] }).subarray(BEFORE_DATA);
}
