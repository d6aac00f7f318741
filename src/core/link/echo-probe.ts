/**
 * The in-band probe: ICMP echoes from the laptop's inner address to the gateway's, put into the transport
 * beside the packets of the tun, their replies taken out again before it. It measures the data plane.
 */
import { randomBytes } from 'node:crypto';
import { parseAddress } from '../../shared/cidr';
import { failure } from '../../shared/errors';
import { buildEchoRequest, parseEchoReply } from './icmp';

/** Milliseconds. */
const INTERVAL = 1_000;
/** An echo without a reply after this long is lost, milliseconds. */
const ECHO_TIMEOUT = 2_000;
/** One lost packet must not fail a verification: it asks again this often, milliseconds. */
const VERIFY_INTERVAL = 500;
const WINDOW = 120;
/** So many lost echoes in a row, and nothing else received meanwhile, is silence. */
const SILENCE = 5;
/** Received within an interval, this many bytes are a connection at work, whose packets wait their turn. */
const BUSY = 64 * 1024;
/** Begins the payload; random bytes after it tell this probe from every other. */
const MAGIC = Buffer.from('gangway\0');

export interface ProbeHealth {
  readonly rttMs: number | null;
  readonly window: readonly (number | null)[];
  readonly loss: number;
}

export interface ProbeOptions {
  readonly local: string;
  readonly peer: string;
  send(packet: Buffer): void;
  /** Packets received so far: any of them is a sign of life, even if a full link delays the echoes. */
  received(): number;
  /** Bytes that the connection under the link has received, whatever for: `docker` may fill it on a slow line. */
  carried(): number;
  /** Once per second. */
  onHealth(health: ProbeHealth): void;
  /** Once. */
  onSilent(): void;
}

export interface EchoProbe {
  /** Whether the packet was a reply to this probe, and so is none of the tun's. */
  take(packet: Buffer): boolean;
  /** Round trip of one answered echo, milliseconds; rejects with `net.silent` {peer, timeoutMs}. */
  verify(timeoutMs: number): Promise<number>;
  /** Rejects what is being verified. Idempotent. */
  stop(): void;
}

interface Verification {
  readonly resolve: (rttMs: number) => void;
  readonly fail: () => void;
}

export function startEchoProbe(options: ProbeOptions): EchoProbe {
  return new Probe(options);
}

class Probe implements EchoProbe {
  readonly #options: ProbeOptions;
  readonly #source: number;
  readonly #destination: number;
  readonly #id = randomBytes(2).readUInt16BE();
  readonly #payload = Buffer.concat([MAGIC, randomBytes(16)]);
  readonly #timer: NodeJS.Timeout;
  /** When each unanswered echo of the window was sent, by sequence, oldest first. */
  readonly #pending = new Map<number, number>();
  /** The same for echoes of verifications, which are not part of the window. */
  readonly #verifying = new Map<number, number>();
  readonly #verifications = new Set<Verification>();
  readonly #window: (number | null)[] = [];
  #sequence = 0;
  #rttMs: number | null = null;
  #lostInARow = 0;
  #receivedBefore = 0;
  #carriedBefore = 0;

  constructor(options: ProbeOptions) {
    this.#options = options;
    this.#source = parseAddress(options.local) ?? 0;
    this.#destination = parseAddress(options.peer) ?? 0;
    this.#timer = setInterval(() => {
      this.#tick();
    }, INTERVAL);
    this.#echo(this.#pending);
  }

  take(packet: Buffer): boolean {
    const reply = parseEchoReply(packet);
    const isOurs =
      reply?.id === this.#id &&
      reply.source === this.#destination &&
      reply.destination === this.#source &&
      reply.payload.equals(this.#payload);
    if (isOurs) this.#answer(reply.sequence);
    return isOurs;
  }

  verify(timeoutMs: number): Promise<number> {
    this.#echo(this.#verifying);
    const again = setInterval(() => {
      this.#echo(this.#verifying);
    }, VERIFY_INTERVAL);
    return new Promise<number>((resolve, reject) => {
      const end = () => {
        clearInterval(again);
        clearTimeout(timer);
        this.#verifications.delete(verification);
        if (this.#verifications.size === 0) this.#verifying.clear();
      };
      const verification: Verification = {
        resolve: (rttMs) => {
          end();
          resolve(rttMs);
        },
        fail: () => {
          end();
          reject(failure('net.silent', { peer: this.#options.peer, timeoutMs }));
        },
      };
      const timer = setTimeout(verification.fail, timeoutMs);
      this.#verifications.add(verification);
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const { fail } of this.#verifications) fail();
  }

  #echo(waiting: Map<number, number>): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    waiting.set(this.#sequence, performance.now());
    this.#options.send(
      buildEchoRequest({
        source: this.#source,
        destination: this.#destination,
        id: this.#id,
        sequence: this.#sequence,
        payload: this.#payload,
      }),
    );
  }

  #answer(sequence: number): void {
    const verified = this.#verifying.get(sequence);
    if (verified !== undefined) {
      for (const { resolve } of this.#verifications) resolve(performance.now() - verified);
    }
    const sentAt = this.#pending.get(sequence);
    if (sentAt === undefined) return;
    // The channel keeps the order: what was sent before and has no reply by now will have none.
    for (const earlier of this.#pending.keys()) {
      if (earlier === sequence) break;
      this.#lose(earlier);
    }
    this.#pending.delete(sequence);
    this.#rttMs = performance.now() - sentAt;
    this.#lostInARow = 0;
    this.#push(this.#rttMs);
  }

  #lose(sequence: number): void {
    this.#pending.delete(sequence);
    this.#lostInARow += 1;
    this.#push(null);
  }

  #tick(): void {
    const received = this.#options.received();
    const carried = this.#options.carried();
    const isBusy = carried - this.#carriedBefore >= BUSY;
    if (received !== this.#receivedBefore || isBusy) this.#lostInARow = 0;
    this.#receivedBefore = received;
    this.#carriedBefore = carried;
    for (const [sequence, sentAt] of this.#pending) {
      if (performance.now() - sentAt < ECHO_TIMEOUT) break;
      this.#lose(sequence);
    }
    this.#echo(this.#pending);
    const lost = this.#window.filter((rttMs) => rttMs === null).length;
    this.#options.onHealth({
      rttMs: this.#rttMs,
      window: [...this.#window],
      loss: this.#window.length === 0 ? 0 : lost / this.#window.length,
    });
    if (this.#lostInARow >= SILENCE) {
      this.stop();
      this.#options.onSilent();
    }
  }

  #push(rttMs: number | null): void {
    this.#window.push(rttMs);
    if (this.#window.length > WINDOW) this.#window.shift();
  }
}
