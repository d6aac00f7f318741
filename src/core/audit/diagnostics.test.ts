import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../shared/activity';
import { errorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import { EMPTY_BRIDGE } from '../../shared/snapshot';
import { diagnosticsOf } from './diagnostics';
import { redact } from './redact';
import { DEFAULT_SETTINGS } from '../../shared/settings';

describe('redact', () => {
  it.each([
    ['/home/ada/.ssh/id_ops', '~/.ssh/id_ops'],
    ['{"path":"/home/ada"}', '{"path":"~"}'],
    ["'/home/ada/.config/gangway/run'", "'~/.config/gangway/run'"],
    ['/home/adam/.ssh and /mnt/home/ada/x', '/home/adam/.ssh and /mnt/home/ada/x'],
    ['ada@a.example.org', 'ada@a.example.org'],
    ['tcp://ada:hunter2@a:2376', 'tcp://ada:…@a:2376'],
    ['password=hunter2, token: abc', 'password=…, token: …'],
    ['{"passphrase":"hunter2"}', '{"passphrase":"…"}'],
  ])('%s', (text, expected) => {
    expect(redact(text, '/home/ada')).toBe(expected);
  });

  it('leaves everything alone where home is the root directory', () => {
    expect(redact('/etc/hosts', '/')).toBe('/etc/hosts');
  });
});

describe('diagnostics', () => {
  const profile: Profile = {
    ...{ id: 'one', name: 'staging', cidrs: [], networks: {} },
    gateways: [{ host: 'a.example.org', user: 'ada', identityFile: '/home/ada/.ssh/id_ops' }],
  };
  const error = errorInfo(
    'ssh.key-unreadable',
    { path: '/home/ada/.ssh/id_ops' },
    errorInfo('internal'),
  );
  const events: ActivityEvent[] = Array.from({ length: 120 }, (_, index) => ({
    ...{ id: index + 1, at: 1_000, profile: { id: 'one', name: 'staging' } },
    ...{ kind: 'failed', error, cleanup: 'clean' },
  }));

  it('says what runs, how it is, what went wrong and what happened, without the home directory', () => {
    const text = diagnosticsOf({
      snapshot: {
        ...{
          revision: 1,
          version: '1.2.3',
          settings: DEFAULT_SETTINGS,
          prompts: [],
          notices: [errorInfo('control.busy')],
        },
        profiles: [profile],
        bridges: {
          one: {
            ...EMPTY_BRIDGE,
            state: { kind: 'failed', error, cleanup: 'clean' },
            warnings: [errorInfo('docker.failed', { message: 'x' })],
          },
        },
      },
      ...{ events, platform: 'linux 6.1', home: '/home/ada' },
    });
    expect(text).toContain('Gangway 1.2.3 on linux 6.1\n');
    expect(text).toContain('staging: failed {"error":');
    expect(text).toContain('"user":"ada","identityFile":"~/.ssh/id_ops"');
    expect(text).toContain('  warning docker.failed {"message":"x"}');
    expect(text).toContain('Notices:\ncontrol.busy\n');
    expect(text).toMatch(
      /staging: Failed: .*ssh.key-unreadable \{"path":"~\/.ssh\/id_ops"\}, because of internal/,
    );
    expect(text.split('\n').filter((line) => line.startsWith('{"id":'))).toHaveLength(100);
    expect(text).toContain('{"id":120,');
    expect(text).not.toContain('/home/ada');
  });
});
