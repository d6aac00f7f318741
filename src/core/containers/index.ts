/** What a person does with one container, over the socket at which the bridge serves the gateway's Docker. */
import { failure } from '../../shared/errors';
import type {
  ContainerAction,
  LogLine,
  LogOptions,
  ShellInput,
  TerminalSize,
  UsageReport,
} from '../../shared/container-tools';

/** Where to ask, and how the container is called in an error. */
export interface ContainerAt {
  /** Path of the Unix socket. */
  readonly socket: string;
  /** Full id. */
  readonly id: string;
  readonly name: string;
}

/** Resolves once Docker has done it. Rejects with `docker.no-such-container` {name} or `docker.action-failed` {action, name, message}. */
export function actOnContainer(_at: ContainerAt, _action: ContainerAction): Promise<void> {
  return Promise.reject(failure('internal', { message: 'not yet' }));
}

/** `docker inspect`, as JSON text indented by two. */
export function inspectContainer(_at: ContainerAt): Promise<string> {
  return Promise.reject(failure('internal', { message: 'not yet' }));
}

/** Lines in batches, until the container ends or `signal` is aborted; with `follow: false` those that there are. */
// eslint-disable-next-line require-yield -- being built
export async function* containerLogs(
  _at: ContainerAt,
  _options: LogOptions & { readonly follow: boolean },
  _signal: AbortSignal,
): AsyncGenerator<readonly LogLine[]> {
  await Promise.reject(failure('internal', { message: 'not yet' }));
}

/** A shell in a terminal of that size: what it prints, until it ends. */
// eslint-disable-next-line require-yield -- being built
export async function* containerShell(
  _at: ContainerAt,
  _size: TerminalSize,
  _session: {
    readonly signal: AbortSignal;
    readonly onInput: (listener: (input: ShellInput) => void) => void;
  },
): AsyncGenerator<Uint8Array> {
  await Promise.reject(failure('internal', { message: 'not yet' }));
}

/** What each of `ids` uses, until `signal` is aborted. */
// eslint-disable-next-line require-yield -- being built
export async function* containerUsage(
  _socket: string,
  _ids: readonly string[],
  _signal: AbortSignal,
): AsyncGenerator<UsageReport> {
  await Promise.reject(failure('internal', { message: 'not yet' }));
}
