/** What nameservers behind a bridge know, through the DNS server: real sockets on loopback. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Packet } from 'dns-packet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NameServer } from '../src/core/names/server';
import { bridgeNames } from '../src/core/names/testing/bridge-names';
import type { Nameserver } from '../src/core/names/zone-data';
import { openNameserver, type Says, type TestNameserver } from './support/nameserver';

const NAME = 'db.corp.test';
const found = (address: string, ttl = 30): Packet => ({
  answers: [{ name: NAME, type: 'A', ttl, data: address }],
});
/** dns-packet takes the answer's code from the lower bits of the flags. */
const SERVFAIL = { flags: 2 };
const NXDOMAIN = { flags: 3 };

let server: NameServer;
let asker: Socket;
let opened: TestNameserver[];
let warned: string[][];

beforeEach(async () => {
  server = new NameServer();
  asker = createSocket('udp4');
  asker.connect(await server.start(), '127.0.0.1');
  await once(asker, 'connect');
  opened = [];
  warned = [];
  server.onSilent((_bridge, errors) => {
    warned.push(errors.map(({ code, detail }) => `${code} ${detail['domain']}`));
  });
});

afterEach(async () => {
  asker.close();
  await server.close();
  await Promise.all(opened.map((each) => each.close()));
});

async function nameserver(says: Says): Promise<TestNameserver> {
  const one = await openNameserver(says);
  opened.push(one);
  return one;
}

function forwardTo(...servers: Nameserver[]): void {
  server.set('one', bridgeNames({}, { forwards: [{ domain: 'corp.test', servers }] }));
}

async function ask(packet: Packet = {}): Promise<Packet> {
  const question = { name: NAME, type: 'A' } as const;
  asker.send(encode({ type: 'query', id: 77, flags: 0x100, questions: [question], ...packet }));
  const [bytes] = (await once(asker, 'message')) as [Buffer];
  return decode(bytes);
}

/** Neither `rcode` nor all flags are in dns-packet's types. */
const rcodeOf = (packet: Packet): unknown => Reflect.get(packet, 'rcode');
const addressesIn = ({ answers = [] }: Packet): unknown[] =>
  answers.map((answer) => answer.type === 'A' && answer.data);

describe('a question', () => {
  it('is asked in other words, and answered in those of the asker', async () => {
    const one = await nameserver(() => found('10.0.0.5'));
    forwardTo(one);
    const questions = [{ name: 'dB.Corp.TEST', type: 'A' }] as const;
    const answer = await ask({ questions: [...questions] });
    expect(answer).toMatchObject({
      ...{ id: 77, type: 'response', questions },
      answers: [{ name: NAME, ttl: 30, data: '10.0.0.5' }],
    });
    for (let time = 0; time < 4; time++) await ask();
    expect(one.asked[0]).toMatchObject({ questions: [{ name: NAME }], flags: 0x100 });
    const ids = one.asked.map(({ id }) => id);
    expect(new Set([...ids, 77]).size).toBeGreaterThan(4);
    expect(new Set(one.ports).size).toBeGreaterThan(1);
  });

  it('is asked once, however many ask', async () => {
    const one = await nameserver(() => found('10.0.0.5'));
    forwardTo(one);
    const answers = new Promise<number[]>((resolve) => {
      const ids: number[] = [];
      asker.on('message', (bytes) => {
        if (ids.push(bytes.readUInt16BE(0)) === 20) resolve(ids);
      });
    });
    for (let id = 0; id < 20; id++) {
      asker.send(encode({ type: 'query', id, questions: [{ name: NAME, type: 'A' }] }));
    }
    expect((await answers).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, id) => id),
    );
    expect(one.asked.length).toBeLessThan(20);
  });

  it('has the first reply that is to it', async () => {
    const one = await nameserver((query) => {
      const reply = { ...query, type: 'response', ...found('10.6.6.6') } as const;
      return [
        encode({ ...reply, id: ((query.id ?? 0) + 1) & 0xffff }),
        encode({ ...reply, questions: [{ name: 'x.corp.test', type: 'A' }] }),
        encode(reply).subarray(0, -2),
        encode({ ...reply, ...found('10.0.0.5') }),
      ];
    });
    forwardTo(one);
    expect(addressesIn(await ask())).toEqual(['10.0.0.5']);
  });

  it('goes by TCP where the reply is too long, and so does the asker', async () => {
    const many = Array.from(
      { length: 90 },
      (_, index) => found(`10.0.0.${index}`).answers ?? [],
    ).flat();
    const one = await nameserver((_query, transport) =>
      transport === 'udp' ? { flags: 0x200 } : { answers: many },
    );
    forwardTo(one);
    const answer = await ask();
    expect(answer).toMatchObject({ answers: [], flag_tc: true });
    await expect(server.resolve(NAME)).resolves.toMatchObject({
      ...{ kind: 'found', nameserver: one.address },
    });
    const whole = await server.answer(
      encode({ type: 'query', id: 1, questions: [{ name: NAME, type: 'A' }] }),
      'tcp',
    );
    expect(whole && addressesIn(decode(whole))).toHaveLength(90);
  });

  it('for nothing that exists is told so, by who knows it', async () => {
    forwardTo(await nameserver(() => NXDOMAIN));
    expect(rcodeOf(await ask())).toBe('NXDOMAIN');
    await expect(server.resolve(NAME)).resolves.toEqual({
      ...{ kind: 'nothing', name: NAME, profile: 'staging' },
    });
  });
});

describe('a nameserver', () => {
  it('that does not answer is told of once, is asked last for a while, and may come back', async () => {
    const first = await nameserver(() => null);
    const second = await nameserver(() => found('10.0.0.5'));
    forwardTo(first, second);
    expect(addressesIn(await ask())).toEqual(['10.0.0.5']);
    expect(warned).toEqual([['names.nameserver-silent corp.test']]);
    const before = first.asked.length;
    expect(addressesIn(await ask())).toEqual(['10.0.0.5']);
    expect(first.asked).toHaveLength(before);
    second.says = () => SERVFAIL;
    first.says = () => found('10.0.0.6');
    expect(addressesIn(await ask())).toEqual(['10.0.0.6']);
    expect(warned).toEqual([['names.nameserver-silent corp.test'], []]);
  });

  it('that refuses is not the last to be asked, but has the last word', async () => {
    const first = await nameserver(() => SERVFAIL);
    const second = await nameserver(() => found('10.0.0.5'));
    forwardTo(first, second);
    expect(addressesIn(await ask())).toEqual(['10.0.0.5']);
    second.says = () => SERVFAIL;
    expect(rcodeOf(await ask())).toBe('SERVFAIL');
    expect(warned).toEqual([]);
  });

  it('that is not there fails at once, and never as NXDOMAIN', async () => {
    const gone = await openNameserver(() => null);
    await gone.close();
    forwardTo(gone);
    const from = performance.now();
    expect(rcodeOf(await ask())).toBe('SERVFAIL');
    expect(performance.now() - from).toBeLessThan(1000);
    await expect(server.resolve(NAME)).resolves.toEqual({
      ...{ kind: 'silent', name: NAME, nameserver: '127.0.0.1' },
    });
    server.set('one', null);
    expect(warned).toEqual([['names.nameserver-silent corp.test'], []]);
  });

  it('is never we ourselves', async () => {
    const { port } = asker.remoteAddress();
    forwardTo({ address: '127.0.0.1', port });
    expect(rcodeOf(await ask())).toBe('SERVFAIL');
  });

  it('on loopback is not asked for what may not depend on a bridge', async () => {
    const one = await nameserver(() => found('10.0.0.5'));
    const outside = { outside: [NAME], outsideServers: [one] };
    const forwards = [{ domain: 'corp.test', servers: [one] }];
    server.set('one', bridgeNames({}, { forwards, ...outside }));
    expect(rcodeOf(await ask())).toBe('SERVFAIL');
    expect(one.asked).toEqual([]);
    await expect(server.resolve(NAME)).resolves.toEqual({ kind: 'elsewhere', name: NAME });
  });
});

it('ends what is open when the server is closed', async () => {
  const one = await nameserver(() => null);
  forwardTo(one);
  const answer = server.answer(
    encode({ type: 'query', id: 1, questions: [{ name: NAME, type: 'A' }] }),
    'udp',
  );
  const from = performance.now();
  await server.close();
  const packet = await answer;
  expect(packet && rcodeOf(decode(packet))).toBe('SERVFAIL');
  expect(performance.now() - from).toBeLessThan(1000);
  expect(warned).toEqual([]);
});
