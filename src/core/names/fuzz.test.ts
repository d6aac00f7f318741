/** Hostile packets: whatever comes in, the server stands, is silent about what is malformed, and keeps nothing of it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decode, encode, type Answer, type RecordType } from 'dns-packet';
import { expect, it } from 'vitest';
import { NameServer } from './server';
import { bridgeNames } from './testing/bridge-names';
import { dice, mutated } from './testing/mutations';

const PACKETS = 100_000;
const MAX_GROWTH_BYTES = 4 * 1024 * 1024;

const random = dice(5);
const { roll, pick } = random;

const NAMES = [
  'redis.staging.test',
  'a.b.c.d.e.staging.test',
  '2.0.17.172.in-addr.arpa',
  'staging.test',
  'example.org',
  `${'x'.repeat(63)}.`.repeat(3) + 'staging.test',
  '.',
];
const TYPES: readonly RecordType[] = ['A', 'AAAA', 'PTR', 'SOA', 'NS', 'TXT', 'AXFR', 'NULL'];

function valid(): Buffer {
  const opt: Answer = {
    ...{ type: 'OPT', name: '.', udpPayloadSize: pick([0, 512, 1232, 65_535]) },
    ...{ flags: pick([0, 0x8000]), extendedRcode: 0, ednsVersion: pick([0, 0, 0, 1]) },
    ...{ flag_do: false, options: [] },
  };
  return encode({
    ...{ type: 'query', id: roll(0x10000), flags: pick([0, 0x100, 0x110]) },
    questions: [{ name: pick(NAMES), type: pick(TYPES) }],
    additionals: roll(2) ? [opt] : [],
  });
}

/** By another parser than ours. */
function isMalformed(packet: Buffer): boolean {
  try {
    decode(packet);
    return decode.bytes !== packet.length;
  } catch {
    return true;
  }
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

it(`takes ${PACKETS} mutated packets`, () => {
  const server = new NameServer();
  const named = { 'redis.staging.test': { a: ['172.17.0.2'], aaaa: ['fd00::2'] } };
  server.set('one', bridgeNames(named));
  const counts = { ignored: 0, answered: 0 };
  const throwAt = (count: number): void => {
    for (let index = 0; index < count; index++) {
      const packet = mutated(valid, random);
      const answer = server.answer(packet, pick(['udp', 'tcp']));
      if (!Buffer.isBuffer(answer)) {
        counts.ignored++;
        continue;
      }
      counts.answered++;
      const { id, type } = decode(answer);
      if (isMalformed(packet) || id !== packet.readUInt16BE(0) || type !== 'response') {
        throw new Error(`${packet.toString('hex')} is answered ${answer.toString('hex')}`);
      }
    }
  };
  throwAt(PACKETS / 10);
  const heap = heapAfterCollection();
  throwAt(PACKETS);
  expect(heapAfterCollection() - heap).toBeLessThan(MAX_GROWTH_BYTES);
  // The mutations are of both kinds.
  expect(counts.ignored).toBeGreaterThan(PACKETS / 3);
  expect(counts.answered).toBeGreaterThan(PACKETS / 20);

  const question = encode({ id: 9, questions: [{ name: 'redis.staging.test', type: 'A' }] });
  expect(decode(server.answer(question, 'udp') as Buffer).answers).toHaveLength(1);
}, 60_000);
