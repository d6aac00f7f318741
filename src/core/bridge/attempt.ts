/** One attempt to connect: the phases in order, each a few calls to the helper and the worker. */
import { assertNever } from '../../shared/assert-never';
import type { LinkInfo, Phase } from '../../shared/bridge-state';
import { failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { HostNetwork } from '../../shared/helper-protocol';
import type { Inventory } from '../../shared/inventory';
import type { Reachability } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import type { BridgeView } from '../../shared/snapshot';
import type { Prompt, PromptAnswer } from '../../shared/prompt';
import type { HelperClient } from '../helper';
import type { BridgeWorker, LinkOpened, SshReached, StartBridgeWorker } from '../worker/protocol';
import type { NameServer } from '../names/server';
import type { Device } from './device';
import type { DockerDoor } from './docker-door';
import { Naming } from './naming';
import { reach } from './reachability';
import { Routing, type RemapMemory } from './routing';

/** How long a fresh link may take to answer its first echo: milliseconds. */
const VERIFY_TIMEOUT_MS = 5_000;

/** A login that failed while a password dialog was open for longer than this may just have been too slow. */
const LONG_WAIT_MS = 10_000;

/** What a bridge needs of the engine around it. */
export interface BridgePorts {
  readonly helper: HelperClient;
  readonly startWorker: StartBridgeWorker;
  /** Prefixes that the other bridges route. */
  otherRoutes(): readonly string[];
  /** What this bridge routes from now on. */
  claim(routes: readonly string[]): void;
  publish(change: Partial<BridgeView>): void;
  ask(prompt: Prompt, answer: (answer: PromptAnswer) => void): void;
  withdraw(promptId: string): void;
  /** Answers names on the laptop, for all bridges. */
  readonly names: Pick<NameServer, 'start' | 'set'>;
}

/** What an attempt needs of its controller besides. */
export interface AttemptPorts extends BridgePorts {
  /** As it is now: choices of networks change while connected. */
  profile(): Profile;
  lost(error: ErrorInfo): void;
  /** Replaces what was said of `about` before. */
  warn(about: WarningTopic, warnings: readonly ErrorInfo[]): void;
}

/** What goes wrong in part, topic by topic, in the order in which it is shown. */
export const WARNING_TOPICS = ['routes', 'docker', 'names', 'nameservers', 'docker-cli'] as const;
export type WarningTopic = (typeof WARNING_TOPICS)[number];

/** What outlives an attempt. */
export interface Kept {
  readonly device: Device;
  readonly remaps: RemapMemory;
  readonly dockerDoor: DockerDoor;
}

export class Attempt {
  #worker: BridgeWorker | null = null;
  #reached: SshReached | null = null;
  #network: HostNetwork | null = null;
  #opened: LinkOpened | null = null;
  #routing: Routing | null = null;
  #naming: Naming | null = null;
  /** It may have changed while the link was laid. */
  #newest: Inventory | null = null;
  #link: LinkInfo | null = null;
  #closed = false;
  #login: Promise<void> | null = null;
  #docker: Promise<Inventory | null> | null = null;
  #hasWaited = false;
  /** Questions that come up before permission is given; `null` afterwards. */
  #held: (() => void)[] | null = [];
  readonly #questions = new Set<string>();
  readonly #profile: Profile;
  readonly #asks: boolean;
  readonly #device: Device;
  readonly #kept: Kept;
  readonly #ports: AttemptPorts;

  /** `asks`: whether questions go to a person; without it the first one fails the attempt. */
  constructor(kept: Kept, asks: boolean, ports: AttemptPorts) {
    this.#asks = asks;
    this.#profile = ports.profile();
    this.#device = kept.device;
    this.#kept = kept;
    this.#ports = ports;
  }

  /** Runs a phase; rejects with a `GangwayError`. */
  run(phase: Exclude<Phase, 'verify'>): Promise<void> {
    switch (phase) {
      case 'elevate':
        return this.#elevate();
      case 'ssh':
        return this.#signIn();
      case 'link':
        return this.#openLink();
      case 'routes':
        return this.#applyRoutes();
      case 'names':
        return this.#tellNames();
      default:
        return assertNever(phase);
    }
  }

  /** The last phase: an echo has to come back through the link before it is called connected. */
  async verify(): Promise<LinkInfo> {
    await this.#need(this.#worker).verify(VERIFY_TIMEOUT_MS);
    return this.#need(this.#link);
  }

  /** Rejects with `net.silent` if the link does not answer in time. */
  async check(timeoutMs: number): Promise<undefined> {
    await this.#need(this.#worker).verify(timeoutMs);
  }

  /** Undoes the gateway's side. Never rejects: what a dead connection left, the guard undoes by itself. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#closed = true;
    this.#naming?.close();
    for (const id of this.#questions) this.#ports.withdraw(id);
    this.#questions.clear();
    if (!worker) return;
    await worker.close().catch(() => undefined);
    await worker.terminate();
  }

  /** Signing in goes on beside the password dialog, but asks its own questions only after it. */
  async #elevate(): Promise<void> {
    const startedAt = Date.now();
    this.#login = this.#connect(this.#startWorker());
    // Told of in its own phase.
    this.#login.catch(() => undefined);
    await this.#ports.helper.start();
    this.#hasWaited = Date.now() - startedAt > LONG_WAIT_MS;
    const held = this.#held ?? [];
    this.#held = null;
    for (const ask of held) ask();
  }

  async #signIn(): Promise<void> {
    try {
      await this.#need(this.#login);
    } catch (thrown) {
      // The gateway does not wait as long for a login as a person may take for a password.
      if (!this.#hasWaited || !toErrorInfo(thrown).retryable) throw thrown;
      await this.#connect(this.#need(this.#worker));
    }
  }

  async #connect(worker: BridgeWorker): Promise<void> {
    const { gateways } = this.#profile;
    for (const [index, gateway] of gateways.entries()) {
      try {
        this.#reached = await worker.connect(gateway, this.#asks);
        return;
      } catch (thrown) {
        const last = index === gateways.length - 1;
        if (last || !toErrorInfo(thrown).retryable) throw thrown;
      }
    }
  }

  #startWorker(): BridgeWorker {
    if (this.#closed) throw failure('ssh.cancelled');
    const worker = this.#ports.startWorker();
    const ports = this.#ports;
    const { id: profileId, name: profile } = this.#profile;
    worker.on('ask', (id, body) => {
      this.#questions.add(id);
      const ask = (): void => {
        if (!this.#questions.has(id)) return;
        ports.ask({ id, profileId, profile, body }, (answer) => worker.answer(id, answer));
      };
      if (this.#held) this.#held.push(ask);
      else ask();
    });
    worker.on('withdraw', (id) => {
      this.#questions.delete(id);
      ports.withdraw(id);
    });
    worker.on('health', (health) => ports.publish({ health }));
    worker.on('inventory', (inventory) => {
      this.#newest = inventory;
      ports.publish({ inventory });
      void this.#naming?.update({ inventory });
      void this.#live((routing) => routing.update({ inventory }));
    });
    worker.on('networks', (result) => {
      void this.#live((routing) => routing.attachmentsChanged(result));
    });
    worker.on('docker', (error) => ports.warn('docker', error ? [error] : []));
    worker.on('lost', (error) => ports.lost(error));
    this.#worker = worker;
    return worker;
  }

  async #openLink(): Promise<void> {
    // Asked while the link is laid; told of when its answer is needed.
    this.#docker = this.#openDocker();
    this.#docker.catch(() => undefined);
    const device = await this.#device.open();
    const network = await this.#ports.helper.inspect();
    this.#network = withoutInterface(network, device);
    const opened = await this.#need(this.#worker).openLink({
      tunFd: this.#device.dup(),
      bridge: this.#profile.id,
      avoid: prefixesOf(this.#network),
      preferred: this.#device.addresses,
      link: this.#profile.link ?? 'auto',
    });
    this.#device.addresses = { local: opened.local, peer: opened.peer };
    const { endpoint } = this.#need(this.#reached);
    const { mode, reason, rights, local, peer, mtu } = opened;
    this.#opened = opened;
    this.#link = {
      ...{ mode, rights, local, peer, mtu, interface: device, gateway: endpoint },
      ...(reason && { reason }),
    };
  }

  async #applyRoutes(): Promise<void> {
    const ports = this.#ports;
    const bridge = this.#profile.id;
    const gateway = this.#need(this.#reached).address;
    const laptop = this.#need(this.#network);
    const first = await this.#need(this.#docker);
    const inventory = this.#newest ?? first;
    const facts = { bridge, gateway, link: this.#need(this.#opened) };
    this.#routing = new Routing(facts, { inventory, laptop }, this.#kept.remaps, {
      profile: () => ports.profile(),
      otherRoutes: () => ports.otherRoutes(),
      claim: (routes) => ports.claim(routes),
      setNetworks: (request) => this.#need(this.#worker).setNetworks(request),
      apply: (config) => ports.helper.apply(bridge, config),
      publish: (networks) => {
        ports.publish({ networks });
        void this.#naming?.update({ networks });
      },
      warn: (warnings) => ports.warn('routes', warnings),
    });
    await this.#routing.update();
  }

  /** Never rejects but when all is over: without names and `docker`, addresses are reached all the same. */
  async #tellNames(): Promise<void> {
    const ports = this.#ports;
    const bridge = this.#profile.id;
    const { inventory, networks } = this.#need(this.#routing);
    const input = { inventory, networks, laptop: this.#need(this.#network) };
    this.#naming = new Naming(this.#need(this.#reached).resolved, input, {
      profile: () => ports.profile(),
      port: () => ports.names.start(),
      serve: (names) => ports.names.set(bridge, names),
      apply: (config) => ports.helper.names(bridge, config),
      publish: (names) => ports.publish({ names }),
      warn: (warnings) => ports.warn('names', warnings),
    });
    await Promise.all([this.#naming.update(), this.#openDockerDoor()]);
  }

  async #openDockerDoor(): Promise<void> {
    if ((await this.#need(this.#docker)) === null) return;
    const { dockerDoor } = this.#kept;
    const { access, warnings } = await dockerDoor.open(this.#need(this.#worker), this.#profile);
    this.#ports.publish({ docker: access });
    this.#ports.warn('docker-cli', warnings);
  }

  /** The profile's choices have changed. Resolves once both sides follow, or have said in a warning why not. */
  async profileChanged(): Promise<void> {
    await Promise.all([this.#live((routing) => routing.update()), this.#naming?.update()]);
  }

  /** The laptop's own network has changed: another VPN, another Wi-Fi. */
  laptopChanged(): void {
    void this.#live(async (routing) => {
      const network = await this.#ports.helper.inspect();
      const laptop = withoutInterface(network, this.#need(this.#link).interface);
      await Promise.all([routing.update({ laptop }), this.#naming?.update({ laptop })]);
    });
  }

  /** Whether a container answers, by its id, or why not. */
  reach(id: string): Promise<Reachability> {
    const worker = this.#need(this.#worker);
    const { inventory, networks } = this.#need(this.#routing);
    return reach(id, {
      ...{ inventory, networks, mtu: this.#need(this.#link).mtu },
      ping: (address, bytes, timeoutMs) => worker.ping(address, bytes, timeoutMs),
    });
  }

  /** Work on the routes of a bridge that is up: what goes wrong is a warning, what stands goes on. */
  async #live(work: (routing: Routing) => Promise<void>): Promise<void> {
    const routing = this.#routing;
    if (!routing || this.#closed) return;
    try {
      await work(routing);
    } catch (thrown) {
      this.#ports.warn('routes', [toErrorInfo(thrown)]);
    }
  }

  /** Without Docker there is nothing to route, unless the profile has CIDRs: then its trouble is only a warning. */
  async #openDocker(): Promise<Inventory | null> {
    try {
      const inventory = await this.#need(this.#worker).openDocker(this.#profile.docker ?? {});
      this.#ports.publish({ inventory });
      return inventory;
    } catch (thrown) {
      if (this.#profile.cidrs.length === 0) throw thrown;
      this.#ports.warn('docker', [toErrorInfo(thrown)]);
      return null;
    }
  }

  /** A later phase runs only after an earlier one; `close` may have come between. */
  #need<Value>(value: Value | null): Value {
    if (value === null) throw failure('ssh.cancelled');
    return value;
  }
}

/** The laptop's network without our own device, whose addresses and routes are not in our way. */
function withoutInterface(network: HostNetwork, device: string): HostNetwork {
  return {
    ...network,
    addresses: network.addresses.filter((entry) => entry.interface !== device),
    routes: network.routes.filter((entry) => entry.interface !== device),
  };
}

/** All prefixes in use on the laptop, the default route aside. */
function prefixesOf(network: HostNetwork): string[] {
  return [
    ...network.addresses.map((entry) => entry.address),
    ...network.routes.map((entry) => entry.prefix).filter((prefix) => prefix !== '0.0.0.0/0'),
  ];
}
