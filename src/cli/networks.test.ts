/** Choosing profiles, networks and containers, with an engine that does as the test says. */
import { describe, expect, it } from 'vitest';
import {
  errorInfo,
  failure,
  GangwayError,
  type ErrorCode,
  type ErrorDetail,
} from '../shared/errors';
import type { Inventory } from '../shared/inventory';
import type { NetworkReach } from '../shared/network-view';
import { anyProfile, connectedProfile } from './choose';
import { findTarget, reachableLine } from './commands/check';
import { choiceLines, switchNetwork } from './commands/network';
import { LiveSnapshot } from './live';
import { FakeEngine, LINK, networkView, PROFILE } from './testing/fake-engine';

const CONNECTED = { kind: 'connected', since: 0, link: LINK } as const;
const full = errorInfo('net.remap-full', { prefix: '10.0.9.0/24' });
const other = { ...PROFILE, id: '00000000-0000-4000-8000-000000000002', name: 'b' };
/** A thrown `GangwayError` of that code and with these facts. */
const code = (expected: ErrorCode, detail: ErrorDetail = {}): Error =>
  new GangwayError(errorInfo(expected, detail));

async function start() {
  const engine = new FakeEngine();
  const front = (reach: NetworkReach, enabled: boolean) =>
    engine.bridge({
      networks: [
        networkView('bridge'),
        networkView('front', { reach, enabled }),
        networkView('10.20.0.0/16', { kind: 'cidr' }),
      ],
    });
  engine.bridge({ state: CONNECTED });
  front({ kind: 'off' }, false);
  const live = await LiveSnapshot.open(engine.client);
  const notes: string[] = [];
  const turn = (name: string, enabled: boolean) =>
    switchNetwork({ client: engine.client, live }, PROFILE, name, enabled, () =>
      notes.push('opening'),
    );
  return { engine, live, front, notes, turn };
}

describe('switchNetwork', () => {
  it('waits until the network is on, and tells once that it opens', async () => {
    const { engine, front, notes, turn } = await start();
    engine.onChoice = () => {
      front({ kind: 'opening' }, true);
      front({ kind: 'opening' }, true);
    };
    let settled = false;
    const turned = turn('front', true).finally(() => (settled = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect({ settled, notes, chosen: engine.chosen }).toEqual({
      settled: false,
      notes: ['opening'],
      chosen: [['front', true]],
    });
    front({ kind: 'on' }, true);
    expect(await turned).toMatchObject({ name: 'front', reach: { kind: 'on' } });
  });

  it('waits until it is off', async () => {
    const { engine, front, turn } = await start();
    front({ kind: 'on' }, true);
    engine.onChoice = () => front({ kind: 'off' }, false);
    expect(await turn('front', false)).toMatchObject({ reach: { kind: 'off' } });
    expect(engine.chosen).toEqual([['front', false]]);
  });

  it('rejects with what refused it', async () => {
    const { engine, front, turn } = await start();
    engine.onChoice = () => front({ kind: 'refused', error: full }, true);
    await expect(turn('front', true)).rejects.toEqual(code(full.code, full.detail));
    engine.onChoice = () => Promise.reject(failure('config.storage-failed', { path: '/p' }));
    await expect(turn('bridge', false)).rejects.toEqual(
      code('config.storage-failed', { path: '/p' }),
    );
  });

  it('rejects when the bridge drops or the engine ends', async () => {
    const one = await start();
    one.engine.onChoice = () => one.engine.bridge({ state: { kind: 'idle' } });
    await expect(one.turn('front', true)).rejects.toEqual(
      code('control.not-connected', { name: 'a' }),
    );
    const two = await start();
    two.engine.onChoice = () => two.engine.end();
    await expect(two.turn('front', true)).rejects.toEqual(code('control.gone'));
  });

  it.each(['nowhere', '10.20.0.0/16'])('knows no network %s, and asks nobody', async (name) => {
    const { engine, turn } = await start();
    await expect(turn(name, true)).rejects.toEqual(
      code('config.unknown-network', { name, names: 'bridge, front' }),
    );
    expect(engine.chosen).toEqual([]);
  });
});

describe('choiceLines', () => {
  const mapped = networkView('front', {
    prefixes: [
      { real: '10.0.9.0/24', routed: '10.201.9.0/24' },
      { real: 'fd00::/64', routed: null },
      { real: '172.20.0.0/16', routed: '172.20.0.0/16' },
    ],
  });
  it.each([
    [true, mapped, 'front is on: 10.0.9.0/24 here as 10.201.9.0/24, 172.20.0.0/16'],
    [false, networkView('front', { reach: { kind: 'off' } }), 'front is off.'],
    [true, null, 'a is not connected: front will be on when it is.'],
    [false, null, 'a is not connected: front will be off when it is.'],
  ])('%s, %o', (enabled, network, line) => {
    expect(choiceLines({ profile: 'a', name: 'front', enabled, network })).toEqual([line]);
  });
});

describe('the profile that is meant', () => {
  it('is the one named, or the only one that is up', async () => {
    const { engine, live } = await start();
    engine.patch({ profiles: [PROFILE, other] });
    expect(connectedProfile(live, undefined)).toEqual(PROFILE);
    expect(connectedProfile(live, 'a')).toEqual(PROFILE);
    expect(() => connectedProfile(live, 'b')).toThrow(code('control.not-connected', { name: 'b' }));
    expect(() => connectedProfile(live, 'c')).toThrow(
      code('config.unknown-profile', { name: 'c' }),
    );
    engine.patch({ bridges: { [other.id]: { state: CONNECTED } } });
    expect(() => connectedProfile(live, undefined)).toThrow(
      code('config.which-profile', { names: 'a, b' }),
    );
  });

  it('is the only one there is, for what needs no connection', () => {
    expect(anyProfile([PROFILE, other], [], 'b')).toEqual(other);
    expect(anyProfile([PROFILE, other], [other], undefined)).toEqual(other);
    expect(anyProfile([PROFILE], [], undefined)).toEqual(PROFILE);
    expect(() => anyProfile([PROFILE, other], [], undefined)).toThrow(
      code('config.which-profile', { names: 'a, b' }),
    );
    expect(() => anyProfile([], [], undefined)).toThrow(code('config.which-profile'));
  });
});

describe('findTarget', () => {
  const container = (id: string, name: string) =>
    ({ id, name, endpoints: [] }) as unknown as Inventory['containers'][number];
  const task = (id: string, name: string, ran: string | null) =>
    ({ id, name, container: ran }) as unknown as NonNullable<Inventory['swarm']>['tasks'][number];
  const inventory: Inventory = {
    containers: [container('abc1', 'web'), container('abd2', 'web.1.x'), container('web9', 'db')],
    networks: [],
    swarm: {
      ...{ node: 'n', manager: true, nodes: [] },
      tasks: [task('t1', 'web.1', 'abd2'), task('t2', 'web.2', 'ffe3'), task('t3', 'web.3', null)],
    },
    engine: '',
  };

  it.each([
    ['web', 'abc1'],
    ['abc', 'abc1'],
    ['web.1.x', 'abd2'],
    ['web.1', 't1'],
    ['web.2', 't2'],
    ['t3', 't3'],
    ['ff', 't2'],
    ['abd2', 'abd2'],
  ])('finds %s', (wanted, id) => expect(findTarget(inventory, wanted).id).toBe(id));

  it.each([
    ['nowhere', {}],
    ['ab', { matches: 'web, web.1.x' }],
  ])('does not guess: %s', (wanted, detail) => {
    expect(() => findTarget(inventory, wanted)).toThrow(
      code('docker.no-such-container', { name: wanted, ...detail }),
    );
  });

  it('says where and how fast', () => {
    expect(reachableLine('web', { kind: 'reachable', address: '10.201.0.2', rttMs: 1.234 })).toBe(
      'web is reachable: 1.23 ms at 10.201.0.2',
    );
  });
});
