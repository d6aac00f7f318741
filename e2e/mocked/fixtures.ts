/** Snapshots of everything that the popover can be asked to show. */
import type { BridgeState, LinkInfo, Phase } from '../../src/shared/bridge-state';
import type { DockerAccess } from '../../src/shared/docker-access';
import {
  errorInfo,
  type ErrorCode,
  type ErrorDetail,
  type ErrorInfo,
} from '../../src/shared/errors';
import { NO_HEALTH, type LinkHealth } from '../../src/shared/health';
import type { Container, Inventory } from '../../src/shared/inventory';
import type { NamesView } from '../../src/shared/names-view';
import type { NetworkView } from '../../src/shared/network-view';
import { PROFILE_COLOURS, type Profile } from '../../src/shared/profile';
import type { PromptBody } from '../../src/shared/prompt';
import { EMPTY_BRIDGE, type AppSnapshot, type BridgeView } from '../../src/shared/snapshot';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';

export const STAGING: Profile = {
  id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11',
  name: 'staging',
  gateways: [{ host: '203.0.113.21', port: 22, user: 'deploy' }],
  cidrs: [],
  networks: {},
};

export const PRODUCTION: Profile = {
  id: '5a2c9b59-94c5-4a4e-8c0b-2f7a6a1d7c02',
  name: 'production-frankfurt',
  gateways: [{ host: 'bastion.fra.example.com', user: 'ops', identityFile: '~/.ssh/id_ops' }],
  cidrs: ['10.20.0.0/16'],
  networks: { shop_front: true, monitoring: false },
};

const LINK: LinkInfo = {
  mode: 'tun-channel',
  interface: 'gangway0',
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1400,
  rights: 'root',
  gateway: '203.0.113.21:22',
};

/** Two minutes of echoes around 24 ms, a burst at 60 % and three lost. */
const HEALTH: LinkHealth = {
  rttMs: 23.6,
  window: Array.from({ length: 120 }, (_, i) =>
    i === 40 || i === 41 || i === 90
      ? null
      : 23 + 2 * Math.sin(i / 3) + (i % 7) * 0.4 + (i > 70 && i < 78 ? 18 : 0),
  ),
  loss: 3 / 120,
  sentBytes: 1_238_400,
  receivedBytes: 48_120_000,
};

const DAY_MS = 86_400_000;

function container(name: string, change: Partial<Container> = {}): Container {
  const digit = (name.length % 10).toString();
  return {
    id: `${name}-`.padEnd(64, digit),
    name,
    image: 'nginx:1.22',
    status: 'running',
    health: 'none',
    statusText: 'Up 3 hours',
    createdAt: Date.now() - DAY_MS,
    endpoints: [{ network: 'bridge', ipv4: '172.17.0.2', ipv6: null }],
    ports: [],
    project: null,
    ...change,
  };
}

const tcp = (port: number, host: number | null = null) =>
  ({ container: port, protocol: 'tcp', host }) as const;
const on = (network: string, ipv4: string | null) => ({ network, ipv4, ipv6: null });
const stopped = { status: 'exited', endpoints: [on('bridge', null)] } as const;

const INVENTORY: Inventory = {
  engine: '20.10.24',
  networks: [],
  swarm: null,
  containers: [
    container('web', { ports: [tcp(80, 8080), tcp(443)], health: 'healthy' }),
    container('api', {
      image: 'registry.example.com/shop/api:2024.11.3-rc1',
      health: 'unhealthy',
      statusText: 'Up 12 minutes (unhealthy)',
      project: 'shop',
      endpoints: [on('backend', '172.20.0.4'), on('bridge', '172.17.0.7')],
      ports: [tcp(8080)],
    }),
    container('cache', {
      image: 'redis:7',
      project: 'shop',
      endpoints: [on('backend', '172.20.0.3')],
      ports: [tcp(6379)],
    }),
    container('metrics', {
      image: 'prom/prometheus:v2.45',
      health: 'starting',
      endpoints: [on('monitoring', '172.30.0.2')],
      ports: [tcp(9090)],
    }),
    container('shop-orders-consumer-with-a-long-name-1', {
      image: 'registry.example.com/shop/orders:main',
      project: 'shop',
      endpoints: [on('backend', '172.20.0.9')],
      ports: [{ container: 4789, protocol: 'udp', host: null }],
    }),
    container('resolver', {
      image: 'coredns/coredns:1.11',
      endpoints: [on('bridge', '172.17.0.5')],
      ports: [{ container: 53, protocol: 'udp', host: 53 }, tcp(53, 53)],
    }),
    container('migrate', {
      ...stopped,
      image: 'shop/migrate:7',
      statusText: 'Exited (0) 2 hours ago',
    }),
    container('old-web', {
      ...stopped,
      image: 'nginx:1.18',
      statusText: 'Exited (137) 3 days ago',
    }),
  ],
};

const error = (code: ErrorCode, detail: ErrorDetail = {}) => errorInfo(code, detail);

export function network(
  name: string,
  real: string,
  change: Partial<NetworkView> = {},
): NetworkView {
  return {
    ...{ id: name, name, kind: 'docker', driver: 'bridge', scope: 'local' },
    ...{ prefixes: [{ real, routed: real }], enabled: true, reach: { kind: 'on' } },
    ...{ containers: 2, nodes: [], ...change },
  };
}

/** All is routed as it is. */
const NETWORKS: readonly NetworkView[] = [
  network('bridge', '172.17.0.0/16', { containers: 3 }),
  network('backend', '172.20.0.0/16', { containers: 3 }),
  network('monitoring', '172.30.0.0/16', {
    enabled: false,
    reach: { kind: 'off' },
    prefixes: [{ real: '172.30.0.0/16', routed: null }],
    containers: 1,
  }),
];

const DOCKER0 = {
  prefix: '172.17.0.0/16',
  with: '172.17.0.0/16',
  kind: 'local',
  interface: 'docker0',
};
const FULL = error('net.remap-full', { prefix: '10.0.0.0/8', with: '10.0.0.0/8', kind: 'bridge' });
const NO_ATTACHMENT = error('gateway.attach-failed', {
  network: 'shop_back',
  message: 'no space left on device',
});
const overlay = { driver: 'overlay', scope: 'swarm' } as const;
const NODES = ['gateway-a', 'worker-b', 'worker-c.internal.example.com'];
const REMAPPED_BRIDGE = network('bridge', '172.17.0.0/16', {
  containers: 3,
  prefixes: [
    {
      real: '172.17.0.0/16',
      routed: '10.201.0.0/16',
      reason: error('net.remapped', { ...DOCKER0, mapped: '10.201.0.0/16' }),
    },
  ],
});

/** Every state that a network can be in. */
export const MIXED_NETWORKS: readonly NetworkView[] = [
  REMAPPED_BRIDGE,
  network('backend', '172.20.0.0/16', {
    containers: 3,
    prefixes: [
      { real: '172.20.0.0/16', routed: '172.20.0.0/16' },
      { real: 'fd00:20::/64', routed: 'fd00:20::/64' },
    ],
  }),
  network('monitoring', '172.30.0.0/16', {
    enabled: false,
    reach: { kind: 'off' },
    prefixes: [{ real: '172.30.0.0/16', routed: null }],
    containers: 1,
  }),
  network('shop_front', '10.0.9.0/24', { ...overlay, containers: 5, nodes: NODES }),
  network('shop_cache', '10.0.10.0/24', {
    ...overlay,
    reach: { kind: 'opening' },
    containers: 1,
    nodes: ['worker-b'],
  }),
  network('shop_back', '10.0.11.0/24', {
    ...overlay,
    prefixes: [{ real: '10.0.11.0/24', routed: null, reason: NO_ATTACHMENT }],
    reach: { kind: 'refused', error: NO_ATTACHMENT },
    containers: 0,
  }),
  network('ingress', '10.0.0.0/24', {
    ...overlay,
    enabled: false,
    prefixes: [{ real: '10.0.0.0/24', routed: null }],
    reach: { kind: 'refused', error: error('net.ingress', { network: 'ingress' }) },
    containers: 0,
  }),
  network('vault', '172.31.0.0/16', {
    enabled: false,
    prefixes: [{ real: '172.31.0.0/16', routed: null }],
    reach: { kind: 'refused', error: error('net.internal', { network: 'vault' }) },
    containers: 1,
  }),
  network('10.20.0.0/16', '10.20.0.0/16', { kind: 'cidr', driver: 'cidr', containers: 0 }),
  network('192.168.1.0/24', '192.168.1.0/24', {
    kind: 'cidr',
    driver: 'cidr',
    containers: 0,
    prefixes: [
      {
        real: '192.168.1.0/24',
        routed: '10.202.1.0/24',
        reason: error('net.remapped', {
          ...{ prefix: '192.168.1.0/24', with: '192.168.1.0/24', kind: 'local' },
          ...{ interface: 'wlan0', mapped: '10.202.1.0/24' },
        }),
      },
    ],
  }),
  network('10.0.0.0/8', '10.0.0.0/8', {
    kind: 'cidr',
    driver: 'cidr',
    containers: 0,
    prefixes: [{ real: '10.0.0.0/8', routed: null, reason: FULL }],
    reach: { kind: 'refused', error: FULL },
  }),
];

const task = (name: string, node: string, ipv4: string, network = 'shop_front') => ({
  ...{ id: `task-${name}`, name, service: name.split('.')[0] ?? '', stack: 'shop', node },
  ...{ image: 'nginx:1.22', container: null, endpoints: [on(network, ipv4)] },
});

/** A Swarm of three, a container on the host's own network, and one on none. */
export const SWARM_INVENTORY: Inventory = {
  ...INVENTORY,
  containers: [
    ...INVENTORY.containers.slice(0, 4),
    container('node-exporter', {
      image: 'prom/node-exporter:v1.8',
      endpoints: [on('host', null)],
      ports: [],
    }),
    container('batch', { image: 'busybox:1.35', endpoints: [] }),
    ...INVENTORY.containers.slice(-1),
  ],
  swarm: {
    node: 'a',
    manager: true,
    nodes: NODES.map((hostname, i) => ({
      ...{ id: 'abc'.charAt(i), hostname, available: true },
      role: i === 0 ? ('manager' as const) : ('worker' as const),
    })),
    tasks: [
      task('web.1', 'a', '10.0.9.4'),
      task('web.2', 'b', '10.0.9.5'),
      task('web.3', 'c', '10.0.9.6'),
      task('cache.1', 'b', '10.0.10.3', 'shop_cache'),
    ],
  },
};

/** Enough to be drawn only where it is seen. */
export const MANY: Inventory = {
  ...INVENTORY,
  containers: Array.from({ length: 400 }, (_, i) =>
    container(`worker-${i + 1}`, {
      image: 'busybox:1.35',
      endpoints: [on('backend', `172.20.${Math.floor(i / 250)}.${(i % 250) + 2}`)],
    }),
  ),
};

const LONG = 'shop-orders-consumer-with-a-long-name-1';

/** By container; `api` has more than one, and what is on a network that is off has none. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  web: ['web', 'www', 'web.nginx'],
  api: ['api.shop', 'api', 'api-1', 'api.api'],
  cache: ['cache.shop', 'cache'],
  [LONG]: [LONG, 'orders.shop', `${LONG}.orders-consumer-of-the-shop`],
  resolver: ['resolver'],
  'web.2': ['web.shop', 'web.2.shop'],
  'web.3': ['web.shop', 'web.3.shop'],
  'cache.1': ['cache.shop'],
};

/** Tasks have a dot in their names, containers have none. */
const idOf = (name: string): string => (name.includes('.') ? `task-${name}` : container(name).id);

/** As systemd-resolved has them. */
export const NAMES: NamesView = {
  resolver: 'systemd-resolved',
  domains: ['staging.gangway.internal'],
  search: ['gangway.internal'],
  names: Object.fromEntries(
    Object.entries(NAMED).map(([name, labels]) => [
      idOf(name),
      labels.map((label) => `${label}.staging.gangway.internal`),
    ]),
  ),
};

export const DOCKER: DockerAccess = {
  socket: '/run/user/1000/gangway/docker-staging.sock',
  context: 'gangway-staging',
};

/** Where everything has its name. */
export const named = (change: Partial<BridgeView> = {}): AppSnapshot =>
  connected({ names: NAMES, docker: DOCKER, ...change });

/** A profile with everything that most leave as it is. */
export const ADVANCED: Profile = {
  ...STAGING,
  names: {
    suffix: 'yourapp.internal',
    environment: 'stage',
    domain: 'cloud.example.com',
    search: ['corp.internal'],
    nameservers: [
      { domain: 'consul', address: '10.0.0.10' },
      { domain: 'corp.internal', address: '10.0.0.2', port: 5353 },
    ],
  },
  docker: {
    endpoint: 'tcp://172.17.0.1:2376',
    tls: { ca: '~/.docker/ca.pem', cert: '~/.docker/cert.pem', key: '~/.docker/key.pem' },
    context: false,
  },
};

/** What may be wrong with names and with this computer's docker. */
export const NAME_WARNINGS: readonly ErrorInfo[] = [
  error('names.server-failed', { message: 'listen EADDRINUSE 127.0.0.1' }),
  error('names.apply-failed', { message: 'resolvectl: Failed to set DNS configuration' }),
  error('names.nameserver-silent', { address: '10.0.0.10', domain: 'consul' }),
  error('docker.context-taken', { context: 'gangway-staging' }),
  error('docker.context-failed', {
    path: '/home/dev/.docker/contexts',
    message: 'permission denied',
  }),
  error('docker.socket-failed', {
    path: '/run/user/1000/gangway/docker-staging.sock',
    message: 'listen EADDRINUSE',
  }),
  error('docker.tls-failed', {
    endpoint: 'tcp://172.17.0.1:2376',
    message: 'certificate has expired',
  }),
  error('docker.no-cli'),
];

export function snapshot(change: Partial<AppSnapshot> = {}): AppSnapshot {
  return {
    revision: 1,
    version: '0.1.0',
    settings: DEFAULT_SETTINGS,
    profiles: [STAGING, PRODUCTION],
    bridges: {},
    prompts: [],
    notices: [],
    ...change,
  };
}

/** Both profiles, with staging's bridge as given. */
export function withBridge(state: BridgeState, change: Partial<BridgeView> = {}): AppSnapshot {
  return snapshot({
    bridges: {
      [STAGING.id]: { ...EMPTY_BRIDGE, state, ...change },
      [PRODUCTION.id]: EMPTY_BRIDGE,
    },
  });
}

export const connected = (change: Partial<BridgeView> = {}): AppSnapshot =>
  withBridge(
    { kind: 'connected', since: Date.now() - 12 * 60_000, link: LINK },
    { health: HEALTH, inventory: INVENTORY, networks: NETWORKS, ...change },
  );

const MARKED: readonly Profile[] = [
  { ...STAGING, colour: 'teal', emoji: '🌊' },
  { ...PRODUCTION, colour: 'red' },
];

function other(name: string, change: Partial<Profile> = {}): Profile {
  const digits = Buffer.from(name).toString('hex');
  return {
    ...STAGING,
    id: `00000000-0000-4000-8000-${digits.padEnd(12, '0').slice(-12)}`,
    name,
    gateways: [{ host: `bastion.${name}.example.com` }],
    ...change,
  };
}

/** Every bridge that is not at rest beside the one that is looked at. */
export function several(): AppSnapshot {
  const { bridges, ...rest } = connected();
  const up = bridges[STAGING.id] ?? EMPTY_BRIDGE;
  const lab = other('lab', { emoji: '🧪' });
  const edge = other('edge-of-the-world-singapore-2');
  const broken = other('old-cloud', { colour: 'orange' });
  return {
    ...rest,
    profiles: [...MARKED, lab, edge, broken],
    bridges: {
      [STAGING.id]: up,
      [PRODUCTION.id]: { ...up, health: { ...HEALTH, rttMs: 81.4 } },
      [lab.id]: { ...EMPTY_BRIDGE, state: { kind: 'connecting', attempt: 1, phase: 'ssh' } },
      [edge.id]: {
        ...EMPTY_BRIDGE,
        state: { kind: 'waiting', attempt: 2, retryAt: Date.now() + 9_000, error: gone },
      },
      [broken.id]: {
        ...EMPTY_BRIDGE,
        state: { kind: 'failed', error: error('ssh.auth-failed'), cleanup: 'clean' },
      },
    },
  };
}

/** Fifty profiles, a few of them with bridges. */
export function fifty(): AppSnapshot {
  const few = several();
  const rest = Array.from({ length: 45 }, (_, i) =>
    other(`cloud-${i + 1}`, PROFILE_COLOURS[i % 9] && { colour: PROFILE_COLOURS[i % 9] }),
  );
  return { ...few, profiles: [...few.profiles, ...rest] };
}

/** The relay could not be had, and why. */
export const withoutRelay = (): AppSnapshot => {
  const reason = error('gateway.setup-failed', { message: 'noexec on every file system' });
  const link: LinkInfo = { ...LINK, reason };
  return withBridge(
    { kind: 'connected', since: Date.now() - 40_000, link },
    { health: HEALTH, inventory: INVENTORY, networks: NETWORKS },
  );
};

export const connecting = (phase: Phase, attempt = 1): AppSnapshot =>
  withBridge({ kind: 'connecting', attempt, phase });

export const failed = (
  code: ErrorCode,
  detail: ErrorDetail,
  cleanup: 'clean' | 'incomplete' = 'clean',
): AppSnapshot => withBridge({ kind: 'failed', error: error(code, detail), cleanup });

export const asking = (body: PromptBody): AppSnapshot => ({
  ...connecting('ssh'),
  prompts: [
    {
      id: '6f6a1d1b-7c02-4f6a-9d1b-0e0a4c2f1b11',
      profileId: STAGING.id,
      profile: STAGING.name,
      body,
    },
  ],
});

export const HOST_KEY: PromptBody = {
  kind: 'host-key',
  host: '203.0.113.21',
  keyType: 'ED25519',
  fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrYhcN3f0zQ1sYJpN4hF6rSk',
  bits: 256,
};

export const PASSPHRASE: PromptBody = {
  kind: 'passphrase',
  path: '/home/dev/.ssh/id_encrypted',
  attempt: 1,
};

export const QUESTIONS: PromptBody = {
  kind: 'questions',
  host: '203.0.113.21',
  title: 'Two-factor authentication',
  instructions: 'Enter the code from your authenticator app.\nCodes change every 30 seconds.',
  questions: [
    { text: 'Password: ', echo: false },
    { text: 'Verification code: ', echo: true },
  ],
};

const gone = error('ssh.lost', { host: '203.0.113.21' });

/** One screenshot of each, light and dark; the name is the file's. */
export const SCENES: readonly (readonly [name: string, snapshot: () => AppSnapshot])[] = [
  ['first-run', () => snapshot({ profiles: [] })],
  ['idle', () => snapshot()],
  ['connecting-1-elevate', () => connecting('elevate')],
  ['connecting-2-ssh', () => connecting('ssh')],
  ['connecting-3-link', () => connecting('link')],
  ['connecting-4-routes', () => connecting('routes')],
  ['connecting-5-names', () => connecting('names')],
  ['connecting-6-verify', () => connecting('verify', 3)],
  ['connected', () => connected()],
  ['connected-named', () => named()],
  ['connected-named-swarm', () => named({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS })],
  [
    'connected-hosts-file',
    () =>
      named({ names: { ...NAMES, resolver: 'hosts-file' }, docker: { ...DOCKER, context: null } }),
  ],
  [
    'connected-no-names',
    () =>
      named({
        names: { ...NAMES, resolver: null },
        warnings: NAME_WARNINGS.slice(1, 2),
      }),
  ],
  ['connected-first-second', () => connected({ health: NO_HEALTH, inventory: null })],
  [
    'connected-with-warnings',
    () =>
      connected({
        warnings: [
          error('net.conflict', {
            prefix: '172.18.0.0/16',
            with: '172.18.0.0/16',
            interface: 'docker0',
          }),
          error('docker.failed', { message: 'read ECONNRESET' }),
        ],
      }),
  ],
  ['connected-swarm', () => connected({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS })],
  ['connected-several', several],
  ['connected-empty', () => connected({ inventory: { ...INVENTORY, containers: [] } })],
  ['connected-many', () => connected({ inventory: MANY })],
  [
    'waiting',
    () => withBridge({ kind: 'waiting', attempt: 3, retryAt: Date.now() + 12_000, error: gone }),
  ],
  ['disconnecting', () => withBridge({ kind: 'disconnecting', after: { to: 'idle' } })],
  ['failed-refused', () => failed('ssh.refused', { host: '203.0.113.21', port: 22 })],
  [
    'failed-auth',
    () => failed('ssh.auth-failed', { host: '203.0.113.21', user: 'deploy', methods: 'publickey' }),
  ],
  [
    'failed-host-key-changed',
    () =>
      failed('ssh.host-key-changed', {
        host: '203.0.113.21',
        keyType: 'ssh-ed25519',
        fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrYhcN3f0zQ1sYJpN4hF6rSk',
        file: '/home/dev/.ssh/known_hosts',
        line: 3,
      }),
  ],
  [
    'failed-tunnel-not-permitted',
    () => failed('gateway.tunnel-not-permitted', { host: '203.0.113.21' }),
  ],
  ['failed-helper-gone-unclean', () => failed('helper.gone', {}, 'incomplete')],
  [
    'notice',
    () =>
      snapshot({
        notices: [
          error('config.file-broken', {
            path: '/home/dev/.config/gangway/profiles.json',
            reason: 'it is not whole JSON',
            kept: '/home/dev/.config/gangway/profiles.json.broken-2026-11-22T16-30-00.000Z',
          }),
        ],
      }),
  ],
];
