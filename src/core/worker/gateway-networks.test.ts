import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorInfo, failure, type ErrorInfo } from '../../shared/errors';
import type { Network } from '../../shared/inventory';
import type { GuardNetworks } from '../gateway/guard';
import { GatewayNetworksKeeper } from './gateway-networks';
import type { GatewayNetworksResult } from './protocol';

const overlay = (id: string): Network => ({
  ...{ id, name: `the ${id}`, driver: 'overlay', scope: 'swarm', subnets: ['10.20.1.0/24'] },
  ...{ internal: false, attachable: true, ingress: false },
});
const WANTED = { remaps: [], masquerade: ['10.0.0.0/16'], attachments: ['mesh'] };

let applied: GuardNetworks[];
let attached: string[];
let detached: string[];
let changes: GatewayNetworksResult[];
let refuse: ErrorInfo | undefined;
let attach: (network: Network) => Promise<{ pid: number }>;

function makeKeeper(): GatewayNetworksKeeper {
  return new GatewayNetworksKeeper({
    guard: {
      apply: (request) => {
        applied.push(request);
        return Promise.resolve({ failed: refuse ? { mesh: refuse } : {} });
      },
    },
    docker: () => ({
      networks: () => [overlay('mesh'), overlay('backplane')],
      attach: (network) => {
        attached.push(network.id);
        return attach(network);
      },
      detach: (id) => {
        detached.push(id);
        return Promise.resolve();
      },
    }),
    onChange: (result) => changes.push(result),
  });
}

afterEach(() => vi.useRealTimers());
beforeEach(() => {
  [applied, attached, detached, changes] = [[], [], [], []];
  refuse = undefined;
  attach = () => Promise.resolve({ pid: 100 + attached.length });
});

describe('GatewayNetworksKeeper', () => {
  it('has the guard wire what Docker attached', async () => {
    expect(await makeKeeper().set(WANTED)).toEqual({ failed: {} });
    expect(applied).toEqual([
      {
        ...{ remaps: [], masquerade: ['10.0.0.0/16'] },
        attachments: [{ network: 'mesh', pid: 101, subnets: ['10.20.1.0/24'] }],
      },
    ]);
  });

  it('attaches once, and detaches what is no longer wanted', async () => {
    const keeper = makeKeeper();
    await keeper.set(WANTED);
    await keeper.set({ ...WANTED, attachments: ['mesh', 'backplane'] });
    await keeper.set({ ...WANTED, attachments: ['backplane'] });
    expect({ attached, detached }).toEqual({
      attached: ['mesh', 'backplane'],
      detached: ['mesh'],
    });
  });

  it('lets one overlay fail alone', async () => {
    const refusal = { network: 'mesh', message: 'no space' };
    attach = ({ id }) =>
      id === 'mesh'
        ? Promise.reject(failure('gateway.attach-failed', refusal))
        : Promise.resolve({ pid: 7 });
    const keeper = makeKeeper();
    const result = await keeper.set({ ...WANTED, attachments: ['mesh', 'backplane'] });
    expect(result.failed).toEqual({ mesh: errorInfo('gateway.attach-failed', refusal) });
    expect(applied[0]?.attachments.map(({ network }) => network)).toEqual(['backplane']);
  });

  it('names what the guard could not wire', async () => {
    refuse = errorInfo('gateway.attach-failed', { network: 'mesh', message: 'no veth' });
    const { failed } = await makeKeeper().set(WANTED);
    expect(failed['mesh']?.detail).toEqual({ network: 'the mesh', message: 'no veth' });
  });

  it('puts back what somebody else removed', async () => {
    const keeper = makeKeeper();
    await keeper.set(WANTED);
    keeper.gone('mesh');
    await vi.waitFor(() => expect(applied.at(-1)?.attachments[0]?.pid).toBe(102));
    expect(changes).toEqual([]);
  });

  it('tries again what could not be attached, and tells once it is', async () => {
    vi.useFakeTimers();
    attach = () => Promise.reject(failure('gateway.attach-failed', { network: 'the mesh' }));
    const keeper = makeKeeper();
    expect((await keeper.set(WANTED)).failed).toHaveProperty('mesh');
    attach = () => Promise.resolve({ pid: 7 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(changes).toEqual([{ failed: {} }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attached).toHaveLength(2);
  });

  it('puts nothing back at the end', async () => {
    const keeper = makeKeeper();
    await keeper.set(WANTED);
    keeper.stop();
    keeper.gone('mesh');
    keeper.heal();
    await keeper.set(WANTED);
    expect({ attached, applied: applied.length }).toEqual({ attached: ['mesh'], applied: 1 });
  });

  it('heals once for many changes, and not before anything was asked for', async () => {
    const keeper = makeKeeper();
    keeper.heal();
    await keeper.set(WANTED);
    for (let i = 0; i < 5; i++) keeper.heal();
    await keeper.set(WANTED);
    expect(applied).toHaveLength(3);
  });
});
