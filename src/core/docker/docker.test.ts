/** The watch over an in-process daemon that speaks real HTTP; test/docker.test.ts has a real dockerd. */
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { connect as connectSocket, type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GangwayError, failure, type ErrorInfo } from '../../shared/errors';
import type { Inventory } from '../../shared/inventory';
import { ChannelAgent } from './agent';
import { openDocker, type DockerWatch, type SocketState } from './index';

let server: Server;
let streams: ServerResponse[];
let answers: Record<string, RequestListener>;
let asked: string[];
let watch: DockerWatch | undefined;

const json = (value: unknown): RequestListener => {
  return (_request, response) => void response.end(JSON.stringify(value));
};

const container = (name: string): object => ({
  ...{ Id: name, Names: [`/${name}`], Image: 'nginx', Created: 0 },
  ...{ State: 'running', Status: 'Up 2 seconds' },
});
const network = (name: string): object => ({
  ...{ Id: name, Name: name, Driver: 'bridge', Scope: 'local' },
});

/** Writes an event into the stream that was opened last. */
function tell(type: string, action: string, attributes: Record<string, string> = {}): void {
  const event = { Type: type, Action: action, Actor: { ID: 'x', Attributes: attributes } };
  streams.at(-1)?.write(`${JSON.stringify(event)}\n`);
}

beforeEach(async () => {
  streams = [];
  asked = [];
  answers = {
    '/version': json({ Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12' }),
    '/v1.41/containers/json': json([]),
    '/v1.41/networks': json([]),
    '/v1.41/info': json({ Swarm: { NodeID: '', ControlAvailable: false } }),
    '/v1.41/events': (_request, response) => {
      response.flushHeaders();
      streams.push(response);
    },
  };
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://docker').pathname;
    asked.push(path);
    answers[path]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  watch?.close();
  watch = undefined;
  server.closeAllConnections();
  server.close();
});

/** Like a channel of ssh2: no methods of a socket, and half open until both sides have ended. */
function channel(): Promise<Duplex> {
  const { port } = server.address() as AddressInfo;
  const socket = connectSocket({ port, host: '127.0.0.1', allowHalfOpen: true });
  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk) => stream.push(chunk) || socket.pause());
  socket.on('end', () => stream.push(null));
  socket.on('error', (error) => stream.destroy(error));
  return Promise.resolve(stream);
}

interface Told {
  inventories: Inventory[];
  troubles: (ErrorInfo | null)[];
  /** Resolves when `done` holds. */
  until(done: () => boolean): Promise<void>;
}

async function open(connect: () => Promise<Duplex> = channel): Promise<Told> {
  let check = (): void => undefined;
  const told: Told = {
    inventories: [],
    troubles: [],
    until: (done) =>
      new Promise((resolve) => {
        check = () => (done() ? resolve() : undefined);
        check();
      }),
  };
  watch = await openDocker(connect, {
    inventory: (inventory) => {
      told.inventories.push(inventory);
      check();
    },
    trouble: (error) => {
      told.troubles.push(error);
      check();
    },
  });
  return told;
}

async function failureOf(state: SocketState, thrown: GangwayError): Promise<ErrorInfo> {
  const facts = { path: '/run/d.sock', user: 'guest', diagnose: () => Promise.resolve(state) };
  const listeners = { inventory: () => undefined, trouble: () => undefined };
  try {
    await openDocker(() => Promise.reject(thrown), listeners, facts);
  } catch (error) {
    if (error instanceof GangwayError) return error.info;
    throw error;
  }
  throw new Error('it did not fail');
}

it('is short in docker-modem’s debug output', () => {
  const agent = new ChannelAgent(channel);
  expect(inspect({ agent }, { showHidden: true, depth: null })).toBe('{ agent: ChannelAgent }');
});

describe('openDocker', () => {
  it('lists once, and again after an event', async () => {
    const told = await open();
    expect(watch?.inventory).toEqual({
      containers: [],
      networks: [],
      swarm: null,
      engine: '20.10.24',
    });
    answers['/v1.41/containers/json'] = json([container('web')]);
    tell('container', 'start');
    await told.until(() => told.inventories.length === 1);
    expect(told.inventories[0]?.containers[0]?.name).toBe('web');
    expect(told.troubles).toEqual([]);
  });

  it('asks only for what the event is about', async () => {
    const told = await open();
    asked.length = 0;
    answers['/v1.41/containers/json'] = json([container('web')]);
    tell('container', 'start');
    await told.until(() => told.inventories.length === 1);
    expect(asked).toEqual(['/v1.41/containers/json']);
  });

  it('hears of aliases after the list, which does not tell them', async () => {
    const joined = (endpoint: string): object => {
      const NetworkSettings = {
        Networks: { app: { EndpointID: endpoint, IPAddress: '10.1.0.2' } },
      };
      return { ...container('web'), NetworkSettings };
    };
    const inspect = '/v1.41/containers/web/json';
    const aliased = (endpoint: string, ...Aliases: string[]): void => {
      const Networks = { app: { EndpointID: endpoint, Aliases } };
      answers[inspect] = json({ NetworkSettings: { Networks } });
    };
    answers['/v1.41/containers/json'] = json([joined('e1')]);
    aliased('e1', 'web', 'db');
    const told = await open();
    expect(watch?.inventory.containers[0]?.endpoints[0]).not.toHaveProperty('aliases');
    await told.until(() => told.inventories.length === 1);
    expect(told.inventories[0]?.containers[0]?.endpoints[0]?.aliases).toEqual(['db']);

    asked.length = 0;
    aliased('e2', 'late');
    answers['/v1.41/containers/json'] = json([joined('e2')]);
    tell('network', 'connect');
    await told.until(() => told.inventories.length === 3);
    expect(told.inventories[2]?.containers[0]?.endpoints[0]?.aliases).toEqual(['late']);
    expect(asked.filter((path) => path === inspect)).toHaveLength(1);
  });

  it('says nothing where nothing has changed', async () => {
    const told = await open();
    tell('container', 'start');
    answers['/v1.41/networks'] = json([network('late')]);
    tell('network', 'create');
    await told.until(() => told.inventories.length === 1);
    expect(told.inventories[0]?.networks).toHaveLength(1);
  });

  it('lists no attachment, whoever made it', async () => {
    const hidden = { ...container('gangway-1'), Labels: { 'gangway.bridge': 'another' } };
    answers['/v1.41/containers/json'] = json([container('web'), hidden]);
    await open();
    expect(watch?.inventory.containers.map(({ name }) => name)).toEqual(['web']);
  });

  it('lists once more a little later, because dockerd tells before it has written', async () => {
    const told = await open();
    let lists = 0;
    answers['/v1.41/networks'] = (request, response) => {
      json(++lists === 1 ? [] : [network('late')])(request, response);
    };
    tell('network', 'create');
    await told.until(() => told.inventories.at(-1)?.networks[0]?.name === 'late');
  });

  it('tells trouble when the stream ends, and that it is over when it runs again', async () => {
    const told = await open();
    streams[0]?.end();
    await told.until(() => told.troubles.at(-1) === null && told.inventories.length === 1);
    expect(told.troubles.map((error) => error?.code)).toEqual(['docker.failed', undefined]);
    expect(streams).toHaveLength(2);
  });

  it('takes a list that fails for trouble too', async () => {
    const told = await open();
    const list = answers['/v1.41/networks'];
    answers['/v1.41/networks'] = (_request, response) => {
      if (list) answers['/v1.41/networks'] = list;
      response.writeHead(500).end(JSON.stringify({ message: 'layer does not exist' }));
    };
    tell('network', 'create');
    await told.until(() => told.troubles.at(-1) === null);
    expect(told.troubles[0]?.detail['message']).toBe('layer does not exist');
  });

  it('takes an event that is none for trouble too', async () => {
    const told = await open();
    streams[0]?.write('{"hello":"world"}\n');
    await told.until(() => told.troubles.at(-1) === null);
    expect(told.troubles[0]?.detail['message']).toBe('it answered something that is not its API');
  });

  it('gives up without a word when the session is over', async () => {
    let refused: (() => void) | undefined;
    const tried = new Promise<void>((resolve) => (refused = resolve));
    let over = false;
    const told = await open(() => {
      if (!over) return channel();
      refused?.();
      return Promise.reject(failure('ssh.lost', { host: 'a' }));
    });
    over = true;
    server.closeAllConnections();
    await tried;
    expect(told.troubles.map((error) => error?.code)).toEqual(['docker.failed']);
  });

  describe('on a manager of a Swarm', () => {
    const NODE = { ID: 'n1', Spec: { Role: 'manager', Availability: 'active' } };
    const OTHER = { ID: 'n2', Spec: { Role: 'worker', Availability: 'active' } };
    const SERVICE = { ID: 's1', Spec: { Name: 'shop', Labels: {} } };
    const task = (slot: number): object => ({
      ...{ ID: `t${slot}`, ServiceID: 's1', Slot: slot, NodeID: 'n2' },
      ...{ Spec: { ContainerSpec: { Image: 'nginx' } }, Status: { State: 'running' } },
    });
    const tasks = (inventory: Inventory | undefined) =>
      inventory?.swarm?.tasks.map(({ name }) => name);

    beforeEach(() => {
      Object.assign(answers, {
        '/v1.41/info': json({ Swarm: { NodeID: 'n1', ControlAvailable: true } }),
        '/v1.41/nodes': json([NODE, OTHER]),
        '/v1.41/services': json([SERVICE]),
        '/v1.41/tasks': json([task(1)]),
      });
    });

    it('hears of tasks on other nodes without an event', async () => {
      const told = await open();
      expect(tasks(watch?.inventory)).toEqual(['shop.1']);
      answers['/v1.41/tasks'] = json([task(1), task(2)]);
      asked.length = 0;
      await told.until(() => told.inventories.length === 1);
      expect(tasks(told.inventories[0])).toEqual(['shop.1', 'shop.2']);
      expect(asked).toEqual(['/v1.41/tasks']);
    }, 20_000);

    it('keeps what it knows while there is no leader, and asks again', async () => {
      const told = await open();
      const leaderless: RequestListener = (_request, response) => {
        response
          .writeHead(503)
          .end(JSON.stringify({ message: 'the swarm does not have a leader' }));
      };
      answers['/v1.41/tasks'] = leaderless;
      answers['/v1.41/networks'] = json([network('late')]);
      tell('service', 'update');
      tell('network', 'create');
      await told.until(() => told.inventories.at(-1)?.networks.length === 1);
      expect(tasks(told.inventories.at(-1))).toEqual(['shop.1']);
      answers['/v1.41/tasks'] = json([task(1), task(2)]);
      await told.until(() => tasks(told.inventories.at(-1))?.length === 2);
      expect(told.troubles).toEqual([]);
    }, 20_000);

    it('forgets what only managers see when it becomes a worker', async () => {
      const told = await open();
      answers['/v1.41/info'] = json({ Swarm: { NodeID: 'n1', ControlAvailable: false } });
      tell('node', 'update');
      await told.until(() => told.inventories.length === 1);
      expect(told.inventories[0]?.swarm).toEqual({
        ...{ node: 'n1', manager: false, nodes: [], tasks: [] },
      });
    });
  });

  it('says that what answers is not Docker', async () => {
    answers['/version'] = json({ hello: 'world' });
    await expect(open()).rejects.toMatchObject({ info: { code: 'docker.failed' } });
  });

  it('does not heed the laptop’s own DOCKER_HOST', async () => {
    process.env['DOCKER_HOST'] = 'this is no address';
    try {
      await open();
    } finally {
      delete process.env['DOCKER_HOST'];
    }
  });

  it.each<[string, SocketState, GangwayError, ErrorInfo['code'], ErrorInfo['detail']]>([
    [
      'a refused channel to a missing socket',
      'missing',
      failure('ssh.channel-refused'),
      'docker.missing',
      { path: '/run/d.sock' },
    ],
    [
      'a refused channel to a forbidden socket',
      'denied',
      failure('ssh.channel-refused'),
      'docker.denied',
      { path: '/run/d.sock', user: 'guest' },
    ],
    [
      'a refused channel to a socket that nobody serves',
      'unknown',
      failure('ssh.channel-refused'),
      'docker.failed',
      { path: '/run/d.sock', message: 'nothing answers at its socket' },
    ],
    ['a lost session', 'unknown', failure('ssh.lost', { host: 'a' }), 'ssh.lost', { host: 'a' }],
  ])('tells apart %s', async (_name, state, thrown, code, detail) => {
    expect(await failureOf(state, thrown)).toMatchObject({ code, detail });
  });
});
