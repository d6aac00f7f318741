/** What a bridge's worker does: session, guard, link and Docker as one life with one end. */
import { failure, GangwayError, type ErrorInfo } from '../../shared/errors';
import type { Inventory } from '../../shared/inventory';
import type { Gateway } from '../../shared/profile';
import { formatPrefix } from '../../shared/cidr';
import { openDocker, readSocketTests, socketTests, type DockerWatch } from '../docker';
import { startGuard, type Guard } from '../gateway/guard';
import { chooseInnerAddresses, inner6, parseUsedPrefix } from '../gateway/inner-address';
import { LINK_MTU, openLink, type Link } from '../link/link';
import { openTunDevice } from '../link/tun-device';
import { openSession, type SessionOptions, type SshSession } from '../ssh';
import { startCarrier } from './carrier';
import { GatewayNetworksKeeper, type Attacher } from './gateway-networks';
import type {
  BridgeWorkerCalls,
  BridgeWorkerEvents,
  GatewayNetworks,
  GatewayNetworksResult,
  LinkOpened,
  LinkRequest,
  PingResult,
  SshReached,
} from './protocol';
import type { Emit } from './rpc';

const DOCKER_SOCKET = '/var/run/docker.sock';

export interface ConnectionOptions extends Omit<SessionOptions, 'signal'> {
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
  #docker: DockerWatch | undefined;
  #inventory: Inventory | undefined;
  #closing: Promise<void> | undefined;
  #lost: ErrorInfo | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  connect(gateway: Gateway): Promise<SshReached> {
    return this.#unlessOver(async () => {
      const { ask, home, env } = this.#options;
      const { signal } = this.#abort;
      const session = await openSession(gateway, { ask, home, env, signal });
      this.#own(() => session.close());
      session.onLost((error) => void this.#lose(error));
      this.#session = session;
      return { endpoint: session.endpoint, address: session.address };
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

  setNetworks(request: GatewayNetworks): Promise<GatewayNetworksResult> {
    return this.#unlessOver(() => this.#need(this.#networks).set(request));
  }

  ping(address: string, bytes: number, timeoutMs: number): Promise<PingResult> {
    return this.#unlessOver(() => this.#need(this.#link).ping(address, bytes, timeoutMs));
  }

  openDocker(): Promise<Inventory> {
    return this.#unlessOver(async () => {
      const session = this.#need(this.#session);
      const listeners = {
        inventory: (inventory: Inventory) => {
          this.#inventory = inventory;
          this.#options.emit('inventory', inventory);
          this.#networks?.heal();
        },
        trouble: (error: ErrorInfo | null) => {
          this.#options.emit('docker', error);
        },
        attachmentGone: (networkId: string) => {
          this.#networks?.gone(networkId);
        },
      };
      const watch = await openDocker(() => session.openUnixSocket(DOCKER_SOCKET), listeners, {
        path: DOCKER_SOCKET,
        user: session.user,
        async diagnose() {
          const [isSocket, isWritable] = socketTests(DOCKER_SOCKET);
          return readSocketTests(
            (await session.run(isSocket.join(' '))).code,
            (await session.run(isWritable.join(' '))).code,
          );
        },
      });
      this.#own(() => {
        watch.close();
      });
      this.#docker = watch;
      this.#inventory ??= watch.inventory;
      return watch.inventory;
    });
  }

  /** What is made through Docker carries the guard's mark, so that the guard removes it where we cannot. */
  #attacher(guard: Guard, bridge: string): Attacher | null {
    const attachments = this.#docker?.attachments;
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
    await this.#docker?.attachments.detachAll();
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
