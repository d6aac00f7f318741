/** The DNS server on real sockets, asked by c-ares and by hand. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decode, encode, streamEncode, type Packet } from 'dns-packet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NameServer } from '../src/core/names/server';
import { bridgeNames } from '../src/core/names/testing/bridge-names';
import { dice, mutated } from '../src/core/names/testing/mutations';

const MANY = Array.from({ length: 200 }, (_, index) => `10.20.1.${index}`);
const REDIS: Packet = {
  ...{ type: 'query', id: 5 },
  questions: [{ name: 'redis.staging.test', type: 'A' }],
};

let server: NameServer;
let port: number;
let resolver: Resolver;

beforeEach(async () => {
  server = new NameServer();
  port = await server.start();
  server.set(
    'one',
    bridgeNames({
      'redis.staging.test': { a: ['172.17.0.2'], aaaa: ['fd00::2'] },
      'many.staging.test': { a: MANY },
      '2.0.17.172.in-addr.arpa': { ptr: ['redis.staging.test'] },
      'stopped.staging.test': {},
    }),
  );
  resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);
});

afterEach(() => server.close());

describe('a resolver', () => {
  it('is told addresses and names', async () => {
    await expect(resolver.resolve4('redis.staging.test')).resolves.toEqual(['172.17.0.2']);
    await expect(resolver.resolve6('redis.staging.test')).resolves.toEqual(['fd00::2']);
    await expect(resolver.reverse('172.17.0.2')).resolves.toEqual(['redis.staging.test']);
    await expect(resolver.resolveSoa('staging.test')).resolves.toMatchObject({ minttl: 0 });
    await expect(resolver.resolveNs('staging.test')).resolves.toEqual(['staging.test']);
  });

  it.each([
    ['no such name', 'web.staging.test', 'ENOTFOUND'],
    ['nothing there', 'stopped.staging.test', 'ENODATA'],
    ['whom else to ask', 'example.org', 'EREFUSED'],
  ])('is told: %s', async (_what, name, code) => {
    await expect(resolver.resolve4(name)).rejects.toMatchObject({ code });
  });

  it('comes back by TCP where the answer is too long', async () => {
    const addresses = await resolver.resolve4('many.staging.test');
    expect(addresses.toSorted()).toEqual(MANY.toSorted());
  });

  it('hears of a change with its next question', async () => {
    server.set('one', bridgeNames({ 'redis.staging.test': { a: ['172.17.0.9'] } }));
    await expect(resolver.resolve4('redis.staging.test')).resolves.toEqual(['172.17.0.9']);
    server.set('one', null);
    await expect(resolver.resolve4('redis.staging.test')).rejects.toMatchObject({
      code: 'EREFUSED',
    });
  });
});

it('listens at one port of ours until it is closed, and again', async () => {
  expect(port).toBeGreaterThanOrEqual(1024);
  await expect(Promise.all([server.start(), server.start()])).resolves.toEqual([port, port]);
  await server.close();
  const socket = connect(port, '127.0.0.1');
  await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  port = await server.start();
  resolver.setServers([`127.0.0.1:${port}`]);
  await expect(resolver.resolve4('redis.staging.test')).resolves.toHaveLength(1);
});

describe('by TCP', () => {
  let socket: Socket;

  beforeEach(async () => {
    socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
  });

  afterEach(() => socket.destroy());

  /** All that comes until the other side ends. */
  async function answers(): Promise<Packet[]> {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'end');
    const packets: Packet[] = [];
    for (let all = Buffer.concat(chunks); all.length > 0;) {
      const end = 2 + all.readUInt16BE(0);
      packets.push(decode(all.subarray(2, end)));
      all = all.subarray(end);
    }
    return packets;
  }

  it('answers several questions, however they are cut, and also after the last one', async () => {
    const questions = [1, 2, 3].map((id) => streamEncode({ ...REDIS, id }));
    const all = Buffer.concat(questions);
    socket.setNoDelay(true);
    for (const byte of all.subarray(0, 40)) socket.write(Buffer.from([byte]));
    socket.end(all.subarray(40));
    const got = await answers();
    expect(got.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(got[2]?.answers).toMatchObject([{ data: '172.17.0.2' }]);
  });

  it.each([
    ['nothing', Buffer.from([0, 0])],
    ['what is no question', Buffer.from([0, 4, 1, 2, 3, 4])],
    ['a response', streamEncode({ ...REDIS, type: 'response' })],
  ])('hangs up on %s, but answers what came before', async (_what, bytes) => {
    socket.write(Buffer.concat([streamEncode(REDIS), bytes, streamEncode(REDIS)]));
    expect((await answers()).length).toBeLessThanOrEqual(1);
  });

  it('bears no more than 64 connections', async () => {
    const more = Array.from({ length: 70 }, () => connect(port, '127.0.0.1'));
    try {
      const closed = more.map((each) => once(each, 'close').then(() => each));
      await Promise.race(closed);
      await expect(resolver.resolve4('redis.staging.test')).resolves.toHaveLength(1);
    } finally {
      for (const each of more) each.destroy();
    }
  });

  it('does not keep answers that nobody fetches', async () => {
    const question = streamEncode({
      ...REDIS,
      questions: [{ name: 'many.staging.test', type: 'A' }],
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined).pause();
    const flood = Buffer.concat(Array.from({ length: 1000 }, () => question));
    const write = (): void => {
      while (!socket.destroyed && socket.write(flood));
    };
    socket.on('drain', write);
    write();
    await closed;
  });
});

describe('by UDP', () => {
  let socket: UdpSocket;

  beforeEach(async () => {
    socket = createSocket('udp4');
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
  });

  afterEach(() => socket.close());

  it('stands 2,000 hostile datagrams, and answers the next question', async () => {
    const random = dice(11);
    const valid = (): Buffer => encode({ ...REDIS, id: 1 + random.roll(100) });
    for (let index = 0; index < 2000; index++) socket.send(mutated(valid, random));
    const answered = new Promise<Packet>((resolve) => {
      socket.on('message', (packet) => {
        if (packet.readUInt16BE(0) === 40_000) resolve(decode(packet));
      });
    });
    // The socket's buffer may be full of the others.
    const again = setInterval(() => socket.send(encode({ ...REDIS, id: 40_000 })), 100);
    expect((await answered).answers).toMatchObject([{ data: '172.17.0.2' }]);
    clearInterval(again);
  });
});
