/** Connects a bridge and follows it until it stands or has failed, answering questions on the way. */
import type { ControlClient } from '../core/control/client';
import type { LinkInfo, Phase } from '../shared/bridge-state';
import { failure, GangwayError } from '../shared/errors';
import type { Profile } from '../shared/profile';
import type { Prompt, PromptAnswer, PromptBody } from '../shared/prompt';
import type { LiveSnapshot } from './live';

export interface FollowPorts {
  /** Asks a person; `signal` says that the answer is not wanted any more. Rejects with a `GangwayError` if nobody can be asked. */
  answer(body: PromptBody, signal: AbortSignal): Promise<PromptAnswer>;
  phase(phase: Phase): void;
}

/**
 * Resolves with the link once it carries packets. Rejects with the error the bridge failed with, the
 * one that `answer` rejected with, `ssh.cancelled` if somebody disconnected it, or `control.gone`.
 */
export async function followConnect(
  client: ControlClient,
  live: LiveSnapshot,
  profile: Profile,
  ports: FollowPorts,
): Promise<LinkInfo> {
  const desk = new PromptDesk(client, ports);
  let shown: Phase | null = null;
  const show = (): void => {
    desk.attend(live.current.prompts.filter(({ profileId }) => profileId === profile.id));
    const { state } = live.bridge(profile.id);
    if (state.kind !== 'connecting' || state.phase === shown) return;
    shown = state.phase;
    ports.phase(state.phase);
  };
  const stop = live.onChange(show);
  try {
    await client.calls.connect(profile.id);
    show();
    return await live.until(() => outcome(live, profile, desk));
  } finally {
    stop();
    desk.attend([]);
  }
}

function outcome(live: LiveSnapshot, { id }: Profile, desk: PromptDesk): LinkInfo | undefined {
  const { state } = live.bridge(id);
  if (state.kind === 'connected') return state.link;
  if (state.kind === 'failed') throw desk.refusal ?? new GangwayError(state.error);
  if (state.kind === 'idle') throw desk.refusal ?? failure('ssh.cancelled');
  return undefined;
}

/** Brings each question to a person once, and takes it back when it is withdrawn. */
class PromptDesk {
  /** Why a question could not be asked: tells more than the cancellation that follows. */
  refusal: GangwayError | null = null;
  readonly #open = new Map<string, AbortController>();

  constructor(
    private readonly client: ControlClient,
    private readonly ports: FollowPorts,
  ) {}

  attend(prompts: readonly Prompt[]): void {
    for (const [id, asking] of this.#open) {
      if (prompts.some((prompt) => prompt.id === id)) continue;
      asking.abort();
      this.#open.delete(id);
    }
    for (const prompt of prompts) {
      if (!this.#open.has(prompt.id)) void this.#ask(prompt);
    }
  }

  async #ask({ id, body }: Prompt): Promise<void> {
    const asking = new AbortController();
    this.#open.set(id, asking);
    const answer = await this.ports
      .answer(body, asking.signal)
      .catch((thrown: unknown): PromptAnswer => {
        if (thrown instanceof GangwayError) this.refusal = thrown;
        return { kind: 'cancel' };
      });
    // An engine that has gone meanwhile shows in the snapshot.
    if (!asking.signal.aborted)
      await this.client.calls.answerPrompt(id, answer).catch(() => undefined);
  }
}
