/** sshuttle: TCP streams caught by the laptop's firewall, as users run it. */
import { start, type Running } from '../lab';
import { NETWORK } from '../target';
import { LOGIN, SSH, trustGateway } from './ssh';
import type { Tunnel } from './subject';

export function sshuttle(): Tunnel {
  let session: Running | undefined;
  return {
    kind: 'tunnel',
    id: 'sshuttle',
    label: 'sshuttle',
    carries: 'tcp',
    prepare: () => trustGateway('root'),
    start: async () => {
      const argv = ['sshuttle', '--method', 'nat', '-e', SSH.join(' '), '-r', LOGIN, NETWORK];
      session = start({ host: 'laptop', argv });
      // Before that, an attempt to connect would not be caught and be refused, not wait.
      await session.says(/Connected to server/);
    },
    stop: async () => session?.stop('SIGINT'),
  };
}
