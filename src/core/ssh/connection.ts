/** One hop: handshake, host key, authentication, over a transport that already stands. */
import { failure, type GangwayError } from '../../shared/errors';
import type { PromptBody } from '../../shared/prompt';
import { chooseAlgorithms } from './algorithms';
import type { Ask } from './ask';
import { Authenticator, type Offer } from './auth/authenticate';
import { collectIdentities } from './auth/collect';
import { startDeadline } from './deadline';
import { mapConnectionError, type FailureContext } from './error-map';
import { hostKeyName, knownKeyTypes } from './host-key/known-hosts';
import { readKnownHosts } from './host-key/known-hosts-file';
import { verifyHostKey } from './host-key/verify';
import { Client, protocolOf, type Ssh2Client, type Transport } from './library';
import type { Login } from './login/login';
import { poolPadding } from './padding';
import { untold, type OnStep } from './steps';

/** Silence of the server that ends an attempt, milliseconds. */
const SILENCE_MS = 20_000;
/** The same after a person answered: the server may wait for a second factor (sshd's LoginGraceTime). */
const HUMAN_STEP_MS = 120_000;
/** sshd's own LoginGraceTime is not told; this is OpenSSH's default, from when it accepted the connection. */
const LOGIN_GRACE_MS = 120_000;
/** Three unanswered keepalives end a connection: at most 20 s after it went dead. */
const KEEPALIVE_INTERVAL_MS = 5_000;
const KEEPALIVE_MISSED_MAX = 3;

export interface ConnectContext {
  readonly ask: Ask;
  readonly signal: AbortSignal;
  readonly onStep?: OnStep;
}

/** A logged-in hop. */
export interface Hop {
  readonly client: Ssh2Client;
  readonly login: Login;
  readonly transport: Transport;
}

/**
 * Logs in over `transport`, which is destroyed on failure. Prompts are withdrawn as soon as the attempt
 * ends, for whatever reason. Rejects with `ssh.*`.
 */
export async function connectHop(
  login: Login,
  transport: Transport,
  { ask, signal, onStep = untold }: ConnectContext,
): Promise<Hop> {
  const startedAt = Date.now();
  const ended = new AbortController();
  const withdraw = AbortSignal.any([signal, ended.signal]);
  const { client, deadline, context, failed, fail } = prepare(login, transport, signal);
  const askNow = (body: PromptBody) => {
    // A host key is asked about before anything that a server could count as a failed attempt.
    if (body.kind !== 'host-key') context.asked = true;
    return deadline.suspendFor(() => ask(body, withdraw));
  };

  try {
    const known = await readKnownHosts(login);
    const identities = await Promise.race([collectIdentities(login, askNow), failed]).catch(
      (error: unknown) => {
        onStep('login', null);
        throw error;
      },
    );
    const authenticator = new Authenticator({
      login,
      identities: identities.list,
      ask: askNow,
      expiresAt: startedAt + LOGIN_GRACE_MS,
      onHumanStep: () => deadline.restart(HUMAN_STEP_MS),
      onFailure: fail,
    });
    context.tried = authenticator.tried;

    let verified: Buffer | undefined;
    let offer: Offer | undefined;
    const ready = new Promise<void>((resolve) => {
      client.once('ready', resolve);
    });
    onStep('host-key', null);
    client.connect({
      sock: transport,
      username: login.user,
      // Timeouts are ours: ssh2's would run while a person reads a prompt.
      readyTimeout: 0,
      keepaliveInterval: KEEPALIVE_INTERVAL_MS,
      keepaliveCountMax: KEEPALIVE_MISSED_MAX,
      // Whether a server speaks OpenSSH's extensions it says itself, when asked.
      strictVendor: false,
      algorithms: chooseAlgorithms(
        knownKeyTypes(known, hostKeyName(login.host, login.port, login.hostKeyAlias)),
      ),
      hostVerifier: (key: Buffer, accept: (valid: boolean) => void) => {
        // A later key exchange has to prove the same key. ssh2 wants to hear so at once: data under the new
        // keys may follow in the same chunk.
        if (verified?.equals(key)) return accept(true);
        verifyHostKey(login, known, key, askNow).then(
          (facts) => {
            verified = key;
            onStep('host-key', facts);
            onStep('login', null);
            accept(true);
          },
          (error: unknown) => {
            fail(error);
            accept(false);
          },
        );
      },
      authHandler: (_methods, _partial, next) => {
        const last = offer;
        offer = last && { ...last, partial: false };
        authenticator.next(last).then((method) => next(method ?? (false as never)), fail);
      },
    });
    observeOffers(client, (latest) => {
      offer = latest;
      deadline.restart(SILENCE_MS);
    });
    await Promise.race([ready, failed]).catch((error: unknown) => {
      throw withProblems(error as GangwayError, identities.problems);
    });
    context.phase = 'ready';
    onStep('login', { user: login.user, method: authenticator.accepted() });
    return { client, login, transport };
  } catch (error) {
    transport.destroy();
    throw error;
  } finally {
    ended.abort();
    deadline.stop();
  }
}

/** A client whose end, in any way, rejects `failed`. */
function prepare(login: Login, transport: Transport, signal: AbortSignal) {
  const { host, port, user } = login;
  type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
  const context: Mutable<FailureContext> = {
    ...{ host, port, user, phase: 'handshake', tried: [], ended: false, asked: false },
  };
  let fail!: (error: unknown) => void;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = (error) => reject(mapConnectionError(error, context));
  });
  // Nobody may be waiting for it yet, or any more.
  failed.catch(() => undefined);
  const deadline = startDeadline(SILENCE_MS, () => fail(failure('ssh.timeout', { host, port })));
  const onAbort = () => fail(failure('ssh.cancelled', { host }));
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });

  // From now on, not from when ssh2 listens: the peer may be gone before.
  const onGone = () => {
    context.ended = true;
    fail(new Error('connection closed'));
    signal.removeEventListener('abort', onAbort);
  };
  transport
    .prependListener('end', () => {
      context.ended = true;
    })
    .on('error', fail)
    .once('close', onGone);
  const client = new Client();
  client.setMaxListeners(0);
  client
    // Of every key exchange: each makes a new cipher.
    .on('handshake', () => {
      poolPadding(protocolOf(client)._cipher);
      if (context.phase === 'handshake') context.phase = 'auth';
    })
    .on('change password', () => {
      fail(Object.assign(new Error('password expired'), { level: 'client-authentication' }));
    })
    .on('error', (error: Error & { level?: string }) => {
      // An agent that does not answer leaves other methods to try; ssh2 goes on by itself.
      if (error.level !== 'agent') fail(error);
    });
  return { client, deadline, context, failed, fail };
}

/** ssh2 keeps the answers to agent keys to itself, so a partial success after one would go unseen. */
function observeOffers(client: Ssh2Client, onOffer: (offer: Offer) => void): void {
  const handlers = protocolOf(client)._handlers;
  const original = handlers.USERAUTH_FAILURE;
  handlers.USERAUTH_FAILURE = (protocol, methods, partial) => {
    onOffer({ methods, partial });
    original(protocol, methods, partial);
  };
}

function withProblems(error: GangwayError, problems: readonly GangwayError[]): GangwayError {
  const { code, detail } = error.info;
  return code === 'ssh.auth-failed' && problems.length > 0
    ? failure(code, detail, problems[0])
    : error;
}
