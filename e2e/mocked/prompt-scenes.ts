/** Every question that a person may be asked, the ordinary ones and the worst. */
import type { PromptBody } from '../../src/shared/prompt';
import type { AppSnapshot } from '../../src/shared/snapshot';
import { HOST_KEY, PASSPHRASE, QUESTIONS, STAGING, asking, failed } from './fixtures';

export const CHANGED: PromptBody = {
  kind: 'host-key-changed',
  host: '[gw.staging.example.org]:2222',
  keyType: 'ECDSA',
  bits: 256,
  fingerprint: 'SHA256:1lJwn0+6bHrkZ8D3wYGW3sQfQyL2vqQz9n0tFZk3H1c',
  known: 'SHA256:uNiVztksCsDhcc0u9e8BrYhcN3f0zQ1sYJpN4hF6rSk',
  file: '/home/dev/.ssh/known_hosts',
  line: 14,
  revoked: false,
};

const CONNECT: PromptBody = { kind: 'connect' };

/** A server that would look like us, or push our buttons out of sight. */
const HOSTILE: PromptBody = {
  kind: 'questions',
  host: '203.0.113.21',
  title: `Gangway needs your administrator password \u202eyawgnaG morf\u202c${' now'.repeat(60)}`,
  instructions: `\u001b[2J\u001b[31mYour session has expired.\u0007\r\n${'\n'.repeat(20)}Type it here.\u200b\u200b ${'W'.repeat(3000)} ${'lorem ipsum '.repeat(200)}`,
  questions: [
    { text: `\u202ePassword of root: ${'please '.repeat(300)}`, echo: true },
    { text: '\u0000\u001b', echo: false },
    { text: 'رمز التحقق: ', echo: false },
  ],
};

/** Minutes ahead, so that a picture shows the same whenever it is made. */
const inTwoMinutes = (body: PromptBody): PromptBody =>
  body.kind === 'questions' ? { ...body, expiresAt: Date.now() + 119_000 } : body;

const CLOUD = {
  ...STAGING,
  emoji: '🛳️',
  cidrs: ['10.20.0.0/16'],
  openOnConnect: 'http://web.staging.internal/',
};

/** As a link from elsewhere asks while nothing is connected. */
export const asksToConnect = (): AppSnapshot => {
  const { prompts } = asking(CONNECT);
  return { ...failed('ssh.lost', { host: '203.0.113.21' }), profiles: [CLOUD], prompts };
};

export const stopped = (body: PromptBody = CHANGED): AppSnapshot => ({
  ...failed('ssh.host-key-changed', { host: '203.0.113.21' }),
  prompts: asking(body).prompts,
});

export const PROMPTS: readonly (readonly [string, () => AppSnapshot])[] = [
  ['host-key', () => asking(HOST_KEY)],
  ['host-key-changed', () => stopped()],
  ['host-key-revoked', () => stopped({ ...CHANGED, revoked: true })],
  ['passphrase', () => asking(PASSPHRASE)],
  ['passphrase-again', () => asking({ ...PASSPHRASE, attempt: 2 } as typeof PASSPHRASE)],
  ['questions', () => asking(inTwoMinutes(QUESTIONS))],
  ['questions-soon', () => asking({ ...QUESTIONS, expiresAt: Date.now() + 9_000 } as PromptBody)],
  ['questions-late', () => asking({ ...QUESTIONS, expiresAt: Date.now() - 1 } as PromptBody)],
  ['questions-none', () => asking({ ...QUESTIONS, questions: [] } as PromptBody)],
  ['questions-hostile', () => asking(inTwoMinutes(HOSTILE))],
  ['connect', asksToConnect],
];
