import { describe, expect, it } from 'vitest';
import { describeError } from './error-text';
import { ERROR_CODES, errorInfo, type ErrorCode, type ErrorDetail } from './errors';
import { createTexts, LANGUAGES, type Language } from './texts';

const all = (code: ErrorCode, detail?: ErrorDetail, language: Language = 'en') => {
  const { title, what, next } = describeError(errorInfo(code, detail), createTexts(language).t);
  return [title, what, next];
};

describe.each(LANGUAGES)('describeError in %s', (language) => {
  it.each(ERROR_CODES)('%s reads well without any fact', (code) => {
    for (const words of all(code, {}, language)) {
      expect(words).toMatch(/^[A-ZÄÖÜ`/].*\S$/);
      expect(words).not.toMatch(/undefined|null|\[object|!| {2}|\(\)|\n|{{|errors/);
    }
    const [, what, next] = all(code, {}, language);
    expect(what).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  });
});

describe('describeError', () => {
  it('takes facts for nothing but facts', () => {
    const path = '$t(errors:internal.title) {{reason}} $& <b>';
    const { what } = describeError(errorInfo('config.file-broken', { path, context: 'x' }));
    expect(what).toContain(`cannot use ${path}, and`);
  });

  it('speaks the language of whoever reads', () => {
    const [title, what, next] = all('ssh.auth-failed', { host: 'a', port: 22 }, 'de');
    expect([title, what, next]).toEqual([
      'Anmeldung abgelehnt',
      'a (Port 22) hat die Anmeldung von diesem Benutzer nicht angenommen.',
      'Den Benutzernamen und den Schlüssel prüfen; zuerst muss `ssh a` gelingen.',
    ]);
  });

  it.each(ERROR_CODES)('%s gives its message at most once', (code) => {
    const words = all(code, { message: 'xyzzy', reason: 'xyzzy', path: '/p' }).join(' ');
    expect(words.split('xyzzy').length).toBeLessThanOrEqual(2);
  });

  it.each<[ErrorCode, ErrorDetail, string[]]>([
    ['ssh.refused', { host: 'a.example.org', port: 2200 }, ['a.example.org port 2200']],
    [
      'ssh.auth-failed',
      { host: 'a.example.org', port: 2200, user: 'deploy' },
      ['`ssh -p 2200 deploy@a.example.org`'],
    ],
    [
      'ssh.auth-failed',
      { host: 'a.example.org', port: 22, user: 'deploy', tried: 'publickey, password' },
      ['login of deploy', 'tried: publickey, password', '`ssh deploy@a.example.org`'],
    ],
    [
      'ssh.host-key-unknown',
      { host: 'a', keyType: 'ED25519', fingerprint: 'SHA256:abc' },
      ['ED25519 key SHA256:abc', '--accept-new-host-key'],
    ],
    [
      'ssh.host-key-changed',
      { host: 'a', fingerprint: 'SHA256:new', file: '/home/dev/.ssh/known_hosts', line: 7 },
      ['SHA256:new', '/home/dev/.ssh/known_hosts line 7', '`ssh-keygen -R a`'],
    ],
    ['ssh.host-key-changed', { host: '[a]:2222' }, ["`ssh-keygen -R '[a]:2222'`"]],
    [
      'gateway.tunnel-not-permitted',
      { host: 'a', user: 'root' },
      ['`PermitTunnel yes`', '/etc/ssh/sshd_config on a'],
    ],
    ['gateway.tool-missing', { tool: 'ip' }, ['no ip', 'apt-get install iproute2']],
    [
      'docker.denied',
      { path: '/var/run/docker.sock', user: 'guest' },
      ['guest may not', '`usermod -aG docker guest`'],
    ],
    [
      'net.conflict',
      { prefix: '172.17.0.0/16', with: '172.17.0.0/16', kind: 'local', interface: 'docker0' },
      ['172.17.0.0/16 is not routed', '172.17.0.0/16 on docker0'],
    ],
    [
      'net.conflict',
      { prefix: '10.0.0.0/16', with: '10.0.0.53', kind: 'nameserver' },
      ['your DNS server 10.0.0.53'],
    ],
    [
      'net.remapped',
      {
        prefix: '172.17.0.0/16',
        with: '172.17.0.0/16',
        kind: 'local',
        interface: 'docker0',
        mapped: '10.201.0.0/16',
      },
      ['172.17.0.0/16 on docker0 of this computer', 'it is 10.201.0.0/16 here'],
    ],
    [
      'net.conflict',
      { prefix: '198.18.0.0/16', with: '198.18.0.0/15', kind: 'link' },
      ['198.18.0.0/15, where links have their own addresses.'],
    ],
    [
      'net.conflict',
      { prefix: '172.20.0.0/16', with: '172.20.0.0/16', kind: 'network' },
      ['172.20.0.0/16, which another network of the gateway has as well.'],
    ],
    [
      'net.conflict',
      { prefix: '128.0.0.0/1', with: '0.0.0.0/0', kind: 'wide' },
      ['the default route 0.0.0.0/0, or nearly all of it.'],
    ],
    [
      'net.remapped',
      { prefix: '172.17.0.0/16', mapped: '10.201.0.0/16', kind: 'earlier' },
      ['what this computer had when it connected, so it is 10.201.0.0/16 here'],
    ],
    ['net.no-ipv6', { prefix: 'fd20::/64', where: 'laptop' }, ['this computer has no IPv6']],
    ['net.not-enabled', { network: 'back' }, ['`gangway network enable back`']],
    ['net.container-stopped', { name: 'web' }, ['`docker start web`']],
    ['net.container-stopped', { name: 'web', status: 'paused' }, ['`docker unpause web`']],
    [
      'names.apply-failed',
      { message: 'resolvectl: Unit dbus-org.freedesktop.resolve1.service not found.' },
      ['resolve1.service not found.', '`gangway resolve NAME`'],
    ],
    [
      'names.nameserver-silent',
      { address: '10.0.0.10', domain: 'consul' },
      ['10.0.0.10 behind the bridge does not answer for consul', '`dig @10.0.0.10 consul`'],
    ],
    ['docker.context-taken', { context: 'gangway-a' }, ['a Docker context gangway-a already']],
    [
      'docker.context-failed',
      { path: '/home/dev/.docker', message: 'permission denied' },
      ['written to /home/dev/.docker: permission denied.'],
    ],
    [
      'docker.socket-failed',
      { path: '/run/a.sock', message: 'in use' },
      ['at /run/a.sock: in use.'],
    ],
    [
      'docker.tls-failed',
      { endpoint: 'tcp://172.17.0.1:2376', message: 'certificate has expired' },
      ['Docker at tcp://172.17.0.1:2376', 'certificate has expired'],
    ],
    ['config.unknown-network', { name: 'x', names: 'a, b' }, ['no network x; it has a, b.']],
    ['docker.no-such-container', { name: 'w', matches: 'web, worker' }, ['any of web, worker']],
    [
      'config.file-broken',
      {
        path: '/h/profiles.json',
        reason: 'it is not whole JSON',
        kept: '/h/profiles.json.broken-1',
      },
      ['it is not whole JSON', 'kept as /h/profiles.json.broken-1'],
    ],
    [
      'config.file-broken',
      {
        ...{ path: '/h/settings.json', reason: 'it is not whole JSON', of: 'settings' },
        kept: '/h/settings.json.broken-1',
      },
      ['Settings set aside', 'kept as /h/settings.json.broken-1'],
    ],
    [
      'config.file-broken',
      { path: '/h/settings.json', of: 'settings' },
      ['Settings not readable', 'has left it alone'],
    ],
    ['config.invalid', { field: 'gateways.0.host', message: 'name a host' }, ['Host: name a host']],
    ['config.invalid', { field: 'names.nameservers.0.port', message: 'x' }, ['Nameservers: x']],
    ['config.invalid', { field: 'docker.tls.ca', message: 'x' }, ['Docker TLS files: x']],
    [
      'config.invalid',
      { source: 'The link', message: 'no host', field: 'gateways.0.host', profile: '“a”' },
      ['Nothing imported', 'The link cannot be imported: Host of “a”: no host.'],
    ],
    [
      'config.invalid',
      { source: 'a.json', message: 'not JSON' },
      ['a.json', 'imported: not JSON.'],
    ],
    [
      'config.invalid',
      { path: '/home/dev/.ssh/config', reason: 'malformed' },
      ['/home/dev/.ssh/config', 'malformed'],
    ],
  ])('%s names the facts', (code, detail, parts) => {
    const words = all(code, detail).join(' ');
    for (const part of parts) expect(words).toContain(part);
  });
});

describe('an error of a newer Gangway', () => {
  const told = (code: string, detail: ErrorDetail = {}) =>
    describeError({ code: code as ErrorCode, retryable: false, detail });

  it.each([
    'net.new-trouble',
    'new',
    'new.trouble',
    'toString',
    'net',
    'net.toString',
    'parts.clash',
    '',
  ])('is named as it is: %j', (code) => {
    const { title, what } = told(code, { host: 'h', message: 'no' });
    expect(title).toBe('Something this Gangway does not know');
    expect(what).toBe(`It was told of the error ${code} (host: h, message: no).`);
  });

  it('needs no facts', () =>
    expect(told('net.new').what).toBe('It was told of the error net.new.'));
});
