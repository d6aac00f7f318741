import { expect, it } from 'vitest';
import { serviceWords } from './helper-commands';

it('says in a sentence what the service is', () => {
  const path = '/etc/systemd/system/gangway-helper-1500.socket';
  expect(serviceWords({ kind: 'installed', path })).toBe(
    `Connecting asks for no password. Installed as ${path}`,
  );
  expect(serviceWords({ kind: 'outdated', path })).toContain('install it again');
  expect(serviceWords({ kind: 'absent' })).toContain('once per session');
  for (const reason of ['no-service-manager', 'runtime-not-safe', 'runs-as-root'] as const) {
    expect(serviceWords({ kind: 'unsupported', reason })).toMatch(/^Not (possible here|needed): /);
  }
});
