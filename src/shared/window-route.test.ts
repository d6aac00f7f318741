import { describe, expect, it } from 'vitest';
import { hashOf, routeOf, type WindowRoute } from './window-route';

const profile = 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11';
const container = 'ab'.repeat(32);

const ROUTES: readonly [WindowRoute, string][] = [
  [{ window: 'popover' }, ''],
  [{ window: 'main', section: 'settings' }, '#/main/settings'],
  [{ window: 'main', section: 'profiles', item: 'new' }, '#/main/profiles/new'],
  [{ window: 'main', section: 'profiles', item: profile }, `#/main/profiles/${profile}`],
  [
    { window: 'container', profile, container, tab: 'logs' },
    `#/container/${profile}/${container}/logs`,
  ],
];

describe('the route of a window', () => {
  it.each(ROUTES)('%j is %s, and back', (route, hash) => {
    expect(hashOf(route)).toBe(hash);
    expect(routeOf(hash)).toEqual(route);
  });

  it.each(['#', '#/', '#/main', '#/main/nowhere', '#/container/x/y/logs', 'nonsense'])(
    '%s is the popover',
    (hash) => expect(routeOf(hash)).toEqual({ window: 'popover' }),
  );
});
