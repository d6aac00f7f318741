/** `gangway log` on a home of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ActivityLog } from '../core/audit/activity-log';
import { pathsFor, preparePaths, type Paths } from '../core/profiles/home';
import type { ActivityEvent } from '../shared/activity';
import { errorInfo } from '../shared/errors';
import { run } from './program';

const STAGING = { id: 'one', name: 'staging' };
const ADD = ['/usr/sbin/ip', 'route', 'add', '10.0.0.0/8', 'dev', 'gangway0'];

let paths: Paths;
let log: ActivityLog;
beforeEach(async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'gangway-log-'));
  const uid = process.getuid?.() ?? 0;
  paths = pathsFor({
    ...{ env: { GANGWAY_HOME: directory }, platform: 'linux', homeDirectory: directory },
    ...{ temporaryDirectory: tmpdir(), uid },
  });
  preparePaths(paths, uid);
  log = new ActivityLog(paths.logs);
  log.append({ kind: 'commands', purpose: 'routes', commands: [ADD] }, STAGING);
  log.append(
    { kind: 'failed', error: errorInfo('ssh.lost'), cleanup: 'clean' },
    { id: 'two', name: 'b' },
  );
  log.append({ kind: 'disconnected' }, STAGING);
  await log.flush();
});
afterEach(() => rmSync(paths.home, { recursive: true }));

function gangway(argv: readonly string[], printed: (line: string) => void = () => undefined) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    print: (line: string) => {
      out.push(line);
      printed(line);
    },
    note: (line: string) => err.push(line),
    paint: (_style: unknown, words: string) => words,
    interactive: false,
  };
  const built = {
    ...{ cliFile: '/nonexistent/cli.js', helperFile: '/nonexistent/helper.js', version: '1.2.3' },
    workerFile: new URL('file:///nonexistent/bridge-worker.js'),
  };
  return run(['log', ...argv], { io, paths, built }).then((code) => ({ code, out, err }));
}

it('shows what happened, oldest first, and commands word for word', async () => {
  const { code, out } = await gangway([]);
  expect(code).toBe(0);
  expect(out[0]).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}staging {2}One command as root, for addresses and routes$/,
  );
  expect(out[1]).toBe('    # /usr/sbin/ip route add 10.0.0.0/8 dev gangway0');
  expect(out[2]).toMatch(/ {2}b {2}Failed: /);
  expect(out.at(-1)).toMatch(/ {2}staging {2}Disconnected$/);
});

it('shows the latest of one profile as JSON lines', async () => {
  const { out } = await gangway(['--profile', 'staging', '--json', '-n', '1']);
  expect(out.map((line) => JSON.parse(line) as ActivityEvent)).toMatchObject([
    { id: 3, kind: 'disconnected', profile: STAGING },
  ]);
});

it('refuses a profile that nothing knows', async () => {
  const { code, err } = await gangway(['--profile', 'nobody']);
  expect(code).toBe(1);
  expect(err[0]).toContain('nobody');
});

it('follows what comes until Ctrl-C, each event once', async () => {
  const { code, out } = await gangway(['--follow', '--json', '-n', '1'], (line) => {
    const { id } = JSON.parse(line) as ActivityEvent;
    if (id < 5) log.append({ kind: 'connect-asked' }, STAGING);
    else process.emit('SIGINT');
  });
  expect(code).toBe(0);
  expect(out.map((line) => (JSON.parse(line) as ActivityEvent).id)).toEqual([3, 4, 5]);
});
