/**
 * A changed host key is told of in a sheet of its own, besides the state: it stands there until it was read, or until a
 * person connects again. Nothing waits for its answer, and no answer makes the key trusted.
 */
import { randomUUID } from 'node:crypto';
import type { BridgeState } from '../../shared/bridge-state';
import type { ErrorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import type { Prompt, PromptBody } from '../../shared/prompt';

interface HardStopPorts {
  ask(prompt: Prompt, answer: () => void): void;
  withdraw(promptId: string): void;
}

export class HardStop {
  #shown: string | null = null;

  constructor(private readonly ports: HardStopPorts) {}

  /** Call with every state of the bridge. */
  follow(state: BridgeState, { id: profileId, name: profile }: Profile): void {
    if (this.#shown !== null) this.ports.withdraw(this.#shown);
    this.#shown = null;
    const body = state.kind === 'failed' && hardStopOf(state.error);
    if (!body) return;
    const id = randomUUID();
    this.#shown = id;
    this.ports.ask({ id, profileId, profile, body }, () => (this.#shown = null));
  }
}

/** What there is to read of an error; `null` for all but `ssh.host-key-changed`. */
function hardStopOf({ code, detail }: ErrorInfo): PromptBody | null {
  if (code !== 'ssh.host-key-changed') return null;
  const text = (name: string): string => String(detail[name] ?? '');
  return {
    kind: 'host-key-changed',
    ...{ host: text('host'), keyType: text('keyType'), fingerprint: text('fingerprint') },
    ...{ bits: Number(detail['bits']), known: text('known'), file: text('file') },
    ...{ line: Number(detail['line']), revoked: detail['revoked'] === 'yes' },
  };
}
