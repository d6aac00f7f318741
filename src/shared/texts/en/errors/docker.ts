/** Docker on the gateway, and what it runs. */
import type { FamilyWords } from '../../error-words';

export const docker = {
  missing: {
    title: 'No Docker on the gateway',
    what: 'There is no Docker socket at {{path}} on {{host}}.',
    next: 'Start Docker there: `systemctl start docker`.',
    absent: { path: '/var/run/docker.sock', host: 'the gateway' },
  },
  denied: {
    title: 'Docker not permitted',
    what: '{{user}} may not use the Docker socket {{path}} on {{host}}.',
    next: 'Run `usermod -aG docker {{USER}}` there as root and connect again, or log in as root.',
    absent: { path: '/var/run/docker.sock', host: 'the gateway', user: 'the login user' },
  },
  'no-such-container': {
    title: 'No such container',
    what: 'There is no container {{name}} behind the bridge.',
    next: '`gangway ps` shows those there are.',
    absent: { name: 'of that name' },
  },
  'which-container': {
    title: 'Which container?',
    what: '{{name}} may be any of {{matches}}.',
    next: '`gangway ps` shows those there are.',
    absent: { name: 'That name' },
  },
  'context-taken': {
    title: 'No Docker context',
    what: 'There is a Docker context {{context}} already, and it is not from Gangway.',
    next: 'Use `gangway docker NAME -- ps`, or rename that context and connect again.',
    absent: { context: 'of that name' },
  },
  'context-failed': {
    title: 'No Docker context',
    what: 'The Docker context could not be written to {{path}}{{reason}}.',
    next: 'Use `gangway docker NAME -- ps`, which needs none.',
    absent: { path: 'Docker’s folder' },
  },
  'socket-failed': {
    title: 'No socket for docker',
    what: 'The socket for this computer’s `docker` could not be opened at {{path}}{{reason}}.',
    next: 'Containers are reached all the same. Disconnect and connect again once the cause is gone.',
    absent: { path: 'its place' },
  },
  'tls-failed': {
    title: 'No TLS with Docker',
    what: 'A TLS connection to Docker at {{daemon}} could not be made{{reason}}.',
    next: 'Check the endpoint and the TLS files of the profile.',
    absent: { host: 'the gateway' },
  },
  'no-cli': {
    title: 'No docker here',
    what: 'There is no `docker` command on this computer.',
    next: 'Install the Docker client (on Debian `apt-get install docker-cli` or `docker.io`); no daemon is needed here.',
  },
  'not-running': {
    title: 'Not running',
    what: '{{name}} does not run.',
    next: 'Start it, then try again.',
    absent: { name: 'That container' },
  },
  'no-shell': {
    title: 'No shell in it',
    what: '{{name}} has no shell that could be started{{reason}}.',
    next: 'Its image may hold its program alone. Its logs show what that says.',
    absent: { name: 'That container' },
  },
  'no-logs': {
    title: 'No logs to read',
    what: 'Docker keeps no logs of {{name}} that could be read{{reason}}.',
    next: 'Its logging driver may send them elsewhere: look there.',
    absent: { name: 'that container' },
  },
  'action-failed': {
    title: 'Could not do that',
    what: 'Docker did not do that to {{name}}{{reason}}.',
    next: 'Its logs may say why.',
    absent: { name: 'the container' },
  },
  'start-failed': {
    title: 'Could not start',
    what: 'Docker did not start {{name}}{{reason}}.',
    next: 'Its logs may say why.',
    absent: { name: 'the container' },
  },
  'stop-failed': {
    title: 'Could not stop',
    what: 'Docker did not stop {{name}}{{reason}}.',
    next: 'Its logs may say why.',
    absent: { name: 'the container' },
  },
  'restart-failed': {
    title: 'Could not restart',
    what: 'Docker did not restart {{name}}{{reason}}.',
    next: 'Its logs may say why.',
    absent: { name: 'the container' },
  },
  failed: {
    title: 'Docker does not answer',
    what: 'Docker on {{host}} does not answer as it should{{reason}}.',
    next: 'See `journalctl -u docker` on the gateway; addresses that are routed already go on working.',
    absent: { host: 'the gateway' },
  },
} satisfies FamilyWords<'docker'>;
