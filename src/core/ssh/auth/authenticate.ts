/**
 * Decides which authentication to try next, as OpenSSH orders them: keys, keyboard-interactive, password.
 * A person is asked once per stage: what the server refuses is never asked for again by itself.
 */
import { failure, type GangwayError } from '../../../shared/errors';
import { MAX_QUESTIONS } from '../../../shared/prompt';
import { answersOf, type AskNow } from '../ask';
import type { AnyAuthMethod } from '../library';
import type { Login } from '../login/login';
import { SingleKeyAgent, type Identity } from './identity';

/** USERAUTH_FAILURE (RFC 4252, 5.1): what can continue, and whether the last method succeeded in part. */
export interface Offer {
  readonly methods: readonly string[];
  readonly partial: boolean;
}

export interface AuthenticatorOptions {
  readonly login: Login;
  readonly identities: readonly Identity[];
  readonly ask: AskNow;
  /** When the server may stop waiting for answers: epoch milliseconds. */
  readonly expiresAt: number;
  /** The server has to wait for somebody, e.g. for a push to a phone. */
  readonly onHumanStep: () => void;
  /** Ends the connection: cancelled, wrong passphrase. */
  readonly onFailure: (error: GangwayError) => void;
}

export class Authenticator {
  /** Methods tried, each once, in order. */
  readonly tried: string[] = [];
  /** What the server took in part, in order. */
  readonly #taken: string[] = [];
  #last = 'none';
  readonly #left: Identity[];
  #interactiveTried = false;
  #passwordTried = false;

  constructor(private readonly options: AuthenticatorOptions) {
    this.#left = [...options.identities];
  }

  /** The next method after the server's last answer; `undefined` when nothing is left. */
  async next(offer: Offer | undefined): Promise<AnyAuthMethod | undefined> {
    const username = this.options.login.user;
    if (!offer) return { type: 'none', username };
    if (offer.partial) {
      this.#taken.push(this.#last);
      // A new stage (sshd's AuthenticationMethods): its questions have not been asked yet.
      this.#interactiveTried = false;
      this.#passwordTried = false;
    }
    if (offer.methods.includes('publickey')) {
      const identity = this.#left.shift();
      if (identity) return this.#publicKey(username, identity);
    }
    if (offer.methods.includes('keyboard-interactive') && !this.#interactiveTried) {
      return this.#keyboardInteractive(username);
    }
    if (offer.methods.includes('password') && !this.#passwordTried) {
      return this.#password(username);
    }
    return undefined;
  }

  /** After the login: what it took, e.g. `publickey` or `publickey, keyboard-interactive`. */
  accepted(): string {
    return [...this.#taken, this.#last].join(', ');
  }

  async #publicKey(username: string, identity: Identity): Promise<AnyAuthMethod> {
    this.#note('publickey');
    const key = await identity.publicKey();
    const agent = new SingleKeyAgent(key, identity, this.options.onFailure);
    return { type: 'agent', username, agent };
  }

  #keyboardInteractive(username: string): AnyAuthMethod {
    this.#note('keyboard-interactive');
    this.#interactiveTried = true;
    this.options.onHumanStep();
    const { ask, expiresAt, login, onFailure, onHumanStep } = this.options;
    return {
      type: 'keyboard-interactive',
      username,
      prompt: (title, instructions, _language, prompts, finish) => {
        // The server took the person's word once: the same question as `password` would be a repetition.
        this.#passwordTried = true;
        const questions = prompts.map(({ prompt, echo }) => ({
          text: prompt,
          echo: echo ?? false,
        }));
        if (questions.length > MAX_QUESTIONS) {
          const reason = `it asks ${questions.length} questions at once`;
          onFailure(failure('ssh.protocol', { host: login.host, port: login.port, reason }));
          return;
        }
        ask({ kind: 'questions', host: login.alias, title, instructions, questions, expiresAt })
          .then((answer) => {
            const answers = answersOf(answer, login.alias);
            onHumanStep();
            finish([...answers]);
          })
          .catch(onFailure);
      },
    };
  }

  async #password(username: string): Promise<AnyAuthMethod> {
    this.#note('password');
    this.#passwordTried = true;
    const { alias } = this.options.login;
    const answer = await this.options.ask({
      kind: 'questions',
      host: alias,
      title: 'Password',
      instructions: '',
      questions: [{ text: `${username}@${alias}'s password: `, echo: false }],
      expiresAt: this.options.expiresAt,
    });
    this.options.onHumanStep();
    return { type: 'password', username, password: answersOf(answer, alias)[0] ?? '' };
  }

  #note(method: string): void {
    this.#last = method;
    if (!this.tried.includes(method)) this.tried.push(method);
  }
}
