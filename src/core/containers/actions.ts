/** Start, stop, restart, inspect: one call each. */
import { failure } from '../../shared/errors';
import type { ContainerAction } from '../../shared/container-tools';
import type { ContainerAt } from './at';
import { callFailed, dockerAt, statusOf } from './daemon';

/** A container may take the minutes that its compose file grants it; milliseconds. */
const STOP_TIMEOUT_MS = 600_000;
const INSPECT_TIMEOUT_MS = 30_000;

/**
 * Resolves once Docker has done it, or had nothing to do. Rejects with `docker.no-such-container` {name},
 * `docker.action-failed` {action, name, message} or `docker.failed` {path, message}.
 */
export async function actOnContainer(at: ContainerAt, action: ContainerAction): Promise<void> {
  const container = (await dockerAt(at.socket)).getContainer(at.id);
  // Its declarations overload too much to be called by a name.
  const act = container[action].bind(container) as (options: object) => Promise<unknown>;
  try {
    await act({ abortSignal: AbortSignal.timeout(STOP_TIMEOUT_MS) });
  } catch (thrown) {
    // It is as it was asked for.
    if (statusOf(thrown) === 304) return;
    throw callFailed(at, thrown, (message) =>
      failure('docker.action-failed', { action, name: at.name, message }),
    );
  }
}

/** `docker inspect`, as JSON text indented by two. Rejects as `actOnContainer`, less its action. */
export async function inspectContainer(at: ContainerAt): Promise<string> {
  const container = (await dockerAt(at.socket)).getContainer(at.id);
  try {
    const options = { abortSignal: AbortSignal.timeout(INSPECT_TIMEOUT_MS) };
    return JSON.stringify(await container.inspect(options), null, 2);
  } catch (thrown) {
    throw callFailed(at, thrown);
  }
}
