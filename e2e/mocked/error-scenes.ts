/** Where each error appears, with facts as it would have them. A new code does not compile without its scene. */
import type { ErrorCode, ErrorDetail } from '../../src/shared/errors';
import type { Container } from '../../src/shared/inventory';

type Place =
  /** The bridge has ended by it, or waits to try again. */
  | 'failed'
  | 'waiting'
  /** The bridge stands all the same. */
  | 'warning'
  /** Of the whole app, or of something that was asked for. */
  | 'notice'
  /** Why a network is not routed, or routed otherwise. */
  | 'network'
  /** Why a container is not reached. */
  | 'check';

export interface ErrorScene {
  readonly at: Place;
  readonly detail: ErrorDetail;
  /** As the container web is then, which is looked at. */
  readonly web?: Partial<Container>;
}

const HOST = { host: '203.0.113.21', port: 22 };
const KEY = {
  keyType: 'ssh-ed25519',
  fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrYhcN3f0zQ1sYJpN4hF6rSk',
};
const CLASH = {
  prefix: '172.20.0.0/16',
  with: '172.20.0.0/16',
  kind: 'local',
  interface: 'docker0',
};
const on = (network: string, ipv4: string | null) => ({ network, ipv4, ipv6: null });
const SOCKET = '/run/user/1000/gangway/docker-staging.sock';

export const ERROR_SCENES: Readonly<Record<ErrorCode, ErrorScene>> = {
  'config.invalid': {
    at: 'failed',
    detail: { path: '/home/dev/.ssh/config', reason: 'line 12: unknown keyword' },
  },
  'config.file-broken': {
    at: 'notice',
    detail: {
      path: '/home/dev/.config/gangway/profiles.json',
      reason: 'it is not whole JSON',
      kept: '/home/dev/.config/gangway/profiles.json.broken-2026-11-22T16-30-00.000Z',
    },
  },
  'config.unknown-profile': { at: 'notice', detail: { name: 'stagign' } },
  'config.which-profile': { at: 'notice', detail: { names: 'staging, production-frankfurt' } },
  'config.unknown-network': {
    at: 'notice',
    detail: { name: 'bakend', names: 'bridge, backend, monitoring' },
  },
  'config.duplicate-name': { at: 'notice', detail: { name: 'staging' } },
  'config.storage-failed': {
    at: 'notice',
    detail: {
      path: '/home/dev/.config/gangway/profiles.json',
      message: 'ENOSPC: no space left on device',
    },
  },
  'config.link-refused': { at: 'notice', detail: { link: 'gangway://quit' } },
  'ssh.dns': { at: 'waiting', detail: { host: 'bastion.fra.example.com' } },
  'ssh.refused': { at: 'waiting', detail: HOST },
  'ssh.unreachable': { at: 'waiting', detail: { ...HOST, message: 'connect EHOSTUNREACH' } },
  'ssh.timeout': { at: 'waiting', detail: HOST },
  'ssh.lost': { at: 'waiting', detail: { ...HOST, message: 'read ECONNRESET' } },
  'ssh.protocol': {
    at: 'failed',
    detail: { ...HOST, message: 'no matching key exchange algorithm' },
  },
  'ssh.auth-failed': {
    at: 'failed',
    detail: { ...HOST, user: 'deploy', tried: 'publickey, keyboard-interactive' },
  },
  'ssh.login-unfinished': {
    at: 'failed',
    detail: { ...HOST, user: 'deploy', message: 'connection closed' },
  },
  'ssh.needs-answer': {
    at: 'failed',
    detail: { what: 'questions', host: '203.0.113.21' },
  },
  'ssh.cancelled': { at: 'failed', detail: { host: HOST.host } },
  'ssh.key-unreadable': {
    at: 'failed',
    detail: { path: '/home/dev/.ssh/id_ops', message: 'permission denied' },
  },
  'ssh.key-passphrase-wrong': { at: 'failed', detail: { path: '/home/dev/.ssh/id_ops' } },
  'ssh.host-key-unknown': { at: 'failed', detail: { host: HOST.host, ...KEY } },
  'ssh.host-key-changed': {
    at: 'failed',
    detail: { host: HOST.host, ...KEY, file: '/home/dev/.ssh/known_hosts', line: 3 },
  },
  'ssh.known-hosts-unwritable': {
    at: 'failed',
    detail: { path: '/home/dev/.ssh/known_hosts', message: 'EACCES: permission denied' },
  },
  'ssh.channel-refused': {
    at: 'failed',
    detail: { path: '/var/run/docker.sock', message: 'administratively prohibited' },
  },
  'gateway.tunnel-not-permitted': { at: 'failed', detail: { ...HOST, user: 'deploy' } },
  'gateway.tun-denied': { at: 'failed', detail: { ...HOST, user: 'deploy' } },
  'gateway.tool-missing': { at: 'failed', detail: { ...HOST, tool: 'ip' } },
  'gateway.setup-failed': {
    at: 'failed',
    detail: { step: 'masquerade', message: 'iptables: No chain/target/match by that name' },
  },
  'gateway.guard-lost': { at: 'waiting', detail: { message: 'exit status 137' } },
  'gateway.attach-failed': {
    at: 'network',
    detail: { network: 'backend', message: 'no space left on device' },
  },
  'helper.denied': { at: 'failed', detail: {} },
  'helper.no-agent': { at: 'failed', detail: { message: 'no authentication agent found' } },
  'helper.failed': { at: 'failed', detail: { message: 'spawn ENOENT' } },
  'helper.version': { at: 'failed', detail: { helper: 3, app: 4 } },
  'helper.gone': { at: 'failed', detail: {} },
  'helper.refused': {
    at: 'failed',
    detail: { value: '10.0.0.0/7', rule: 'too-wide', against: '10.1.0.0/16 on eth0' },
  },
  'helper.service-silent': { at: 'notice', detail: { message: 'connect ECONNREFUSED' } },
  'helper.service-failed': {
    at: 'notice',
    detail: { action: 'installed', message: 'systemctl: Access denied' },
  },
  'net.tun-failed': { at: 'failed', detail: { message: 'ENOENT: /dev/net/tun' } },
  'net.apply-failed': {
    at: 'failed',
    detail: { command: 'ip route add 172.20.0.0/16 dev gangway0', message: 'File exists' },
  },
  'net.no-address': { at: 'failed', detail: { pool: '198.18.0.0/15' } },
  'net.conflict': {
    at: 'warning',
    detail: { ...CLASH, prefix: '10.20.0.0/16', with: '10.20.0.0/16', interface: 'eth1' },
  },
  'net.nothing-to-route': { at: 'failed', detail: {} },
  'net.silent': { at: 'waiting', detail: { peer: '198.18.0.1' } },
  'net.remapped': { at: 'network', detail: { ...CLASH, mapped: '10.201.0.0/16' } },
  'net.remap-full': { at: 'network', detail: CLASH },
  'net.no-ipv6': { at: 'warning', detail: { prefix: 'fd00:20::/64', where: 'laptop' } },
  'net.internal': { at: 'network', detail: { network: 'backend' } },
  'net.ingress': { at: 'network', detail: { network: 'backend' } },
  'net.unsupported': { at: 'network', detail: { network: 'backend', driver: 'macvlan' } },
  'net.needs-manager': { at: 'network', detail: { network: 'backend' } },
  'net.not-enabled': {
    at: 'check',
    detail: { network: 'monitoring' },
    web: { endpoints: [on('monitoring', '172.30.0.7')] },
  },
  'net.host-network': { at: 'check', detail: {}, web: { endpoints: [on('host', null)] } },
  'net.no-network': { at: 'check', detail: {}, web: { endpoints: [] } },
  'net.container-stopped': {
    at: 'check',
    detail: { name: 'web', status: 'paused' },
    web: { status: 'paused', statusText: 'Up 3 hours (Paused)' },
  },
  'net.no-answer': { at: 'check', detail: { address: '172.17.0.2' } },
  'net.mtu': { at: 'check', detail: { address: '172.17.0.2', bytes: 1400 } },
  'docker.missing': { at: 'warning', detail: { ...HOST, path: '/var/run/docker.sock' } },
  'docker.denied': {
    at: 'warning',
    detail: { ...HOST, path: '/var/run/docker.sock', user: 'deploy' },
  },
  'docker.no-such-container': { at: 'check', detail: { name: 'web' } },
  'docker.failed': { at: 'warning', detail: { ...HOST, message: 'read ECONNRESET' } },
  'docker.not-running': { at: 'notice', detail: { name: 'web' } },
  'docker.no-shell': {
    at: 'notice',
    detail: { name: 'web', message: 'exec: "/bin/sh": no such file' },
  },
  'docker.no-logs': {
    at: 'notice',
    detail: { name: 'web', message: 'configured logging driver does not support reading' },
  },
  'docker.action-failed': {
    at: 'notice',
    detail: { action: 'restart', name: 'web', message: 'cannot stop container: timeout' },
  },
  'docker.context-taken': { at: 'warning', detail: { context: 'gangway-staging' } },
  'docker.context-failed': {
    at: 'warning',
    detail: { path: '/home/dev/.docker/contexts', message: 'permission denied' },
  },
  'docker.socket-failed': {
    at: 'warning',
    detail: { path: SOCKET, message: 'listen EADDRINUSE' },
  },
  'docker.tls-failed': {
    at: 'warning',
    detail: { endpoint: 'tcp://172.17.0.1:2376', message: 'certificate has expired' },
  },
  'docker.no-cli': { at: 'warning', detail: {} },
  'names.server-failed': { at: 'warning', detail: { message: 'listen EADDRINUSE 127.0.0.1' } },
  'names.apply-failed': {
    at: 'warning',
    detail: { message: 'resolvectl: Failed to set DNS configuration' },
  },
  'names.nameserver-silent': {
    at: 'warning',
    detail: { address: '10.0.0.10', domain: 'consul' },
  },
  'control.busy': { at: 'notice', detail: { path: '/home/dev/.config/gangway' } },
  'control.gone': { at: 'failed', detail: { log: '/home/dev/.config/gangway/logs/main.log' } },
  'control.not-connected': { at: 'notice', detail: { name: 'staging' } },
  'control.too-long': { at: 'notice', detail: { most: 8 } },
  internal: { at: 'failed', detail: { message: 'Cannot read properties of undefined' } },
};
