import { access, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GangwayError } from '../../../shared/errors';
import type { Gateway } from '../../../shared/profile';
import { readConfigTree, userConfigPath } from './config-tree';
import { resolveRoute, type Login } from './login';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gangway-login-'));
});
afterEach(() => rm(home, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(home, '.ssh', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

async function route(gateway: Gateway, env: NodeJS.ProcessEnv = {}): Promise<readonly Login[]> {
  const tree = await readConfigTree(userConfigPath(home), home);
  return resolveRoute(gateway, { tree, home, env, localUser: 'kim' });
}

/** The last hop's login for a configuration. */
async function login(config: string, gateway: Gateway, env?: NodeJS.ProcessEnv): Promise<Login> {
  await write('config', config);
  const last = (await route(gateway, env)).at(-1);
  if (!last) throw new Error('no login');
  return last;
}

const bay: Gateway = { host: 'bay' };

describe('without a configuration', () => {
  it('has ssh’s defaults', async () => {
    expect(await route(bay, { SSH_AUTH_SOCK: '/run/agent' })).toEqual([
      {
        alias: 'bay',
        host: 'bay',
        port: 22,
        user: 'kim',
        hostKeyAlias: undefined,
        identityFiles: ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => ({
          path: join(home, '.ssh', name),
          namedBy: 'default',
        })),
        identitiesOnly: false,
        agentSocket: '/run/agent',
        userKnownHosts: [join(home, '.ssh/known_hosts'), join(home, '.ssh/known_hosts2')],
        globalKnownHosts: ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
        hashKnownHosts: false,
      },
    ]);
  });
});

describe('options', () => {
  it.each<[string, string, Partial<Login>, Gateway?]>([
    [
      'HostName and Port',
      'Host bay\n HostName 10.0.0.1\n Port 2222',
      { host: '10.0.0.1', port: 2222 },
    ],
    [
      'keywords in any case, with =',
      'host bay\n hostname=10.0.0.1\n USER = root',
      { host: '10.0.0.1', user: 'root' },
    ],
    ['%h in HostName', 'Host b*\n HostName %h.example', { host: 'bay.example' }],
    ['the first value wins', 'Host bay\n User a\nHost *\n User b', { user: 'a' }],
    ['options before any Host', 'User a\nHost bay\n User b', { user: 'a' }],
    ['negated patterns', 'Host * !bay\n User a\nHost *\n User b', { user: 'b' }],
    ['? is one character', 'Host ba?\n User a', { user: 'a' }],
    ['trailing comments', 'Host bay\n User a # me', { user: 'a' }],
    [
      'profile over configuration',
      'Host bay\n User a\n Port 1',
      { user: 'me', port: 3 },
      { ...bay, user: 'me', port: 3 },
    ],
    ['HostKeyAlias', 'Host bay\n HostKeyAlias harbour', { hostKeyAlias: 'harbour' }],
    ['IdentityAgent none', 'IdentityAgent none', { agentSocket: undefined }],
    ['IdentityAgent SSH_AUTH_SOCK', 'IdentityAgent SSH_AUTH_SOCK', { agentSocket: '/run/agent' }],
    ['IdentityAgent $NAME', 'IdentityAgent $OTHER', { agentSocket: '/run/other' }],
    ['IdentityAgent ${NAME}', 'IdentityAgent ${OTHER}.sock', { agentSocket: '/run/other.sock' }],
    ['IdentitiesOnly', 'IdentitiesOnly yes', { identitiesOnly: true }],
    ['HashKnownHosts', 'HashKnownHosts yes', { hashKnownHosts: true }],
    ['UserKnownHostsFile', 'UserKnownHostsFile /a "/b c"', { userKnownHosts: ['/a', '/b c'] }],
    ['UserKnownHostsFile none', 'UserKnownHostsFile none', { userKnownHosts: [] }],
    [
      'Match host on HostName',
      'Host bay\n HostName 10.0.0.1\nMatch host 10.*\n User a',
      { user: 'a' },
    ],
    ['Match originalhost', 'Match originalhost bay,quay\n User a', { user: 'a' }],
    ['Match user', 'Match user root\n Port 7', { port: 7 }, { ...bay, user: 'root' }],
    [
      'Match !user',
      'Match !user root\n Port 7\nHost *\n Port 8',
      { port: 8 },
      { ...bay, user: 'root' },
    ],
    ['Match localuser', 'Match localuser kim\n User a', { user: 'a' }],
    ['Match all', 'Match all\n User a', { user: 'a' }],
    ['unknown criteria never match', 'Match tagged x\n User a', { user: 'kim' }],
    ['Match final never matches', 'Match final host bay\n User a', { user: 'kim' }],
  ])('%s', async (_name, config, expected, gateway = bay) => {
    const env = { SSH_AUTH_SOCK: '/run/agent', OTHER: '/run/other' };
    expect(await login(config, gateway, env)).toMatchObject(expected);
  });

  it('collects key files, the profile’s first, with tokens', async () => {
    const config =
      'Host bay\n IdentityFile ~/.ssh/%h-%r\n IdentityFile "/keys/of %u"\nHost *\n IdentityFile %d/x%%y';
    const { identityFiles } = await login(config, { ...bay, identityFile: '~/mine' });
    expect(identityFiles).toEqual([
      { path: join(home, 'mine'), namedBy: 'profile' },
      { path: join(home, '.ssh/bay-kim'), namedBy: 'config' },
      { path: '/keys/of kim', namedBy: 'config' },
      { path: join(home, 'x%y'), namedBy: 'config' },
    ]);
  });
});

describe('Match exec', () => {
  it('never runs a command', async () => {
    const mark = join(home, 'mark');
    const config = [
      `Match exec "touch ${mark}"\n User a`,
      `Match host bay exec "touch ${mark}"\n User b`,
      `Match !exec "touch ${mark}"\n User c`,
      'Host bay\n CanonicalizeHostName yes\n CanonicalDomains example',
    ];
    expect((await login(config.join('\n'), bay)).user).toBe('kim');
    await expect(access(mark)).rejects.toThrow('ENOENT');
  });
});

describe('Include', () => {
  it('is read where it stands, sorted, relative to ~/.ssh', async () => {
    await write('conf.d/20', 'Host bay\n User late\n Port 20');
    await write('conf.d/10', 'Host bay\n User early');
    await write('conf.d/.hidden', 'User hidden');
    const resolved = await login('Include conf.d/* missing\nHost bay\n Port 30\n HostName h', bay);
    expect(resolved).toMatchObject({ user: 'early', port: 20, host: 'h' });
  });

  it('holds only inside the block it stands in, and ends its own blocks', async () => {
    await write('inner', 'Host other\n User wrong\nHost *\n Port 7');
    expect(await login('Host quay\n Include inner\nHost bay\n User a', bay)).toMatchObject({
      ...{ user: 'a', port: 22 },
    });
    const resolved = await login('Host bay\n Include ~/.ssh/inner\n User a', bay);
    expect(resolved).toMatchObject({ user: 'a', port: 7 });
  });

  it('does not go round in circles', async () => {
    const path = await write('config', 'Include config');
    await expect(route(bay)).rejects.toMatchObject({
      info: { code: 'config.invalid', detail: { path, reason: 'include-loop' } },
    });
  });
});

describe('ProxyJump', () => {
  const hops = async (config: string, gateway = bay) => {
    await write('config', config);
    return (await route(gateway)).map(({ user, host, port }) => `${user}@${host}:${port}`);
  };

  it.each([
    ['one', 'Host bay\n ProxyJump door', ['kim@door:22', 'kim@bay:22']],
    ['with user and port', 'Host bay\n ProxyJump root@door:7', ['root@door:7', 'kim@bay:22']],
    ['as a URI', 'Host bay\n ProxyJump ssh://root@door:7', ['root@door:7', 'kim@bay:22']],
    ['IPv6', 'Host bay\n ProxyJump [::1]:7', ['kim@::1:7', 'kim@bay:22']],
    ['several', 'Host bay\n ProxyJump a,b', ['kim@a:22', 'kim@b:22', 'kim@bay:22']],
    ['none', 'Host bay\n ProxyJump none\nHost *\n ProxyJump a', ['kim@bay:22']],
    [
      'a jump’s own lookup',
      'Host bay\n ProxyJump a\nHost a\n HostName x\n Port 3',
      ['kim@x:3', 'kim@bay:22'],
    ],
    [
      'nested',
      'Host bay\n ProxyJump b\nHost b\n ProxyJump a',
      ['kim@a:22', 'kim@b:22', 'kim@bay:22'],
    ],
    [
      'only the first of a list nests',
      'Host bay\n ProxyJump a,b\nHost b\n ProxyJump x',
      ['kim@a:22', 'kim@b:22', 'kim@bay:22'],
    ],
  ])('%s', async (_name, config, expected) => {
    expect(await hops(config)).toEqual(expected);
  });

  it.each([
    ['jump-loop', 'Host bay\n ProxyJump door\nHost door\n ProxyJump bay'],
    ['jump-loop', 'Host *\n ProxyJump door'],
    ['bad-proxyjump', 'Host bay\n ProxyJump a b'],
    ['bad-proxyjump', 'Host bay\n ProxyJump -oProxyCommand=x'],
    ['bad-port', 'Host bay\n Port 99999'],
    ['unknown-token', 'Host bay\n HostName %z'],
    ['unknown-token', 'Host bay\n IdentityFile ${NOT_SET}'],
    ['proxycommand-unsupported', 'Host bay\n ProxyCommand nc %h %p'],
    ['malformed', 'Host\n'],
    ['malformed', 'Host "bay'],
  ])('%s: %j is refused', async (reason, config) => {
    const path = await write('config', config);
    await expect(route(bay)).rejects.toMatchObject({
      info: { code: 'config.invalid', detail: { path, reason } },
    });
  });
});

describe('a configuration that may not be read', () => {
  it('is an error with its path', async () => {
    // A folder in its place fails for every user, root too.
    await mkdir(join(home, '.ssh/config'), { recursive: true });
    const detail = { path: join(home, '.ssh/config'), reason: 'EISDIR' };
    await expect(route(bay)).rejects.toMatchObject({ info: { code: 'config.invalid', detail } });
  });

  it('is an error when permissions forbid it', async () => {
    const path = await write('config', 'User a');
    await chmod(path, 0);
    const result = route(bay).then(
      () => 'read',
      (error: unknown) => (error as GangwayError).info.detail['reason'],
    );
    expect(await result).toBe(userInfo().uid === 0 ? 'read' : 'EACCES');
  });
});
