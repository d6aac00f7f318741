import { describe, expect, it } from 'vitest';
import {
  formatServiceVersion,
  isRootsAlone,
  launchdPaths,
  parseServiceVersion,
  runtimeVersion,
  systemdPaths,
} from './helper-service';

it('tells the version of a service by a comment', () => {
  for (const runtime of ['electron-45.4.1', null]) {
    const version = { files: '0123456789abcdef', runtime };
    const comment = formatServiceVersion(version);
    expect(parseServiceVersion(`# ${comment}\n[Unit]\n`)).toEqual(version);
    expect(parseServiceVersion(`<!-- ${comment} -->`)).toEqual(version);
  }
  expect(parseServiceVersion('[Unit]\nDescription=gangway-helper\n')).toBeNull();
  expect(runtimeVersion({ node: '20.20.2' })).toBe('node-20.20.2');
  expect(runtimeVersion({ node: '24.1.0', electron: '45.4.1' })).toBe('electron-45.4.1');
});

it('has paths of its own for each user, in places of root', () => {
  expect(systemdPaths(1500)).toEqual({
    definitions: [
      '/etc/systemd/system/gangway-helper-1500.socket',
      '/etc/systemd/system/gangway-helper-1500@.service',
    ],
    socket: '/run/gangway-helper/1500.sock',
  });
  expect(launchdPaths(501)).toEqual({
    definitions: ['/Library/LaunchDaemons/io.github.gangway.helper-501.plist'],
    socket: '/var/run/gangway-helper-501.sock',
  });
});

describe('a path that is root’s alone', () => {
  const root = { uid: 0, mode: 0o40755 };
  const check = (odd: Readonly<Record<string, { uid: number; mode: number }>>) =>
    isRootsAlone('/opt/Gangway/gangway', (path) => odd[path] ?? root);

  it('has no part that others own or write to', () => {
    expect(check({})).toBe(true);
    for (const path of ['/', '/opt', '/opt/Gangway', '/opt/Gangway/gangway']) {
      expect(check({ [path]: { uid: 1500, mode: 0o40755 } })).toBe(false);
      expect(check({ [path]: { uid: 0, mode: 0o40775 } })).toBe(false);
      // A sticky folder keeps others' files, and lets names be taken before they are ours.
      expect(check({ [path]: { uid: 0, mode: 0o41777 } })).toBe(false);
    }
  });
});
