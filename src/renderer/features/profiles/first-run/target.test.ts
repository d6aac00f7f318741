import { describe, expect, it } from 'vitest';
import { draftFor } from './target';

describe('where to', () => {
  it.each([
    ['bay', 'bay', { host: 'bay' }],
    [' deploy@203.0.113.21 ', '203-0-113-21', { host: '203.0.113.21', user: 'deploy' }],
    ['a.example.com:2222', 'a-example-com', { host: 'a.example.com', port: 2222 }],
    ['root@a:22', 'a', { host: 'a', user: 'root', port: 22 }],
    ['fd00::1', 'fd00-1', { host: 'fd00::1' }],
    ['root@[fd00::1]:22', 'fd00-1', { host: 'fd00::1', user: 'root', port: 22 }],
  ])('is read from “%s”', (target, name, gateway) =>
    expect(draftFor(target)).toEqual({ name, gateways: [gateway], cidrs: [], networks: {} }),
  );

  it.each(['', '  ', '@a', 'a:', 'a:http', 'a:0', 'a b', 'http://a', '-oProxyCommand', 'x@y@a'])(
    'is not “%s”',
    (target) => expect(draftFor(target)).toBeNull(),
  );
});
