/** What is set up on the gateway. */
import type { FamilyWords } from '../../error-words';

export const gateway = {
  'tunnel-not-permitted': {
    title: 'Tunnel not permitted',
    what: 'The SSH server on {{host}} does not let {{user}} open a tunnel.',
    next: 'Add `PermitTunnel yes` (or `point-to-point`) to /etc/ssh/sshd_config on {{machine}} and reload sshd: `systemctl reload ssh`.',
    absent: { host: 'the gateway', user: 'the login user' },
  },
  'tun-denied': {
    title: 'Not enough rights on the gateway',
    what: '{{user}} may not set up a network interface on {{host}}.',
    next: 'Log in as root, with `sudo` that asks no password, or as a member of the docker group; or have a device prepared: see “Logins without root” in docs/known-issues.md.',
    absent: { host: 'the gateway', user: 'the login user' },
  },
  'tool-missing': {
    title: 'Tool missing on the gateway',
    what: 'There is no {{tool}} on {{host}}.',
    next: 'Install it there; on Debian and Ubuntu: `apt-get install {{package}}`.',
    absent: { host: 'the gateway', tool: 'required tool' },
  },
  'setup-failed': {
    title: 'Set-up failed on the gateway',
    what: 'The gateway could not be set up{{step}}{{reason}}.',
    next: 'What had been set up is undone; check that `ip` and `iptables` work there.',
    given: { step: ' (step {{step}})' },
  },
  'guard-lost': {
    title: 'Gateway set-up ended',
    what: 'The process that keeps the gateway set up has ended{{reason}}.',
    next: 'Gangway reconnects by itself; if this repeats, look for what ends processes on the gateway.',
  },
  'attach-failed': {
    title: 'Network not attached',
    what: 'The gateway could not be attached to {{network}}{{reason}}.',
    next: 'Switch the network off and on again; if it repeats, look at the Docker daemon’s log on the gateway.',
    absent: { network: 'the overlay network' },
  },
} satisfies FamilyWords<'gateway'>;
