/** How the app ends, and what it does when the laptop wakes. */
import { app, powerMonitor } from 'electron';
import { log } from './log';

/** Time for taking bridges down. What is not undone by then, helper and guard undo once we are gone. */
const STOP_LIMIT_MS = 5_000;

/** From a terminal, a service manager, or a session that ends: nobody is there to be asked. */
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Lifecycle {
  /** What is taken down from now on is taken down by us. */
  readonly isQuitting: () => boolean;
}

interface LifecycleActions {
  /** Whether nobody minds: a person may be asked about what is not saved. */
  readonly mayQuit: () => Promise<boolean>;
  /** Takes all bridges down. */
  readonly stop: () => Promise<void>;
  /** Wake from sleep. */
  readonly wake: () => void;
  /** Somebody started the app again, with these arguments. */
  readonly open: (argv: readonly string[]) => void;
}

export function followLifecycle({ mayQuit, stop, wake, open }: LifecycleActions): Lifecycle {
  let quitting = false;
  let sessionEnds = false;

  const end = async (): Promise<void> => {
    if (quitting) return;
    quitting = true;
    await within(STOP_LIMIT_MS, stop());
    app.exit(0);
  };
  const quit = async (): Promise<void> => {
    if (await mayQuit()) await end();
  };

  app.on('before-quit', (event) => {
    // The system waits for nobody when it shuts down, and holding it up would cancel the shutdown.
    if (sessionEnds) {
      quitting = true;
      return;
    }
    event.preventDefault();
    if (!quitting) void quit();
  });
  for (const signal of END_SIGNALS) process.on(signal, () => void end());
  powerMonitor.on('shutdown', () => {
    sessionEnds = true;
    void stop();
  });
  powerMonitor.on('resume', wake);
  app.on('second-instance', (_event, argv) => open(argv));
  app.on('activate', () => open([]));
  // The tray keeps the app alive, not the window.
  app.on('window-all-closed', () => undefined);
  return { isQuitting: () => quitting || sessionEnds };
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn(`not everything was down after ${limitMs} ms`);
      resolve();
    }, limitMs);
  });
  const done = work.catch((error: unknown) => log.error('while stopping:', error));
  await Promise.race([done, limit]);
  clearTimeout(timer);
}
