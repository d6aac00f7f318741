/** Builds the helper and the app of `helper-app.ts`, and drives that app from a test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import type { ErrorInfo } from '../../src/shared/errors';

/** Below the project, where koffi is found; with a name that needs quoting. */
const OUT = ".cache/helper's test";

/** One answer within five seconds: asked for every second, since nobody promises that a first packet comes through. */
export const PING = ['ping', '-n', '-c', '1', '-w', '5'] as const;

export interface Built {
  /** Relative to the project. */
  readonly app: string;
  readonly helper: string;
}

/** Each in one file, as the helper is when it is built for people. */
export async function buildHelper(): Promise<Built> {
  const inputs = { app: 'test/support/helper-app.ts', helper: 'src/helper/index.ts' };
  for (const [name, file] of Object.entries(inputs)) {
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        ssr: true,
        target: 'node20',
        outDir: OUT,
        emptyOutDir: false,
        rolldownOptions: { input: { [name]: resolve(file) }, external: ['koffi'] },
      },
      ssr: { noExternal: true, external: ['koffi'] },
    });
  }
  return { app: `${OUT}/app.js`, helper: `${OUT}/helper.js` };
}

type Message =
  | { readonly id: number; readonly value?: unknown; readonly error?: ErrorInfo }
  | { readonly event: 'gone'; readonly error: ErrorInfo };

export interface App {
  readonly pid: number;
  /** What `onGone` listeners are told. */
  readonly gone: Promise<ErrorInfo>;
  /** Calls a method of its HelperClient; rejects with the `ErrorInfo`. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
  kill(): Promise<void>;
  /** Ends it as if its window was closed. */
  close(): Promise<void>;
}

/** `argv` is the whole command line, whose process becomes the app (as nsenter and env do). */
export function startApp(argv: readonly string[]): App {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined);
  const exited = once(child, 'exit');
  const waiting = new Map<number, (message: Extract<Message, { id: number }>) => void>();
  let lost: (error: ErrorInfo) => void;
  const gone = new Promise<ErrorInfo>((resolve) => (lost = resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    if ('event' in message) lost(message.error);
    else waiting.get(message.id)?.(message);
  });
  let calls = 0;
  return {
    pid: child.pid ?? NaN,
    gone,
    call: (call, ...args) =>
      new Promise((resolve, reject) => {
        const id = calls++;
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the value under test
        waiting.set(id, ({ value, error }) => (error ? reject(error) : resolve(value)));
        child.stdin.write(`${JSON.stringify({ id, call, args })}\n`);
        void exited.then(() => reject(new Error(`the app ended during ${call}`)));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
