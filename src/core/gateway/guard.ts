/**
 * The client's side of the guard (guard/): a shell on the gateway that sets the far end of a link up
 * and undoes it as soon as its stdin ends.
 */
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { errorInfo, failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { ExecChannel, SshSession } from '../ssh';
import { launchGuard } from './command';
import { Networks, type GuardNetworks, type GuardNetworksResult } from './guard-networks';
import { parseGuardLine, readFacts, type Fact, type GuardFacts } from './guard-protocol';
import { GUARD_SCRIPT } from './guard-script';
import { deferred, within } from './promises';

export type { GuardNetworks } from './guard-networks';

/** Milliseconds. Facts may wait for the guard of a lost connection to end (3 s). */
const FACTS_TIMEOUT = 20_000;
const SET_UP_TIMEOUT = 10_000;
/** Docker may take its time (3 s for each request) to remove what is left of attachments. */
const UNDO_TIMEOUT = 8_000;

/** Characters of what the gateway said besides the protocol, for an error's message. */
const NOISE_LIMIT = 400;

interface GuardSetUp {
  /** The gateway's and the laptop's inner address. */
  readonly own: string;
  readonly laptop: string;
  /** Bytes. */
  readonly mtu: number;
  /** The pair of IPv6 addresses, where `facts.ipv6`. */
  readonly own6?: string;
  readonly laptop6?: string;
}

export interface Guard {
  readonly facts: GuardFacts;
  /** Sets the gateway's end up; `facts.device` has to exist. Throws `gateway.setup-failed`. */
  setUp(request: GuardSetUp): Promise<void>;
  /**
   * Call before the first container or service with the guard's mark is made: from then on the guard, at its
   * end, and whoever sweeps after it look for them in Docker.
   */
  expectAttachments(): void;
  /**
   * Makes the gateway's networks what `request` says, any number of times after `setUp`: the guard changes only
   * the difference, and puts back what Docker has taken away since. Calls wait for each other. Rejects with
   * `gateway.setup-failed` only if the guard does not answer.
   */
  apply(request: GuardNetworks): Promise<GuardNetworksResult>;
  /** The guard died by itself; `close` sweeps what it left. */
  onLost(listener: (error: ErrorInfo) => void): void;
  /**
   * Has the guard undo everything, and where it did not say so within 8 s, sweeps after it for another 8 s.
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
    expectAttachments: () => {
      client.expectAttachments();
    },
    apply: (request) => client.apply(request),
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
  return launchGuard(GUARD_SCRIPT, mode, bridge);
}

class GuardClient {
  readonly #session: GuardSession;
  readonly #bridge: string;
  readonly #channel: ExecChannel;
  readonly #facts = deferred<GuardFacts>();
  readonly #ready = deferred<void>();
  readonly #ended: Promise<void>;
  readonly #networks: Networks;
  #collected: Fact[] = [];
  #noise = '';
  #undone = false;
  #closing: Promise<void> | undefined;

  constructor(session: GuardSession, channel: ExecChannel, bridge: string) {
    this.#session = session;
    this.#channel = channel;
    this.#bridge = bridge;
    this.#networks = new Networks((lines) => channel.write(lines));
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

  setUp(device: string, request: GuardSetUp): Promise<void> {
    const { own, laptop, mtu, own6, laptop6 } = request;
    const ipv6 = own6 !== undefined && laptop6 !== undefined ? ` ${own6} ${laptop6}` : '';
    this.#channel.write(`go ${device} ${own} ${laptop} ${mtu}${ipv6}\n`);
    return within(SET_UP_TIMEOUT, this.#ready.promise, () => slow('set-up'));
  }

  expectAttachments(): void {
    this.#channel.write('attachments\n');
  }

  apply(request: GuardNetworks): Promise<GuardNetworksResult> {
    return this.#networks.apply(request);
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
      case 'failed':
        this.#networks.failed(line);
        return;
      case 'applied':
        this.#networks.applied(line.number);
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
    this.#networks.fail(error);
  }
}

function slow(step: string): Error {
  return failure('gateway.setup-failed', { step, message: 'no answer' });
}
