/** What a login runs over: TCP to the first hop, a channel of the hop before to the others. */
import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { failure } from '../../shared/errors';
import { startDeadline } from './deadline';
import type { Hop } from './connection';
import { mapConnectionError, mapJumpError, type FailureContext } from './error-map';
import type { Transport } from './library';
import type { Login } from './login/login';
import { untold, type OnStep } from './steps';

/** DNS and TCP together, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Resolves the name to IPv4 and connects; `rttMs` is how long the connecting took. Rejects with `ssh.dns`, `ssh.refused`, `ssh.unreachable`,
 * `ssh.timeout`, or `ssh.cancelled` if the signal fires.
 */
export function openTcp(
  login: Login,
  signal: AbortSignal,
  onStep: OnStep = untold,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<{ socket: Socket; address: string; rttMs: number }> {
  const { host, port, user } = login;
  const context: FailureContext = {
    ...{ host, port, user, phase: 'handshake', tried: [], ended: false, asked: false },
  };
  return new Promise((resolve, reject) => {
    let socket: Socket | undefined;
    const deadline = startDeadline(timeoutMs, () => fail(failure('ssh.timeout', { host, port })));
    const settle = () => {
      deadline.stop();
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown) => {
      settle();
      socket?.destroy();
      reject(mapConnectionError(error, context));
    };
    const onAbort = () => fail(failure('ssh.cancelled', { host }));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });

    onStep('resolve', null);
    lookup(host, { family: 4 }).then(({ address }) => {
      if (signal.aborted) return;
      onStep('resolve', { address });
      onStep('reach', null);
      const startedAt = performance.now();
      const connecting = (socket = connect({ host: address, port, noDelay: true }));
      connecting.once('error', fail).once('connect', () => {
        settle();
        connecting.removeListener('error', fail);
        resolve({ socket: connecting, address, rttMs: performance.now() - startedAt });
      });
    }, fail);
  });
}

/**
 * A connection from the hop before (direct-tcpip). Names are resolved there. Rejects with `ssh.unreachable` or
 * `ssh.channel-refused`, both with `via`, `ssh.timeout`, `ssh.lost`, or `ssh.cancelled`.
 */
export function openThrough(
  via: Hop,
  { host, port }: Login,
  signal: AbortSignal,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const facts = { host, port, via: via.login.alias };
    const deadline = startDeadline(timeoutMs, () => fail(failure('ssh.timeout', facts)));
    const onAbort = () => fail(failure('ssh.cancelled', { host }));
    const onLost = () => fail(failure('ssh.lost', facts));
    const settle = () => {
      deadline.stop();
      signal.removeEventListener('abort', onAbort);
      via.client.removeListener('close', onLost);
    };
    const fail = (error: Error) => {
      settle();
      reject(error);
    };
    if (signal.aborted) return onAbort();
    if (!via.transport.writable) return onLost();
    signal.addEventListener('abort', onAbort, { once: true });
    via.client.once('close', onLost);
    via.client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
      if (error) return fail(mapJumpError(error, facts));
      settle();
      resolve(channel);
    });
  });
}
