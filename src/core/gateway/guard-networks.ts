/** What a guard does for networks: one `apply` at a time, each item on its own. */
import { errorInfo, failure, type ErrorInfo } from '../../shared/errors';
import type { Remap } from '../../shared/network-view';
import type { GuardLine } from './guard-protocol';
import { deferred, within, type Deferred } from './promises';

/** Milliseconds. An attachment takes about 50. */
const APPLY_TIMEOUT = 20_000;

/** A container that holds an address on an overlay for this gateway. */
interface Attachment {
  /** Docker's id of the network. */
  readonly network: string;
  /** Of the container's first process, as the gateway counts. */
  readonly pid: number;
  /** Its start time (proc(5), stat field 22), if known: a process that took over the id is refused. */
  readonly startTime?: string;
  /** IPv4 and IPv6 prefixes of the network. */
  readonly subnets: readonly string[];
}

export interface GuardNetworks {
  /** IPv4, and of equal lengths each. */
  readonly remaps: readonly Remap[];
  /** IPv4 prefixes (the real ones) whose machines know no way back to the laptop. */
  readonly masquerade: readonly string[];
  readonly attachments: readonly Attachment[];
}

export interface GuardNetworksResult {
  /**
   * `gateway.attach-failed` {network, message} by network id, and `gateway.setup-failed` {step, message} by the
   * real prefix of a remap or of what is masqueraded.
   */
  readonly failed: Readonly<Record<string, ErrorInfo>>;
}

type FailedLine = Extract<GuardLine, { kind: 'failed' }>;

/** What a line can carry as one word; a gateway's Docker says anything. */
const WORD = /^[\w.:/-]+$/;

interface Exchange {
  readonly failed: Record<string, ErrorInfo>;
  readonly answer: Deferred<void>;
}

/** The guard's answers belong to the one exchange that is open. */
export class Networks {
  readonly #write: (lines: string) => void;
  #last: Promise<unknown> = Promise.resolve();
  #number = 0;
  #open: Exchange | undefined;
  #over: Error | undefined;

  constructor(write: (lines: string) => void) {
    this.#write = write;
  }

  apply(request: GuardNetworks): Promise<GuardNetworksResult> {
    const result = this.#last.then(() => this.#apply(request));
    this.#last = result.catch(() => undefined);
    return result;
  }

  failed({ item, key, message }: FailedLine): void {
    if (!this.#open) return;
    this.#open.failed[key] =
      item === 'attach'
        ? errorInfo('gateway.attach-failed', { network: key, message })
        : errorInfo('gateway.setup-failed', { step: item, message });
  }

  applied(number: number): void {
    if (number === this.#number) this.#open?.answer.resolve();
  }

  /** The guard has ended: nothing will be answered any more. */
  fail(error: Error): void {
    this.#over = error;
    this.#open?.answer.reject(error);
  }

  async #apply(request: GuardNetworks): Promise<GuardNetworksResult> {
    if (this.#over) throw this.#over;
    const exchange: Exchange = { failed: {}, answer: deferred() };
    this.#open = exchange;
    const lines = linesOf(request);
    for (const line of lines.filter((words) => !words.every((word) => WORD.test(word)))) {
      this.failed({ kind: 'failed', item: line[0], key: line[1], message: 'not understood' });
    }
    const sound = lines.filter((words) => words.every((word) => WORD.test(word)));
    this.#write(
      [`apply ${++this.#number}`, ...sound.map((words) => words.join(' ')), 'end\n'].join('\n'),
    );
    try {
      await within(APPLY_TIMEOUT, exchange.answer.promise, () =>
        failure('gateway.setup-failed', { step: 'networks', message: 'no answer' }),
      );
    } finally {
      this.#open = undefined;
    }
    return { failed: exchange.failed };
  }
}

type Line = readonly [FailedLine['item'], string, ...string[]];

/** Words of the request's lines; the second is the item's key. */
function linesOf({ remaps, masquerade, attachments }: GuardNetworks): Line[] {
  return [
    ...remaps.map(({ real, mapped }): Line => ['remap', real, mapped]),
    ...masquerade.map((prefix): Line => ['masquerade', prefix]),
    ...attachments.map(({ network, pid, startTime = '-', subnets }): Line => {
      return ['attach', network, String(pid), startTime, ...subnets];
    }),
  ];
}
