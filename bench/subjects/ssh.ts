/** OpenSSH's client as several subjects use it. */
import { GATEWAY_ADDRESS, attempt, type User } from '../lab';

export const CIPHER = 'aes128-gcm@openssh.com';
export const SSH = ['ssh', '-o', 'BatchMode=yes', '-o', 'ControlPath=none', '-c', CIPHER] as const;
export const LOGIN = `root@${GATEWAY_ADDRESS}`;

/** Logs in once, so that the gateway's key is known and nobody is asked. */
export async function trustGateway(user: User): Promise<void> {
  const argv = [...SSH, '-o', 'StrictHostKeyChecking=accept-new', LOGIN, 'true'];
  const { status, stderr } = await attempt({ host: 'laptop', user, argv });
  if (status !== 0) throw new Error(`no login by ssh: ${stderr.trim()}`);
}

/** Lets an interface of the gateway through Docker's firewall until `closeFirewall`. */
export function firewall(action: 'open' | 'close', device: string): readonly string[] {
  return ['iptables', action === 'open' ? '-I' : '-D', 'DOCKER-USER', '-i', device, '-j', 'ACCEPT'];
}
