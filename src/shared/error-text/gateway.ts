/** What is set up on the gateway. */
import { list, text, type Texts } from './words';

export const GATEWAY_TEXTS: Texts<'gateway'> = {
  'gateway.tunnel-not-permitted': ({ host, user }) =>
    text(
      'Tunnel not permitted',
      `The SSH server on ${host} does not let ${user} open a tunnel.`,
      `Add \`PermitTunnel yes\` (or \`point-to-point\`) to /etc/ssh/sshd_config on ${withoutPort(host)} and reload sshd: \`systemctl reload ssh\`.`,
    ),
  'gateway.tun-denied': ({ host, user }) =>
    text(
      'Not enough rights on the gateway',
      `${user} may not set up a network interface on ${host}.`,
      'Log in as root, with `sudo` that asks no password, or as a member of the docker group; or have a device prepared: see “Logins without root” in docs/known-issues.md.',
    ),
  'gateway.tool-missing': ({ fact, host, detail }) =>
    text(
      'Tool missing on the gateway',
      `There is no ${fact('tool', 'required tool')} on ${host}.`,
      `Install it there; on Debian and Ubuntu: \`apt-get install ${packageOf(detail['tool'])}\`.`,
    ),
  'gateway.setup-failed': ({ reason, detail }) =>
    text(
      'Set-up failed on the gateway',
      `The gateway could not be set up${list(' (step ', detail['step'], ')')}${reason}.`,
      'What had been set up is undone; check that `ip` and `iptables` work there.',
    ),
  'gateway.guard-lost': ({ reason }) =>
    text(
      'Gateway set-up ended',
      `The process that keeps the gateway set up has ended${reason}.`,
      'Gangway reconnects by itself; if this repeats, look for what ends processes on the gateway.',
    ),
  'gateway.attach-failed': ({ fact, reason }) =>
    text(
      'Network not attached',
      `The gateway could not be attached to ${fact('network', 'the overlay network')}${reason}.`,
      'Switch the network off and on again; if it repeats, look at the Docker daemon’s log on the gateway.',
    ),
};

/** `host:port` without the port; an IPv6 address stays as it is. */
function withoutPort(endpoint: string): string {
  return endpoint.replace(/^([^:]+):\d+$/, '$1');
}

function packageOf(tool: string | number | undefined): string {
  return tool === 'ip' ? 'iproute2' : String(tool ?? 'iproute2 iptables');
}
