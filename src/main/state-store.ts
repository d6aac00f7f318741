/** What the shell keeps from one start to the next by itself, in `state.json` beside the profiles. */
import Store from 'electron-store';
import { z } from 'zod';

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
type KeptBounds = z.infer<typeof boundsSchema>;

const stateSchema = z.object({
  /** Of the latest window of each kind. */
  windows: z.record(z.string(), boundsSchema).catch({}),
  /** Ids of the profiles that were connected, or on their way. */
  connected: z.array(z.uuid()).catch([]),
});

export interface StateStore {
  boundsOf(kind: string): KeptBounds | undefined;
  keepBounds(kind: string, bounds: KeptBounds): void;
  connected(): readonly string[];
  keepConnected(ids: readonly string[]): void;
}

/** A broken file is started afresh: there is nothing in it that a person would miss. */
export function openState(directory: string): StateStore {
  const store = new Store<Record<string, unknown>>({
    cwd: directory,
    name: 'state',
    clearInvalidConfig: true,
  });
  const read = (): z.infer<typeof stateSchema> => stateSchema.parse(store.store);
  let connected: readonly string[] = read().connected;
  return {
    boundsOf: (kind) => read().windows[kind],
    keepBounds: (kind, bounds) => store.set('windows', { ...read().windows, [kind]: bounds }),
    connected: () => connected,
    keepConnected: (ids) => {
      // Asked with every patch; a disk is not to be.
      if (ids.join() === connected.join()) return;
      connected = ids;
      store.set('connected', [...ids]);
    },
  };
}
