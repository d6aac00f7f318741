/** The tools by profile: finds the Docker of its bridge and what the container is called, and does it there. */
import { GangwayError, failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { ContainerAction, LogLine } from '../../shared/container-tools';
import type { Container } from '../../shared/inventory';
import type { engineStreams } from '../../shared/ipc/schema';
import type { BridgeView } from '../../shared/snapshot';
import type { ContainerActed } from '../audit/recorder';
import type { StreamHandlersOf } from '../control/stream-server';
import { actOnContainer, inspectContainer } from './actions';
import type { ContainerAt } from './at';
import { containerLogs } from './logs';
import { ContainerShells } from './shell';
import { containerUsage } from './usage';

/** What it needs of the engine. */
interface ContainerToolsPorts {
  /** The profile's bridge as everybody sees it. */
  readonly bridge: (profileId: string) => BridgeView | undefined;
  /** Throws `config.unknown-profile` {id}. */
  readonly nameOf: (profileId: string) => string;
  /** Is told what a person has done, or could not do. */
  readonly acted: (profileId: string, what: ContainerActed, error: ErrorInfo | null) => void;
}

/** Everything rejects with `control.not-connected` {name} as well: of a bridge that serves no Docker. */
export class ContainerTools {
  readonly #ports: ContainerToolsPorts;
  readonly #shells = new ContainerShells();

  constructor(ports: ContainerToolsPorts) {
    this.#ports = ports;
  }

  /** Those of the IPC schema. */
  readonly streams: Omit<StreamHandlersOf<typeof engineStreams>, 'testConnection'> = {
    logs: ({ signal }, id, container, options) =>
      containerLogs(this.#at(id, container), { ...options, follow: true }, signal),
    shell: (session, id, container, size) =>
      this.#shells.open(this.#at(id, container), size, session),
    usage: ({ signal }, id, containers) => containerUsage(this.#socketOf(id), containers, signal),
  };

  /** All that a container has said until now. */
  logsOf(id: string, container: string, signal: AbortSignal): AsyncIterable<readonly LogLine[]> {
    return containerLogs(this.#at(id, container), { tail: Infinity, follow: false }, signal);
  }

  inspect(id: string, container: string): Promise<string> {
    return inspectContainer(this.#at(id, container));
  }

  async act(id: string, container: string, action: ContainerAction): Promise<void> {
    const at = this.#at(id, container);
    const image = this.#known(id, container)?.image;
    const error = await actOnContainer(at, action).then(() => null, toErrorInfo);
    const what = { action, container: at.name, ...(image !== undefined && { image }) };
    this.#ports.acted(id, what, error);
    if (error) throw new GangwayError(error);
  }

  /** Before the bridge goes: Docker would let its shells go on for ever. */
  async endShells(id: string): Promise<void> {
    const docker = this.#ports.bridge(id)?.docker;
    if (docker) await this.#shells.endAt(docker.socket);
  }

  #socketOf(id: string): string {
    const name = this.#ports.nameOf(id);
    const docker = this.#ports.bridge(id)?.docker;
    if (!docker) throw failure('control.not-connected', { name });
    return docker.socket;
  }

  #at(id: string, container: string): ContainerAt {
    const name = this.#known(id, container)?.name ?? container.slice(0, 12);
    return { socket: this.#socketOf(id), id: container, name };
  }

  #known(id: string, container: string): Container | undefined {
    return this.#ports.bridge(id)?.inventory?.containers.find((each) => each.id === container);
  }
}
