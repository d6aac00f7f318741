/** A thousand containers start or die within a minute, as a real engine once told it: the list is exact at the end. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDocker } from '../src/core/docker';
import type { ErrorInfo } from '../src/shared/errors';
import type { Inventory } from '../src/shared/inventory';
import { readRecording, type Entry } from './support/docker-recording';
import { ReplayedEngine } from './support/replayed-engine';

const recording = readRecording(
  fileURLToPath(new URL('support/docker-churn.json.br', import.meta.url)),
);

/** The whole of the recording in: milliseconds. Four times as fast as a thousand in a minute. */
const REPLAY_MS = 15_000;

let folder: string;
let engine: ReplayedEngine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-churn-'));
  engine = new ReplayedEngine(recording, REPLAY_MS);
  engine.server.listen(join(folder, 'docker.sock'));
  await once(engine.server, 'listening');
});
afterEach(async () => {
  engine.close();
  await rm(folder, { recursive: true });
});

/** What a person would compare: the engine's own words, without ours. */
function facts(entry: Entry): object {
  const { Id, State, NetworkSettings } = entry as Entry & {
    State: string;
    NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
  };
  const addresses = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
  return { id: Id, status: State, addresses: addresses.filter(Boolean) };
}

it('is exact after 1,000 starts and deaths', async () => {
  const inventories: Inventory[] = [];
  const troubles: (ErrorInfo | null)[] = [];
  let check = (): void => undefined;
  const watch = await openDocker(() => Promise.resolve(connect(join(folder, 'docker.sock'))), {
    inventory: (inventory) => {
      inventories.push(inventory);
      check();
    },
    trouble: (error) => troubles.push(error),
  });
  const last = JSON.stringify(sorted(engine.lastList.map(facts)));
  const isExact = (): boolean =>
    JSON.stringify(
      sorted(
        (inventories.at(-1)?.containers ?? []).map(({ id, status, endpoints }) => ({
          ...{ id, status },
          addresses: endpoints.flatMap(({ ipv4 }) => ipv4 ?? []),
        })),
      ),
    ) === last;
  await engine.over;
  await new Promise<void>((resolve) => {
    check = () => (isExact() ? resolve() : undefined);
    check();
  });
  watch.close();

  expect(engine.changes).toBeGreaterThanOrEqual(1_000);
  expect(troubles).toEqual([]);
  expect(engine.mostListsAtOnce).toBe(1);
  expect(engine.lists).toBeLessThan(engine.events);
}, 60_000);

function sorted(list: readonly object[]): string[] {
  return list.map((value) => JSON.stringify(value)).sort();
}
