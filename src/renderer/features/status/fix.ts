/** What one click can lead to when something does not work: pure. */
import type { ErrorCode } from '../../../shared/errors';

/** `networks`: the choice of networks. `edit`: the profile's form. */
export type Fix = 'networks' | 'edit';

const FIXES: Partial<Readonly<Record<ErrorCode, Fix>>> = {
  'net.conflict': 'networks',
  'net.remap-full': 'networks',
  'net.no-ipv6': 'networks',
  'net.internal': 'networks',
  'net.ingress': 'networks',
  'net.unsupported': 'networks',
  'net.needs-manager': 'networks',
  'net.nothing-to-route': 'networks',
  'gateway.attach-failed': 'networks',

  'ssh.dns': 'edit',
  'ssh.refused': 'edit',
  'ssh.auth-failed': 'edit',
  'ssh.key-unreadable': 'edit',
  'gateway.tun-denied': 'edit',
  'gateway.tunnel-not-permitted': 'edit',
  'docker.denied': 'edit',
  'docker.missing': 'edit',
  'docker.tls-failed': 'edit',
  'docker.context-taken': 'edit',
  'names.nameserver-silent': 'edit',
};

/** Where the person can change what `code` complains of; `null` where that is not in Gangway. */
export function fixOf(code: ErrorCode): Fix | null {
  return FIXES[code] ?? null;
}
