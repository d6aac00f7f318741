/** Reaching and logging in to a gateway. */
import type { FamilyWords } from '../../error-words';

export const ssh = {
  dns: {
    title: 'Host name not found',
    what: 'The name {{host}} could not be resolved.',
    next: 'Check the spelling and this computer’s DNS.',
    absent: { host: 'the gateway' },
  },
  refused: {
    title: 'Connection refused',
    what: '{{at}} is reachable, but no SSH server listens there.',
    next: 'Check the port, and that sshd runs on that machine.',
    absent: { host: 'the gateway' },
  },
  unreachable: {
    title: 'Host not reachable',
    what: 'There is no way to {{at}}{{reason}}.',
    next: 'Check this computer’s network, and VPNs that the host may be behind.',
    absent: { host: 'the gateway' },
  },
  timeout: {
    title: 'No answer',
    what: '{{at}} did not answer in time.',
    next: 'Check the address, and that no firewall drops the connection.',
    absent: { host: 'the gateway' },
  },
  lost: {
    title: 'Connection lost',
    what: 'The SSH connection to {{at}} has ended{{reason}}.',
    next: 'Check this computer’s network; Gangway reconnects a bridge by itself.',
    absent: { host: 'the gateway' },
  },
  protocol: {
    title: 'No common SSH language',
    what: '{{at}} and Gangway could not agree on a connection{{reason}}.',
    next: 'Check that an SSH server answers there: `ssh -v {{HOST}}` shows what it offers.',
    absent: { host: 'the gateway' },
  },
  'auth-failed': {
    title: 'Login refused',
    what: '{{at}} did not accept the login of {{user}}{{tried}}.',
    next: 'Check the user name and the key; `ssh {{LOGIN}}` has to work first.',
    absent: { host: 'the gateway', user: 'the login user' },
    given: { tried: ' (tried: {{tried}})' },
  },
  'login-unfinished': {
    title: 'Login not finished',
    what: 'The connection to {{at}} ended before the login of {{user}} was through{{reason}}. Gangway does not ask its questions again by itself.',
    next: 'Connect again, and answer soon: most servers wait two minutes.',
    absent: { host: 'the gateway', user: 'the login user' },
  },
  cancelled: {
    title: 'Cancelled',
    what: 'Connecting was cancelled before {{host}} let us in{{reason}}.',
    next: 'Connect again and answer its questions, or load the key into ssh-agent with `ssh-add`.',
    absent: { host: 'the gateway' },
  },
  'needs-answer': {
    title: 'Your answer is needed',
    what: '{{host}} asks questions again before it lets the bridge in. Gangway has stopped: it never answers by itself, nor asks over and over.',
    next: 'Connect when you are there to answer.',
    absent: { host: 'the gateway' },
  },
  'needs-answer-passphrase': {
    title: 'Your passphrase is needed',
    what: 'The private key {{path}} is locked. Gangway has stopped: it keeps no passphrase, and does not ask over and over.',
    next: 'Connect when you are there to answer, or load the key into ssh-agent with `ssh-add`.',
    absent: { path: 'of this profile' },
  },
  'needs-answer-host-key': {
    title: 'Your answer is needed',
    what: '{{host}} shows a host key that nobody has accepted yet. Gangway has stopped: it trusts no key by itself.',
    next: 'Connect when you are there to look at it.',
    absent: { host: 'the gateway' },
  },
  'key-unreadable': {
    title: 'Key not readable',
    what: 'The private key{{path}} cannot be read{{reason}}.',
    next: 'Check the path and its permissions (`chmod 600`), and that it is a private key.',
    given: { path: ' {{path}}' },
  },
  'key-passphrase-wrong': {
    title: 'Wrong passphrase',
    what: 'That passphrase does not open {{path}}.',
    next: 'Connect again, or load the key into ssh-agent with `ssh-add`.',
    absent: { path: 'the private key' },
  },
  'host-key-unknown': {
    title: 'Unknown host',
    what: '{{host}} is not in known_hosts; it shows the {{keyType}} key {{fingerprint}}.',
    next: 'Compare it with `ssh-keygen -lf` on that machine, then connect and accept it (command line: `--accept-new-host-key`).',
    absent: { host: 'the gateway', keyType: 'host', fingerprint: 'of an unknown fingerprint' },
  },
  'host-key-changed': {
    title: 'Host key has changed',
    what: '{{host}} shows the {{keyType}} key {{fingerprint}}, which is not the one in {{file}}{{line}}. Somebody may be in between, so nothing was sent.',
    next: 'Ask its administrator, or run `ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub` on its console. If the new key is right: `ssh-keygen -R {{KNOWN_HOST}}`, then connect again.',
    absent: {
      host: 'the gateway',
      keyType: 'host',
      fingerprint: 'of an unknown fingerprint',
      file: 'known_hosts',
    },
    given: { line: ' line {{line}}' },
  },
  'known-hosts-unwritable': {
    title: 'Host key not remembered',
    what: '{{path}} cannot be written{{reason}}.',
    next: 'Correct its permissions; it has to belong to you.',
    absent: { path: 'the known_hosts file' },
  },
  'channel-refused': {
    title: 'Channel refused',
    what: 'The SSH server refused to open {{path}}{{reason}}.',
    next: 'Check AllowStreamLocalForwarding, AllowTcpForwarding and DisableForwarding in its /etc/ssh/sshd_config.',
    absent: { path: 'a channel' },
  },
} satisfies FamilyWords<'ssh'>;
