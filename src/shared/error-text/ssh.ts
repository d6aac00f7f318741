/** Reaching and logging in to a gateway. */
import type { ErrorDetail } from '../errors';
import { factsOf, list, text, type Texts } from './words';

export const SSH_TEXTS: Texts<'ssh'> = {
  'ssh.dns': ({ host }) =>
    text(
      'Host name not found',
      `The name ${host} could not be resolved.`,
      'Check the spelling and this machine’s DNS.',
    ),
  'ssh.refused': ({ at }) =>
    text(
      'Connection refused',
      `${at} is reachable, but no SSH server listens there.`,
      'Check the port, and that sshd runs on that machine.',
    ),
  'ssh.unreachable': ({ reason, at }) =>
    text(
      'Host not reachable',
      `There is no way to ${at}${reason}.`,
      'Check this machine’s network, and VPNs that the host may be behind.',
    ),
  'ssh.timeout': ({ at }) =>
    text(
      'No answer',
      `${at} did not answer in time.`,
      'Check the address, and that no firewall drops the connection.',
    ),
  'ssh.lost': ({ reason, at }) =>
    text(
      'Connection lost',
      `The SSH connection to ${at} has ended${reason}.`,
      'Check this machine’s network; Gangway reconnects a bridge by itself.',
    ),
  'ssh.protocol': ({ reason, host, at }) =>
    text(
      'No common SSH language',
      `${at} and Gangway could not agree on a connection${reason}.`,
      `Check that an SSH server answers there: \`ssh -v ${plain(host)}\` shows what it offers.`,
    ),
  'ssh.auth-failed': ({ host, at, user, detail }) =>
    text(
      'Login refused',
      `${at} did not accept the login of ${user}${list(' (tried: ', detail['tried'], ')')}.`,
      `Check the user name and the key; \`ssh ${user === 'the login user' ? '' : `${user}@`}${plain(host)}\` has to work first.`,
    ),
  'ssh.cancelled': ({ reason, host }) =>
    text(
      'Cancelled',
      `Connecting was cancelled before ${host} let us in${reason}.`,
      'Connect again and answer its questions, or load the key into ssh-agent with `ssh-add`.',
    ),
  'ssh.key-unreadable': ({ reason, detail }) =>
    text(
      'Key not readable',
      `The private key${list(' ', detail['path'])} cannot be read${reason}.`,
      'Check the path and its permissions (`chmod 600`), and that it is a private key.',
    ),
  'ssh.key-passphrase-wrong': ({ fact }) =>
    text(
      'Wrong passphrase',
      `That passphrase does not open ${fact('path', 'the private key')}.`,
      'Connect again, or load the key into ssh-agent with `ssh-add`.',
    ),
  'ssh.host-key-unknown': ({ fact, host }) =>
    text(
      'Unknown host',
      `${host} is not in known_hosts; it shows the ${fact('keyType', 'host')} key ${fact('fingerprint', 'of an unknown fingerprint')}.`,
      'Compare it with `ssh-keygen -lf` on that machine, then connect and accept it (command line: `--accept-new-host-key`).',
    ),
  'ssh.host-key-changed': ({ fact, host, detail }) =>
    text(
      'Host key has changed',
      `${host} shows the ${fact('keyType', 'host')} key ${fact('fingerprint', 'of an unknown fingerprint')}, which is not the one in ${knownHosts(detail)}. Somebody may be in between, so nothing was sent.`,
      `Ask its administrator, or run \`ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub\` on its console. If the new key is right: \`ssh-keygen -R ${knownHostName(host)}\`, then connect again.`,
    ),
  'ssh.known-hosts-unwritable': ({ fact, reason }) =>
    text(
      'Host key not remembered',
      `${fact('path', 'the known_hosts file')} cannot be written${reason}.`,
      'Correct its permissions; it has to belong to you.',
    ),
  'ssh.channel-refused': ({ fact, reason }) =>
    text(
      'Channel refused',
      `The SSH server refused to open ${fact('path', 'a channel')}${reason}.`,
      'Check AllowStreamLocalForwarding, AllowTcpForwarding and DisableForwarding in its /etc/ssh/sshd_config.',
    ),
};

/** A host as an argument for ssh. */
function plain(host: string): string {
  return host === 'the gateway' ? 'HOST' : host;
}

/** As it stands in known_hosts, where another port than 22 needs brackets that a shell would expand. */
function knownHostName(host: string): string {
  return host.startsWith('[') ? `'${host}'` : plain(host);
}

function knownHosts(detail: ErrorDetail): string {
  const { fact } = factsOf(detail);
  return `${fact('file', 'known_hosts')}${list(' line ', detail['line'])}`;
}
