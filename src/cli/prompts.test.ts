import { describe, expect, it } from 'vitest';
import type { PromptBody } from '../shared/prompt';
import { terminalAnswers, type ReadLine } from './prompts';

const HOST_KEY: PromptBody = {
  kind: 'host-key',
  host: 'a.example.org',
  keyType: 'ED25519',
  fingerprint: 'SHA256:abc',
  bits: 256,
};
const PASSPHRASE: PromptBody = { kind: 'passphrase', path: '/home/dev/.ssh/id', attempt: 2 };
const QUESTIONS: PromptBody = {
  kind: 'questions',
  host: 'a.example.org',
  title: 'Corp MFA',
  instructions: 'Open the app.\u001b[2J',
  questions: [
    { text: 'Password: ', echo: false },
    { text: 'Code: ', echo: true },
  ],
};

function person(typed: string[], { interactive = true, acceptNewHostKey = false } = {}) {
  const notes: string[] = [];
  const asked: [string, boolean][] = [];
  const io = {
    print: () => undefined,
    note: (line: string) => notes.push(line),
    paint: (_style: unknown, words: string) => words,
    interactive,
  };
  const readLine: ReadLine = (question, echo) => {
    asked.push([question, echo]);
    return Promise.resolve(typed.shift() ?? '');
  };
  const answers = terminalAnswers(io, { acceptNewHostKey }, readLine);
  const answer = (body: PromptBody) => answers(body, new AbortController().signal);
  return { answer, notes, asked };
}

describe('terminalAnswers', () => {
  it('shows the fingerprint and insists on yes or no', async () => {
    const { answer, notes, asked } = person(['y', ' YES ']);
    expect(await answer(HOST_KEY)).toEqual({ kind: 'accept' });
    expect(notes[0]).toContain('SHA256:abc');
    expect(asked).toHaveLength(2);
    expect(await person(['no']).answer(HOST_KEY)).toEqual({ kind: 'cancel' });
  });

  it('accepts without asking if told so, and says what', async () => {
    const { answer, notes, asked } = person([], { acceptNewHostKey: true, interactive: false });
    expect(await answer(HOST_KEY)).toEqual({ kind: 'accept' });
    expect(asked).toEqual([]);
    expect(notes[0]).toContain('SHA256:abc');
  });

  it('asks for a passphrase without echo', async () => {
    const { answer, asked, notes } = person(['gangplank']);
    expect(await answer(PASSPHRASE)).toEqual({ kind: 'answers', answers: ['gangplank'] });
    expect(asked).toEqual([['Passphrase for /home/dev/.ssh/id: ', false]]);
    expect(notes).toEqual(['That passphrase does not open the key.']);
  });

  it('asks a server’s questions in its words, without its control characters', async () => {
    const { answer, asked, notes } = person(['secret', '123456']);
    expect(await answer(QUESTIONS)).toEqual({ kind: 'answers', answers: ['secret', '123456'] });
    expect(asked).toEqual([
      ['Password: ', false],
      ['Code: ', true],
    ]);
    expect(notes).toEqual(['Corp MFA', 'Open the app.[2J']);
  });

  it('lets a server say something without asking, terminal or not', async () => {
    const { answer, notes } = person([], { interactive: false });
    const body = { ...QUESTIONS, questions: [] };
    expect(await answer(body)).toEqual({ kind: 'answers', answers: [] });
    expect(notes[0]).toBe('Corp MFA');
  });

  it.each([
    [HOST_KEY, 'ssh.host-key-unknown'],
    [PASSPHRASE, 'ssh.cancelled'],
    [QUESTIONS, 'ssh.cancelled'],
  ] as const)('fails without a terminal: $kind', async (body, code) => {
    const { answer } = person([], { interactive: false });
    await expect(answer(body)).rejects.toMatchObject({ info: { code } });
  });
});
