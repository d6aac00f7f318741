/** The life of a bridge as everybody sees it: engine, popover, tray, command line. */
import type { ErrorInfo } from './errors';

/** In the order in which they run. */
export const PHASES = ['elevate', 'ssh', 'link', 'routes', 'names', 'verify'] as const;
export type Phase = (typeof PHASES)[number];

/** `relay`: our own program on the gateway, offloaded and fast. `tun-channel`: plain OpenSSH, as `ssh -w`. */
export type LinkMode = 'relay' | 'tun-channel';

/**
 * How Gangway may change things on the gateway: the login is root, `sudo` asks nothing, an administrator prepared
 * a device for the login, or the login may use Docker (and so start a privileged container).
 */
export type GatewayRights = 'root' | 'sudo' | 'prepared' | 'docker';

/** What a connected bridge's data plane is made of. */
export interface LinkInfo {
  readonly mode: LinkMode;
  /** Why it is not `relay`, where that was tried first. */
  readonly reason?: ErrorInfo;
  /** Name of the tun interface on the laptop. */
  readonly interface: string;
  /** Inner addresses: the laptop's and the gateway's end of the /31. */
  readonly local: string;
  readonly peer: string;
  /** Bytes. */
  readonly mtu: number;
  readonly rights: GatewayRights;
  /** `host:port` of the gateway in use, as reached. */
  readonly gateway: string;
}

/** What follows once everything of this attempt is undone. */
export type After =
  | { readonly to: 'idle' }
  | { readonly to: 'connecting'; readonly attempt: number }
  | { readonly to: 'waiting'; readonly attempt: number; readonly error: ErrorInfo }
  | { readonly to: 'failed'; readonly error: ErrorInfo };

export type BridgeState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number; readonly phase: Phase }
  /** `since` is epoch milliseconds. */
  | { readonly kind: 'connected'; readonly since: number; readonly link: LinkInfo }
  /** `retryAt` is epoch milliseconds; `attempt` is the one that comes next. */
  | {
      readonly kind: 'waiting';
      readonly attempt: number;
      readonly retryAt: number;
      readonly error: ErrorInfo;
    }
  | { readonly kind: 'disconnecting'; readonly after: After }
  | {
      readonly kind: 'failed';
      readonly error: ErrorInfo;
      /** `incomplete`: something could not be undone; the helper's sweep will retry at next start. */
      readonly cleanup: 'clean' | 'incomplete';
    };

export function canConnect(state: BridgeState): boolean {
  return state.kind === 'idle' || state.kind === 'failed';
}
