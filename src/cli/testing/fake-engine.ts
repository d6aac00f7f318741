/** A control client over an engine that does as the test says. */
import type { ControlClient } from '../../core/control/client';
import { applyPatch, type AppSnapshot, type SnapshotPatch } from '../../shared/snapshot';
import type { BridgeView } from '../../shared/snapshot';
import type { LinkInfo } from '../../shared/bridge-state';
import type { NameAnswer } from '../../shared/names-view';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import type { PromptAnswer } from '../../shared/prompt';
import { DEFAULT_SETTINGS } from '../../shared/settings';

export const PROFILE: Profile = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'a',
  gateways: [{ host: 'a.example.org' }],
  cidrs: [],
  networks: {},
};

export const LINK: LinkInfo = {
  mode: 'tun-channel',
  interface: 'gangway0',
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1500,
  rights: 'root',
  gateway: 'a.example.org:22',
};

/** A local bridge network, routed as it is. */
export function networkView(name: string, change: Partial<NetworkView> = {}): NetworkView {
  return {
    ...{ id: name, name, kind: 'docker', driver: 'bridge', scope: 'local' },
    ...{ prefixes: [{ real: '172.17.0.0/16', routed: '172.17.0.0/16' }], enabled: true },
    ...{ reach: { kind: 'on' }, containers: 1, nodes: [], ...change },
  };
}

export class FakeEngine {
  readonly answers: [id: string, answer: PromptAnswer][] = [];
  readonly connected: string[] = [];
  readonly chosen: [name: string, enabled: boolean][] = [];
  /** What the engine does about a choice of network before it answers. */
  onChoice: (name: string, enabled: boolean) => Promise<void> | void = () => undefined;
  /** What its DNS server says. */
  onName: (name: string) => NameAnswer = (name) => ({ kind: 'elsewhere', name });
  snapshot: AppSnapshot = {
    revision: 7,
    version: '0.0.0',
    settings: DEFAULT_SETTINGS,
    profiles: [PROFILE],
    bridges: {},
    prompts: [],
    notices: [],
  };
  readonly #patches = new Set<(patch: SnapshotPatch) => void>();
  readonly #closed = new Set<() => void>();

  readonly client: ControlClient = {
    calls: {
      snapshot: () => Promise.resolve(this.snapshot),
      connect: (id) => {
        this.connected.push(id);
        this.bridge({ state: { kind: 'connecting', attempt: 1, phase: 'elevate' } });
        return Promise.resolve();
      },
      disconnect: () => Promise.resolve(),
      answerPrompt: (id, answer) => {
        this.answers.push([id, answer]);
        return Promise.resolve();
      },
      addProfile: () => Promise.resolve(PROFILE),
      importProfiles: () => Promise.resolve([PROFILE]),
      moveProfile: () => Promise.resolve(),
      configHosts: () => Promise.resolve([]),
      updateProfile: () => Promise.resolve(PROFILE),
      removeProfile: () => Promise.resolve(),
      setNetwork: async (_id, name, enabled) => {
        this.chosen.push([name, enabled]);
        await this.onChoice(name, enabled);
      },
      checkContainer: () =>
        Promise.resolve({ kind: 'reachable', address: '172.17.0.2', rttMs: 1 } as const),
      resolveName: (name) => Promise.resolve(this.onName(name)),
      activity: () => Promise.resolve({ events: [], trouble: null }),
      actOnContainer: () => Promise.resolve(),
      inspectContainer: () => Promise.resolve('{}'),
      changeSettings: () => Promise.resolve(),
      helperService: () => Promise.resolve({ kind: 'absent' }),
      setHelperService: () => Promise.resolve({ kind: 'absent' }),
      askToConnect: () => Promise.resolve(),
      dismissNotices: () => Promise.resolve(),
    },
    onPatch: (listener) => {
      this.#patches.add(listener);
      return () => this.#patches.delete(listener);
    },
    onClosed: (listener) => void this.#closed.add(listener),
    close: () => undefined,
  };

  patch(changes: Omit<SnapshotPatch, 'revision'>): void {
    const patch = { revision: this.snapshot.revision + 1, ...changes };
    this.snapshot = applyPatch(this.snapshot, patch) ?? this.snapshot;
    for (const listener of this.#patches) listener(patch);
  }

  bridge(change: Partial<BridgeView>): void {
    this.patch({ bridges: { [PROFILE.id]: change } });
  }

  /** Changes that no patch told of. */
  skip(changes: Partial<AppSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...changes, revision: this.snapshot.revision + 1 };
  }

  end(): void {
    for (const listener of this.#closed) listener();
  }
}
