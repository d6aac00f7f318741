/**
 * What the engine's thread says to a bridge's worker thread and back. Everything that touches the SSH
 * session (link pump, Docker API, gateway commands) lives in the worker; state, routes and the helper
 * live in the engine. One worker serves one connection attempt.
 */
import type { ErrorDetail, ErrorInfo } from '../../shared/errors';
import type { LinkHealth } from '../../shared/health';
import type { Inventory } from '../../shared/inventory';
import type { Remap } from '../../shared/network-view';
import type { GatewayRights, LinkMode } from '../../shared/bridge-state';
import type { DockerSettings, Gateway, LinkChoice } from '../../shared/profile';
import type { PromptAnswer, PromptBody } from '../../shared/prompt';
import type { InnerAddresses } from '../gateway/inner-address';
import type { PingResult } from '../link/ping';
import type { SignInStep } from '../ssh';

export type { InnerAddresses, PingResult };

/** How the SSH connection ended up. */
export interface SshReached {
  /** `host:port` as shown to people. */
  readonly endpoint: string;
  /** IPv4 address of the first hop, which no route may cover. */
  readonly address: string;
  /** Host names that had to be resolved on the laptop to get there; addresses are not among them. */
  readonly resolved: readonly string[];
}

/** Where the gateway's Docker is. */
export type DockerRequest = Pick<DockerSettings, 'endpoint' | 'tls'>;

export interface LinkRequest {
  /** Descriptor of the laptop's tun device; the worker owns and closes it. */
  readonly tunFd: number;
  /** Bridge id (profile id): seeds the choice of inner addresses and marks what is set up on the gateway. */
  readonly bridge: string;
  /** IPv4 prefixes in use on the laptop, to choose inner addresses beside. */
  readonly avoid: readonly string[];
  /** Inner addresses of the last attempt, kept if still free on the gateway. */
  readonly preferred: InnerAddresses | null;
  readonly link: LinkChoice;
}

export interface LinkOpened extends InnerAddresses {
  readonly mode: LinkMode;
  /** Why it is not `relay`, where that was tried first. */
  readonly reason?: ErrorInfo;
  /** Bytes. */
  readonly mtu: number;
  readonly rights: GatewayRights;
  /** IPv6 inner addresses, where the gateway forwards IPv6. */
  readonly six?: InnerAddresses;
  /** Prefixes in use on the gateway: its addresses and routes. */
  readonly gatewayUses: readonly string[];
}

/** A link that is not to be laid. */
export interface LinkTrial {
  /** Of nobody's: the guard of a living bridge would give way to its own. */
  readonly bridge: string;
  readonly link: LinkChoice;
}

export type LinkTried = Pick<LinkOpened, 'mode' | 'reason' | 'rights' | 'gatewayUses'> & {
  /** Whether a link would carry IPv6. */
  readonly ipv6: boolean;
};

/** What the networks of a profile need on the gateway. */
export interface GatewayNetworks {
  /** Remaps of routed prefixes: NETMAP for what comes out of our link. */
  readonly remaps: readonly Remap[];
  /** Prefixes whose machines know no way back: masqueraded. */
  readonly masquerade: readonly string[];
  /** Docker ids of overlay networks to reach into. */
  readonly attachments: readonly string[];
}

export interface GatewayNetworksResult {
  /** By Docker id: overlays that could not be attached. */
  readonly failed: Readonly<Record<string, ErrorInfo>>;
}

/** Calls into the worker, in the order of a connection. Rejections are `GangwayError`s. */
export interface BridgeWorkerCalls {
  /**
   * Connects and authenticates. Questions go to a person, through the `ask` event; where `asks` is `false` the first one ends
   * the attempt with `ssh.needs-answer` {what, host?, path?}, unanswered.
   */
  connect(gateway: Gateway, asks?: boolean): Promise<SshReached>;
  /** Opens the data plane and starts the echo probe. */
  openLink(request: LinkRequest): Promise<LinkOpened>;
  /** Whether a link could be laid: opens the gateway's tun device, gives it no address, and lets go of it. Rejects as `openLink`. */
  tryLink(request: LinkTrial): Promise<LinkTried>;
  /** Replaces what is set up on the gateway for networks; whatever is no longer named is undone. */
  setNetworks(request: GatewayNetworks): Promise<GatewayNetworksResult>;
  /** One echo of `bytes` (the whole IP packet, never fragmented) to any IPv4 address behind the link. */
  ping(address: string, bytes: number, timeoutMs: number): Promise<PingResult>;
  /** First inventory; later ones come as events. Rejects with `docker.*`. */
  openDocker(request: DockerRequest): Promise<Inventory>;
  /**
   * Lets programs of this user talk to the gateway's Docker: listens on a Unix socket (0600) at `path` until the
   * end, and hands each connection on by a channel of its own. Rejects with `docker.socket-failed` {path, message}.
   */
  serveDocker(path: string): Promise<void>;
  /** One answered echo through the link; resolves with its round trip in milliseconds, else `net.silent`. */
  verify(timeoutMs: number): Promise<number>;
  /** Undoes everything on the gateway and closes the connection. */
  close(): Promise<void>;
}

/** Events out of the worker. */
export interface BridgeWorkerEvents {
  /** A question for a person; answered by `answer(id, …)`. */
  ask: (id: string, body: PromptBody) => void;
  /** A question that needs no answer any more. */
  withdraw: (id: string) => void;
  /** How far `connect` has come: `null` as a step begins, its facts when it is done. */
  step: (step: SignInStep, facts: ErrorDetail | null) => void;
  health: (health: LinkHealth) => void;
  inventory: (inventory: Inventory) => void;
  /** An attachment went away and was put back, or could not be. */
  networks: (result: GatewayNetworksResult) => void;
  /** Docker trouble while connected, or `null` when it is over. */
  docker: (error: ErrorInfo | null) => void;
  /** The connection or link is gone; the worker has undone what it still could. */
  lost: (error: ErrorInfo) => void;
}

/** All that crosses the port as calls. */
export interface WorkerCalls extends BridgeWorkerCalls {
  answer(id: string, answer: PromptAnswer): void;
}

/** The engine's hold on a worker. */
export interface BridgeWorker extends BridgeWorkerCalls {
  on<Name extends keyof BridgeWorkerEvents>(name: Name, listener: BridgeWorkerEvents[Name]): void;
  answer(id: string, answer: PromptAnswer): void;
  /** Ends the thread, whatever it does. Idempotent. */
  terminate(): Promise<void>;
}

export type StartBridgeWorker = () => BridgeWorker;
