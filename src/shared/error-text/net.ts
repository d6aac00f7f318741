/** Networks, routes and addresses: what is in the way, and what is reached otherwise. */
import type { ErrorDetail } from '../errors';
import { factsOf, list, text, type Texts } from './words';

export const NET_TEXTS: Texts<'net'> = {
  'net.tun-failed': ({ reason }) =>
    text(
      'No tunnel interface',
      `The tunnel interface could not be opened${reason}.`,
      'Check that the kernel has it: `modprobe tun`, and that /dev/net/tun exists.',
    ),
  'net.apply-failed': ({ reason, detail }) =>
    text(
      'Network not set up',
      `A command for this machine’s network failed${list(' (', detail['command'], ')')}${reason}.`,
      'What had been set up is undone; another VPN may be changing routes at the same time.',
    ),
  'net.no-address': ({ fact }) =>
    text(
      'No free address',
      `Every address of ${fact('pool', 'the range for links')} is in use on this machine or the gateway.`,
      'Disconnect other bridges or VPNs.',
    ),
  'net.conflict': ({ fact, detail }) =>
    text(
      'Network not routed',
      `${fact('prefix', 'A network')} is not routed, because it overlaps ${clashOf(detail)}.`,
      'Everything else works. To reach it, give one of the two another range.',
    ),
  'net.nothing-to-route': () =>
    text(
      'Nothing to route',
      'No network of the gateway can be reached over this bridge.',
      'Switch one on under Networks, or create one on the gateway: `docker network create NAME`.',
    ),
  'net.silent': ({ detail }) =>
    text(
      'No packets come back',
      `The bridge stands, but the gateway’s end${list(' (', detail['peer'], ')')} does not answer.`,
      'Gangway reconnects by itself; if this repeats, check the firewall of the gateway.',
    ),
  'net.remapped': ({ fact, detail }) =>
    text(
      'Reached by other addresses',
      `${fact('prefix', 'A network')} overlaps ${clashOf(detail)}, so it is ${fact('mapped', 'another range')} here.`,
      'Use the addresses that Gangway shows; only their front part differs.',
    ),
  'net.remap-full': ({ fact, detail }) =>
    text(
      'Network not routed',
      `${fact('prefix', 'A network')} overlaps ${clashOf(detail)}, and no range of its size is free on both sides.`,
      'Switch off a network that you do not need, or disconnect another bridge.',
    ),
  'net.no-ipv6': ({ fact, detail }) =>
    detail['where'] === 'laptop'
      ? text(
          'No IPv6 here',
          `${fact('prefix', 'An IPv6 network')} is not routed, because this machine has no IPv6.`,
          'Its IPv4 addresses work. For IPv6, start the kernel without `ipv6.disable=1`.',
        )
      : text(
          'No IPv6 there',
          `${fact('prefix', 'An IPv6 network')} is not routed, because the gateway does not forward IPv6.`,
          'Its IPv4 addresses work. For IPv6, let Docker have it: `"ipv6": true` in the gateway’s daemon.json.',
        ),
  'net.internal': ({ fact }) =>
    text(
      'Internal network',
      `${fact('network', 'The network')} was created with \`--internal\`: Docker keeps it closed to everything outside.`,
      'Connect the container to another network as well: `docker network connect NETWORK CONTAINER`.',
    ),
  'net.ingress': ({ fact }) =>
    text(
      'Swarm’s own network',
      `${fact('network', 'This network')} only carries the published ports of the Swarm to its tasks; nothing is reached through it.`,
      'Use another network of the service, or its published port on the gateway.',
    ),
  'net.unsupported': ({ fact }) =>
    text(
      'Network not reachable',
      `${fact('network', 'The network')} uses the driver ${fact('driver', 'of a plugin')}, which does not let the gateway itself in.`,
      'Connect the container to a bridge or overlay network as well: `docker network connect NETWORK CONTAINER`.',
    ),
  'net.needs-manager': ({ fact }) =>
    text(
      'Needs a Swarm manager',
      `${fact('network', 'The network')} is not attachable, and this gateway is a worker: only a manager can start the service that would let it in.`,
      'Use a manager as the gateway, or create the network with `--attachable`.',
    ),
  'net.not-enabled': ({ fact }) =>
    text(
      'Network switched off',
      `${fact('network', 'Its network')} is switched off in this profile.`,
      `Switch it on under Networks, or with \`gangway network enable ${fact('network', 'NAME')}\`.`,
    ),
  'net.host-network': () =>
    text(
      'Shares the network of its host',
      'The container has no address of its own: it uses those of the machine it runs on.',
      'Use that machine’s address with the container’s port.',
    ),
  'net.no-network': () =>
    text(
      'On no network',
      'The container is connected to no network.',
      'Connect it to one: `docker network connect NETWORK CONTAINER`.',
    ),
  'net.container-stopped': ({ fact }) =>
    text(
      'Not running',
      `${fact('name', 'The container')} is not running, so it has no address.`,
      `Start it: \`docker start ${fact('name', 'CONTAINER')}\`.`,
    ),
  'net.no-answer': ({ fact, reason }) =>
    text(
      'No answer',
      `${fact('address', 'The container')} is routed, but does not answer${reason}.`,
      'Try one of its ports: it may only ignore pings. Else look for a firewall in it or on its host.',
    ),
  'net.mtu': ({ fact }) =>
    text(
      'Large packets get lost',
      `${fact('address', 'The container')} answers small packets, but none of ${fact('bytes', '1500')} bytes.`,
      'Something on the way carries less and drops the message that says so: lower the MTU of that Docker network.',
    ),
};

/** What a network overlaps: `kind`, `with` and perhaps `interface`. */
function clashOf(detail: ErrorDetail): string {
  const { fact } = factsOf(detail);
  const other = fact('with', 'a network in use here');
  const on = list(' on ', detail['interface']);
  switch (detail['kind']) {
    case 'gateway':
      return `the gateway’s own address ${other}`;
    case 'nameserver':
      return `your DNS server ${other}`;
    case 'router':
      return `the router ${other}${on}`;
    case 'bridge':
      return `${other}, which another bridge routes`;
    case 'reserved':
      return `the reserved range ${other}`;
    case 'link':
      return `${other}, where links have their own addresses`;
    case 'wide':
      return `the default route ${other}, or nearly all of it`;
    case 'network':
      return `${other}, which another network of the gateway has as well`;
    case 'earlier':
      return 'what this machine had when it connected';
    default:
      return `${other}${on} of this machine`;
  }
}
