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
  'docker.failed': ({ reason, host }) =>
    text(
      'Docker does not answer',
      `Docker on ${host} does not answer as it should${reason}.`,
      'See `journalctl -u docker` on the gateway; addresses that are routed already go on working.',
    ),
};
