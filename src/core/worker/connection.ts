/** What a bridge's worker does: session, guard, link and Docker as one life with one end. */
import { failure, GangwayError, type ErrorInfo } from '../../shared/errors';
import type { Inventory } from '../../shared/inventory';
import type { Gateway } from '../../shared/profile';
import { formatPrefix } from '../../shared/cidr';
import {
  dockerEndpoint,
  explain,
  LazyAttachments,
  LOCAL_ENDPOINT,
  openDocker,
  type Attachments,
  type DockerEndpoint,
} from '../docker';
import { startGuard, type Guard } from '../gateway/guard';
import { chooseInnerAddresses, inner6, parseUsedPrefix } from '../gateway/inner-address';
import { LINK_MTU, openLink, type Link } from '../link/link';
import { openTunDevice } from '../link/tun-device';
import { openSession, type OnStep, type SessionOptions, type SshSession } from '../ssh';
import { startCarrier } from './carrier';
import { DockerSocket } from './docker-socket';
import { GatewayNetworksKeeper, type Attacher } from './gateway-networks';
import { tryLink } from './link-trial';
import type {
  BridgeWorkerCalls,
  BridgeWorkerEvents,
  DockerRequest,
  GatewayNetworks,
  GatewayNetworksResult,
  LinkOpened,
  LinkRequest,
  LinkTrial,
  LinkTried,
  PingResult,
  SshReached,
} from './protocol';
import { refuseToAsk } from './questions';
import type { Emit } from './rpc';

export interface ConnectionOptions extends Omit<SessionOptions, 'signal' | 'onStep'> {
  readonly emit: Emit<BridgeWorkerEvents>;
}

export class Connection implements BridgeWorkerCalls {
  readonly #options: ConnectionOptions;
  readonly #abort = new AbortController();
  /** Undone last to first. */
  readonly #undo: (() => unknown)[] = [];
  #session: SshSession | undefined;
  #link: Link | undefined;
  #networks: GatewayNetworksKeeper | undefined;
  #endpoint: DockerEndpoint | undefined;
  #attachments: Attachments | undefined;
  #inventory: Inventory | undefined;
  #closing: Promise<void> | undefined;
  #lost: ErrorInfo | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  connect(gateway: Gateway, asks = true): Promise<SshReached> {
    return this.#unlessOver(async () => {
      const { home, env, emit } = this.#options;
      const ask = asks ? this.#options.ask : refuseToAsk;
      const { signal } = this.#abort;
      const onStep: OnStep = (step, facts) => {
        emit('step', step, facts);
      };
      const session = await openSession(gateway, { ask, home, env, signal, onStep });
      this.#own(() => session.close());
      session.onLost((error) => void this.#lose(error));
      this.#session = session;
      const { endpoint, address, resolved } = session;
      return { endpoint, address, resolved };
    });
  }

  openLink(request: LinkRequest): Promise<LinkOpened> {
    // Before anything can fail: the descriptor is ours.
    const device = openTunDevice(request.tunFd);
    return this.#unlessOver(async () => {
      this.#own(() => {
        device.close();
      });
      const session = this.#need(this.#session);
      const carrier = startCarrier(session, request.link);
      this.#own(() => {
        carrier.close();
      });
      const guard = await startGuard(session, request.bridge, (started) => {
        this.#own(() => started.close());
      });
      const { device: gatewayDevice, prepared } = guard.facts;
      const { local, peer } = prepared
        ? { local: prepared.laptop, peer: prepared.own }
        : chooseInnerAddresses({
            bridge: request.bridge,
            used: [
              ...request.avoid.flatMap((text) => parseUsedPrefix(text) ?? []),
              ...guard.facts.used,
            ],
            preferred: request.preferred,
          });
      const six = guard.facts.ipv6 ? inner6({ local, peer }) : undefined;
      const { transport, reason } = await carrier.open(gatewayDevice);
      this.#own(() => {
        transport.close();
      });
      const mtu = prepared?.mtu ?? LINK_MTU;
      await guard.setUp({
        ...{ own: peer, laptop: local, mtu },
        ...(six && { own6: six.peer, laptop6: six.local }),
      });
      const link = openLink({
        device,
        transport,
        local,
        local6: six?.local,
        peer,
        carried: () => session.received(),
        onHealth: (health) => {
          this.#options.emit('health', health);
        },
        onLost: (error) => void this.#lose(error),
      });
      this.#own(() => {
        link.close();
      });
      guard.onLost((error) => void this.#lose(error));
      this.#link = link;
      this.#networks = new GatewayNetworksKeeper({
        guard,
        docker: () => this.#attacher(guard, request.bridge),
        onChange: (result) => {
          this.#options.emit('networks', result);
        },
      });
      const { rights, used } = guard.facts;
      return {
        ...{ mode: transport.mode, rights, local, peer, mtu, gatewayUses: used.map(formatPrefix) },
        ...(reason && { reason }),
        ...(six && { six }),
      };
    });
  }

  tryLink(request: LinkTrial): Promise<LinkTried> {
    return this.#unlessOver(() =>
      tryLink(this.#need(this.#session), request, (undo) => {
        this.#own(undo);
      }),
    );
  }

  setNetworks(request: GatewayNetworks): Promise<GatewayNetworksResult> {
    return this.#unlessOver(() => this.#need(this.#networks).set(request));
  }

  ping(address: string, bytes: number, timeoutMs: number): Promise<PingResult> {
    return this.#unlessOver(() => this.#need(this.#link).ping(address, bytes, timeoutMs));
  }

  openDocker(request: DockerRequest): Promise<Inventory> {
    return this.#unlessOver(async () => {
      const session = this.#need(this.#session);
      const endpoint = dockerEndpoint(session, request, this.#options.home);
      this.#endpoint = endpoint;
      const attachmentGone = (networkId: string) => {
        this.#networks?.gone(networkId);
      };
      const listeners = {
        inventory: (inventory: Inventory) => {
          this.#inventory = inventory;
          this.#options.emit('inventory', inventory);
          this.#networks?.heal();
        },
        trouble: (error: ErrorInfo | null) => {
          this.#options.emit('docker', error);
        },
        attachmentGone,
      };
      const watch = await openDocker(endpoint.connect, listeners, endpoint.facts);
      this.#own(() => {
        watch.close();
      });
      this.#attachments =
        (request.endpoint ?? LOCAL_ENDPOINT) === LOCAL_ENDPOINT
          ? watch.attachments
          : this.#ownAttachments(session, attachmentGone);
      this.#inventory ??= watch.inventory;
      return watch.inventory;
    });
  }

  /**
   * An attachment is a process on the gateway, whose namespace the guard enters by its number: whatever endpoint lists
   * the networks, it is made through the gateway's own socket, where the guard also looks for what is left of it.
   */
  #ownAttachments(session: SshSession, attachmentGone: (networkId: string) => void): Attachments {
    const { connect, facts } = dockerEndpoint(session, {}, this.#options.home);
    const nothing = () => undefined;
    return new LazyAttachments(async () => {
      const listeners = { inventory: nothing, trouble: nothing, attachmentGone };
      const watch = await openDocker(connect, listeners, facts);
      this.#own(() => {
        watch.close();
      });
      return watch.attachments;
    });
  }

  async serveDocker(path: string): Promise<void> {
    await this.#unlessOver(async () => {
      const { connect, facts } = this.#need(this.#endpoint);
      const explained = (thrown: unknown) => explain(thrown, facts);
      const socket = new DockerSocket({ path, connect, explain: explained });
      await socket.open();
      this.#own(() => {
        socket.close();
      });
      return socket;
    });
  }

  /** What is made through Docker carries the guard's mark, so that the guard removes it where we cannot. */
  #attacher(guard: Guard, bridge: string): Attacher | null {
    const attachments = this.#attachments;
    if (!attachments) return null;
    const owner = { bridge, mark: guard.facts.mark };
    return {
      networks: () => this.#inventory?.networks ?? [],
      attach(network) {
        guard.expectAttachments();
        return attachments.attach(network, owner);
      },
      detach: (networkId) => attachments.detach(networkId),
    };
  }

  verify(timeoutMs: number): Promise<number> {
    return this.#unlessOver(() => this.#need(this.#link).verify(timeoutMs));
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#undoAll());
  }

  async #undoAll(): Promise<void> {
    this.#abort.abort();
    // Before the guard ends them: what dies by another's hand would be put back.
    this.#networks?.stop();
    await this.#attachments?.detachAll();
    for (const undo of this.#undo.reverse()) {
      try {
        await undo();
      } catch {
        // One that fails must not keep the others from being undone.
      }
    }
  }

  async #lose(error: ErrorInfo): Promise<void> {
    if (this.#closing) return;
    this.#lost = error;
    await this.close();
    this.#options.emit('lost', error);
  }

  /** Has it undone at the end, or now if the end came while it was made. */
  #own(undo: () => unknown): void {
    if (this.#closing) void undo();
    else this.#undo.push(undo);
  }

  #need<T>(value: T | undefined): T {
    const over = this.#whyOver();
    if (over) throw over;
    if (value === undefined) throw failure('internal', { message: 'called out of order' });
    return value;
  }

  #whyOver(): GangwayError | undefined {
    if (this.#lost) return new GangwayError(this.#lost);
    return this.#closing && failure('ssh.cancelled');
  }

  /** What a call fails with while everything is undone is only an echo of the reason for it. */
  async #unlessOver<T>(work: () => Promise<T>): Promise<T> {
    try {
      return this.#need(await work());
    } catch (error) {
      throw this.#whyOver() ?? error;
    }
  }
}
