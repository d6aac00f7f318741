import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elevationError, escapeForPrompt, helperCommand } from './elevation';

it('is one fixed command, but for the directory', () => {
  const command = helperCommand({
    runtime: '/opt/Gangway/gangway',
    electron: true,
    helperFile: '/opt/Gangway/resources/helper.js',
    directory: '/run/user/1000/gangway-AbCdEf',
  });
  const helper =
    "'/usr/bin/env' 'ELECTRON_RUN_AS_NODE=1' '/opt/Gangway/gangway' '/opt/Gangway/resources/helper.js'";
  expect(command).toBe(
    `trap '' HUP INT TERM; ${helper} --socket-directory '/run/user/1000/gangway-AbCdEf' || ` +
      `{ code=$?; ${helper} --sweep; exit "$code"; }`,
  );
});

describe('in a real shell', () => {
  const NASTY = `a 'b' "c" $(touch pwned) \`id\` \\ $HOME \\" d`;
  let directory: string;
  let runtime: string;
  let log: string;

  beforeAll(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'elevation-')), NASTY);
    mkdirSync(directory, { recursive: true });
    runtime = join(directory, `run'"time`);
    log = join(directory, 'log');
    writeFileSync(
      runtime,
      `#!/bin/sh\nprintf '%s\\n' "$*" >> "$(dirname "$0")/log"\n[ "$2" = --sweep ] || exit 3\n`,
    );
    chmodSync(runtime, 0o755);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  // What sudo-prompt makes of a command on Linux, with pkexec left out.
  const asSudoPromptDoes = (command: string) =>
    `/bin/bash -c "echo SUDOPROMPT; ${escapeForPrompt(command).replaceAll('"', '\\"')}"`;

  it.each([
    ['as root', (command: string) => command],
    ['by sudo-prompt', asSudoPromptDoes],
  ])(
    'survives spaces, quotes and substitutions, sweeps, and keeps the exit code: %s',
    (_name, wrap) => {
      const command = helperCommand({ runtime, electron: false, helperFile: NASTY, directory });
      rmSync(log, { force: true });
      expect(() => execFileSync('/bin/sh', ['-c', wrap(command)])).toThrow(
        expect.objectContaining({ status: 3 }) as Error,
      );
      expect(readFileSync(log, 'utf8')).toBe(
        `${NASTY} --socket-directory ${directory}\n${NASTY} --sweep\n`,
      );
    },
  );
});

describe('elevationError', () => {
  const notGranted = 'User did not grant permission.';
  const prefix = 'Error executing command as another user: ';

  it.each([
    [
      'dismissed',
      { message: notGranted, code: 126, stderr: `${prefix}Request dismissed\n` },
      'helper.denied',
      {},
    ],
    [
      'not authorized',
      {
        message: notGranted,
        code: 127,
        stderr: `${prefix}Not authorized\n\nThis incident has been reported.\n`,
      },
      'helper.denied',
      {},
    ],
    ['cancelled on macOS', { message: notGranted, stderr: '' }, 'helper.denied', {}],
    [
      'no agent',
      { message: 'No polkit authentication agent found.', code: 127, stderr: '' },
      'helper.no-agent',
      { message: 'No polkit authentication agent found.' },
    ],
    [
      'no pkexec',
      { message: 'Unable to find pkexec or kdesudo.', stderr: '' },
      'helper.no-agent',
      { message: 'Unable to find pkexec or kdesudo.' },
    ],
    [
      'no polkit',
      {
        message: notGranted,
        code: 127,
        stderr: 'Error getting authority: Error initializing authority: Could not connect\n',
      },
      'helper.no-agent',
      { message: 'Error getting authority: Error initializing authority: Could not connect' },
    ],
    [
      'helper says why',
      { message: 'Command failed: …', code: 1, stderr: 'warning\n/x is not private\n' },
      'helper.failed',
      { message: '/x is not private' },
    ],
    [
      'helper says nothing',
      { message: 'ended with code 137', stderr: '' },
      'helper.failed',
      { message: 'ended with code 137' },
    ],
  ])('%s', (_name, end, code, detail) => {
    expect(elevationError(end).info).toMatchObject({ code, detail });
  });
});
