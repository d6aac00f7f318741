import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfigHosts } from './config-hosts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gangway-hosts-'));
});
afterEach(() => rm(home, { recursive: true }));

async function hosts(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, '.ssh', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return readConfigHosts(home);
}

const aliases = async (files: Readonly<Record<string, string>>) =>
  (await hosts(files)).map(({ alias }) => alias);

describe('hosts of ~/.ssh/config', () => {
  it('are none without one', async () => expect(await hosts({})).toEqual([]));

  it('come with what ssh would use', async () => {
    const config = [
      'Host bay dock',
      ' HostName %h.example.org',
      ' Port 2222',
      'Host pier',
      'Host *',
      ' User kim',
      'Host bay',
      ' User late',
    ].join('\n');
    expect(await hosts({ config })).toEqual([
      { alias: 'bay', hostName: 'bay.example.org', port: 2222, user: 'kim' },
      { alias: 'dock', hostName: 'dock.example.org', port: 2222, user: 'kim' },
      { alias: 'pier', user: 'kim' },
    ]);
  });

  it.each<[string, string, string[]]>([
    ['patterns', 'Host * web-? *.example.org\n User a', []],
    ['negated ones, and what they take out', 'Host !bay bay dock\n User a', ['dock']],
    ['the same name twice', 'Host bay\n User a\nHost bay\n Port 1', ['bay']],
    ['what a profile cannot name', 'Host -x a;b bay\n User a', ['bay']],
    ['blocks of Match', 'Match host bay\n User a', []],
    ['a port that is none', 'Host bay\n Port ssh', ['bay']],
  ])('leave out %s', async (_what, config, expected) =>
    expect(await aliases({ config })).toEqual(expected),
  );

  it('are those of included files too', async () => {
    const files = {
      config: 'Include conf.d/*.conf\nHost first\n User a\nHost last\n User a\n',
      'conf.d/a.conf': 'Host a\n HostName 10.0.0.1',
      'conf.d/b.conf': 'Host b\n User b',
      'conf.d/notes': 'Host unseen\n User a',
    };
    expect(await aliases(files)).toEqual(['a', 'b', 'first', 'last']);
    expect(await hosts(files)).toContainEqual({ alias: 'a', hostName: '10.0.0.1' });
  });

  it('in a file included by a Host are those that it matches', async () => {
    const files = { config: 'Host in-*\n Include inner\n', inner: 'Host in-a out-b\n User a' };
    expect(await aliases(files)).toEqual(['in-a']);
  });

  it('fail as connecting does', async () => {
    const config = 'Include config';
    await expect(hosts({ config })).rejects.toMatchObject({
      info: { code: 'config.invalid', detail: { reason: 'include-loop' } },
    });
  });
});
