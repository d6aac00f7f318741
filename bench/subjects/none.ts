/** No tunnel: a route to the containers over the plain cable. */
import { GATEWAY_ADDRESS, attempt, run } from '../lab';
import { NETWORK } from '../target';
import { firewall } from './ssh';
import type { Tunnel } from './subject';

export function none(): Tunnel {
  return {
    kind: 'tunnel',
    id: 'none',
    label: 'no tunnel',
    carries: 'packets',
    prepare: async () => {
      await run({ host: 'a', argv: firewall('open', 'eth0') });
    },
    start: async () => {
      const argv = ['ip', 'route', 'replace', NETWORK, 'via', GATEWAY_ADDRESS];
      await run({ host: 'laptop', argv });
    },
    stop: async () => {
      await attempt({ host: 'laptop', argv: ['ip', 'route', 'delete', NETWORK] });
    },
    cleanup: async () => {
      await attempt({ host: 'a', argv: firewall('close', 'eth0') });
    },
  };
}
