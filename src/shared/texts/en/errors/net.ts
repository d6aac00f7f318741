/** Networks, routes and addresses: what is in the way, and what is reached otherwise. */
import type { FamilyWords } from '../../error-words';

export const net = {
  'tun-failed': {
    title: 'No tunnel interface',
    what: 'The tunnel interface could not be opened{{reason}}.',
    next: 'Check that the kernel has it: `modprobe tun`, and that /dev/net/tun exists.',
  },
  'apply-failed': {
    title: 'Network not set up',
    what: 'A command for this computer’s network failed{{command}}{{reason}}.',
    next: 'What had been set up is undone; another VPN may be changing routes at the same time.',
    given: { command: ' ({{command}})' },
  },
  'no-address': {
    title: 'No free address',
    what: 'Every address of {{pool}} is in use on this computer or the gateway.',
    next: 'Disconnect other bridges or VPNs.',
    absent: { pool: 'the range for links' },
  },
  conflict: {
    title: 'Network not routed',
    what: '{{prefix}} is not routed, because it overlaps {{clash}}.',
    next: 'Everything else works. To reach it, give one of the two another range.',
    absent: { prefix: 'A network' },
  },
  'nothing-to-route': {
    title: 'Nothing to route',
    what: 'No network of the gateway can be reached over this bridge.',
    next: 'Switch one on under Networks, or create one on the gateway: `docker network create NAME`.',
  },
  silent: {
    title: 'No packets come back',
    what: 'The bridge stands, but the gateway’s end{{peer}} does not answer.',
    next: 'Gangway reconnects by itself; if this repeats, check the firewall of the gateway.',
    given: { peer: ' ({{peer}})' },
  },
  remapped: {
    title: 'Reached by other addresses',
    what: '{{prefix}} overlaps {{clash}}, so it is {{mapped}} here.',
    next: 'Use the addresses that Gangway shows; only their front part differs.',
    absent: { prefix: 'A network', mapped: 'another range' },
  },
  'remap-full': {
    title: 'Network not routed',
    what: '{{prefix}} overlaps {{clash}}, and no range of its size is free on both sides.',
    next: 'Switch off a network that you do not need, or disconnect another bridge.',
    absent: { prefix: 'A network' },
  },
  'no-ipv6': {
    title: 'No IPv6 there',
    what: '{{prefix}} is not routed, because the gateway does not forward IPv6.',
    next: 'Its IPv4 addresses work. For IPv6, let Docker have it: `"ipv6": true` in the gateway’s daemon.json.',
    absent: { prefix: 'An IPv6 network' },
  },
  'no-ipv6-here': {
    title: 'No IPv6 here',
    what: '{{prefix}} is not routed, because this computer has no IPv6.',
    next: 'Its IPv4 addresses work. For IPv6, start the kernel without `ipv6.disable=1`.',
    absent: { prefix: 'An IPv6 network' },
  },
  internal: {
    title: 'Internal network',
    what: '{{network}} was created with `--internal`: Docker keeps it closed to everything outside.',
    next: 'Connect the container to another network as well: `docker network connect NETWORK CONTAINER`.',
    absent: { network: 'The network' },
  },
  ingress: {
    title: 'Swarm’s own network',
    what: '{{network}} only carries the published ports of the Swarm to its tasks; nothing is reached through it.',
    next: 'Use another network of the service, or its published port on the gateway.',
    absent: { network: 'This network' },
  },
  unsupported: {
    title: 'Network not reachable',
    what: '{{network}} uses the driver {{driver}}, which does not let the gateway itself in.',
    next: 'Connect the container to a bridge or overlay network as well: `docker network connect NETWORK CONTAINER`.',
    absent: { network: 'The network', driver: 'of a plugin' },
  },
  'needs-manager': {
    title: 'Needs a Swarm manager',
    what: '{{network}} is not attachable, and this gateway is a worker: only a manager can start the service that would let it in.',
    next: 'Use a manager as the gateway, or create the network with `--attachable`.',
    absent: { network: 'The network' },
  },
  'not-enabled': {
    title: 'Network switched off',
    what: '{{network}} is switched off in this profile.',
    next: 'Switch it on under Networks, or with `gangway network enable {{NETWORK}}`.',
    absent: { network: 'Its network' },
  },
  'host-network': {
    title: 'Shares the network of its host',
    what: 'The container has no address of its own: it uses those of the machine it runs on.',
    next: 'Use that machine’s address with the container’s port.',
  },
  'no-network': {
    title: 'On no network',
    what: 'The container is connected to no network.',
    next: 'Connect it to one: `docker network connect NETWORK CONTAINER`.',
  },
  'container-stopped': {
    title: 'Not running',
    what: '{{name}} is not running, so it has no address.',
    next: 'Start it: `docker start {{CONTAINER}}`.',
    absent: { name: 'The container' },
  },
  'container-paused': {
    title: 'Paused',
    what: '{{name}} is paused: it keeps its address, but answers nothing.',
    next: 'Let it go on: `docker unpause {{CONTAINER}}`.',
    absent: { name: 'The container' },
  },
  'no-answer': {
    title: 'No answer',
    what: '{{address}} is routed, but does not answer{{reason}}.',
    next: 'Try one of its ports: it may only ignore pings. Else look for a firewall in it or on its host.',
    absent: { address: 'The container' },
  },
  mtu: {
    title: 'Large packets get lost',
    what: '{{address}} answers small packets, but none of {{bytes}} bytes.',
    next: 'Something on the way carries less and drops the message that says so: lower the MTU of that Docker network.',
    absent: { address: 'The container', bytes: '1500' },
  },
} satisfies FamilyWords<'net'>;

/** What a network overlaps, by the kind of that. */
export const clash = {
  gateway: 'the gateway’s own address {{with}}',
  nameserver: 'your DNS server {{with}}',
  router: 'the router {{with}}{{on}}',
  bridge: '{{with}}, which another bridge routes',
  reserved: 'the reserved range {{with}}',
  link: '{{with}}, where links have their own addresses',
  wide: 'the default route {{with}}, or nearly all of it',
  network: '{{with}}, which another network of the gateway has as well',
  earlier: 'what this computer had when it connected',
  local: '{{with}}{{on}} of this computer',
  /** What stands for `with` if it is not known. */
  something: 'a network in use here',
  on: ' on {{interface}}',
};
