/** Our bytes against those of dns-packet, which knows nothing of ours. */
import { RECURSION_DESIRED, decode, encode, type Answer, type RecordType } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failed } from '../responder';
import { encodeAnswer, encodeQuestion } from './answer';
import { MAX_MESSAGE_BYTES, endOfName } from './message';
import { queryFor, readQuery, type Query } from './query';
import { recordSet } from './records';

const label = fc.stringMatching(/^[A-Za-z0-9_-]{1,63}$/);
const name = fc
  .array(label, { minLength: 1, maxLength: 8 })
  .map((labels) => labels.join('.'))
  .filter((text) => text.length <= 253);
const type = fc.constantFrom<RecordType>('A', 'AAAA', 'PTR', 'SOA', 'TXT');
const id = fc.nat(0xffff);
const edns = fc.option(
  fc.record({
    udpPayloadSize: fc.integer({ min: 1, max: 0xffff }),
    flags: fc.constantFrom(0, 0x8000),
  }),
);
const asked = fc.record({ id, name, type, edns }).map((question) => {
  const { udpPayloadSize = 0, flags = 0 } = question.edns ?? {};
  const opt: Answer = {
    ...{ type: 'OPT', name: '.', udpPayloadSize, flags, flag_do: false },
    ...{ extendedRcode: 0, ednsVersion: 0, options: [] },
  };
  const packet = encode({
    ...{ type: 'query', id: question.id, flags: RECURSION_DESIRED },
    questions: [{ name: question.name, type: question.type }],
    additionals: question.edns ? [opt] : [],
  });
  return { ...question, packet };
});
const address = fc.ipV4();

function read(packet: Buffer): Query {
  const query = readQuery(packet);
  if (query?.kind !== 'query') throw new Error(`not read: ${packet.toString('hex')}`);
  return query;
}

describe('a question', () => {
  it('is read as dns-packet wrote it', () => {
    fc.assert(
      fc.property(asked, (question) => {
        const query = read(question.packet);
        const labels = query.labels.map(({ text }) => query.name.slice(text).split('.')[0]);
        expect(query).toMatchObject({
          ...{ id: question.id, name: question.name.toLowerCase(), class: 1 },
          ...{ recursionDesired: true, checkingDisabled: false },
        });
        expect(labels.join('.')).toBe(query.name);
        const { edns: wanted } = question;
        expect(query.edns).toEqual(
          wanted && { size: wanted.udpPayloadSize, version: 0, dnssecOk: wanted.flags !== 0 },
        );
      }),
    );
  });

  it('is asked again in lower case with another id', () => {
    fc.assert(
      fc.property(asked, id, (question, other) => {
        const again = decode(encodeQuestion(read(question.packet), other));
        const { additionals = [] } = again;
        expect(again).toMatchObject({
          ...{ id: other, type: 'query', flags: RECURSION_DESIRED },
          questions: [{ name: question.name.toLowerCase(), type: question.type }],
        });
        expect(additionals).toHaveLength(question.edns ? 1 : 0);
      }),
    );
  });

  it('of our own is none where it is no name', () => {
    expect(queryFor('redis.staging', 28)).toMatchObject({ name: 'redis.staging', type: 28 });
    const none = ['', '.', 'a..b', '.a', 'x'.repeat(64), 'x.'.repeat(127) + 'x'];
    for (const text of none) expect(queryFor(text, 1)).toBeUndefined();
  });

  const valid = encode({ type: 'query', id: 1, questions: [{ name: 'a.b', type: 'A' }] });
  const changed = (at: number, ...bytes: number[]): Buffer => {
    const packet = Buffer.from(valid);
    packet.set(bytes, at);
    return packet;
  };
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a header', valid.subarray(0, 11)],
    ['a response', changed(2, 0x80)],
    ['a name that ends nowhere', changed(16, 1)],
    ['a pointer to itself', changed(12, 0xc0, 12)],
    ['a pointer into the header', changed(12, 0xc0, 4)],
    ['a reserved kind of label', changed(12, 0x41)],
    ['no type', valid.subarray(0, -3)],
    ['a byte too many', Buffer.concat([valid, Buffer.alloc(1)])],
    ['a record that is not there', changed(11, 1)],
    ['65,535 questions', changed(4, 0xff, 0xff)],
  ])('is not %s', (_what, packet) => {
    expect(readQuery(packet)).toBeUndefined();
  });
});

describe('an answer', () => {
  it('is read by dns-packet as it was meant, and never longer than allowed', () => {
    const addresses = fc.uniqueArray(address, { minLength: 1, maxLength: 60 });
    const limit = fc.constantFrom(512, 1232, MAX_MESSAGE_BYTES);
    fc.assert(
      fc.property(asked, addresses, limit, (question, list, most) => {
        const answer = { ...failed(0), authoritative: true, records: recordSet('A', list) };
        const packet = encodeAnswer(read(question.packet), answer, most);
        expect(packet.length).toBeLessThanOrEqual(most);
        const { answers = [], ...told } = decode(packet);
        expect(decode.bytes).toBe(packet.length);
        expect(told).toMatchObject({ id: question.id, questions: [{ name: question.name }] });
        expect(answers.map((each) => each.type === 'A' && each.data)).toEqual(
          list.slice(0, answers.length),
        );
        expect(told.flag_tc).toBe(answers.length < list.length);
      }),
    );
  });
});

describe('the end of a name', () => {
  it('is not found in circles', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(64), (bytes, at) => {
        const packet = Buffer.concat([Buffer.alloc(12), bytes]);
        const end = endOfName(packet, at);
        expect(end === -1 || (end > at && end <= packet.length)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
