/** Docker on the gateway, and what it runs. */
import { text, type Texts } from './words';

export const DOCKER_TEXTS: Texts<'docker'> = {
  'docker.missing': ({ fact, host }) =>
    text(
      'No Docker on the gateway',
      `There is no Docker socket at ${fact('path', '/var/run/docker.sock')} on ${host}.`,
      'Start Docker there: `systemctl start docker`.',
    ),
  'docker.denied': ({ fact, host, user }) =>
    text(
      'Docker not permitted',
      `${user} may not use the Docker socket ${fact('path', '/var/run/docker.sock')} on ${host}.`,
      `Run \`usermod -aG docker ${user === 'the login user' ? 'USER' : user}\` there as root and connect again, or log in as root.`,
    ),
  'docker.no-such-container': ({ fact, detail }) =>
    text(
      detail['matches'] === undefined ? 'No such container' : 'Which container?',
      detail['matches'] === undefined
        ? `There is no container ${fact('name', 'of that name')} behind the bridge.`
        : `${fact('name', 'That name')} may be any of ${fact('matches')}.`,
      '`gangway ps` shows those there are.',
    ),
  'docker.context-taken': ({ fact }) =>
    text(
      'No Docker context',
      `There is a Docker context ${fact('context', 'of that name')} already, and it is not from Gangway.`,
      'Use `gangway docker NAME -- ps`, or rename that context and connect again.',
    ),
  'docker.context-failed': ({ fact, reason }) =>
    text(
      'No Docker context',
      `The Docker context could not be written to ${fact('path', 'Docker’s folder')}${reason}.`,
      'Use `gangway docker NAME -- ps`, which needs none.',
    ),
  'docker.socket-failed': ({ fact, reason }) =>
    text(
      'No socket for docker',
      `The socket for this computer’s \`docker\` could not be opened at ${fact('path', 'its place')}${reason}.`,
      'Containers are reached all the same. Disconnect and connect again once the cause is gone.',
    ),
  'docker.tls-failed': ({ fact, reason, host }) =>
    text(
      'No TLS with Docker',
      `A TLS connection to Docker at ${fact('endpoint', host)} could not be made${reason}.`,
      'Check the endpoint and the TLS files of the profile.',
    ),
  'docker.no-cli': () =>
    text(
      'No docker here',
      'There is no `docker` command on this computer.',
      'Install the Docker client (on Debian `apt-get install docker-cli` or `docker.io`); no daemon is needed here.',
    ),
  'docker.not-running': ({ fact }) =>
    text(
      'Not running',
      `${fact('name', 'That container')} does not run.`,
      'Start it, then try again.',
    ),
  'docker.no-shell': ({ fact, reason }) =>
    text(
      'No shell in it',
      `${fact('name', 'That container')} has no shell that could be started${reason}.`,
      'Its image may hold its program alone. Its logs show what that says.',
    ),
  'docker.action-failed': ({ fact, reason }) =>
    text(
      `Could not ${fact('action', 'do that')}`,
      `Docker did not ${fact('action', 'do that to')} ${fact('name', 'the container')}${reason}.`,
      'Its logs may say why.',
    ),
  'docker.failed': ({ reason, host }) =>
    text(
      'Docker does not answer',
      `Docker on ${host} does not answer as it should${reason}.`,
      'See `journalctl -u docker` on the gateway; addresses that are routed already go on working.',
    ),
};
