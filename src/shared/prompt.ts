/** Questions that only a person can answer while a bridge connects. */
import { z } from 'zod';

/** What one prompt can hold; a server that asks more is not answered. */
export const MAX_QUESTIONS = 16;
/** Characters. */
export const MAX_ANSWER_LENGTH = 4096;
/** How often a key's passphrase is asked for. */
export const PASSPHRASE_ATTEMPTS = 3;

export type PromptBody =
  /** A link from elsewhere wants to connect the profile. Answer: accept or not. */
  | { readonly kind: 'connect' }
  /** The gateway's key is in no known_hosts file. Answer: accept or not. */
  | {
      readonly kind: 'host-key';
      readonly host: string;
      readonly keyType: string;
      /** `SHA256:…`, as `ssh-keygen -lf` prints it. */
      readonly fingerprint: string;
      /** Size of the key, as `ssh-keygen -lf` prints it. */
      readonly bits: number;
    }
  /**
   * The gateway's key is not the one in known_hosts, or is revoked there: the bridge has failed, and only a person can tell
   * why. Answer: anything, which puts it away.
   */
  | {
      readonly kind: 'host-key-changed';
      readonly host: string;
      readonly keyType: string;
      readonly fingerprint: string;
      readonly bits: number;
      /** Fingerprint of the key that was known. */
      readonly known: string;
      readonly file: string;
      /** From 1. */
      readonly line: number;
      readonly revoked: boolean;
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
      /** Epoch milliseconds at which the server stops waiting, as far as is known. */
      readonly expiresAt?: number;
    };

export interface Prompt {
  readonly id: string;
  readonly profileId: string;
  /** Its name, which a draft under test has too. */
  readonly profile: string;
  readonly body: PromptBody;
}

export const promptAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept') }),
  /** One answer per question; a passphrase is one answer. */
  z.object({
    kind: z.literal('answers'),
    answers: z.array(z.string().max(MAX_ANSWER_LENGTH)).max(MAX_QUESTIONS),
  }),
  z.object({ kind: z.literal('cancel') }),
]);

export type PromptAnswer = z.infer<typeof promptAnswerSchema>;
