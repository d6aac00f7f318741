/** Questions on the terminal. They go to stderr, so that stdout stays the result's. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { assertNever } from '../shared/assert-never';
import { failure } from '../shared/errors';
import type { PromptAnswer, PromptBody } from '../shared/prompt';
import { printable, type Io } from './io';

export interface PromptOptions {
  /** `--accept-new-host-key`. */
  readonly acceptNewHostKey: boolean;
}

/** One line from the person at the terminal; rejects if `signal` aborts or they end the input. */
export type ReadLine = (question: string, echo: boolean, signal: AbortSignal) => Promise<string>;

/** Answers like ssh would ask. Without a terminal: `ssh.host-key-unknown` or `ssh.cancelled` {reason}. */
export function terminalAnswers(
  io: Io,
  options: PromptOptions,
  readLine: ReadLine = readFromTerminal,
): (body: PromptBody, signal: AbortSignal) => Promise<PromptAnswer> {
  return async (body, signal) => {
    switch (body.kind) {
      case 'host-key':
        return answerHostKey(body, signal);
      case 'passphrase': {
        requireTerminal('a passphrase is needed, and there is no terminal to ask at');
        if (body.attempt > 1) io.note('That passphrase does not open the key.');
        const answer = await readLine(`Passphrase for ${printable(body.path)}: `, false, signal);
        return { kind: 'answers', answers: [answer] };
      }
      case 'questions':
        return answerQuestions(body, signal);
      // A link was clicked: that is asked where it was clicked, in the app. A failure says the other as its error.
      case 'connect':
      case 'host-key-changed':
        return { kind: 'cancel' };
      default:
        return assertNever(body);
    }
  };

  async function answerHostKey(
    { host, keyType, fingerprint }: Extract<PromptBody, { kind: 'host-key' }>,
    signal: AbortSignal,
  ): Promise<PromptAnswer> {
    if (options.acceptNewHostKey) {
      io.note(`Accepting the ${keyType} key of ${host}: ${fingerprint}`);
      return { kind: 'accept' };
    }
    if (!io.interactive) throw failure('ssh.host-key-unknown', { host, keyType, fingerprint });
    io.note(`${host} is not known yet. Its ${keyType} key is ${fingerprint}`);
    for (;;) {
      const answer = (await readLine('Connect and remember it? (yes/no) ', true, signal))
        .trim()
        .toLowerCase();
      if (answer === 'yes') return { kind: 'accept' };
      if (answer === 'no') return { kind: 'cancel' };
      io.note('Please type yes or no.');
    }
  }

  async function answerQuestions(
    { title, instructions, questions, host }: Extract<PromptBody, { kind: 'questions' }>,
    signal: AbortSignal,
  ): Promise<PromptAnswer> {
    // RFC 4256: a server may only want to say something.
    if (questions.length > 0)
      requireTerminal(`${host} asks a question, and there is no terminal to ask at`);
    for (const words of [title, instructions]) if (words) io.note(printable(words).trimEnd());
    const answers: string[] = [];
    for (const { text, echo } of questions)
      answers.push(await readLine(printable(text), echo, signal));
    return { kind: 'answers', answers };
  }

  function requireTerminal(reason: string): void {
    if (!io.interactive) throw failure('ssh.cancelled', { reason });
  }
}

async function readFromTerminal(
  question: string,
  echo: boolean,
  signal: AbortSignal,
): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (!echo) process.stderr.write(question);
  const terminal = createInterface({
    input: process.stdin,
    output: echo ? process.stderr : silent,
    terminal: true,
    historySize: 0,
  });
  // readline takes Ctrl-C for itself: hand it on to what ends the command.
  terminal.on('SIGINT', () => process.emit('SIGINT'));
  // Ctrl-D, or a terminal that went away: without this the question would stay open for ever.
  const closed = new AbortController();
  terminal.on('close', () => closed.abort());
  try {
    const either = AbortSignal.any([signal, closed.signal]);
    return await terminal.question(echo ? question : '', { signal: either });
  } finally {
    terminal.close();
    if (!echo) process.stderr.write('\n');
  }
}
