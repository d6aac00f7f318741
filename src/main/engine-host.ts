/** Starts the engine and its control socket, and again at the next call if that failed. */
import { serveControl } from '../core/control/server';
import type { StreamHandlersOf } from '../core/control/stream-server';
import { Engine } from '../core/engine';
import { ProfileStore } from '../core/profiles';
import type { Paths } from '../core/profiles/home';
import { SettingsStore } from '../core/settings/settings-store';
import type { HandlersOf } from '../shared/ipc/builders';
import { makeClient } from '../shared/ipc/client';
import { engineCalls, type engineStreams } from '../shared/ipc/schema';
import type { AppSnapshot, SnapshotPatch } from '../shared/snapshot';
import { helperFile, workerFile } from './paths';

interface Running {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

interface EngineHostOptions {
  readonly home: Paths;
  readonly version: string;
  readonly onPatch: (patch: SnapshotPatch, snapshot: AppSnapshot) => void;
  /** It runs. */
  readonly onStart: (engine: Engine) => void;
}

export class EngineHost {
  readonly #options: EngineHostOptions;
  #running: Promise<Running> | null = null;
  #stopped = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
  }

  /** The engine's calls; each starts it if it does not run, so that "Try again" is just the next call. */
  readonly handlers: HandlersOf<typeof engineCalls> = makeClient(
    engineCalls,
    async (name, args) => {
      const { engine } = await this.#start();
      const handler = engine.handlers[name] as (...values: readonly unknown[]) => unknown;
      return handler(...args);
    },
  );

  /** The engine's streams, likewise. */
  readonly streams: StreamHandlersOf<typeof engineStreams> = {
    logs: (...args) => this.#stream((engine) => engine.streams.logs(...args)),
    shell: (...args) => this.#stream((engine) => engine.streams.shell(...args)),
    usage: (...args) => this.#stream((engine) => engine.streams.usage(...args)),
    testConnection: (...args) => this.#stream((engine) => engine.streams.testConnection(...args)),
  };

  /** Rejects with `control.busy` while another engine serves this home, or with `config.*`. */
  async start(): Promise<Engine> {
    return (await this.#start()).engine;
  }

  /** Takes everything down; nothing starts again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const running = await this.#running?.catch(() => null);
    await running?.close();
  }

  async *#stream<Value>(open: (engine: Engine) => AsyncIterable<Value>): AsyncGenerator<Value> {
    const { engine } = await this.#start();
    yield* open(engine);
  }

  #start(): Promise<Running> {
    if (this.#stopped) return new Promise(() => undefined);
    this.#running ??= this.#open().catch((error: unknown) => {
      this.#running = null;
      throw error;
    });
    return this.#running;
  }

  async #open(): Promise<Running> {
    const { home, version, onPatch, onStart } = this.#options;
    const profiles = new ProfileStore(home.profilesFile);
    const settings = new SettingsStore(home.settingsFile);
    const engine = new Engine({ home, profiles, settings, helperFile, workerFile, version });
    try {
      const control = await serveControl(engine, home.controlSocket);
      engine.onPatch((patch) => onPatch(patch, engine.snapshot()));
      onStart(engine);
      return {
        engine,
        close: async () => {
          await engine.stop();
          await control.close();
        },
      };
    } catch (error) {
      await engine.stop();
      throw error;
    }
  }
}
