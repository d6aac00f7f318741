import { describe, expect, it } from 'vitest';
import type { ActivityBody, ActivityEvent } from '../../../shared/activity';
import { errorInfo } from '../../../shared/errors';
import { createTexts, type Language } from '../../../shared/texts';
import { byDay, NO_FILTER, shownEvents, timeOf } from './activity-view';

const A = { id: 'a', name: 'staging' };
const B = { id: 'b', name: 'production' };
const NOW = new Date(2026, 2, 1, 12).getTime();

let id = 0;
const event = (body: ActivityBody, profile?: typeof A, at = NOW): ActivityEvent => ({
  id: ++id,
  at,
  ...(profile && { profile }),
  ...body,
});

const EVENTS = [
  event({ kind: 'commands', purpose: 'helper', commands: [['/bin/sh', '-c', 'x']] }),
  event({ kind: 'connect-asked' }, A),
  event({ kind: 'routes', added: ['10.1.0.0/16'], removed: [] }, A),
  event({ kind: 'dropped', error: errorInfo('ssh.lost') }, B),
  event({ kind: 'network-switched', network: 'mesh', enabled: true }, B),
];
const shown = (filter: Partial<typeof NO_FILTER>): string[] =>
  shownEvents(EVENTS, { ...NO_FILTER, ...filter }, createTexts('en').t).map(({ kind }) => kind);

describe('what is shown', () => {
  it('is newest first', () => {
    expect(shown({})).toEqual(EVENTS.map(({ kind }) => kind).reverse());
  });

  it('is of one profile, one group, or with all words of a query', () => {
    expect(shown({ profile: 'a' })).toEqual(['routes', 'connect-asked']);
    expect(shown({ group: 'trouble' })).toEqual(['dropped']);
    expect(shown({ group: 'networks' })).toEqual(['network-switched', 'routes']);
    expect(shown({ group: 'networks', profile: 'b' })).toEqual(['network-switched']);
    expect(shown({ query: ' 10.1 STAGING' })).toEqual(['routes']);
    expect(shown({ query: 'ssh.lost staging' })).toEqual([]);
  });
});

it.each<[Language, string[]]>([
  ['en', ['Today', 'Yesterday', 'Friday, February 27', 'December 24, 2025']],
  ['de', ['Heute', 'Gestern', 'Freitag, 27. Februar', '24. Dezember 2025']],
])('is told day by day in %s', (language, titles) => {
  const at = (...args: [number, number, number, number]): ActivityEvent =>
    event({ kind: 'disconnected' }, A, new Date(...args).getTime());
  const days = byDay(
    [
      at(2026, 2, 1, 9),
      at(2026, 2, 1, 0),
      at(2026, 1, 28, 23),
      at(2026, 1, 27, 9),
      at(2025, 11, 24, 9),
    ],
    NOW,
    { t: createTexts(language).t, language },
  );
  expect(days.map(({ title }) => title)).toEqual(titles);
  expect(days.map(({ events }) => events.length)).toEqual([2, 1, 1, 1]);
});

it('has the time of the clock on the wall', () => {
  expect(timeOf(event({ kind: 'disconnected' }, A, new Date(2026, 2, 1, 0, 5, 7).getTime()))).toBe(
    '00:05:07',
  );
});
