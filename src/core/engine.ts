/**
 * The engine: profiles, one bridge each, one helper for all, and a snapshot of everything for the
 * shells. It knows no Electron; the app and the command line are thin shells over it.
 */
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { EMPTY_BRIDGE, applyPatch, type AppSnapshot, type SnapshotPatch } from '../shared/snapshot';
import type { BridgeView } from '../shared/snapshot';
import { failure, type ErrorInfo } from '../shared/errors';
import type { HandlersOf } from '../shared/ipc/builders';
import type { engineCalls, engineStreams } from '../shared/ipc/schema';
import type { ActivityEvent } from '../shared/activity';
import type { TestProgress } from '../shared/connection-test';
import type { LogLine } from '../shared/container-tools';
import type { Profile, ProfileDraft } from '../shared/profile';
import type { PromptAnswer, PromptBody } from '../shared/prompt';
import { ActivityLog } from './audit/activity-log';
import { Recorder } from './audit/recorder';
import { BridgeController } from './bridge/controller';
import { testConnection } from './bridge/connection-test';
import { ContainerTools } from './containers';
import type { StreamHandlersOf } from './control/stream-server';
import { HelperClient } from './helper';
import { DockerContexts } from './docker-cli/contexts';
import { watchLaptop } from './laptop/watch';
import { withSuffix } from './names/domains';
import { NameServer } from './names/server';
import { dockerSocketOf, type Paths } from './profiles/home';
import type { ProfileStore } from './profiles';
import { Prompts } from './prompts';
import { readConfigHosts } from './ssh/login/config-hosts';
import type { SettingsStore } from './settings/settings-store';
import { startBridgeWorker } from './worker/client';

export interface EngineOptions {
  readonly home: Paths;
  readonly profiles: ProfileStore;
  readonly settings: SettingsStore;
  /** Built files: the privileged helper and a bridge's worker thread. */
  readonly helperFile: string;
  readonly workerFile: URL;
  readonly version: string;
}

export class Engine {
  readonly #profiles: ProfileStore;
  readonly #settings: SettingsStore;
  readonly #helper: HelperClient;
  readonly #workerFile: URL;
  readonly #bridges = new Map<string, BridgeController>();
  /** Prefixes that each bridge routes, by profile id. */
  readonly #claims = new Map<string, readonly string[]>();
  readonly #names = new NameServer();
  readonly #contexts: DockerContexts;
  readonly #home: Paths;
  readonly #activity: ActivityLog;
  readonly #recorder: Recorder;
  readonly #containers: ContainerTools;
  readonly #ending = new AbortController();
  readonly #prompts = new Prompts((prompts) => this.#patch({ prompts }));
  readonly #listeners = new Set<(patch: SnapshotPatch) => void>();
  /** What a shell had to say, until it is dismissed. */
  #told: readonly ErrorInfo[] = [];
  #snapshot: AppSnapshot;

  constructor(options: EngineOptions) {
    this.#profiles = options.profiles;
    this.#settings = options.settings;
    this.#workerFile = options.workerFile;
    this.#home = options.home;
    this.#activity = new ActivityLog(options.home.logs);
    this.#recorder = new Recorder(this.#activity);
    this.#containers = new ContainerTools({
      bridge: (id) => this.#snapshot.bridges[id],
      nameOf: (id) => this.#profile(id).name,
      acted: (id, what, error) => this.#record(() => this.#recorder.acted(id, what, error)),
    });
    this.#contexts = new DockerContexts({ home: options.home.home });
    this.#contexts.sweep();
    this.#helper = new HelperClient({
      runDirectory: options.home.run,
      helperFile: options.helperFile,
    });
    this.#helper.onGone((error) => this.#helperGone(error));
    this.#helper.onAct((act) => this.#record(() => this.#recorder.helper(act)));
    this.#snapshot = {
      revision: 0,
      version: options.version,
      settings: options.settings.get(),
      profiles: [],
      bridges: {},
      prompts: [],
      notices: [],
    };
    this.#names.onSilent((id, errors) => this.#bridges.get(id)?.nameserversSilent(errors));
    watchLaptop(() => this.#laptopChanged(), this.#ending.signal);
    this.#profiles.onChange(() => this.#profilesChanged());
    this.#settings.onChange(() => this.#settingsChanged());
    this.#profilesChanged();
  }

  /** The calls of the IPC schema, for whatever transport a shell uses. */
  readonly handlers: HandlersOf<typeof engineCalls> = {
    snapshot: () => this.#snapshot,
    connect: (id) => {
      const bridge = this.#bridge(id);
      this.#recorder.asked(id, 'connect', this.#snapshot.bridges[id]);
      bridge.connect();
    },
    disconnect: (id) => this.#disconnect(id),
    answerPrompt: (id, answer) => this.#prompts.answer(id, answer),
    addProfile: (draft) => this.#profiles.add(draft),
    importProfiles: (drafts, rename) => this.#profiles.import(drafts, { rename }),
    moveProfile: (id, places) => this.#profiles.move(id, places),
    configHosts: () => readConfigHosts(homedir()),
    updateProfile: (id, draft) => this.#profiles.update(id, draft),
    removeProfile: async (id) => {
      await this.#disconnect(id);
      this.#profiles.remove(id);
    },
    setNetwork: (id, network, enabled) => this.#setNetwork(id, network, enabled),
    checkContainer: (id, container) => this.#bridge(id).reach(container),
    resolveName: (name) => this.#names.resolve(name),
    activity: (since) => this.#activity.recent(since),
    dismissNotices: () => {
      this.#told = [];
      this.#profiles.dismissNotices();
      this.#settings.dismissNotices();
    },
    actOnContainer: (id, container, action) => this.#containers.act(id, container, action),
    inspectContainer: (id, container) => this.#containers.inspect(id, container),
    changeSettings: (change) => void this.#settings.change(change),
    helperService: () => this.#helper.service(),
    setHelperService: (wanted) => this.#helper.setService(wanted),
    askToConnect: (id) => this.#askToConnect(id),
  };

  /** The streams of the IPC schema. */
  get streams(): StreamHandlersOf<typeof engineStreams> {
    return {
      ...this.#containers.streams,
      testConnection: ({ signal }, draft, id) => this.#test(draft, id ?? randomUUID(), signal),
    };
  }

  /** All that a container has said until now. */
  logsOf(id: string, container: string): AsyncIterable<readonly LogLine[]> {
    return this.#containers.logsOf(id, container, this.#ending.signal);
  }

  snapshot(): AppSnapshot {
    return this.#snapshot;
  }

  /** Everything that the activity log has kept, oldest first. Never rejects. */
  allActivity(): Promise<readonly ActivityEvent[]> {
    return this.#activity.all();
  }

  /** Shows trouble of the shell's own with the notices, in the place of what it said of that kind before. */
  tell(trouble: ErrorInfo): void {
    this.#told = [...this.#told.filter(({ code }) => code !== trouble.code), trouble];
    this.#patch({ notices: this.#notices() });
  }

  /** Calls `listener` with every patch from now on; returns its removal. */
  onPatch(listener: (patch: SnapshotPatch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Wake from sleep or a network change: every bridge proves that it still carries packets, or reconnects. */
  check(): void {
    for (const bridge of this.#bridges.values()) bridge.dispatch({ type: 'check' });
  }

  /** Takes all bridges down and ends the helper. */
  async stop(): Promise<void> {
    await Promise.all([...this.#bridges].map(([id, bridge]) => this.#takeDown(id, bridge)));
    await this.#helper.stop();
    await this.#names.close();
    this.#ending.abort();
    this.#profiles.close();
    this.#settings.close();
    await this.#activity.flush();
  }

  async #disconnect(id: string): Promise<void> {
    const bridge = this.#bridge(id);
    this.#recorder.asked(id, 'disconnect', this.#snapshot.bridges[id]);
    await this.#takeDown(id, bridge);
  }

  async #takeDown(id: string, bridge: BridgeController): Promise<void> {
    await this.#containers.endShells(id);
    await bridge.disconnect();
  }

  #settingsChanged(): void {
    const { suffix } = this.#snapshot.settings;
    const settings = this.#settings.get();
    this.#patch({ settings, notices: this.#notices() });
    if (settings.suffix === suffix) return;
    for (const bridge of this.#bridges.values()) void bridge.profileChanged();
  }

  #notices(): ErrorInfo[] {
    const ofFiles = [...this.#profiles.notices(), ...this.#settings.notices()];
    this.#recorder.notices(ofFiles);
    return [...ofFiles, ...this.#told];
  }

  /** Once, however often the link is followed. */
  #askToConnect(id: string): void {
    const { name } = this.#profile(id);
    if (this.#prompts.has(id, 'connect')) return;
    const prompt = {
      id: randomUUID(),
      profileId: id,
      profile: name,
      body: { kind: 'connect' },
    } as const;
    this.#prompts.ask(prompt, ({ kind }) => {
      if (kind === 'accept') void this.handlers.connect(id);
    });
  }

  #test(draft: ProfileDraft, profileId: string, signal: AbortSignal): AsyncIterable<TestProgress> {
    const ports = {
      startWorker: () => startBridgeWorker(this.#workerFile),
      otherRoutes: () => this.#routesBeside(profileId),
      ask: (id: string, body: PromptBody, answer: (answer: PromptAnswer) => void) =>
        this.#prompts.ask({ id, profileId, profile: draft.name, body }, answer),
      withdraw: (id: string) => this.#prompts.withdraw(id),
    };
    return testConnection(draft, ports, AbortSignal.any([signal, this.#ending.signal]));
  }

  async #setNetwork(id: string, network: string, enabled: boolean): Promise<void> {
    const bridge = this.#bridge(id);
    this.#profiles.chooseNetwork(id, network, enabled);
    await bridge.profileChanged();
  }

  /** A VPN that came up, another Wi-Fi: what was free may be taken now, and a link may be dead. */
  #laptopChanged(): void {
    for (const bridge of this.#bridges.values()) bridge.laptopChanged();
  }

  #bridge(id: string): BridgeController {
    const bridge = this.#bridges.get(id);
    if (!bridge) throw failure('config.unknown-profile', { id });
    return bridge;
  }

  #profilesChanged(): void {
    const profiles = this.#profiles.list();
    const added = profiles.filter(({ id }) => !this.#bridges.has(id));
    const removed = [...this.#bridges.keys()].filter(
      (id) => !profiles.some((profile) => profile.id === id),
    );
    this.#recorder.profiles(profiles);
    for (const { id } of added) this.#bridges.set(id, this.#newBridge(id));
    for (const id of removed) {
      // Removed by another process while connected: what it laid is still ours to undo.
      void this.#bridges.get(id)?.disconnect();
      this.#bridges.delete(id);
    }
    this.#patch({
      profiles,
      notices: this.#notices(),
      bridges: Object.fromEntries([
        ...added.map(({ id }) => [id, EMPTY_BRIDGE] as const),
        ...removed.map((id) => [id, null] as const),
      ]),
    });
    for (const bridge of this.#bridges.values()) void bridge.profileChanged();
  }

  #newBridge(id: string): BridgeController {
    const first = this.#profile(id);
    const profile = (): Profile =>
      withSuffix(
        this.#snapshot.profiles.find((p) => p.id === id) ?? first,
        this.#snapshot.settings.suffix,
      );
    return new BridgeController(profile, {
      helper: this.#helper,
      startWorker: () => startBridgeWorker(this.#workerFile),
      otherRoutes: () => this.#routesBeside(id),
      claim: (routes) => void this.#claims.set(id, routes),
      publish: (change) => this.#publish(id, change),
      ask: (prompt, answer) => this.#prompts.ask(prompt, answer),
      withdraw: (promptId) => this.#prompts.withdraw(promptId),
      names: this.#names,
      docker: {
        socketOf: (name) => dockerSocketOf(this.#home, name),
        createContext: (name, socket) => this.#contexts.create(name, socket),
        removeContext: (name) => this.#contexts.remove(name),
      },
    });
  }

  #profile(id: string): Profile {
    const profile = this.#profiles.list().find((candidate) => candidate.id === id);
    if (!profile) throw failure('config.unknown-profile', { id });
    return profile;
  }

  #routesBeside(id: string): string[] {
    return [...this.#claims].flatMap(([other, routes]) => (other === id ? [] : routes));
  }

  #helperGone(error: ErrorInfo): void {
    this.#record(() => this.#recorder.helperGone());
    for (const bridge of this.#bridges.values()) bridge.helperGone(error);
  }

  #publish(id: string, change: Partial<BridgeView>): void {
    this.#recorder.bridge(id, this.#snapshot.bridges[id], change);
    if (this.#bridges.has(id)) this.#patch({ bridges: { [id]: change } });
  }

  /** Every event is followed by a patch, if only an empty one: then there is something new to ask for. */
  #record(act: () => void): void {
    act();
    this.#patch({});
  }

  #patch(changes: Omit<SnapshotPatch, 'revision'>): void {
    const patch = { revision: this.#snapshot.revision + 1, ...changes };
    this.#snapshot = applyPatch(this.#snapshot, patch) ?? this.#snapshot;
    for (const listener of this.#listeners) listener(patch);
  }
}
