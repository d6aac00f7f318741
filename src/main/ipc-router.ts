/**
 * Binds every call and stream of the IPC schema to its handler. Only the main frame of a window of ours, showing our
 * own page, is answered; arguments are validated; failures travel as values.
 */
import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { StreamServer, type StreamHandlersOf } from '../core/control/stream-server';
import { errorInfo } from '../shared/errors';
import type { CallTable, HandlersOf, Reply } from '../shared/ipc/builders';
import { engineCalls, engineStreams, shellCalls } from '../shared/ipc/schema';
import { serveCall } from '../shared/ipc/serve';
import { STREAM_CHANNEL } from '../shared/ipc/stream-message';
import { CHANGED_CHANNEL, channelOf, type WindowCalls } from '../shared/ipc/window-api';
import type { SnapshotPatch } from '../shared/snapshot';
import { log } from './log';
import { isOurPage } from './page';

export interface Handlers {
  readonly engine: HandlersOf<typeof engineCalls>;
  readonly streams: StreamHandlersOf<typeof engineStreams>;
  readonly shell: HandlersOf<typeof shellCalls>;
}

type IsOurs = (contents: WebContents) => boolean;

/** Answers the pages in our windows from now on. */
export function routeCalls(isOurs: IsOurs, handlers: Handlers): void {
  route(isOurs, engineCalls, handlers.engine);
  route(isOurs, shellCalls, handlers.shell);
  routeStreams(isOurs, handlers.streams);
}

/** Tells a page what changed. */
export function pushPatch(window: WebContents, patch: SnapshotPatch): void {
  if (!window.isDestroyed()) window.send(CHANGED_CHANNEL, patch);
}

/** Streams end with the page that opened them: closed, gone, or loaded anew. */
function routeStreams(isOurs: IsOurs, handlers: StreamHandlersOf<typeof engineStreams>): void {
  const servers = new Map<WebContents, StreamServer<typeof engineStreams>>();
  const serverFor = (page: WebContents): StreamServer<typeof engineStreams> => {
    const server = new StreamServer(engineStreams, handlers, (message) => {
      if (!page.isDestroyed()) page.send(STREAM_CHANNEL, message);
    });
    const over = (): void => server.close();
    page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) over();
    });
    page.on('render-process-gone', over);
    page.once('destroyed', () => {
      over();
      servers.delete(page);
    });
    servers.set(page, server);
    return server;
  };
  ipcMain.on(STREAM_CHANNEL, (event, message: unknown) => {
    if (!isTrusted(event, isOurs)) {
      log.warn('refused: a stream for a frame that is not ours');
      return;
    }
    (servers.get(event.sender) ?? serverFor(event.sender)).receive(message);
  });
}

function route<Table extends CallTable>(
  isOurs: IsOurs,
  table: Table,
  handlers: HandlersOf<Table>,
): void {
  for (const name of Object.keys(table) as (keyof Table & keyof WindowCalls)[]) {
    ipcMain.handle(channelOf(name), async (event, ...args): Promise<Reply<unknown>> => {
      if (!isTrusted(event, isOurs)) {
        log.warn(`refused: ${name} from a frame that is not ours`);
        return { ok: false, error: errorInfo('internal', { message: 'not a frame of this app' }) };
      }
      const reply = await serveCall(table, handlers, name, args);
      if (!reply.ok) log.warn(`${name}: ${reply.error.code}`, reply.error.detail);
      return reply;
    });
  }
}

interface FrameEvent {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}

/** A frame that was navigated away or is gone has no `senderFrame`, or another URL than ours. */
function isTrusted({ sender, senderFrame }: FrameEvent, isOurs: IsOurs): boolean {
  return (
    isOurs(sender) &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    isOurPage(senderFrame.url)
  );
}
