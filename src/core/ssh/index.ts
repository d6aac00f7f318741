/**
 * SSH to a gateway: resolve the login, reach the first hop, hop on through jump hosts, and hand out one
 * session that carries everything. The only folder that knows ssh2.
 */
import { isIP } from 'node:net';
import { userInfo } from 'node:os';
import { failure } from '../../shared/errors';
import type { Gateway } from '../../shared/profile';
import type { Ask } from './ask';
import { connectHop, type Hop } from './connection';
import type { Transport } from './library';
import { readConfigTree, userConfigPath } from './login/config-tree';
import { resolveRoute } from './login/login';
import { closeHop, createSession, type SshSession } from './session';
import { untold, type OnStep } from './steps';
import { openTcp, openThrough } from './transport';

export type { Ask } from './ask';
export type { ExecChannel } from './channel/exec';
export type { Pipe } from './channel/pipe';
export type { TunChannel } from './channel/tun-channel';
export type { SshSession } from './session';
export type { OnStep, SignInStep } from './steps';

export interface SessionOptions {
  readonly ask: Ask;
  /** Home folder: `~/.ssh`. */
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the attempt at any time, closes its sockets and withdraws its prompts. */
  readonly signal: AbortSignal;
  readonly onStep?: OnStep;
}

/** Let the server choose the unit of a tun (OpenSSH PROTOCOL, 2.3). */
export const ANY_TUN_UNIT = 0x7fffffff;

/**
 * Connects and logs in. Rejects with `ssh.*`, or `config.invalid` {path, reason, value} for what
 * `~/.ssh/config` says.
 */
export async function openSession(gateway: Gateway, options: SessionOptions): Promise<SshSession> {
  const { ask, home, env, signal, onStep = untold } = options;
  const tree = await readConfigTree(userConfigPath(home), home);
  const route = resolveRoute(gateway, { tree, home, env, localUser: localUser(env) });
  const hops: Hop[] = [];
  let address: string | undefined;
  let rttMs = 0;
  let received = (): number => 0;
  const startedAt = performance.now();
  try {
    for (const [index, login] of route.entries()) {
      const via = hops.at(-1);
      let transport: Transport;
      if (via) transport = await openThrough(via, login, signal);
      else {
        const tcp = await openTcp(login, signal, onStep);
        ({ socket: transport, address, rttMs } = tcp);
        received = () => tcp.socket.bytesRead;
      }
      const isLast = index === route.length - 1;
      if (isLast) onStep('reach', reached(via, rttMs, startedAt));
      hops.push(
        await connectHop(login, transport, { ask, signal, onStep: isLast ? onStep : untold }),
      );
    }
  } catch (error) {
    for (const hop of hops.reverse()) {
      if (signal.aborted) hop.transport.destroy();
      else await closeHop(hop);
    }
    throw error;
  }
  const [first, last] = [hops[0], hops.at(-1)];
  if (!first || !last || address === undefined)
    throw failure('internal', { message: 'empty route' });
  const { host } = first.login;
  return createSession(hops, last, {
    ...{ address, rttMs, received },
    resolved: isIP(host) ? [] : [host],
  });
}

/** Behind jumps it is their logins that take time, persons' answers included. */
function reached(via: Hop | undefined, rttMs: number, startedAt: number) {
  if (!via) return { ms: rttMs };
  return { ms: performance.now() - startedAt, via: via.login.alias };
}

/** The name ssh would use; a user without a passwd entry still has an environment. */
function localUser(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return env['USER'] ?? env['LOGNAME'] ?? '';
  }
}
