import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure } from '../shared/errors';
import {
  HELPER_PROTOCOL_VERSION,
  MAX_HOSTS,
  MAX_LINE_BYTES,
  MAX_ROUTES,
} from '../shared/helper-protocol';
import { serve, type SessionOptions } from './session';

const BRIDGE = '4f9d1c1e-6d1d-4d8a-9a53-0f3a5f1f7c11';
const NETWORK = { addresses: [], routes: [], nameservers: [] };

let directory: string;
let app: Socket;
let helper: Socket;
let calls: string[];
let served: Promise<void>;

/** Bridges that only say what they were asked, in the order of completion. */
const bridges: SessionOptions['bridges'] = {
  open: (bridge) => {
    calls.push(`open ${bridge}`);
    return { device: 'gangway0', descriptor: 42, applied: null };
  },
  apply: async (_bridge, { routes }) => {
    await new Promise(setImmediate);
    calls.push(`apply ${routes.join()}`);
    if (routes.includes('0.0.0.0/0')) throw failure('helper.refused', { rule: 'default-route' });
    return [['ip']];
  },
  names: (_bridge, { domains }) => {
    calls.push(`names ${domains.join()}`);
    return Promise.resolve({ resolver: 'hosts-file', commands: [['write', '/etc/hosts']] });
  },
  inspect: () => Promise.resolve(NETWORK),
  clean: () => Promise.resolve([]),
  cleanAll: () => {
    calls.push('clean all');
    return Promise.resolve();
  },
};

const handOver = (bridge: string, descriptor: number) => {
  calls.push(`hand over ${descriptor} of ${bridge}`);
  return Promise.resolve();
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  calls = [];
  directory = mkdtempSync(join(tmpdir(), 'session-'));
  const server = createServer().listen(join(directory, 'sock'));
  await once(server, 'listening');
  app = connect(join(directory, 'sock'));
  app.on('error', () => undefined);
  [helper] = (await once(server, 'connection')) as [Socket];
  server.close();
  served = serve(helper, { bridges, handOver, heartbeatTimeoutMs: 30_000 });
});
afterEach(() => {
  vi.useRealTimers();
  app.destroy();
  rmSync(directory, { recursive: true });
});

/** Sends lines as they are, and resolves with that many replies. */
async function ask(
  lines: readonly (string | object)[],
  replies = lines.length,
): Promise<unknown[]> {
  const answers: unknown[] = [];
  const reader = createInterface({ input: app });
  const enough = new Promise<void>((resolve) => {
    reader.on('line', (line) => {
      if (answers.push(JSON.parse(line)) === replies) resolve();
    });
  });
  for (const line of lines)
    app.write(typeof line === 'string' ? line : `${JSON.stringify(line)}\n`);
  await enough;
  reader.close();
  return answers;
}

const hello = { id: 1, verb: 'hello', version: HELPER_PROTOCOL_VERSION };
const config = { local: '198.18.0.0', peer: '198.18.0.1', mtu: 1400, routes: ['10.1.0.0/16'] };
const apply = { id: 2, verb: 'apply', bridge: BRIDGE, config: { ...config, gateway: '1.2.3.4' } };

describe('session', () => {
  it('answers verbs one after the other, in order', async () => {
    const replies = await ask([hello, apply, { id: 3, verb: 'open-tun', bridge: BRIDGE }]);
    expect(replies).toEqual([
      { id: 1, ok: true, version: HELPER_PROTOCOL_VERSION, pid: process.pid },
      { id: 2, ok: true, commands: [['ip']] },
      { id: 3, ok: true, interface: 'gangway0' },
    ]);
    expect(calls).toEqual(['apply 10.1.0.0/16', `open ${BRIDGE}`, `hand over 42 of ${BRIDGE}`]);
  });

  const names = {
    ...{ id: 3, verb: 'names', bridge: BRIDGE },
    config: { port: 5353, domains: ['a.internal'], search: [], hosts: [] as object[] },
  };

  it('says what of the laptop was told names', async () => {
    expect(await ask([names])).toEqual([
      { id: 3, ok: true, resolver: 'hosts-file', commands: [['write', '/etc/hosts']] },
    ]);
    expect(calls).toEqual(['names a.internal']);
  });

  it('takes as many hosts as there may be', async () => {
    const host = { address: '255.255.255.255', names: ['x'.repeat(63), 'y.a.internal'] };
    const full = { ...names.config, hosts: Array<object>(MAX_HOSTS).fill(host) };
    expect(await ask([{ ...names, config: full }])).toMatchObject([{ ok: true }]);
  });

  it('takes as many routes as there may be, in their longest form', async () => {
    const long = Array.from(
      { length: MAX_ROUTES },
      (_, index) => `fd20:1111:2222:3333:4444:5555:6666:${(index + 0x1000).toString(16)}/128`,
    );
    const many = { ...apply, config: { ...apply.config, routes: long } };
    expect(await ask([many])).toMatchObject([{ ok: true }]);
    const tooMany = { ...many, config: { ...many.config, routes: [...long, '10.0.0.0/8'] } };
    const detail = { rule: 'malformed', value: 'config.routes' };
    expect(await ask([tooMany])).toMatchObject([{ ok: false, error: { detail } }]);
  });

  it('says bye when everything is undone, and ends', async () => {
    expect(await ask([{ id: 9, verb: 'bye' }])).toEqual([{ id: 9, ok: true }]);
    expect(calls).toEqual(['clean all']);
    await served;
  });

  it('goes on after a refusal', async () => {
    const greedy = { ...apply, config: { ...apply.config, routes: ['0.0.0.0/0'] } };
    const [refusal, next] = await ask([greedy, hello]);
    expect(refusal).toMatchObject({ id: 2, ok: false, error: { code: 'helper.refused' } });
    expect(next).toMatchObject({ id: 1, ok: true });
  });

  it.each([
    ['an unknown verb', { id: 5, verb: 'run', command: 'id' }, 'verb'],
    ['a bridge that is no id', { id: 5, verb: 'clean', bridge: '../../etc' }, 'bridge'],
    [
      'an MTU out of bounds',
      { ...apply, id: 5, config: { ...apply.config, mtu: 70_000 } },
      'config.mtu',
    ],
    [
      'a route with host bits',
      { ...apply, id: 5, config: { ...apply.config, routes: ['10.0.0.1/8'] } },
      'config.routes.0',
    ],
    [
      'a privileged port',
      { ...names, id: 5, config: { ...names.config, port: 53 } },
      'config.port',
    ],
    [
      'a path in the place of a domain',
      { ...names, id: 5, config: { ...names.config, domains: ['../../etc'] } },
      'config.domains.0',
    ],
    [
      'inner IPv6 addresses in the place of IPv4',
      { ...apply, id: 5, config: { ...apply.config, local: 'fda5:36a2:f221::' } },
      'config.local',
    ],
  ])('refuses %s by name', async (_name, request, value) => {
    const detail = { rule: 'malformed', value };
    expect(await ask([request])).toMatchObject([
      { id: 5, ok: false, error: { code: 'helper.refused', detail } },
    ]);
    expect(calls).toEqual([]);
  });

  it('tells a helper of another version from this one', async () => {
    expect(await ask([{ ...hello, version: 1 }])).toMatchObject([
      {
        ok: false,
        error: { code: 'helper.version', detail: { app: 1, helper: HELPER_PROTOCOL_VERSION } },
      },
    ]);
  });

  it.each([
    ['no JSON', 'open sesame\n'],
    ['no id', '{"verb":"bye"}\n'],
    ['a list', '[]\n'],
    ['an endless line', 'x'.repeat(MAX_LINE_BYTES + 1)],
    ['an over-long line', `${JSON.stringify({ ...hello, padding: 'x'.repeat(MAX_LINE_BYTES) })}\n`],
  ])('ends at %s', async (_name, text) => {
    app.write(text);
    await served;
    expect(helper.destroyed).toBe(true);
    expect(calls).toEqual([]);
  });

  it('ends at end of file', async () => {
    app.end();
    await served;
  });

  it('finishes the request that it works on when it is ended from outside', async () => {
    app.write(`${JSON.stringify(apply)}\n`);
    await once(helper, 'data');
    helper.destroy();
    await served;
    expect(calls).toEqual(['apply 10.1.0.0/16']);
  });

  it('ends after thirty seconds of silence, counted from the last message', async () => {
    await ask([hello]);
    vi.advanceTimersByTime(29_000);
    expect(helper.destroyed).toBe(false);
    await ask([hello]);
    vi.advanceTimersByTime(29_999);
    expect(helper.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(helper.destroyed).toBe(true);
    await served;
  });
});
