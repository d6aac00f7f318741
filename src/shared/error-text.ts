/** What people read about an error: the only place where codes and facts become sentences. */
import { assertNever } from './assert-never';
import type { ErrorDetail, ErrorInfo } from './errors';

export interface ErrorText {
  /** A few words, for a heading. */
  readonly title: string;
  /** One sentence or two: what happened, with the facts. */
  readonly what: string;
  /** What to do next. */
  readonly next: string;
}

/** Describes any error; facts that are absent are left out of the sentence or paraphrased. */
export function describeError({ code, detail }: ErrorInfo): ErrorText {
  const { fact, reason } = factsOf(detail);
  const host = fact('host', 'the gateway');
  const at = detail['port'] === undefined ? host : `${host} port ${detail['port']}`;
  const user = fact('user', 'the login user');

  switch (code) {
    case 'config.invalid':
      return detail['path'] === undefined
        ? text(
            'Not a valid profile',
            `${fieldName(detail['field'])}: ${fact('message', 'not valid')}.`,
            'Correct it and save again.',
          )
        : text(
            'SSH configuration not understood',
            `${fact('path')} cannot be used${reason}.`,
            'Correct that file; `ssh -G HOST` shows how ssh itself reads it.',
          );
    case 'config.file-broken':
      return detail['kept'] === undefined
        ? text(
            'Profiles not readable',
            `Gangway cannot use ${fact('path', 'the profile file')}${reason}, and has left it alone.`,
            'Use the newer Gangway that wrote it, or move the file away to start afresh.',
          )
        : text(
            'Profiles set aside',
            `${fact('path', 'the profile file')} could not be used${reason}, and is kept as ${fact('kept')}.`,
            'Repair that copy and move it back, or add your profiles again.',
          );
    case 'config.unknown-profile':
      return text(
        'No such profile',
        `There is no profile ${fact('name', fact('id', 'of that name'))}.`,
        '`gangway profile list` shows those there are.',
      );
    case 'config.duplicate-name':
      return text(
        'Name already taken',
        `There is already a profile named ${fact('name', 'like that')}.`,
        'Choose another name, or remove the other profile first.',
      );
    case 'config.storage-failed':
      return text(
        'Not saved',
        `${fact('path', 'A file of Gangway')} cannot be used${reason}.`,
        'Make room or correct the permissions, then try again; nothing was changed.',
      );

    case 'ssh.dns':
      return text(
        'Host name not found',
        `The name ${host} could not be resolved.`,
        'Check the spelling and this machine’s DNS.',
      );
    case 'ssh.refused':
      return text(
        'Connection refused',
        `${at} is reachable, but no SSH server listens there.`,
        'Check the port, and that sshd runs on that machine.',
      );
    case 'ssh.unreachable':
      return text(
        'Host not reachable',
        `There is no way to ${at}${reason}.`,
        'Check this machine’s network, and VPNs that the host may be behind.',
      );
    case 'ssh.timeout':
      return text(
        'No answer',
        `${at} did not answer in time.`,
        'Check the address, and that no firewall drops the connection.',
      );
    case 'ssh.lost':
      return text(
        'Connection lost',
        `The SSH connection to ${at} has ended${reason}.`,
        'Check this machine’s network; Gangway reconnects a bridge by itself.',
      );
    case 'ssh.protocol':
      return text(
        'No common SSH language',
        `${at} and Gangway could not agree on a connection${reason}.`,
        `Check that an SSH server answers there: \`ssh -v ${plain(host)}\` shows what it offers.`,
      );
    case 'ssh.auth-failed':
      return text(
        'Login refused',
        `${at} did not accept the login of ${user}${list(' (tried: ', detail['tried'], ')')}.`,
        `Check the user name and the key; \`ssh ${user === 'the login user' ? '' : `${user}@`}${plain(host)}\` has to work first.`,
      );
    case 'ssh.cancelled':
      return text(
        'Cancelled',
        `Connecting was cancelled before ${host} let us in${reason}.`,
        'Connect again and answer its questions, or load the key into ssh-agent with `ssh-add`.',
      );
    case 'ssh.key-unreadable':
      return text(
        'Key not readable',
        `The private key${list(' ', detail['path'])} cannot be read${reason}.`,
        'Check the path and its permissions (`chmod 600`), and that it is a private key.',
      );
    case 'ssh.key-passphrase-wrong':
      return text(
        'Wrong passphrase',
        `That passphrase does not open ${fact('path', 'the private key')}.`,
        'Connect again, or load the key into ssh-agent with `ssh-add`.',
      );
    case 'ssh.host-key-unknown':
      return text(
        'Unknown host',
        `${host} is not in known_hosts; it shows the ${fact('keyType', 'host')} key ${fact('fingerprint', 'of an unknown fingerprint')}.`,
        'Compare it with `ssh-keygen -lf` on that machine, then connect and accept it (command line: `--accept-new-host-key`).',
      );
    case 'ssh.host-key-changed':
      return text(
        'Host key has changed',
        `${host} shows the ${fact('keyType', 'host')} key ${fact('fingerprint', 'of an unknown fingerprint')}, which is not the one in ${knownHosts(detail)}. Somebody may be in between, so nothing was sent.`,
        `Ask its administrator, or run \`ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub\` on its console. If the new key is right: \`ssh-keygen -R ${knownHostName(host)}\`, then connect again.`,
      );
    case 'ssh.known-hosts-unwritable':
      return text(
        'Host key not remembered',
        `${fact('path', 'the known_hosts file')} cannot be written${reason}.`,
        'Correct its permissions; it has to belong to you.',
      );
    case 'ssh.channel-refused':
      return text(
        'Channel refused',
        `The SSH server refused to open ${fact('path', 'a channel')}${reason}.`,
        'Check AllowStreamLocalForwarding, AllowTcpForwarding and DisableForwarding in its /etc/ssh/sshd_config.',
      );

    case 'gateway.tunnel-not-permitted':
      return text(
        'Tunnel not permitted',
        `The SSH server on ${host} does not let ${user} open a tunnel.`,
        `Add \`PermitTunnel yes\` (or \`point-to-point\`) to /etc/ssh/sshd_config on ${withoutPort(host)} and reload sshd: \`systemctl reload ssh\`.`,
      );
    case 'gateway.tun-denied':
      return text(
        'Not enough rights on the gateway',
        `${user} may not set up a network interface on ${host}.`,
        'Log in as root or as a user with `sudo` without a password, or have an administrator prepare a device: see “Logins without root” in docs/known-issues.md.',
      );
    case 'gateway.tool-missing':
      return text(
        'Tool missing on the gateway',
        `There is no ${fact('tool', 'required tool')} on ${host}.`,
        `Install it there; on Debian and Ubuntu: \`apt-get install ${packageOf(detail['tool'])}\`.`,
      );
    case 'gateway.setup-failed':
      return text(
        'Set-up failed on the gateway',
        `The gateway could not be set up${list(' (step ', detail['step'], ')')}${reason}.`,
        'What had been set up is undone; check that the login user is root and that `ip` and `iptables` work there.',
      );
    case 'gateway.guard-lost':
      return text(
        'Gateway set-up ended',
        `The process that keeps the gateway set up has ended${reason}.`,
        'Gangway reconnects by itself; if this repeats, look for what ends processes on the gateway.',
      );
    case 'gateway.attach-failed':
      return text(
        'Network not attached',
        `The gateway could not be attached to ${fact('network', 'the overlay network')}${reason}.`,
        'Switch the network off and on again; if it repeats, look at the Docker daemon’s log on the gateway.',
      );

    case 'helper.denied':
      return text(
        'Permission not given',
        'Gangway needs administrator rights for its network helper, and they were not given.',
        'Connect again and confirm with your password.',
      );
    case 'helper.no-agent':
      return text(
        'Nobody to ask for permission',
        `Administrator rights cannot be asked for in this session${reason}.`,
        'Start a polkit agent (desktops bring one), or run `gangway` as root.',
      );
    case 'helper.failed':
      return text(
        'Network helper did not start',
        `The helper that sets up this machine’s network did not start${reason}.`,
        'Connect again; if it repeats, see the logs in Gangway’s folder.',
      );
    case 'helper.version':
      return text(
        'Network helper of another version',
        `The helper speaks version ${fact('helper', 'X')} and this Gangway version ${fact('app', 'Y')}.`,
        'Quit every Gangway and start it again.',
      );
    case 'helper.gone':
      return text(
        'Network helper ended',
        'The helper that sets up this machine’s network has ended; what it set up is undone.',
        'Connect again.',
      );
    case 'helper.refused':
      return text(
        'Not allowed on this machine',
        `The helper refused ${fact('value', 'a request')} (${fact('rule', 'policy')})${list(': it would take over ', detail['against'])}.`,
        'Give the profile networks that are not in use here.',
      );

    case 'net.tun-failed':
      return text(
        'No tunnel interface',
        `The tunnel interface could not be opened${reason}.`,
        'Check that the kernel has it: `modprobe tun`, and that /dev/net/tun exists.',
      );
    case 'net.apply-failed':
      return text(
        'Network not set up',
        `A command for this machine’s network failed${list(' (', detail['command'], ')')}${reason}.`,
        'What had been set up is undone; another VPN may be changing routes at the same time.',
      );
    case 'net.no-address':
      return text(
        'No free address',
        `Every address of ${fact('pool', 'the range for links')} is in use on this machine or the gateway.`,
        'Disconnect other bridges or VPNs.',
      );
    case 'net.conflict':
      return text(
        'Network not routed',
        `${fact('prefix', 'A network')} is not routed, because it overlaps ${clashOf(detail)}.`,
        'Everything else works. To reach it, give one of the two another range.',
      );
    case 'net.nothing-to-route':
      return text(
        'Nothing to route',
        'No network of the gateway can be reached over this bridge.',
        'Switch one on under Networks, or create one on the gateway: `docker network create NAME`.',
      );
    case 'net.silent':
      return text(
        'No packets come back',
        `The bridge stands, but the gateway’s end${list(' (', detail['peer'], ')')} does not answer.`,
        'Gangway reconnects by itself; if this repeats, check the firewall of the gateway.',
      );
    case 'net.remapped':
      return text(
        'Reached by other addresses',
        `${fact('prefix', 'A network')} overlaps ${clashOf(detail)}, so it is ${fact('mapped', 'another range')} here.`,
        'Use the addresses that Gangway shows; the last numbers stay the same.',
      );
    case 'net.remap-full':
      return text(
        'Network not routed',
        `${fact('prefix', 'A network')} overlaps ${clashOf(detail)}, and no range of its size is free on both sides.`,
        'Switch off a network that you do not need, or disconnect another bridge.',
      );
    case 'net.no-ipv6':
      return text(
        'No IPv6 there',
        `${fact('prefix', 'An IPv6 network')} is not routed, because the gateway does not forward IPv6.`,
        'Its IPv4 addresses work. For IPv6, let Docker have it: `"ipv6": true` in the gateway’s daemon.json.',
      );
    case 'net.internal':
      return text(
        'Internal network',
        `${fact('network', 'The network')} was created with \`--internal\`: Docker keeps it closed to everything outside.`,
        'Connect the container to a network that is not internal as well: `docker network connect NETWORK CONTAINER`.',
      );
    case 'net.ingress':
      return text(
        'Swarm’s own network',
        `${fact('network', 'ingress')} carries the published ports of the Swarm; containers are not reached by it.`,
        'Reach the service by another network of it, or by its published port on the gateway.',
      );
    case 'net.unsupported':
      return text(
        'Network not reachable',
        `${fact('network', 'The network')} uses the driver ${fact('driver', 'of a plugin')}, which a gateway cannot reach into.`,
        'Connect the container to a bridge or overlay network as well.',
      );
    case 'net.needs-manager':
      return text(
        'Needs a Swarm manager',
        `${fact('network', 'The network')} is not attachable, and only a manager can pin a service to a node; this gateway is a worker.`,
        'Use a manager as the gateway, or create the network with `--attachable`.',
      );
    case 'net.not-enabled':
      return text(
        'Network switched off',
        `${fact('network', 'Its network')} is switched off in this profile.`,
        'Switch it on under Networks.',
      );
    case 'net.host-network':
      return text(
        'Shares the gateway’s network',
        'The container has no address of its own: it uses the network of its host.',
        'Use the gateway’s own address with the container’s port.',
      );
    case 'net.no-network':
      return text(
        'On no network',
        'The container is connected to no network.',
        'Connect it to one: `docker network connect NETWORK CONTAINER`.',
      );
    case 'net.container-stopped':
      return text(
        'Not running',
        `${fact('name', 'The container')} is not running, so it has no address.`,
        'Start it: `docker start CONTAINER`.',
      );
    case 'net.no-answer':
      return text(
        'No answer',
        `${fact('address', 'The container')} is routed, but does not answer${reason}.`,
        'A firewall in the container or on the gateway may drop what comes from outside, or the container ignores ping.',
      );
    case 'net.mtu':
      return text(
        'Large packets get lost',
        `${fact('address', 'The container')} answers small packets but not ones of ${fact('bytes', '1500')} bytes.`,
        'A network on the way carries less, and drops the message that says so: lower the MTU of that Docker network.',
      );

    case 'docker.missing':
      return text(
        'No Docker on the gateway',
        `There is no Docker socket at ${fact('path', '/var/run/docker.sock')} on ${host}.`,
        'Start Docker there: `systemctl start docker`.',
      );
    case 'docker.denied':
      return text(
        'Docker not permitted',
        `${user} may not use the Docker socket ${fact('path', '/var/run/docker.sock')} on ${host}.`,
        `Run \`usermod -aG docker ${user === 'the login user' ? 'USER' : user}\` there as root and connect again, or log in as root.`,
      );
    case 'docker.failed':
      return text(
        'Docker does not answer',
        `Docker on ${host} does not answer as it should${reason}.`,
        'See `journalctl -u docker` on the gateway; addresses that are routed already go on working.',
      );

    case 'control.busy':
      return text(
        'Gangway already runs',
        `Another Gangway of yours serves ${fact('path', 'this profile folder')}.`,
        'Use that one, or quit it first.',
      );
    case 'control.gone':
      return text(
        'Gangway has ended',
        'The Gangway that held the bridges has ended, and its bridges with it.',
        `Connect again${list('; its log is ', detail['log'])}.`,
      );
    case 'control.not-connected':
      return text(
        'Not connected',
        `${fact('name', 'That profile')} is not connected.`,
        `Connect first: \`gangway up ${fact('name', 'NAME')}\`.`,
      );

    case 'internal':
      return text(
        'Something unexpected',
        `Gangway ran into something it does not expect${reason}.`,
        'Try again; if it repeats, please report it with the log.',
      );
    default:
      return assertNever(code);
  }
}

/** A sentence may begin with the paraphrase of an absent fact ("the gateway"). */
function text(title: string, what: string, next: string): ErrorText {
  return { title, what: what.replace(/^the /, 'The '), next };
}

function factsOf(detail: ErrorDetail) {
  const fact = (key: string, otherwise = 'unknown'): string => {
    const value = detail[key];
    return value === undefined || value === '' ? otherwise : String(value);
  };
  // What a system or a server said, in its own words.
  const said = fact('message', fact('reason', '')).trim().replace(/\.$/, '');
  return { fact, reason: said ? `: ${said}` : '' };
}

/** `before` + fact + `after`, or nothing if there is no such fact. */
function list(before: string, value: string | number | undefined, after = ''): string {
  return value === undefined || value === '' ? '' : `${before}${value}${after}`;
}

/** A host as an argument for ssh. */
function plain(host: string): string {
  return host === 'the gateway' ? 'HOST' : host;
}

/** `host:port` without the port; an IPv6 address stays as it is. */
function withoutPort(endpoint: string): string {
  return endpoint.replace(/^([^:]+):\d+$/, '$1');
}

/** As it stands in known_hosts, where another port than 22 needs brackets that a shell would expand. */
function knownHostName(host: string): string {
  return host.startsWith('[') ? `'${host}'` : plain(host);
}

function knownHosts(detail: ErrorDetail): string {
  const { fact } = factsOf(detail);
  return `${fact('file', 'known_hosts')}${list(' line ', detail['line'])}`;
}

function packageOf(tool: string | number | undefined): string {
  return tool === 'ip' ? 'iproute2' : String(tool ?? 'iproute2 iptables');
}

const FIELDS: Readonly<Record<string, string>> = {
  name: 'Name',
  host: 'Host',
  port: 'Port',
  user: 'User',
  identityFile: 'Identity file',
  cidrs: 'Additional CIDRs',
  networks: 'Networks',
};

/** `gateways.0.host` is the host, `networks.2` the networks. */
function fieldName(field: string | number | undefined): string {
  const parts = String(field ?? '').split('.');
  const known = parts.reverse().find((part) => part in FIELDS);
  return (known && FIELDS[known]) ?? 'The profile';
}

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
    default:
      return `${other}${on} of this machine`;
  }
}
