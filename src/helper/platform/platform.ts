import type { Socket } from 'node:net';
import type { HostNetwork, NetworkConfig } from '../../shared/helper-protocol';

/** Logical names; `run.ts` knows where they live. */
export type Tool = 'ip' | 'sysctl' | 'ifconfig' | 'route';

/** One command line. `settled`: exit codes that mean there was nothing left to do, e.g. already gone. */
export interface Command {
  readonly argv: readonly [Tool, ...string[]];
  readonly settled?: readonly number[];
}

/** What an interface carries: prefixes in canonical form, without repetition. */
export type Applied = Omit<NetworkConfig, 'gateway'>;

/** The commands that lead from one configuration of an interface to another; `null` is a bare interface. */
export type Plan = (previous: Applied | null, next: Applied | null, device: string) => Command[];

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
  /** Creates a tun device; `undefined` if the name is taken. Throws `net.tun-failed`. */
  openTun(device: string): number | undefined;
  /** User id at the other end of a connected Unix socket. */
  peerUid(socket: Socket): number;
  /** Sends a descriptor with one text beside it, as one message (SCM_RIGHTS). */
  sendDescriptor(socket: Socket, descriptor: number, text: string): void;
}
