/** What a shell is told about a bridge's Docker, and how docker is run on it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDocker } from './commands/docker';
import { envLines, withDockerEnv } from './commands/env';

const ENV = {
  set: { DOCKER_HOST: "unix:///home/o'neil $HOME/my run!/docker-a.sock" },
  unset: ['DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY'],
};

describe('gangway env', () => {
  it('is taken by a shell as it is meant', () => {
    const script = `${envLines(ENV, 'sh').join('\n')}\nprintf '%s\\n' "$DOCKER_HOST" "\${DOCKER_CONTEXT-none}"`;
    const env = { DOCKER_CONTEXT: 'other', DOCKER_HOST: 'tcp://other' };
    const out = execFileSync('/bin/sh', ['-euc', script], { env }).toString();
    expect(out).toBe(`${ENV.set.DOCKER_HOST}\nnone\n`);
  });

  it('has the words and the quotes of fish and csh', () => {
    expect(envLines(ENV, 'fish')).toEqual([
      String.raw`set -gx DOCKER_HOST 'unix:///home/o\'neil $HOME/my run!/docker-a.sock';`,
      'set -e DOCKER_CONTEXT;',
      'set -e DOCKER_TLS_VERIFY;',
    ]);
    expect(envLines(ENV, 'csh')).toEqual([
      String.raw`setenv DOCKER_HOST 'unix:///home/o'\''neil $HOME/my run\!/docker-a.sock';`,
      'unsetenv DOCKER_CONTEXT;',
      'unsetenv DOCKER_TLS_VERIFY;',
    ]);
  });
});

describe('gangway docker', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'gangway-docker-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const program = (script: string): NodeJS.ProcessEnv => {
    writeFileSync(path.join(directory, 'docker'), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(directory, 'docker'), 0o700);
    return withDockerEnv({ PATH: directory, DOCKER_CONTEXT: 'other' }, ENV);
  };

  it('hands on arguments, environment and the exit code', async () => {
    const env = program(
      '[ "$DOCKER_HOST:${DOCKER_CONTEXT-}:$1:$2" = "$WANTED" ] && exit 42; exit 1',
    );
    const wanted = { ...env, WANTED: `${ENV.set.DOCKER_HOST}::run:a b` };
    expect(await runDocker(['run', 'a b'], wanted)).toBe(42);
  });

  it('ends as a shell says it when a signal ended docker', async () => {
    expect(await runDocker([], program('kill -TERM $$'))).toBe(143);
  });

  it('says that there is no docker', async () => {
    await expect(runDocker([], { PATH: directory })).rejects.toMatchObject({
      info: { code: 'docker.no-cli' },
    });
  });
});
