/** What a person at the laptop does with a container's address. */
import { once } from 'node:events';
import { connect } from 'node:net';

/** Fetches `http://ADDRESS/` and resolves with status and text. */
export async function httpGet(address: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://${address}/`, { signal: AbortSignal.timeout(5_000) });
  return { status: response.status, text: (await response.text()).trim() };
}

/** Says PING to a redis and resolves with its answer. */
export async function redisPing(address: string): Promise<string> {
  const socket = connect(6379, address).setEncoding('utf8');
  socket.write('PING\r\n');
  const [reply] = (await once(socket, 'data', { signal: AbortSignal.timeout(5_000) })) as [string];
  socket.destroy();
  return reply.trim().replace(/^\+/, '');
}
