/** "Test connection": each gateway of a profile, step by step, without the helper and without a link. */
import { randomUUID } from 'node:crypto';
import { failure, toErrorInfo, type ErrorDetail } from '../../shared/errors';
import type { TestOutcome, TestProgress, TestStep } from '../../shared/connection-test';
import type { Inventory } from '../../shared/inventory';
import type { Gateway, ProfileDraft } from '../../shared/profile';
import type { PromptAnswer, PromptBody } from '../../shared/prompt';
import { within } from '../gateway/promises';
import { inspectLaptop } from '../laptop/inspect';
import type { BridgeWorker, LinkTried, SshReached, StartBridgeWorker } from '../worker/protocol';
import { forecastNetworks } from './network-forecast';
import { Reports } from './reports';

/** Milliseconds in which Docker has to answer; of all else the worker limits how long it takes. */
const DOCKER_TIMEOUT_MS = 20_000;

export interface TestPorts {
  readonly startWorker: StartBridgeWorker;
  /** Prefixes that bridges route now, without those of the profile under test. */
  otherRoutes(): readonly string[];
  ask(id: string, body: PromptBody, answer: (answer: PromptAnswer) => void): void;
  withdraw(promptId: string): void;
}

/** Yields every step as it begins and ends. A failed one is the last of its gateway. Leaves nothing behind, also when aborted. */
export async function* testConnection(
  draft: ProfileDraft,
  ports: TestPorts,
  signal: AbortSignal,
): AsyncGenerator<TestProgress> {
  for (const [index, gateway] of draft.gateways.entries()) {
    if (signal.aborted) return;
    const reports = new Reports<TestProgress>();
    const test = new GatewayTest(draft, ports, (step, outcome) => {
      if (!signal.aborted) reports.add({ gateway: index, step, outcome });
    });
    const end = (): void => void test.end();
    signal.addEventListener('abort', end, { once: true });
    const done = test.run(gateway).finally(() => reports.end());
    try {
      yield* reports;
    } finally {
      signal.removeEventListener('abort', end);
      await test.end();
      await done;
    }
  }
}

type Tell = (step: TestStep, outcome: TestOutcome) => void;

/** One gateway, over a worker of its own. */
class GatewayTest {
  readonly #draft: ProfileDraft;
  readonly #ports: TestPorts;
  readonly #tell: Tell;
  readonly #worker: BridgeWorker;
  readonly #questions = new Set<string>();
  /** Not the profile's: its bridge may be up, and its guard is not to give way to ours. */
  readonly #bridge = randomUUID();
  #step: TestStep = 'resolve';
  #ending: Promise<void> | null = null;

  constructor(draft: ProfileDraft, ports: TestPorts, tell: Tell) {
    this.#draft = draft;
    this.#ports = ports;
    this.#tell = tell;
    this.#worker = ports.startWorker();
    this.#listen();
  }

  /** Never rejects: what goes wrong is the outcome of the step that it was at. */
  async run(gateway: Gateway): Promise<void> {
    try {
      const reached = await this.#worker.connect(gateway, true);
      const inventory = await this.#docker();
      const tried = await this.#rights();
      await this.#networks(reached, inventory, tried);
    } catch (thrown) {
      this.#tell(this.#step, { kind: 'failed', error: toErrorInfo(thrown) });
    }
    await this.end();
  }

  /** Undoes what was done on the gateway, at whatever step it is. Never rejects. */
  end(): Promise<void> {
    return (this.#ending ??= this.#end());
  }

  async #end(): Promise<void> {
    for (const id of this.#questions) this.#ports.withdraw(id);
    this.#questions.clear();
    await this.#worker.close().catch(() => undefined);
    await this.#worker.terminate();
  }

  #listen(): void {
    const worker = this.#worker;
    worker.on('ask', (id, body) => {
      if (this.#ending) return;
      this.#questions.add(id);
      this.#ports.ask(id, body, (answer) => worker.answer(id, answer));
    });
    worker.on('withdraw', (id) => {
      this.#questions.delete(id);
      this.#ports.withdraw(id);
    });
    worker.on('step', (step, facts) => {
      if (facts) this.#pass(step, facts);
      else this.#begin(step);
    });
  }

  #begin(step: TestStep): void {
    this.#step = step;
    this.#tell(step, { kind: 'running' });
  }

  #pass(step: TestStep, facts: ErrorDetail): void {
    this.#tell(step, { kind: 'passed', facts });
  }

  /** As while connecting: with CIDRs of its own a profile can do without Docker. */
  async #docker(): Promise<Inventory | null> {
    this.#begin('docker');
    const late = () => failure('docker.failed', { message: 'no answer' });
    try {
      const opening = this.#worker.openDocker(this.#draft.docker ?? {});
      const inventory = await within(DOCKER_TIMEOUT_MS, opening, late);
      this.#pass('docker', { engine: inventory.engine, containers: inventory.containers.length });
      return inventory;
    } catch (thrown) {
      if (this.#draft.cidrs.length === 0) throw thrown;
      this.#tell('docker', { kind: 'warned', facts: {}, error: toErrorInfo(thrown) });
      return null;
    }
  }

  async #rights(): Promise<LinkTried> {
    this.#begin('rights');
    const { link = 'auto' } = this.#draft;
    const tried = await this.#worker.tryLink({ bridge: this.#bridge, link });
    const facts = { rights: tried.rights, mode: tried.mode };
    if (tried.reason) this.#tell('rights', { kind: 'warned', facts, error: tried.reason });
    else this.#pass('rights', facts);
    return tried;
  }

  async #networks(
    { address: gateway }: SshReached,
    inventory: Inventory | null,
    { gatewayUses, ipv6 }: LinkTried,
  ): Promise<void> {
    this.#begin('networks');
    const { reason, ...facts } = forecastNetworks({
      ...{ bridge: this.#bridge, draft: this.#draft, inventory, gateway, gatewayUses, ipv6 },
      laptop: await inspectLaptop(),
      otherBridges: this.#ports.otherRoutes(),
    });
    if (reason) this.#tell('networks', { kind: 'warned', facts, error: reason });
    else this.#pass('networks', facts);
  }
}
