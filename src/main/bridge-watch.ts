/** Follows every bridge's story, and tells each turn of it. */
import type { AppSnapshot } from '../shared/snapshot';
import { BEGINNING, tell, type Story, type Turn } from './bridge-stories';

export class BridgeWatch {
  readonly #stories = new Map<string, Story>();
  readonly #onTurn: (id: string, turn: Turn) => void;

  constructor(onTurn: (id: string, turn: Turn) => void) {
    this.#onTurn = onTurn;
  }

  /** The connect that follows is Gangway's own, not a person's. */
  startsByItself(id: string): void {
    this.#stories.set(id, { kind: 'asked', by: 'start' });
  }

  /** `changed`: ids of the bridges whose state a patch brings, or which it removes. */
  follow({ bridges }: AppSnapshot, changed: readonly string[]): void {
    for (const id of changed) {
      const state = bridges[id]?.state;
      const before = this.#stories.get(id) ?? BEGINNING;
      const { story, turn } = tell(before, state ?? { kind: 'idle' }, Date.now());
      if (state) this.#stories.set(id, story);
      else this.#stories.delete(id);
      if (turn) this.#onTurn(id, turn);
    }
  }
}
