/** Questions that only a person can answer while a bridge connects. */
import { z } from 'zod';

export type PromptBody =
  /** The gateway's key is in no known_hosts file. Answer: accept or not. */
  | {
      readonly kind: 'host-key';
      readonly host: string;
      readonly keyType: string;
      /** `SHA256:…`, as `ssh-keygen -lf` prints it. */
      readonly fingerprint: string;
    }
  /** An encrypted private key. `attempt` counts from 1. */
  | { readonly kind: 'passphrase'; readonly path: string; readonly attempt: number }
  /** keyboard-interactive (RFC 4256): the server's own words, shown word for word. */
  | {
      readonly kind: 'questions';
      readonly host: string;
      readonly title: string;
      readonly instructions: string;
      readonly questions: readonly { readonly text: string; readonly echo: boolean }[];
    };

export interface Prompt {
  readonly id: string;
  readonly profileId: string;
  readonly body: PromptBody;
}

export const promptAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept') }),
  /** One answer per question; a passphrase is one answer. */
  z.object({ kind: z.literal('answers'), answers: z.array(z.string().max(4096)).max(16) }),
  z.object({ kind: z.literal('cancel') }),
]);

export type PromptAnswer = z.infer<typeof promptAnswerSchema>;
