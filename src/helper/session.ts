/** One app's session: JSON lines in, one verb after the other, until the app is gone or says bye. */
import type { Socket } from 'node:net';
import { assertNever } from '../shared/assert-never';
import { failure, toErrorInfo, type ErrorInfo } from '../shared/errors';
import {
  HELPER_PROTOCOL_VERSION,
  HEARTBEAT_TIMEOUT_MS,
  MAX_LINE_BYTES,
  helperRequestSchema,
  type HelperRequest,
} from '../shared/helper-protocol';
import type { Bridges } from './bridges';

export interface SessionOptions {
  readonly bridges: Pick<Bridges, 'open' | 'apply' | 'names' | 'inspect' | 'clean' | 'cleanAll'>;
  /** Sends a descriptor to the app by the second socket. */
  readonly handOver: (bridge: string, descriptor: number) => Promise<void>;
  readonly heartbeatTimeoutMs?: number;
}

/**
 * Resolves when the session is over, for whatever reason: bye, end of file, silence, a line that is no
 * request, or the socket destroyed from outside. No request is being worked on then.
 */
export async function serve(socket: Socket, options: SessionOptions): Promise<void> {
  const { heartbeatTimeoutMs = HEARTBEAT_TIMEOUT_MS } = options;
  const silence = setTimeout(() => socket.destroy(), heartbeatTimeoutMs);
  try {
    for await (const line of lines(socket)) {
      silence.refresh();
      const { request, reply } = await answer(line, options);
      await send(socket, reply);
      silence.refresh();
      if (request === 'bye') break;
    }
  } catch {
    // The connection broke, or what came was no request: either way nobody is left to tell.
  } finally {
    clearTimeout(silence);
    socket.destroy();
  }
}

/** Reads no faster than requests are worked off. Throws at a line beyond the limit. */
async function* lines(socket: Socket): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      if (end > MAX_LINE_BYTES) break;
      yield rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > MAX_LINE_BYTES) throw failure('helper.refused', { rule: 'line-too-long' });
  }
}

interface Answer {
  readonly request: HelperRequest['verb'] | null;
  readonly reply: object;
}

/** Throws at a line that has no id to reply to. */
async function answer(line: string, options: SessionOptions): Promise<Answer> {
  const json: unknown = JSON.parse(line);
  const parsed = helperRequestSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const error = failure('helper.refused', {
      rule: 'malformed',
      value: issue?.path.join('.') ?? '',
    });
    return { request: null, reply: { id: idOf(json), ok: false, error: error.info } };
  }
  const { id, verb } = parsed.data;
  try {
    return { request: verb, reply: { id, ok: true, ...(await perform(parsed.data, options)) } };
  } catch (thrown) {
    const error: ErrorInfo = toErrorInfo(thrown);
    return { request: verb, reply: { id, ok: false, error } };
  }
}

async function perform(request: HelperRequest, options: SessionOptions): Promise<object> {
  const { bridges, handOver } = options;
  switch (request.verb) {
    case 'hello':
      return hello(request.version);
    case 'open-tun': {
      const { device, descriptor } = bridges.open(request.bridge);
      await handOver(request.bridge, descriptor);
      return { interface: device };
    }
    case 'apply':
      return { commands: await bridges.apply(request.bridge, request.config) };
    case 'names':
      return bridges.names(request.bridge, request.config);
    case 'inspect':
      return { network: await bridges.inspect() };
    case 'clean':
      return { commands: await bridges.clean(request.bridge) };
    case 'bye':
      await bridges.cleanAll();
      return {};
    default:
      return assertNever(request);
  }
}

function hello(version: number): object {
  if (version !== HELPER_PROTOCOL_VERSION) {
    throw failure('helper.version', { app: version, helper: HELPER_PROTOCOL_VERSION });
  }
  return { version: HELPER_PROTOCOL_VERSION, pid: process.pid };
}

function idOf(json: unknown): number {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : undefined;
  if (typeof id !== 'number' || !Number.isInteger(id))
    throw failure('helper.refused', { rule: 'malformed', value: 'id' });
  return id;
}

/** Waits until it is written: an app that asks without reading is not answered without end. */
function send(socket: Socket, reply: object): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(`${JSON.stringify(reply)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
