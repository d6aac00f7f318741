/**
 * Keeps what the networks of a bridge need on the gateway: attachments (made through the Docker API, wired by
 * the guard), remaps and masquerades. What somebody else takes away is put back.
 */
import { isDeepStrictEqual } from 'node:util';
import { errorInfo, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { Network } from '../../shared/inventory';
import type { Guard } from '../gateway/guard';
import type { GatewayNetworks, GatewayNetworksResult } from './protocol';

/** The part of Docker that makes and removes attachments. */
export interface Attacher {
  attach(network: Network): Promise<{ readonly pid: number }>;
  detach(networkId: string): Promise<void>;
  networks(): readonly Network[];
}

export interface GatewayNetworksOptions {
  readonly guard: Pick<Guard, 'apply'>;
  /** `null` where Docker does not answer: there is nothing to attach to then. */
  docker(): Attacher | null;
  /** After something was put back, or could not be. */
  onChange(result: GatewayNetworksResult): void;
}

/** Milliseconds until an attachment that failed is tried again: doubled each time, up to the second. */
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

const NOTHING: GatewayNetworks = { remaps: [], masquerade: [], attachments: [] };

export class GatewayNetworksKeeper {
  readonly #options: GatewayNetworksOptions;
  readonly #pids = new Map<string, number>();
  #wanted = NOTHING;
  #last: Promise<unknown> = Promise.resolve();
  #isHealing = false;
  #isOver = false;
  #failed: GatewayNetworksResult['failed'] = {};
  #retry: NodeJS.Timeout | undefined;
  #wait = FIRST_RETRY_MS;

  constructor(options: GatewayNetworksOptions) {
    this.#options = options;
  }

  /** Replaces what is wanted. Rejects where the guard refuses all of it; a single overlay only fails itself. */
  set(wanted: GatewayNetworks): Promise<GatewayNetworksResult> {
    return this.#inTurn(() => {
      this.#wanted = wanted;
      return this.#apply();
    });
  }

  /** From now on nothing is changed or put back, whatever waits its turn. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#retry);
  }

  /** One of ours died by another's hand: it is made again. */
  gone(networkId: string): void {
    if (this.#pids.delete(networkId)) this.#again();
  }

  /** Docker may have rewritten its firewall. Calls that come while one waits its turn are one. */
  heal(): void {
    if (this.#wanted === NOTHING) return;
    if (this.#isHealing) return;
    this.#isHealing = true;
    this.#again(() => {
      this.#isHealing = false;
    });
  }

  /** Makes it so once more, and tells if that came out differently. */
  #again(begun: () => void = () => undefined): void {
    const before = this.#failed;
    void this.#inTurn(() => {
      begun();
      return this.#apply();
    }).then(
      (result) => {
        if (!isDeepStrictEqual(before, result.failed)) this.#options.onChange(result);
      },
      () => undefined,
    );
  }

  async #apply(): Promise<GatewayNetworksResult> {
    if (this.#isOver) return { failed: {} };
    const { remaps, masquerade, attachments } = this.#wanted;
    const docker = this.#options.docker();
    const networks = docker?.networks() ?? [];
    const failed: Record<string, ErrorInfo> = {};
    const attach = async (id: string) => {
      const network = networks.find((candidate) => candidate.id === id);
      if (!network || !docker) return [];
      try {
        const pid = this.#pids.get(id) ?? (await docker.attach(network)).pid;
        this.#pids.set(id, pid);
        return [{ network: id, pid, subnets: network.subnets }];
      } catch (thrown) {
        failed[id] = toErrorInfo(thrown);
        return [];
      }
    };
    const attached = (await Promise.all(attachments.map(attach))).flat();
    const result = await this.#options.guard.apply({ remaps, masquerade, attachments: attached });
    await this.#detachOthers(docker);
    const names = new Map(networks.map(({ id, name }) => [id, name]));
    for (const [key, { code, detail }] of Object.entries(result.failed)) {
      const network = names.get(key);
      // The guard knows ids; a person knows names.
      failed[key] = errorInfo(code, network === undefined ? detail : { ...detail, network });
    }
    this.#failed = failed;
    this.#retryLater(attachments.some((id) => id in failed));
    return { failed };
  }

  /** A Swarm without a leader, a Docker that is on its way up: what failed may work soon. */
  #retryLater(isNeeded: boolean): void {
    clearTimeout(this.#retry);
    if (!isNeeded) {
      this.#wait = FIRST_RETRY_MS;
      return;
    }
    this.#retry = setTimeout(() => {
      this.#again();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_RETRY_MS);
  }

  async #detachOthers(docker: Attacher | null): Promise<void> {
    const others = [...this.#pids.keys()].filter((id) => !this.#wanted.attachments.includes(id));
    for (const id of others) {
      this.#pids.delete(id);
      await docker?.detach(id);
    }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
