import { describe, expect, it } from 'vitest';
import { activityEventSchema, type ActivityBody, type ActivityEvent } from './activity';
import { activityText, activityWords } from './activity-words';
import { errorInfo } from './errors';

const LOST = errorInfo('ssh.lost');

const of = (body: ActivityBody): ActivityEvent =>
  activityEventSchema.parse({ id: 1, at: 0, profile: { id: 'x', name: 'staging' }, ...body });

describe('titles', () => {
  const link = { mode: 'relay', rights: 'sudo', interface: 'gangway0', mtu: 1500 } as const;
  const cases: [ActivityBody, string][] = [
    [{ kind: 'connect-asked' }, 'Connect was asked for'],
    [{ kind: 'disconnect-asked' }, 'Disconnect was asked for'],
    [{ kind: 'phase', phase: 'ssh', attempt: 1 }, 'Signing in'],
    [{ kind: 'phase', phase: 'verify', attempt: 3 }, 'Checking the link (attempt 3)'],
    [{ kind: 'connected', gateway: 'a:22', ...link }, 'Connected to a:22'],
    [
      { kind: 'waiting', error: LOST, retryAt: 1_900, attempt: 2 },
      'Trying again in 2 s (attempt 2)',
    ],
    [{ kind: 'disconnected' }, 'Disconnected'],
    [{ kind: 'routes', added: ['10.0.0.0/8'], removed: [] }, 'Routes: 1 added'],
    [{ kind: 'routes', added: ['a', 'b'], removed: ['c'] }, 'Routes: 2 added, 1 removed'],
    [
      { kind: 'names', resolver: 'systemd-resolved', domains: ['x'], search: [] },
      'Names told to systemd-resolved',
    ],
    [{ kind: 'names', resolver: 'hosts-file', domains: [], search: [] }, 'Names taken back'],
    [
      { kind: 'commands', purpose: 'routes', commands: [['ip'], ['ip']] },
      '2 commands as root, for addresses and routes',
    ],
    [
      { kind: 'commands', purpose: 'clean', commands: [['ip']] },
      'One command as root, to undo everything',
    ],
    [{ kind: 'profile-added' }, 'Profile added'],
    [{ kind: 'profile-changed', fields: ['cidrs', 'name'] }, 'Profile changed: cidrs, name'],
    [{ kind: 'profile-removed' }, 'Profile removed'],
    [{ kind: 'network-switched', network: 'mesh', enabled: false }, 'Network mesh switched off'],
    [{ kind: 'container-action', action: 'start', container: 'web' }, 'Container web started'],
    [
      { kind: 'container-action', action: 'restart', container: 'web', image: 'nginx:1' },
      'Container web (nginx:1) restarted',
    ],
    [
      {
        ...{ kind: 'container-action-failed', action: 'stop', container: 'web' },
        error: errorInfo('docker.action-failed', { action: 'stop', name: 'web' }),
      },
      'Failed: Could not stop',
    ],
  ];
  it.each(cases)('%j', (body, title) => {
    expect(activityWords(of(body)).title).toBe(title);
  });

  it.each(['dropped', 'failed', 'warning', 'warning-over'] as const)(
    '%s names its cause',
    (kind) => {
      const body = { kind, error: LOST, ...(kind === 'failed' && { cleanup: 'incomplete' }) };
      const { title, text } = activityWords(of(body as ActivityBody));
      expect(title).toMatch(/: .+/);
      expect(text.join(' ').includes('Not everything could be undone')).toBe(kind === 'failed');
    },
  );
});

it('shows commands so that a shell would take them as they were run', () => {
  const commands = [
    ['/usr/sbin/ip', 'route', 'add', '10.0.0.0/8'],
    ['sh', '-c', "echo 'a b'", ''],
  ];
  expect(activityWords(of({ kind: 'commands', purpose: 'helper', commands })).commands).toEqual([
    '/usr/sbin/ip route add 10.0.0.0/8',
    `sh -c 'echo '\\''a b'\\''' ''`,
  ]);
});

it('is searched by profile, words, items, commands and code', () => {
  const routes = activityText(
    of({ kind: 'routes', added: ['10.1.0.0/16'], removed: ['10.2.0.0/16'] }),
  );
  expect(routes).toContain('staging\nRoutes');
  expect(routes).toContain('+ 10.1.0.0/16\n- 10.2.0.0/16');
  expect(activityText(of({ kind: 'dropped', error: LOST }))).toContain('ssh.lost');
});
