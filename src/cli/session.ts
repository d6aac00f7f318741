/** Getting hold of an engine: the one that runs already, or one in this process. */
import { connectControl, type ControlClient } from '../core/control/client';
import { serveControl } from '../core/control/server';
import { Engine } from '../core/engine';
import { SettingsStore } from '../core/settings/settings-store';
import { describeError } from '../shared/error-text';
import { failure, toErrorInfo } from '../shared/errors';
import { openProfiles, type Context } from './context';
import { LiveSnapshot } from './live';

export interface Session {
  readonly client: ControlClient;
  readonly live: LiveSnapshot;
  /** Lets go; where the engine is ours, takes down everything it holds. */
  end(): Promise<void>;
}

/** The engine of the app or of another `gangway up`; `null` if there is none. */
export async function attach({ paths }: Context): Promise<Session | null> {
  const client = await connectControl(paths.controlSocket);
  if (!client) return null;
  return {
    client,
    live: await LiveSnapshot.open(client),
    end: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

/**
 * An engine in this process, served to others too. It is driven through its own control socket, so
 * that there is one way for commands to drive one. Rejects with `control.busy` if another was faster.
 */
export async function host(context: Context): Promise<Session> {
  const { paths, built } = context;
  const { helperFile, workerFile, version } = built;
  const profiles = openProfiles(context);
  const settings = new SettingsStore(paths.settingsFile);
  for (const { what, next } of settings.notices().map((notice) => describeError(notice)))
    context.io.note(`${what} ${next}`);
  const engine = new Engine({
    ...{ home: paths, profiles, settings },
    ...{ helperFile, workerFile, version },
  });
  let close = (): Promise<void> => engine.stop();
  try {
    const server = await serveControl(engine, paths.controlSocket);
    close = async () => {
      await engine.stop();
      await server.close();
    };
    const session = await attach(context);
    if (!session) throw failure('control.gone');
    const end = async (): Promise<void> => {
      await close();
      await session.end();
    };
    return { ...session, end };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `attach`, else `host`; whoever is faster when two start at once. */
export async function attachOrHost(context: Context): Promise<Session> {
  const running = await attach(context);
  if (running) return running;
  try {
    return await host(context);
  } catch (error) {
    if (toErrorInfo(error).code !== 'control.busy') throw error;
    const faster = await attach(context);
    if (!faster) throw error;
    return faster;
  }
}
