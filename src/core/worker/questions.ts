import { randomUUID } from 'node:crypto';
import { failure } from '../../shared/errors';
import type { PromptAnswer } from '../../shared/prompt';
import type { Ask } from '../ssh';
import type { BridgeWorkerEvents } from './protocol';
import type { Emit } from './rpc';

export interface Questions {
  readonly ask: Ask;
  /** An answer to a question that was withdrawn is dropped. */
  readonly answer: (id: string, answer: PromptAnswer) => void;
}

/** Where nobody waits for questions: each is an end, `ssh.needs-answer` {what, host?, path?}. */
export const refuseToAsk: Ask = (body) => {
  const where = 'host' in body ? { host: body.host } : 'path' in body ? { path: body.path } : {};
  return Promise.reject(failure('ssh.needs-answer', { what: body.kind, ...where }));
};

/** Questions on their way to a person and back. Asking rejects with `ssh.cancelled` when withdrawn. */
export function questions(emit: Emit<BridgeWorkerEvents>): Questions {
  const open = new Map<string, (answer: PromptAnswer) => void>();
  return {
    ask: (body, signal) =>
      new Promise<PromptAnswer>((resolve, reject) => {
        signal.throwIfAborted();
        const id = randomUUID();
        const withdraw = () => {
          open.delete(id);
          emit('withdraw', id);
          reject(failure('ssh.cancelled'));
        };
        signal.addEventListener('abort', withdraw, { once: true });
        open.set(id, (answer) => {
          signal.removeEventListener('abort', withdraw);
          resolve(answer);
        });
        emit('ask', id, body);
      }),
    answer(id, answer) {
      const take = open.get(id);
      open.delete(id);
      take?.(answer);
    },
  };
}
