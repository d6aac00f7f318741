/** A day and a half of two bridges, with something of every kind. */
import type { ActivityBody, ActivityEvent } from '../../src/shared/activity';
import { errorInfo } from '../../src/shared/errors';
import type { Profile } from '../../src/shared/profile';
import { PRODUCTION, STAGING } from './fixtures';

const IP = '/usr/sbin/ip';
const DEVICE = 'gangway0';
const SILENT = errorInfo('names.nameserver-silent', { nameserver: '10.0.0.10', domain: 'consul' });
const LOST = errorInfo('net.silent', { seconds: 5 });
const LINK = { rights: 'sudo', interface: DEVICE } as const;

const setUp = [
  [IP, 'link', 'set', 'dev', DEVICE, 'mtu', '65280', 'up'],
  [IP, 'address', 'add', '198.18.0.0', 'peer', '198.18.0.1/32', 'dev', DEVICE],
  [IP, 'route', 'add', '172.17.0.0/16', 'dev', DEVICE],
];
const moreRoutes = Array.from({ length: 12 }, (_, index) => `10.${201 + index}.0.0/24`);

/** Before the afternoon of today, whatever the time is. */
function minutesAgo(minutes: number): number {
  const now = new Date();
  now.setHours(16, 20, 0, 0);
  return Math.round(now.getTime() - minutes * 60_000);
}

type Story = readonly [minutes: number, profile: Profile | null, body: ActivityBody];

const STORY: readonly Story[] = [
  [1900, PRODUCTION, { kind: 'profile-added' }],
  [1890, PRODUCTION, { kind: 'connect-asked' }],
  [
    1889.9,
    PRODUCTION,
    {
      kind: 'failed',
      error: errorInfo('ssh.host-key-changed', {
        host: 'bastion.fra.example.com',
        fingerprint: 'SHA256:2Jf1m2Nq0cX6n1xO6rQmY0oU9b3kR7cJw4Zs8vQ1aBc',
      }),
      cleanup: 'clean',
    },
  ],
  [1800, PRODUCTION, { kind: 'profile-changed', fields: ['gateways', 'cidrs'] }],
  [44, STAGING, { kind: 'connect-asked' }],
  [43.99, STAGING, { kind: 'phase', phase: 'elevate', attempt: 1 }],
  [
    43.9,
    null,
    {
      kind: 'commands',
      purpose: 'helper',
      commands: [
        [
          '/bin/sh',
          '-c',
          "trap '' HUP INT TERM; '/usr/bin/env' '/opt/gangway/gangway' '/opt/gangway/helper.js'",
        ],
      ],
    },
  ],
  [43.8, STAGING, { kind: 'phase', phase: 'ssh', attempt: 1 }],
  [43.7, STAGING, { kind: 'phase', phase: 'link', attempt: 1 }],
  [43.6, STAGING, { kind: 'phase', phase: 'routes', attempt: 1 }],
  [43.5, STAGING, { kind: 'commands', purpose: 'routes', commands: setUp }],
  [43.5, STAGING, { kind: 'routes', added: ['172.17.0.0/16', '172.20.0.0/16'], removed: [] }],
  [43.45, STAGING, { kind: 'phase', phase: 'names', attempt: 1 }],
  [
    43.4,
    STAGING,
    {
      kind: 'names',
      resolver: 'systemd-resolved',
      domains: ['staging.gangway.internal', '17.172.in-addr.arpa'],
      search: ['gangway.internal'],
    },
  ],
  [43.35, STAGING, { kind: 'phase', phase: 'verify', attempt: 1 }],
  [
    43.3,
    STAGING,
    { kind: 'connected', gateway: '203.0.113.21:22', mode: 'relay', mtu: 65_280, ...LINK },
  ],
  [30, STAGING, { kind: 'network-switched', network: 'shop_front', enabled: true }],
  [
    29.9,
    STAGING,
    {
      kind: 'commands',
      purpose: 'routes',
      commands: moreRoutes.map((route) => [IP, 'route', 'add', route, 'dev', DEVICE]),
    },
  ],
  [29.9, STAGING, { kind: 'routes', added: moreRoutes, removed: ['172.20.0.0/16'] }],
  [20, STAGING, { kind: 'warning', error: SILENT }],
  [19, STAGING, { kind: 'warning-over', error: SILENT }],
  [5, STAGING, { kind: 'dropped', error: LOST }],
  [5, STAGING, { kind: 'waiting', error: LOST, retryAt: minutesAgo(4.97), attempt: 2 }],
  [
    4,
    STAGING,
    {
      ...{ kind: 'connected', gateway: '203.0.113.21:22', mode: 'tun-channel', mtu: 1400, ...LINK },
      reason: errorInfo('gateway.tool-missing', { tool: 'python3' }),
    },
  ],
  [1, STAGING, { kind: 'disconnect-asked' }],
  [
    1,
    STAGING,
    { kind: 'commands', purpose: 'clean', commands: [[IP, 'link', 'delete', 'dev', DEVICE]] },
  ],
  [1, STAGING, { kind: 'disconnected' }],
];

/** Oldest first. */
export function activity(): ActivityEvent[] {
  return STORY.map(([minutes, profile, body], index) => ({
    ...{ id: index + 1, at: minutesAgo(minutes) },
    ...(profile && { profile: { id: profile.id, name: profile.name } }),
    ...body,
  }));
}
