/**
 * The app's hold on its privileged helper: one per app session, shared by all bridges. We listen, it
 * dials in; that way a root process never waits for strangers on a socket.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { errorInfo, failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type {
  HelperResult,
  HostNetwork,
  NetworkConfig,
  ResolverConfig,
} from '../../shared/helper-protocol';
import type { HelperService } from '../../shared/helper-service';
import type { HelperAct } from './act';
import type { Connection } from './connection';
import { closeDescriptor, receiveDescriptor } from './descriptors';
import { elevate, serviceCommand } from './elevation';
import { launchByPrompt, launchByService, type Launched } from './launch';
import { permissible } from './names-request';
import { Rendezvous } from './rendezvous';
import { helperService } from './service';

/** How long an ended helper's shell may sweep before we go on without it. */
const SWEEP_TIMEOUT_MS = 5_000;

/** Why nothing can be installed, as a fact beside the error. */
const UNSUPPORTED = {
  'no-service-manager': 'no systemd runs here',
  'runtime-not-safe': 'root would run files that others may change',
  'runs-as-root': 'root is asked for no password anyway',
} as const;

export interface HelperClientOptions {
  /** Where the session's private directory is made; made itself if missing. */
  readonly runDirectory: string;
  /** Absolute path of the built helper. */
  readonly helperFile: string;
}

interface Session extends Launched {
  readonly rendezvous: Rendezvous;
}

export class HelperClient {
  readonly #options: HelperClientOptions;
  readonly #listeners = new Set<(error: ErrorInfo) => void>();
  readonly #watchers = new Set<(act: HelperAct) => void>();
  #session: Session | null = null;
  #rendezvous: Rendezvous | null = null;
  #starting: Promise<void> | null = null;
  #stopping: Promise<void> | null = null;
  /** Settled once nothing of the last session is left. */
  #over: Promise<void> = Promise.resolve();
  /** One descriptor comes at a time. */
  #opening: Promise<unknown> = Promise.resolve();

  constructor(options: HelperClientOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#session !== null;
  }

  /**
   * Starts the helper unless it runs; everybody who calls meanwhile waits for the same start. The service starts it
   * where that is installed; else, or if it does not answer, it takes as long as a person needs for a password.
   * Rejects with `helper.*`; a later call tries anew.
   */
  async start(): Promise<void> {
    if (this.#session) return;
    this.#starting ??= this.#start().finally(() => (this.#starting = null));
    await this.#starting;
  }

  /** Opens a bridge's tun device: its name and a descriptor, which is the caller's to close. */
  async openTun(bridge: string): Promise<{ interface: string; fd: number }> {
    const opening = this.#opening.then(() => this.#openTun(bridge));
    this.#opening = opening.catch(() => undefined);
    return opening;
  }

  /** Brings a bridge's device to `config`; resolves with the commands that were run as root. */
  async apply(bridge: string, config: NetworkConfig): Promise<string[][]> {
    const { commands } = await this.#connection().request<'apply'>({
      verb: 'apply',
      bridge,
      config,
    });
    this.#tell({ verb: 'apply', bridge, config, commands });
    return commands;
  }

  /**
   * Has the laptop's resolver ask our DNS server for what `config` names, or nothing any more; after `apply`,
   * since addresses have to be routed. Resolves with what of the laptop was told, and with what was done as
   * root: the same again does nothing. What is not the bridge's to say is left out of `search` and `hosts`.
   * Rejects with `names.apply-failed`, or with `helper.refused`.
   */
  async names(bridge: string, config: ResolverConfig): Promise<HelperResult<'names'>> {
    const request = { verb: 'names', bridge, config: permissible(config) } as const;
    const { resolver, commands } = await this.#connection().request<'names'>(request);
    this.#tell({ ...request, resolver, commands });
    return { resolver, commands };
  }

  /** Whether the system starts the helper for this user without a password. */
  service(): HelperService {
    return helperService(this.#options.helperFile);
  }

  /**
   * Installs or removes the service, which asks for the password; a helper that the service runs ends with it. Rejects
   * with `helper.service-failed` {action, message}, or with `helper.denied` or `helper.no-agent`.
   */
  async setService(wanted: boolean): Promise<HelperService> {
    const action = wanted ? 'installed' : 'removed';
    const before = this.service();
    if (before.kind === 'unsupported') {
      throw failure('helper.service-failed', { action, message: UNSUPPORTED[before.reason] });
    }
    const command = serviceCommand(wanted, process.getuid?.() ?? 0, this.#words());
    try {
      await elevate(command);
    } catch (error) {
      const { code, detail } = toErrorInfo(error);
      if (code !== 'helper.failed') throw error;
      throw failure('helper.service-failed', { action, message: detail['message'] ?? '' });
    }
    this.#tell({ verb: 'service', command: ['/bin/sh', '-c', command] });
    return this.service();
  }

  async inspect(): Promise<HostNetwork> {
    const { network } = await this.#connection().request<'inspect'>({ verb: 'inspect' });
    return network;
  }

  /** Deletes a bridge's device with its addresses and routes, after its names. */
  async clean(bridge: string): Promise<string[][]> {
    const { commands } = await this.#connection().request<'clean'>({ verb: 'clean', bridge });
    this.#tell({ verb: 'clean', bridge, commands });
    return commands;
  }

  /** Has the helper undo everything and end; gives up a start that waits for a password. Never rejects. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop().finally(() => (this.#stopping = null));
    return this.#stopping;
  }

  /** Called when the helper is lost and all that it had laid is undone. Returns the listener's removal. */
  onGone(listener: (error: ErrorInfo) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called with whatever the helper has done as root. Returns the listener's removal. */
  onAct(listener: (act: HelperAct) => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  #tell(act: HelperAct): void {
    for (const listener of this.#watchers) listener(act);
  }

  async #start(): Promise<void> {
    await this.#stopping;
    await this.#over;
    if (!(await this.#startByService())) await this.#startByPrompt();
  }

  /** `false` where there is no service, or none that answers. */
  async #startByService(): Promise<boolean> {
    const service = this.service();
    if (service.kind !== 'installed' && service.kind !== 'outdated') return false;
    const rendezvous = await this.#listen();
    try {
      if (service.kind === 'outdated') {
        throw failure('helper.service-silent', { message: 'it is of another version' });
      }
      this.#begin({ rendezvous, ...(await launchByService(rendezvous)) });
      this.#tell({ verb: 'start-by-service', path: service.path });
      return true;
    } catch (error) {
      // A helper that comes too late finds nobody.
      rendezvous.close();
      if (this.#stopping) throw error;
      this.#tell({ verb: 'service-silent', error: toErrorInfo(error) });
      return false;
    }
  }

  async #startByPrompt(): Promise<void> {
    const rendezvous = await this.#listen();
    try {
      const { command, ...launched } = await launchByPrompt(rendezvous, this.#words());
      this.#begin({ rendezvous, ...launched });
      this.#tell({ verb: 'start', command: ['/bin/sh', '-c', command] });
    } catch (error) {
      rendezvous.close();
      throw error;
    }
  }

  async #listen(): Promise<Rendezvous> {
    const rendezvous = await Rendezvous.open(this.#options.runDirectory);
    this.#rendezvous = rendezvous;
    if (!this.#stopping) return rendezvous;
    rendezvous.close();
    throw failure('helper.gone');
  }

  #begin(session: Session): void {
    this.#session = session;
    this.#over = this.#untilOver(session);
  }

  #words() {
    return {
      runtime: process.execPath,
      electron: process.versions['electron'] !== undefined,
      helperFile: this.#options.helperFile,
    };
  }

  async #openTun(bridge: string): Promise<{ interface: string; fd: number }> {
    const connection = this.#connection();
    const arrival = this.#session?.rendezvous.nextDescriptor();
    const reply = await connection.request<'open-tun'>({ verb: 'open-tun', bridge });
    // Sent before the reply, so it waits already, or the helper has died since.
    const socket = await Promise.race([arrival, connection.closed]);
    if (!socket) throw failure('helper.gone');
    try {
      const { descriptor, text } = receiveDescriptor(socket);
      if (text === bridge) return { interface: reply.interface, fd: descriptor };
      closeDescriptor(descriptor);
      throw failure('net.tun-failed', { reason: 'the helper sent the device of another bridge' });
    } finally {
      socket.destroy();
    }
  }

  async #stop(): Promise<void> {
    const starting = this.#starting;
    const session = this.#session;
    this.#session = null;
    if (session) await session.connection.request<'bye'>({ verb: 'bye' }).catch(() => undefined);
    session?.connection.close();
    this.#rendezvous?.close();
    await starting?.catch(() => undefined);
    await this.#over;
  }

  async #untilOver(session: Session): Promise<void> {
    await session.connection.closed;
    const lost = this.#session === session;
    if (lost) this.#session = null;
    session.rendezvous.close();
    const tooLong = delay(SWEEP_TIMEOUT_MS, null, { ref: false });
    const cause = await Promise.race([session.ended, tooLong]);
    if (!lost) return;
    const error = errorInfo('helper.gone', {}, cause ?? undefined);
    for (const listener of this.#listeners) listener(error);
  }

  #connection(): Connection {
    if (!this.#session) throw failure('helper.gone');
    return this.#session.connection;
  }
}
