/**
 * The client's side of the guard (guard.sh): a shell on the gateway that sets the far end of a link up
 * and undoes it as soon as its stdin ends.
 */
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { errorInfo, failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { ExecChannel, SshSession } from '../ssh';
import { launchCommand } from './command';
import { parseGuardLine, readFacts, type Fact, type GuardFacts } from './guard-protocol';
import script from './guard.sh?raw';
import { deferred, within } from './promises';

/** Milliseconds. Facts may wait for the guard of a lost connection to end (3 s in guard.sh). */
const FACTS_TIMEOUT = 20_000;
const SET_UP_TIMEOUT = 10_000;
const UNDO_TIMEOUT = 3_000;

/** Characters of what the gateway said besides the protocol, for an error's message. */
const NOISE_LIMIT = 400;

interface GuardSetUp {
  /** The gateway's and the laptop's inner address. */
  readonly own: string;
  readonly laptop: string;
  /** Bytes. */
  readonly mtu: number;
}

export interface Guard {
  readonly facts: GuardFacts;
  /** Sets the gateway's end up; `facts.device` has to exist. Throws `gateway.setup-failed`. */
  setUp(request: GuardSetUp): Promise<void>;
  /** The guard died by itself; `close` sweeps what it left. */
  onLost(listener: (error: ErrorInfo) => void): void;
  /**
   * Has the guard undo everything, and where it did not say so within 3 s, sweeps after it for another 3 s.
   * Never rejects: what a lost session does not reach is undone by the guard itself, or by the next one.
   */
  close(): Promise<void>;
}

export type GuardSession = Pick<SshSession, 'exec' | 'run'>;

/**
 * Starts the guard of a bridge and hears its facts. `onStarted` gets the guard as soon as it runs, so that
 * it can be closed while the facts are on their way. Throws what `readFacts` does.
 */
export async function startGuard(
  session: GuardSession,
  bridge: string,
  onStarted: (guard: Pick<Guard, 'close'>) => void = () => undefined,
): Promise<Guard> {
  const client = new GuardClient(session, await startShell(session, bridge), bridge);
  onStarted(client);
  const facts = await client.facts();
  return {
    facts,
    setUp: (request) => client.setUp(facts.device, request),
    onLost: (listener) => {
      client.onLost(listener);
    },
    close: () => client.close(),
  };
}

async function startShell(session: GuardSession, bridge: string): Promise<ExecChannel> {
  try {
    return await session.exec(guardCommand('serve', bridge));
  } catch (error) {
    const { code, detail } = toErrorInfo(error);
    if (code !== 'ssh.channel-refused') throw error;
    // Its `path` is the whole script.
    throw failure('gateway.setup-failed', { step: 'guard', message: detail['message'] ?? '' });
  }
}

/** Undoes what killed guards left on the gateway, and nothing of living ones. */
export async function sweepGateway(session: GuardSession, bridge: string): Promise<void> {
  await session.run(guardCommand('sweep', bridge), { timeoutMs: UNDO_TIMEOUT });
}

function guardCommand(mode: 'serve' | 'sweep', bridge: string): string {
  return launchCommand(['sh', '-c', script, 'guard', mode, bridge]);
}

class GuardClient {
  readonly #session: GuardSession;
  readonly #bridge: string;
  readonly #channel: ExecChannel;
  readonly #facts = deferred<GuardFacts>();
  readonly #ready = deferred<void>();
  readonly #ended: Promise<void>;
  #collected: Fact[] = [];
  #noise = '';
  #undone = false;
  #closing: Promise<void> | undefined;

  constructor(session: GuardSession, channel: ExecChannel, bridge: string) {
    this.#session = session;
    this.#channel = channel;
    this.#bridge = bridge;
    const heard = finished(channel, { writable: false });
    this.#ended = Promise.allSettled([channel.exited, heard]).then(() => {
      this.#fail(failure('gateway.setup-failed', { step: 'guard', message: this.#noise.trim() }));
    });
    channel.on('error', () => undefined);
    channel.stderr.on('data', (chunk: Buffer) => {
      this.#hearNoise(chunk.toString());
    });
    createInterface({ input: channel }).on('line', (line) => {
      this.#hear(line);
    });
  }

  facts(): Promise<GuardFacts> {
    return within(FACTS_TIMEOUT, this.#facts.promise, () => slow('facts'));
  }

  setUp(device: string, { own, laptop, mtu }: GuardSetUp): Promise<void> {
    this.#channel.write(`go ${device} ${own} ${laptop} ${mtu}\n`);
    return within(SET_UP_TIMEOUT, this.#ready.promise, () => slow('set-up'));
  }

  onLost(listener: (error: ErrorInfo) => void): void {
    void this.#ended.then(() => {
      if (this.#closing) return;
      listener(errorInfo('gateway.guard-lost', { message: this.#noise.trim() }));
    });
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#channel.end();
    await within(UNDO_TIMEOUT, this.#ended, () => slow('undo')).catch(() => undefined);
    if (!this.#undone) await sweepGateway(this.#session, this.#bridge).catch(() => undefined);
    this.#channel.destroy();
  }

  #hear(text: string): void {
    const line = parseGuardLine(text);
    switch (line?.kind) {
      case 'hello':
        this.#collected = [];
        this.#noise = '';
        return;
      case 'fact':
        this.#collected.push(line);
        return;
      case 'waiting':
        this.#settleFacts();
        return;
      case 'ready':
        this.#ready.resolve();
        return;
      case 'undone':
        this.#undone = true;
        return;
      case 'error':
        this.#fail(
          failure('gateway.setup-failed', { step: line.step, message: line.message.trim() }),
        );
        return;
      case undefined:
        this.#hearNoise(`${text}\n`);
    }
  }

  #settleFacts(): void {
    try {
      this.#facts.resolve(readFacts(this.#collected));
    } catch (error) {
      this.#undone = true;
      this.#facts.reject(error);
    }
  }

  #hearNoise(text: string): void {
    this.#noise = (this.#noise + text).slice(-NOISE_LIMIT);
  }

  #fail(error: Error): void {
    this.#facts.reject(error);
    this.#ready.reject(error);
  }
}

function slow(step: string): Error {
  return failure('gateway.setup-failed', { step, message: 'no answer' });
}
