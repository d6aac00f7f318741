/** wireguard-go, the newest that Debian has: `script/bench` unpacks it into .cache/bench. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GATEWAY_ADDRESS, ROOT, attempt, run, type Host } from '../lab';
import { NETWORK } from '../target';
import { firewall } from './ssh';
import type { Tunnel } from './subject';

const DEVICE = 'wg92';
const PORT = 51820;
const PROGRAM = path.join(ROOT, '.cache/bench/wireguard-go/wireguard-go');
const [OURS, THEIRS] = ['10.92.0.1', '10.92.0.2'];
/** WireGuard's own default: 1500 less what its headers take over IPv6. */
const MTU = '1420';

export function wireguard(): Tunnel {
  let version = '';
  let up = '';
  return {
    kind: 'tunnel',
    id: 'wireguard-go',
    get label() {
      return `wireguard-go ${version}`.trim();
    },
    carries: 'packets',
    resident: 'wireguard-go',
    prepare: async () => {
      version = (await readFile(path.join(path.dirname(PROGRAM), 'version'), 'utf8')).trim();
      const [secret, gatewaySecret] = [await key('genkey'), await key('genkey')];
      const [mine, theirs] = [await key('pubkey', secret), await key('pubkey', gatewaySecret)];
      const there =
        `[Interface]\nPrivateKey=${gatewaySecret}\nListenPort=${PORT}\n` +
        `[Peer]\nPublicKey=${mine}\nAllowedIPs=${OURS}/32\n`;
      await bringUp('a', there, [THEIRS, OURS], firewall('open', DEVICE).join(' '));
      up =
        `[Interface]\nPrivateKey=${secret}\n[Peer]\nPublicKey=${theirs}\n` +
        `Endpoint=${GATEWAY_ADDRESS}:${PORT}\nAllowedIPs=${NETWORK},${THEIRS}/32\n`;
    },
    start: () => bringUp('laptop', up, [OURS, THEIRS], `ip route add ${NETWORK} dev ${DEVICE}`),
    stop: () => endDevice('laptop'),
    cleanup: async () => {
      await attempt({ host: 'a', argv: firewall('close', DEVICE) });
      await endDevice('a');
    },
  };
}

async function key(verb: 'genkey' | 'pubkey', input = ''): Promise<string> {
  return (await run({ host: 'laptop', argv: ['wg', verb], input })).trim();
}

/** What wg-quick does, in one shell as it is. wireguard-go goes into the background by itself when its device is there. */
async function bringUp(
  host: Host,
  configuration: string,
  [ours, theirs]: readonly [string, string],
  last: string,
): Promise<void> {
  const steps = [
    // It warns that the kernel might have WireGuard itself; and it would keep our pipes.
    `${PROGRAM} ${DEVICE} </dev/null >/dev/null 2>&1`,
    // Our end of its standard input is a socket, which cannot be opened by name; a pipe can.
    `cat | wg setconf ${DEVICE} /dev/stdin`,
    `ip address add ${ours} peer ${theirs} dev ${DEVICE}`,
    `ip link set ${DEVICE} mtu ${MTU} up`,
    last,
  ];
  await run({ host, argv: ['sh', '-ec', steps.join('\n')], input: configuration });
}

/** wireguard-go ends with its device. */
async function endDevice(host: Host): Promise<void> {
  await attempt({ host, argv: ['ip', 'link', 'delete', DEVICE] });
}
