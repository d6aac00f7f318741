import type { Socket } from 'node:net';
import type { HostNetwork, NetworkConfig, ResolverConfig } from '../../shared/helper-protocol';
import type { Resolver } from '../../shared/names-view';

/** Logical names; `run.ts` knows where they live. */
export type Tool = 'ip' | 'sysctl' | 'resolvectl' | 'busctl' | 'ifconfig' | 'route';

/** One command line. `settled`: exit codes that mean there was nothing left to do, e.g. already gone. */
export interface Command {
  readonly argv: readonly [Tool, ...string[]];
  readonly settled?: readonly number[];
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
  /** Creates a tun device; `undefined` if the name is taken. Throws `net.tun-failed`. */
  openTun(device: string): number | undefined;
  /** User id at the other end of a connected Unix socket. */
  peerUid(socket: Socket): number;
  /** Sends a descriptor with one text beside it, as one message (SCM_RIGHTS). */
  sendDescriptor(socket: Socket, descriptor: number, text: string): void;
}
