import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dockerSocketOf, pathsFor, preparePaths, type Machine } from './home';

const LINUX: Machine = {
  env: {},
  platform: 'linux',
  homeDirectory: '/home/dev',
  temporaryDirectory: '/tmp',
  uid: 1000,
};

describe('pathsFor', () => {
  it.each<[string, Partial<Machine>, string, string]>([
    ['Linux', {}, '/home/dev/.config/gangway', '/home/dev/.config/gangway/run'],
    [
      'Linux with a session',
      { env: { XDG_RUNTIME_DIR: '/run/user/1000' } },
      '/home/dev/.config/gangway',
      '/run/user/1000/gangway',
    ],
    [
      'XDG_CONFIG_HOME',
      { env: { XDG_CONFIG_HOME: '/etc/dev' } },
      '/etc/dev/gangway',
      '/etc/dev/gangway/run',
    ],
    [
      'a relative XDG_CONFIG_HOME, which does not count',
      { env: { XDG_CONFIG_HOME: 'etc' } },
      '/home/dev/.config/gangway',
      '/home/dev/.config/gangway/run',
    ],
    [
      'macOS',
      { platform: 'darwin', homeDirectory: '/Users/dev' },
      '/Users/dev/Library/Application Support/Gangway',
      '/Users/dev/Library/Application Support/Gangway/run',
    ],
    [
      'GANGWAY_HOME, which moves all',
      { env: { GANGWAY_HOME: '/tmp/g', XDG_RUNTIME_DIR: '/run/user/1000' } },
      '/tmp/g',
      '/tmp/g/run',
    ],
  ])('%s', (_name, change, home, run) => {
    const paths = pathsFor({ ...LINUX, ...change });
    expect(paths).toEqual({
      home,
      run,
      profilesFile: `${home}/profiles.json`,
      settingsFile: `${home}/settings.json`,
      logs: `${home}/logs`,
      controlSocket: `${run}/control.sock`,
    });
  });

  it('keeps sockets below the limit of sun_path when the home is deep', () => {
    const deep = { ...LINUX, env: { GANGWAY_HOME: `/tmp/${'deep/'.repeat(30)}` } };
    const { run } = pathsFor(deep);
    expect(run).toMatch(/^\/tmp\/gangway-1000-[0-9a-f]{12}$/);
    expect(pathsFor(deep).run).toBe(run);
  });
});

describe('dockerSocketOf', () => {
  it('is named after the profile', () => {
    expect(dockerSocketOf({ run: '/tmp/g/run' }, 'staging')).toBe('/tmp/g/run/docker-staging.sock');
  });

  it('fits sun_path with the longest name in the deepest run directory, and stays its own', () => {
    const deepest = (length: number) =>
      pathsFor({ ...LINUX, env: { GANGWAY_HOME: `/${'d'.repeat(length - 5)}` } }).run;
    let length = 80;
    while (deepest(length).startsWith('/tmp/')) length -= 1;
    const names = ['a', 'b'].map((last) => 'x'.repeat(31) + last);
    const sockets = names.map((name) => dockerSocketOf({ run: deepest(length) }, name));
    for (const socket of sockets) expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(103);
    expect(new Set(sockets).size).toBe(2);
  });
});

describe('preparePaths', () => {
  const uid = process.getuid?.() ?? 0;
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'gangway-home-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const paths = () => pathsFor({ ...LINUX, env: { GANGWAY_HOME: path.join(directory, 'home') } });

  it('makes directories that only their owner can enter', () => {
    preparePaths(paths(), uid);
    for (const made of [paths().home, paths().logs, paths().run])
      expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it('refuses a run directory that is a link or another user’s', () => {
    expect(() => preparePaths(paths(), uid + 1)).toThrow('config.storage-failed');
    preparePaths(paths(), uid);
    rmSync(paths().run, { recursive: true });
    symlinkSync(tmpdir(), paths().run);
    expect(() => preparePaths(paths(), uid)).toThrow('config.storage-failed');
  });
});
