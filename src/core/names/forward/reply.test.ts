import { decode, encode, type Packet } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { dice, mutated } from '../testing/mutations';
import { questionFor } from '../testing/question';
import { encodeQuestion } from '../wire/answer';
import { handOn, isReplyTo } from './reply';

const NAME = 'node.consul';
const asked = questionFor('Node.CONSUL', 1);
const question = encodeQuestion(asked, 4711);

function reply(besides: Packet = {}): Buffer {
  return encode({
    ...{ type: 'response', id: 4711, questions: [{ name: NAME, type: 'A' }] },
    answers: [{ name: NAME, type: 'A', ttl: 30, data: '10.0.0.5' }],
    ...besides,
  });
}

describe('a reply', () => {
  it('is to our question', () => {
    expect(isReplyTo(question, reply())).toBe(true);
    expect(isReplyTo(question, reply({ questions: [{ name: 'NODE.Consul', type: 'A' }] }))).toBe(
      true,
    );
  });

  it.each([
    ['another id', reply({ id: 4712 })],
    ['another name', reply({ questions: [{ name: 'nude.consul', type: 'A' }] })],
    ['another type', reply({ questions: [{ name: NAME, type: 'AAAA' }] })],
    ['a longer name', reply({ questions: [{ name: `${NAME}.x`, type: 'A' }] })],
    ['no question', reply({ questions: [] })],
    ['a question', reply({ type: 'query' })],
    ['half of it', reply().subarray(0, -3)],
    ['more than it', Buffer.concat([reply(), Buffer.alloc(3)])],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', (_what, packet) => {
    expect(isReplyTo(question, packet)).toBe(false);
  });

  it('that is an error needs no question', () => {
    const packet = reply({ questions: [], answers: [], flags: 1 });
    expect(isReplyTo(question, packet)).toBe(true);
    expect(decode(handOn(packet, asked, 512))).toMatchObject({
      ...{ id: 0, flags: 0x181, questions: [{ name: 'Node.CONSUL' }] },
    });
  });

  it('is handed on in the words of who asked, and as it is', () => {
    expect(decode(handOn(reply(), { ...asked, id: 9 }, 512))).toMatchObject({
      ...{ id: 9, questions: [{ name: 'Node.CONSUL' }] },
      answers: [{ name: NAME, ttl: 30, data: '10.0.0.5' }],
    });
  });

  it('that is too long is cut to the question', () => {
    const answers = Array.from({ length: 40 }, (_, index) => {
      return { name: NAME, type: 'A', ttl: 30, data: `10.0.0.${index}` } as const;
    });
    const cut = decode(handOn(reply({ answers }), asked, 512));
    expect(cut).toMatchObject({ flag_tc: true, answers: [], questions: [{ name: 'Node.CONSUL' }] });
  });

  it('of a hostile server breaks nothing', () => {
    const random = dice(7);
    for (let index = 0; index < 20_000; index++) {
      const packet = mutated(() => reply(), random);
      if (!isReplyTo(question, packet)) continue;
      const limit = random.pick([512, 1232]);
      expect(handOn(packet, asked, limit).length).toBeLessThanOrEqual(limit);
    }
  });
});
