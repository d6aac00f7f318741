/** One container as its window shows it: snapshots, what it says, what Docker tells of it. */
import type { BridgeState } from '../../src/shared/bridge-state';
import type { LogLine } from '../../src/shared/container-tools';
import type { Container } from '../../src/shared/inventory';
import type { AppSnapshot, BridgeView } from '../../src/shared/snapshot';
import type { ContainerTab, WindowRoute } from '../../src/shared/window-route';
import { named, STAGING } from './fixtures';

export const WEB_ID = '3f5a'.repeat(16);
const ESC = '\u001b[';

export const route = (tab: ContainerTab): WindowRoute => ({
  window: 'container',
  profile: STAGING.id,
  container: WEB_ID,
  tab,
});

/** `named()`, with web under an id that a window takes; `change` is to web, `bridge` to staging. */
export function web(
  change: Partial<Container> = {},
  bridge: Partial<BridgeView> = {},
): AppSnapshot {
  const base = named();
  const staging = base.bridges[STAGING.id];
  if (!staging?.inventory || !staging.names) throw new Error('staging is not connected');
  const { inventory, names } = staging;
  const containers = inventory.containers.map((each): Container => {
    if (each.name === 'web') return { ...each, id: WEB_ID, project: 'shop', ...change };
    return ['api', 'cache'].includes(each.name) ? { ...each, project: 'shop' } : each;
  });
  return {
    ...base,
    bridges: {
      ...base.bridges,
      [STAGING.id]: {
        ...staging,
        inventory: { ...inventory, containers },
        names: {
          ...names,
          names: {
            ...names.names,
            [WEB_ID]: ['web.staging.gangway.internal', 'www.staging.gangway.internal'],
          },
        },
        ...bridge,
      },
    },
  };
}

export const bridgeOf = (snapshot: AppSnapshot): BridgeView => {
  const bridge = snapshot.bridges[STAGING.id];
  if (!bridge) throw new Error('no bridge');
  return bridge;
};

export const dropped: BridgeState = {
  kind: 'waiting',
  attempt: 2,
  retryAt: Date.now() + 30_000,
  error: { code: 'ssh.lost', retryable: true, detail: { host: '203.0.113.21' } },
};

const NOON = Date.UTC(2026, 10, 22, 12);

export const line = (text: string, second = 0, stream: LogLine['stream'] = 'stdout'): LogLine => ({
  stream,
  at: NOON + second * 1000,
  text,
});

/** As an nginx and what stands behind it say it, with colours and much else. */
export const SAID: readonly LogLine[] = [
  line('/docker-entrypoint.sh: Configuration complete; ready for start up'),
  line('2026/11/22 12:00:00 [notice] 1#1: start worker processes', 0, 'stderr'),
  ...Array.from({ length: 24 }, (_, i) =>
    line(
      `10.83.0.${i % 7} - - [22/Nov/2026:12:00:${String(i).padStart(2, '0')} +0000] "GET /orders/${1000 + i * 37} HTTP/1.1" ${i % 9 === 4 ? 404 : 200} ${512 + i * 13}`,
      i,
    ),
  ),
  line(
    `${ESC}32mINFO${ESC}0m  ${ESC}2mserver${ESC}0m listening on ${ESC}1m0.0.0.0:8080${ESC}0m`,
    25,
  ),
  line(`${ESC}33mWARN${ESC}0m  cache is ${ESC}38;5;208m91 %${ESC}0m full`, 26),
  line(
    `${ESC}1;31mERROR${ESC}0m upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.83.0.4, server: shop.example.com, request: "GET /orders/1148 HTTP/1.1", upstream: "http://172.20.0.4:8080/orders/1148"`,
    27,
    'stderr',
  ),
  line(`${ESC}34m{"level":"debug","path":"/healthz","took":"1.2ms"}${ESC}0m`, 28),
  line(`building ${ESC}2K10 %\rbuilding 55 %\rbuilding 100 %`, 29),
  line('<script>alert("not markup")</script> &amp; neither', 30),
];

export const INSPECTED = JSON.stringify(
  {
    Id: WEB_ID,
    Created: '2026-11-20T09:41:12.5Z',
    Path: '/docker-entrypoint.sh',
    Args: ['nginx', '-g', 'daemon off;'],
    State: { Status: 'running', Running: true, Pid: 4242, ExitCode: 0, Error: '' },
    Image: 'sha256:2f1b',
    Name: '/web',
    RestartCount: 0,
    HostConfig: {
      Binds: ['/srv/web:/usr/share/nginx/html:ro'],
      RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 },
      Memory: 536870912,
    },
    Mounts: [
      { Type: 'bind', Source: '/srv/web', Destination: '/usr/share/nginx/html', RW: false },
      { Type: 'volume', Name: 'shop_certs', Destination: '/etc/nginx/certs', RW: true },
    ],
    Config: {
      Hostname: 'web',
      User: '',
      Env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'NGINX_VERSION=1.22.1',
        'DATABASE_URL=postgres://shop:correct-horse@db.internal:5432/shop?sslmode=require',
        'EMPTY=',
      ],
      Cmd: ['nginx', '-g', 'daemon off;'],
      Labels: { 'com.docker.compose.project': 'shop', maintainer: 'NGINX Docker Maintainers' },
    },
    NetworkSettings: {
      Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '443/tcp': null },
      Networks: {
        bridge: { IPAddress: '172.17.0.2', Aliases: null },
        backend: { IPAddress: '172.20.0.20', Aliases: ['www', '3f5a3f5a3f5a'] },
      },
    },
  },
  null,
  2,
);
