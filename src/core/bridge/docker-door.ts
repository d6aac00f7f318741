/** Lets the laptop's own `docker` reach the gateway's engine: a socket per attempt, a context that outlives drops. */
import type { DockerAccess } from '../../shared/docker-access';
import { toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import type { BridgeWorker } from '../worker/protocol';

export interface DockerDoorPorts {
  /** Path of the socket of a profile, by its name. */
  socketOf(profile: string): string;
  /** Makes the profile's Docker context point to `socket`; its name. Throws `docker.context-*`. */
  createContext(profile: string, socket: string): string;
  removeContext(profile: string): void;
}

export class DockerDoor {
  readonly #ports: DockerDoorPorts;
  /** Profile name that the context was made for: a person may rename the profile meanwhile. */
  #owner: string | null = null;

  constructor(ports: DockerDoorPorts) {
    this.#ports = ports;
  }

  /** Never rejects: without it containers are reached all the same. `access` is `null` where no socket could be opened. */
  async open(
    worker: BridgeWorker,
    { name, docker }: Profile,
  ): Promise<{ access: DockerAccess | null; warnings: readonly ErrorInfo[] }> {
    const socket = this.#ports.socketOf(name);
    try {
      await worker.serveDocker(socket);
    } catch (thrown) {
      return { access: null, warnings: [toErrorInfo(thrown)] };
    }
    if (docker?.context === false) return { access: { socket, context: null }, warnings: [] };
    try {
      const context = this.#ports.createContext(name, socket);
      this.#owner = name;
      return { access: { socket, context }, warnings: [] };
    } catch (thrown) {
      return { access: { socket, context: null }, warnings: [toErrorInfo(thrown)] };
    }
  }

  release(): void {
    if (this.#owner !== null) this.#ports.removeContext(this.#owner);
    this.#owner = null;
  }
}
