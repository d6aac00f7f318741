/** Puts a service in place or takes it away: all of it, or nothing. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SERVICE_FOLDER } from '../../shared/helper-service';
import { entries, removeIfEmpty } from '../folders';
import type { ServiceLayout } from '../platform/platform';
import { run, undo } from '../platform/run';
import { textOf } from '../platform/system-file';
import { placeFolder } from './folder';
import { prefixOf, type ServicePlan } from './plan';

type Definition = ServiceLayout['definitions'][number];

/**
 * Installs a service, or replaces it by another version; sessions that run stay. Rejects with `helper.failed`,
 * `net.apply-failed` or what the system says; all is then as it was before.
 */
export async function install({ uid, folder, files, copies, layout }: ServicePlan): Promise<void> {
  const before = layout.definitions.map(({ path }) => ({ path, text: textOf(path) }));
  const takeBack = placeFolder(folder, { uid, files, copies });
  try {
    layout.definitions.forEach(writeDefinition);
    await run(layout.activate);
  } catch (error) {
    const wasThere = before.every(({ text }) => text !== null);
    if (!wasThere) await undo(layout.deactivate).catch(() => undefined);
    before.forEach(restoreDefinition);
    takeBack();
    await undo(wasThere ? layout.activate : layout.forget).catch(() => undefined);
    throw error;
  }
  removeFolders(uid, folder);
}

/**
 * Removes a service with all that belongs to it; sessions that run take up what they have laid and end. Nothing to do
 * for one that is not there. Rejects with what went wrong; what could not be taken away is taken away by the next.
 */
export async function remove(
  uid: number,
  { definitions, deactivate, forget, socket }: ServiceLayout,
): Promise<void> {
  if (definitions.some(({ path }) => existsSync(path))) await run(deactivate);
  for (const { path } of definitions) rmSync(path, { force: true });
  await run(forget);
  rmSync(socket, { force: true });
  removeIfEmpty(dirname(socket));
  removeFolders(uid);
}

/** Of a user: all but the one to keep. */
function removeFolders(uid: number, keep?: string): void {
  const folders = entries(SERVICE_FOLDER)
    .filter((name) => name.startsWith(prefixOf(uid)))
    .map((name) => join(SERVICE_FOLDER, name));
  for (const folder of folders) {
    if (folder !== keep) rmSync(folder, { recursive: true, force: true });
  }
  removeIfEmpty(SERVICE_FOLDER);
}

/** Never half of it. */
function writeDefinition({ path, text }: Definition): void {
  const next = `${path}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    writeFileSync(next, text, { mode: 0o644 });
    renameSync(next, path);
  } finally {
    rmSync(next, { force: true });
  }
}

function restoreDefinition({ path, text }: { path: string; text: string | null }): void {
  if (text === null) rmSync(path, { force: true });
  else writeDefinition({ path, text });
}
