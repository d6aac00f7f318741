/** `gangway profile export` and `import`, on a home of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pathsFor, preparePaths } from '../core/profiles/home';
import { run } from './program';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A command line on the home of `who`. */
async function gangway(who: string, ...argv: string[]) {
  const uid = process.getuid?.() ?? 0;
  const paths = pathsFor({
    env: { GANGWAY_HOME: path.join(directory, who) },
    platform: 'linux',
    homeDirectory: directory,
    temporaryDirectory: tmpdir(),
    uid,
  });
  preparePaths(paths, uid);
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    print: (line: string) => out.push(line),
    note: (line: string) => err.push(line),
    paint: (_style: unknown, words: string) => words,
    interactive: false,
  };
  const built = {
    cliFile: '/nonexistent/cli.js',
    helperFile: '/nonexistent/helper.js',
    workerFile: new URL('file:///nonexistent/bridge-worker.js'),
    version: '1.2.3',
  };
  const code = await run(argv, { io, paths, built });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const profile = (who: string, ...argv: string[]) => gangway(who, 'profile', ...argv);
const add = (who: string, name: string, ...more: string[]) =>
  profile(who, 'add', name, '--host', 'a.example.org', ...more);
async function stored(who: string): Promise<Record<string, unknown>[]> {
  const { out } = await profile(who, 'list', '--json');
  const all = JSON.parse(out) as Record<string, unknown>[];
  return all.map((each) => ({ ...each, id: 'some' }));
}
const namesOf = async (who: string) => (await stored(who)).map(({ name }) => name);
const file = (name: string) => path.join(directory, name);

beforeEach(async () => {
  await add('kim', 'a', '--user', 'deploy', '--cidr', '10.20.0.0/16', '--identity', '~/.ssh/id');
  await add('kim', 'b', '--docker', 'tcp://172.17.0.1:2376', '--suffix', 'corp.internal');
});

describe('gangway profile export', () => {
  it('is what another one imports: by file, by link, in the same order', async () => {
    expect(await profile('kim', 'export', '-o', file('x.json'))).toMatchObject({
      code: 0,
      out: '',
      err: `Wrote 2 profiles to ${file('x.json')}.`,
    });
    const imported = await profile('lee', 'import', file('x.json'));
    expect(imported).toEqual({ code: 0, out: 'Added a.\nAdded b.', err: '' });
    expect(await stored('lee')).toEqual(await stored('kim'));

    const { out: link } = await profile('kim', 'export', '--link');
    expect((await profile('max', 'import', link)).code).toBe(0);
    expect(await stored('max')).toEqual(await stored('kim'));
  });

  it('prints those that are named, once, without their ids', async () => {
    const { out, err } = await profile('kim', 'export', 'b', 'b');
    const { profiles } = JSON.parse(out) as { profiles: object[] };
    expect(profiles).toMatchObject([{ name: 'b' }]);
    expect(out).not.toContain('"id"');
    expect(err).toBe('');
  });

  it('leaves out paths of this computer, and says so', async () => {
    await add('kim', 'c', '--identity', '/home/kim/id', '--docker-tls-key', '/home/kim/key.pem');
    const { code, out, err } = await profile('kim', 'export', 'c');
    expect(code).toBe(0);
    expect(out).not.toContain('/home/kim');
    expect(err).toMatch(/c: the Docker TLS file \/home\/kim\/key\.pem is left out/);
    expect(err).toMatch(/c: the identity file \/home\/kim\/id is left out/);
  });

  it.each([
    ['a profile that is not there', ['nobody'], /no profile nobody/],
    ['a file that cannot be', ['--output', '/nonexistent/x.json'], /\/nonexistent\/x\.json cannot/],
  ])('fails for %s', async (_what, argv, words) => {
    const { code, out, err } = await profile('kim', 'export', ...argv);
    expect(code).not.toBe(0);
    expect(out).toBe('');
    expect(err).toMatch(words);
  });

  it('fails where there is none', async () =>
    expect((await profile('lee', 'export')).code).not.toBe(0));
});

describe('gangway profile import', () => {
  const write = (text: string): string => {
    writeFileSync(file('in.json'), text);
    return file('in.json');
  };

  it('takes no name twice, unless told to number it', async () => {
    await profile('kim', 'export', '-o', file('x.json'));
    await add('lee', 'b');
    const refused = await profile('lee', 'import', file('x.json'));
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('already a profile named b');
    expect(await namesOf('lee')).toEqual(['b']);
    const renamed = await profile('lee', 'import', file('x.json'), '--rename');
    expect(renamed.out).toBe('Added a.\nAdded b-2.');
    expect(await namesOf('lee')).toEqual(['b', 'a', 'b-2']);
  });

  it('adds nothing if anything is wrong, and says what', async () => {
    const { out } = await profile('kim', 'export');
    const from = write(out.replace('"name": "b"', '"name": "B"'));
    const { code, err } = await profile('lee', 'import', from);
    expect(code).not.toBe(0);
    expect(err).toContain(`${from} cannot be imported: Name of “B”: use 1-32 lower-case letters`);
    expect(await stored('lee')).toEqual([]);
  });

  it.each([
    ['something else', '{}', 'not an export of Gangway profiles'],
    ['half of it', '{"format": "gang', 'neither a link nor whole JSON'],
  ])('refuses %s', async (_what, text, words) => {
    const { code, err } = await profile('lee', 'import', write(text));
    expect(code).not.toBe(0);
    expect(err).toContain(words);
  });

  it('reads a file that holds a link', async () => {
    await profile('kim', 'export', 'a', '--link', '-o', file('link'));
    expect(readFileSync(file('link'), 'utf8')).toMatch(/^gangway:\/\/profile\/[\w-]+\n$/);
    expect((await profile('lee', 'import', file('link'), '--json')).out).toContain('"name":"a"');
  });

  it('reads standard input', async () => {
    const { out: exported } = await profile('kim', 'export');
    const parts = [exported.slice(0, 99), exported.slice(99)];
    const stdin = vi.spyOn(process, 'stdin', 'get');
    stdin.mockReturnValueOnce(Readable.from(parts) as never);
    expect((await profile('lee', 'import', '-')).out).toBe('Added a.\nAdded b.');
    stdin.mockReturnValueOnce(Readable.from(['hello']) as never);
    expect((await profile('lee', 'import', '-')).err).toContain(
      'Standard input cannot be imported',
    );
    stdin.mockRestore();
  });

  it('fails for a file that is not there', async () => {
    const { code, err } = await profile('lee', 'import', file('nothing'));
    expect(code).not.toBe(0);
    expect(err).toContain('no such file');
  });
});
