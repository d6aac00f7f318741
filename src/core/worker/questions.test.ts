/** What a bridge that reconnects by itself does with a server that wants a person's answer. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthContext } from 'ssh2';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSession, type Ask } from '../ssh';
import { startServer } from '../ssh/testing/server';
import { refuseToAsk } from './questions';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gangway-questions-'));
});
afterEach(() => rm(home, { recursive: true }));

const trusting: Ask = (body, signal) =>
  body.kind === 'host-key' ? Promise.resolve({ kind: 'accept' }) : refuseToAsk(body, signal);

/** The error that signing in ends with, and what the server was told. */
async function signIn(ask: Ask, authenticate: (context: AuthContext) => void) {
  const server = await startServer({ authenticate });
  const { signal } = new AbortController();
  const gateway = { host: '127.0.0.1', port: server.port, user: 'kim' };
  try {
    await (await openSession(gateway, { ask, home, env: {}, signal })).close();
    return 'signed in';
  } catch (error) {
    return error;
  } finally {
    server.stop();
  }
}

it('answers no question, begins to be asked but once, and is not tried again', async () => {
  const methods: string[] = [];
  const answers: string[][] = [];
  const error = await signIn(trusting, (context) => {
    methods.push(context.method);
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
    context.prompt([{ prompt: 'Code: ' }], (given) => answers.push(given));
  });
  expect(error).toMatchObject({
    info: {
      ...{ code: 'ssh.needs-answer', retryable: false },
      detail: { what: 'questions', host: '127.0.0.1' },
    },
  });
  expect(methods).toEqual(['none', 'keyboard-interactive']);
  expect(answers).toEqual([]);
});

it('signs in where the server has nothing to ask this time', async () => {
  const done = await signIn(trusting, (context) => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
    context.prompt([], () => context.accept());
  });
  expect(done).toBe('signed in');
});

it('trusts no host key by itself, nor tells the server anything', async () => {
  const methods: string[] = [];
  const error = await signIn(refuseToAsk, (context) => {
    methods.push(context.method);
    context.accept();
  });
  expect(error).toMatchObject({ info: { code: 'ssh.needs-answer', detail: { what: 'host-key' } } });
  expect(methods).toEqual([]);
});
