/**
 * Binds every call of the IPC schema to its handler. Only the main frame of our own window, showing our
 * own page, is answered; arguments are validated; failures travel as values.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { errorInfo } from '../shared/errors';
import type { CallTable, HandlersOf, Reply } from '../shared/ipc/builders';
import { engineCalls, shellCalls } from '../shared/ipc/schema';
import { serveCall } from '../shared/ipc/serve';
import { CHANGED_CHANNEL, channelOf, type WindowCalls } from '../shared/ipc/window-api';
import type { SnapshotPatch } from '../shared/snapshot';
import { log } from './log';
import { isOurPage } from './page';

export interface Handlers {
  readonly engine: HandlersOf<typeof engineCalls>;
  readonly shell: HandlersOf<typeof shellCalls>;
}

/** Answers the page in `window` from now on. */
export function routeCalls(window: WebContents, handlers: Handlers): void {
  route(window, engineCalls, handlers.engine);
  route(window, shellCalls, handlers.shell);
}

/** Tells the page what changed. */
export function pushPatch(window: WebContents, patch: SnapshotPatch): void {
  if (!window.isDestroyed()) window.send(CHANGED_CHANNEL, patch);
}

function route<Table extends CallTable>(
  window: WebContents,
  table: Table,
  handlers: HandlersOf<Table>,
): void {
  for (const name of Object.keys(table) as (keyof Table & keyof WindowCalls)[]) {
    ipcMain.handle(channelOf(name), async (event, ...args): Promise<Reply<unknown>> => {
      if (!isTrusted(event, window)) {
        log.warn(`refused: ${name} from a frame that is not ours`);
        return { ok: false, error: errorInfo('internal', { message: 'not a frame of this app' }) };
      }
      const reply = await serveCall(table, handlers, name, args);
      if (!reply.ok) log.warn(`${name}: ${reply.error.code}`, reply.error.detail);
      return reply;
    });
  }
}

/** A frame that was navigated away or is gone has no `senderFrame`, or another URL than ours. */
function isTrusted({ sender, senderFrame }: IpcMainInvokeEvent, window: WebContents): boolean {
  return (
    sender === window &&
    senderFrame !== null &&
    senderFrame === window.mainFrame &&
    isOurPage(senderFrame.url)
  );
}
