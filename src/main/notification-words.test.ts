import { describe, expect, it } from 'vitest';
import { errorInfo } from '../shared/errors';
import { createTexts } from '../shared/texts';
import type { Turn } from './bridge-stories';
import { announcementOf, durationWords } from './notification-words';

const en = createTexts('en').getFixedT(null, 'shell');
const de = createTexts('de').getFixedT(null, 'shell');
const lost = errorInfo('ssh.lost', { host: 'a.example' });
const said = (turn: Turn, looking = false, t = en) =>
  announcementOf(turn, { name: 'staging', looking }, t);

describe('a notification', () => {
  it('tells of a drop and its cause, whoever looks', () => {
    for (const looking of [false, true]) {
      expect(said({ kind: 'dropped', error: lost }, looking)).toEqual({
        title: 'staging: connection lost',
        body: expect.stringMatching(/a\.example.*Gangway is trying to bring it back\.$/) as string,
      });
    }
  });

  it('tells of recovery and how long it took', () => {
    expect(said({ kind: 'back', awayMs: 12_400 })).toEqual({
      title: 'staging is back',
      body: 'It was away for 12 s.',
    });
    expect(said({ kind: 'back', awayMs: 65_000 }, false, de)).toEqual({
      title: 'staging ist wieder da',
      body: 'Die Verbindung war 1 min 5 s unterbrochen.',
    });
  });

  it('tells of an end', () => {
    expect(said({ kind: 'ended', error: errorInfo('helper.gone') })).toMatchObject({
      title: 'staging is disconnected',
    });
  });

  it('tells of a failed connect only where nobody sees it', () => {
    const turn: Turn = { kind: 'failed', error: errorInfo('ssh.refused') };
    expect(said(turn)).toMatchObject({ title: 'staging did not connect' });
    expect(said(turn, true)).toBe('clear');
  });

  it.each(['ssh.cancelled', 'helper.denied'] as const)('does not repeat a no: %s', (code) =>
    expect(said({ kind: 'failed', error: errorInfo(code) })).toBe('clear'),
  );

  it('goes when what it says holds no more', () => {
    expect(said({ kind: 'stopped' })).toBe('clear');
    expect(said({ kind: 'connected', by: 'person' })).toBe('clear');
  });
});

it.each([
  [0, '1 s'],
  [59_499, '59 s'],
  [60_000, '1 min 0 s'],
  [7_800_000, '2 h 10 min'],
])('%i ms are %s', (ms, words) => expect(durationWords(ms, en)).toBe(words));
