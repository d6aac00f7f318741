/** `ssh -w`, set up by hand as its manual page says. */
import { run, start, type Running } from '../lab';
import { NETWORK } from '../target';
import { LOGIN, SSH, firewall, trustGateway } from './ssh';
import type { Tunnel } from './subject';

const DEVICE = 'tun90';
const [OURS, THEIRS] = ['10.90.0.1', '10.90.0.2'];

export function sshW(): Tunnel {
  let session: Running | undefined;
  const remote = [
    `ip address add ${THEIRS} peer ${OURS} dev ${DEVICE}`,
    `ip link set ${DEVICE} up`,
    firewall('open', DEVICE).join(' '),
    'echo up',
    'cat', // until the session ends
    firewall('close', DEVICE).join(' '),
  ].join('; ');
  const local = `ip address add ${OURS} peer ${THEIRS} dev ${DEVICE}; ip link set ${DEVICE} up; ip route add ${NETWORK} dev ${DEVICE}`;
  return {
    kind: 'tunnel',
    id: 'ssh-w',
    label: 'ssh -w (aes128-gcm)',
    carries: 'packets',
    prepare: () => trustGateway('root'),
    start: async () => {
      const argv = [...SSH, '-w', '90:90', '-o', 'Tunnel=point-to-point', LOGIN, remote];
      session = start({ host: 'laptop', argv });
      await session.says(/^up$/m);
      await run({ host: 'laptop', argv: ['sh', '-ec', local] });
    },
    stop: async () => {
      session?.child.stdin?.end();
      await session?.stop();
    },
  };
}
