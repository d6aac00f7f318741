import {
  AUTHORITATIVE_ANSWER,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
  decode,
  encode,
  type Answer,
  type DecodedPacket,
  type Packet,
  type Question,
  type RecordClass,
  type RecordType,
} from 'dns-packet';
import { beforeEach, describe, expect, it } from 'vitest';
import { NameServer } from './server';
import { bridgeNames } from './testing/bridge-names';

let server: NameServer;

beforeEach(() => {
  server = new NameServer();
  server.set(
    'one',
    bridgeNames({
      'staging.test': {},
      'redis.staging.test': { a: ['172.17.0.2'], aaaa: ['fd00::2'] },
      'shop.store.staging.test': { a: ['10.20.1.3', '10.20.1.4', '10.20.1.5'] },
      'store.staging.test': {},
      '17.172.in-addr.arpa': {},
      '2.0.17.172.in-addr.arpa': { ptr: ['redis.staging.test'] },
    }),
  );
});

function asked(packet: Packet, transport: 'udp' | 'tcp' = 'udp'): DecodedPacket {
  const answer = server.answer(encode({ type: 'query', id: 77, ...packet }), transport);
  if (!Buffer.isBuffer(answer)) throw new Error('no answer of our own');
  return decode(answer);
}

function ask(name: string, type: RecordType | 'ANY' = 'A', of: RecordClass = 'IN') {
  const flags = RECURSION_DESIRED;
  return asked({ flags, questions: [{ name, type: type as RecordType, class: of }] });
}

/** dns-packet has the words of the header, its types do not. */
function rcode(packet: DecodedPacket): unknown {
  return Reflect.get(packet, 'rcode');
}

describe('a name of ours', () => {
  it('has addresses, nothing to be kept, told with authority', () => {
    const answer = ask('redis.staging.test');
    expect(answer).toMatchObject({
      ...{ id: 77, type: 'response', questions: [{ name: 'redis.staging.test', type: 'A' }] },
      answers: [{ name: 'redis.staging.test', type: 'A', ttl: 0, data: '172.17.0.2' }],
      authorities: [],
    });
    const flags = AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | RECURSION_DESIRED;
    expect((answer.flags ?? 0) & flags).toBe(flags);
  });

  it.each([
    ['AAAA', 'redis.staging.test', ['fd00::2']],
    ['PTR', '2.0.17.172.in-addr.arpa', ['redis.staging.test']],
    ['NS', 'staging.test', ['staging.test']],
    // One set of records is all that ANY gets (RFC 8482).
    ['ANY', 'redis.staging.test', ['172.17.0.2']],
  ] as const)('has %s', (type, name, data) => {
    expect(ask(name, type).answers).toMatchObject(data.map((each) => ({ name, data: each })));
  });

  it('keeps the case of the question', () => {
    const answer = ask('rEdIs.Staging.TEST');
    expect(answer.questions).toMatchObject([{ name: 'rEdIs.Staging.TEST' }]);
    expect(answer.answers).toMatchObject([{ name: 'rEdIs.Staging.TEST', data: '172.17.0.2' }]);
  });

  it('is another address first each time, of A and AAAA apart', () => {
    const first = (): unknown => {
      ask('shop.store.staging.test', 'AAAA');
      const { answers = [] } = ask('shop.store.staging.test');
      expect(answers).toHaveLength(3);
      return answers[0]?.type === 'A' && answers[0].data;
    };
    const seen = [first(), first(), first(), first()];
    expect(new Set(seen.slice(0, 3)).size).toBe(3);
    expect(seen[3]).toBe(seen[0]);
  });

  it.each([
    ['that does not exist', 'web.staging.test', 'NXDOMAIN'],
    ['of another type', 'shop.store.staging.test', 'NOERROR'],
    ['that only has names below it', 'store.staging.test', 'NOERROR'],
    ['that is the apex', 'staging.test', 'NOERROR'],
  ])('%s has an SOA instead, which nobody keeps', (_what, name, expected) => {
    const answer = ask(name, 'AAAA');
    expect(rcode(answer)).toBe(expected);
    expect(answer).toMatchObject({
      answers: [],
      authorities: [{ name: 'staging.test', type: 'SOA', ttl: 0, data: { minimum: 0 } }],
    });
  });

  it('is none where a label has a dot in it', () => {
    const packet = encode({
      type: 'query',
      questions: [{ name: 'redis-staging.test', type: 'A' }],
    });
    packet.write('.', packet.indexOf('-'));
    const answer = server.answer(packet, 'udp') as Buffer;
    expect(rcode(decode(answer))).toBe('REFUSED');
  });
});

describe('what is not answered', () => {
  it.each([
    ['a name of nobody', 'example.org', 'A', 'IN'],
    ['a name above the zone', 'test', 'A', 'IN'],
    ['a name that only ends like the zone', 'xstaging.test', 'A', 'IN'],
    ['another class', 'redis.staging.test', 'A', 'CH'],
    ['the whole zone', 'staging.test', 'AXFR', 'IN'],
  ] as const)('%s is refused', (_what, name, type, of) => {
    const answer = ask(name, type, of);
    expect(rcode(answer)).toBe('REFUSED');
    expect(answer).toMatchObject({ answers: [], authorities: [] });
    expect((answer.flags ?? 0) & (AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE)).toBe(0);
  });

  it('other opcodes are not implemented', () => {
    const answer = asked({ flags: 2 << 11, questions: [{ name: 'staging.test', type: 'A' }] });
    expect(rcode(answer)).toBe('NOTIMP');
  });

  it.each([0, 2])('%i questions are an error', (count) => {
    const question = { name: 'redis.staging.test', type: 'A' } as const;
    const questions = Array.from({ length: count }, () => question);
    expect(rcode(asked({ questions }))).toBe('FORMERR');
  });

  it('names are gone with their bridge', () => {
    server.set('one', null);
    expect(rcode(ask('redis.staging.test'))).toBe('REFUSED');
  });
});

describe('EDNS', () => {
  const questions: Question[] = [{ name: 'many.staging.test', type: 'A' }];
  const withOpt = (udpPayloadSize: number, ednsVersion = 0): Packet => {
    const opt: Answer = {
      ...{ type: 'OPT', name: '.', udpPayloadSize, ednsVersion, extendedRcode: 0 },
      ...{ flags: 0, flag_do: false, options: [] },
    };
    return { questions, additionals: [opt] };
  };

  beforeEach(() => {
    const a = Array.from({ length: 100 }, (_, index) => `10.0.0.${index}`);
    server.set('two', bridgeNames({ 'many.staging.test': { a } }));
  });

  it('is answered where it was asked, and only there', () => {
    expect(asked(withOpt(4096)).additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232 }]);
    expect(asked({ questions }).additionals).toEqual([]);
  });

  it.each([
    ['512 bytes', { questions }, 'udp', 29],
    ['what the asker takes', withOpt(1232), 'udp', 74],
    ['no less than 512', withOpt(10), 'udp', 29],
    ['all of it', withOpt(4096), 'udp', 100],
    ['all of it by TCP', { questions }, 'tcp', 100],
  ] satisfies [string, Packet, 'udp' | 'tcp', number][])(
    '%s fit',
    (_what, packet, transport, count) => {
      const answer = asked(packet, transport);
      expect(answer.answers).toHaveLength(count);
      expect((answer.flags ?? 0) & TRUNCATED_RESPONSE).toBe(count < 100 ? TRUNCATED_RESPONSE : 0);
    },
  );

  it('of another version is told so', () => {
    const answer = asked(withOpt(1232, 1));
    expect(answer).toMatchObject({ answers: [], additionals: [{ extendedRcode: 1 }] });
  });
});

describe('several bridges', () => {
  it('have the names of one zone together', () => {
    server.set('two', bridgeNames({ 'redis.staging.test': { a: ['10.0.0.1', '172.17.0.2'] } }));
    const { answers = [] } = ask('redis.staging.test');
    const addresses = answers.map((answer) => answer.type === 'A' && answer.data);
    expect(addresses.sort()).toEqual(['10.0.0.1', '172.17.0.2']);
  });

  it('let the longest domain answer', () => {
    const apexes = ['inner.staging.test'];
    server.set('two', bridgeNames({ 'web.inner.staging.test': { a: ['10.0.0.9'] } }, { apexes }));
    expect(ask('web.inner.staging.test').answers).toMatchObject([{ data: '10.0.0.9' }]);
    expect(rcode(ask('redis.inner.staging.test'))).toBe('NXDOMAIN');
    expect(ask('redis.inner.staging.test').authorities).toMatchObject([
      { name: 'inner.staging.test' },
    ]);
  });
});
