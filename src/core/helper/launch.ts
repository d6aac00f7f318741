/** The two ways in which the helper comes to be: the service dials in, or a person is asked for a password. */
import { setTimeout as delay } from 'node:timers/promises';
import { failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import { Connection } from './connection';
import { elevate, helperCommand, type HelperCommand } from './elevation';
import type { Rendezvous } from './rendezvous';
import { askService } from './service';

/** The service has said that it dials; it may have to sweep before. */
const DIAL_TIMEOUT_MS = 15_000;

export interface Launched {
  readonly connection: Connection;
  /** Resolves when all that the helper has laid is undone, with what went wrong, if anything. */
  readonly ended: Promise<ErrorInfo | null>;
}

/** Rejects with `helper.service-silent`, or with what `Rendezvous.control` and `Connection.greet` reject with. */
export async function launchByService(rendezvous: Rendezvous): Promise<Launched> {
  const service = await askService(rendezvous.directory);
  const patience = new AbortController();
  const silent = (message: string) => (): never => {
    throw failure('helper.service-silent', { message });
  };
  const tooLate = delay(DIAL_TIMEOUT_MS, undefined, patience).then(silent('it never dialled in'));
  const tooEarly = service.ended.then(silent('it ended before it dialled in'));
  try {
    const connection = await greeted(Promise.race([rendezvous.control, tooEarly, tooLate]));
    return { connection, ended: service.ended.then(() => null) };
  } catch (error) {
    service.close();
    throw error;
  } finally {
    patience.abort();
    tooLate.catch(() => undefined);
    tooEarly.catch(() => undefined);
  }
}

/** Takes as long as a person needs. Rejects with `helper.*`. */
export async function launchByPrompt(
  rendezvous: Rendezvous,
  words: Omit<HelperCommand, 'directory'>,
): Promise<Launched & { readonly command: string }> {
  const command = helperCommand({ ...words, directory: rendezvous.directory });
  const elevated = elevate(command);
  const ended = elevated.then(() => null, toErrorInfo);
  const tooEarly = elevated.then(() => {
    throw failure('helper.failed', { message: 'it ended before it connected' });
  });
  return {
    connection: await greeted(Promise.race([rendezvous.control, tooEarly])),
    ended,
    command,
  };
}

async function greeted(control: Rendezvous['control']): Promise<Connection> {
  const connection = new Connection(await control);
  try {
    await connection.greet();
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
