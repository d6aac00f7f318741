import type { Socket } from 'node:net';
import type { HostNetwork, NetworkConfig, ResolverConfig } from '../../shared/helper-protocol';
import type { Resolver } from '../../shared/names-view';

/** Logical names; `run.ts` knows where they live. */
export type Tool =
  'ip' | 'sysctl' | 'resolvectl' | 'busctl' | 'systemctl' | 'ifconfig' | 'route' | 'launchctl';

/** One command line. `settled`: exit codes that mean there was nothing left to do, e.g. already gone. */
export interface Command {
  readonly argv: readonly [Tool, ...string[]];
  readonly settled?: readonly number[];
  /** Where it is allowed more than the usual ten seconds. */
  readonly timeoutMs?: number;
}

/** What an interface carries: prefixes in canonical form, without repetition. */
export type Applied = Omit<NetworkConfig, 'gateway'>;

/** The commands that lead from one configuration of an interface to another; `null` is a bare interface. */
export type Plan = (previous: Applied | null, next: Applied | null, device: string) => Command[];

/** What was done as root: command lines, and files as `write PATH` or `remove PATH`. */
export interface Told {
  readonly resolver: Resolver;
  readonly commands: string[][];
}

/** What the laptop's resolver knows of an interface; looked at anew each time, never remembered. */
export interface Names {
  /**
   * Brings it to `config` by difference. What is to be told is decided by what runs at the moment; another
   * that was told before forgets. Rejects with `names.apply-failed` or `net.apply-failed`, as it was before.
   */
  tell(device: string, config: ResolverConfig): Promise<Told>;
  /** Takes all of it away, also of an interface that is gone. Rejects with the first failure after all was tried. */
  forget(device: string): Promise<string[][]>;
  /** The interfaces named in files that outlive them, and even a reboot. */
  marked(): string[];
}

/** What a service manager is to be told of a user's helper. */
export interface ServiceFacts {
  readonly uid: number;
  /** Run with `--service UID` for each connection, and with `--sweep` after it, whatever its end. */
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** A comment that everybody may read, by which the service's version is known. */
  readonly comment: string;
}

/** How the service manager is told: files of its own, and commands. Pure. */
export interface ServiceLayout {
  readonly definitions: readonly { readonly path: string; readonly text: string }[];
  /** Once the definitions are there, also if they were there before: has it listen. */
  readonly activate: readonly Command[];
  /** While the definitions are still there: has it listen no more, and end whom it has started. */
  readonly deactivate: readonly Command[];
  /** Once they are gone. */
  readonly forget: readonly Command[];
  readonly socket: string;
}

/** All that differs between operating systems. */
export interface Platform {
  /** Holds the journals; emptied by a reboot, like the interfaces that they name. */
  readonly stateDirectory: string;
  readonly plan: Plan;
  /** The commands that delete an interface with its addresses and routes. */
  readonly remove: (device: string) => Command[];
  /** When a process started, in the system's own unit; `undefined` if there is none. */
  startTime(pid: number): string | undefined;
  inspect(): Promise<HostNetwork>;
  readonly names: Names;
  readonly serviceLayout: (facts: ServiceFacts) => ServiceLayout;
  /** Exists while the service manager runs. */
  readonly serviceManager: string;
  /** Does something at once, in this thread, with a user's rights to files; the process is root's all the while. */
  asUser<Value>(uid: number, act: () => Value): Value;
  /** Creates a tun device; `undefined` if the name is taken. Throws `net.tun-failed`. */
  openTun(device: string): number | undefined;
  /** User id at the other end of a connected Unix socket. */
  peerUid(socket: Socket): number;
  /** Sends a descriptor with one text beside it, as one message (SCM_RIGHTS). */
  sendDescriptor(socket: Socket, descriptor: number, text: string): void;
}
