/** The built command line as a person runs it: `bin/gangway`, without a lab. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const GANGWAY = path.join(PROJECT, 'bin/gangway');

beforeAll(() => {
  if (!existsSync(path.join(PROJECT, 'dist/node/cli.js')))
    throw new Error('not built: npm run build');
});

let directory: string;
let home: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-cli-'));
  home = path.join(directory, 'home');
});
afterEach(() => rmSync(directory, { recursive: true }));

async function run(command: string, ...argv: string[]) {
  const env = { PATH: process.env['PATH'], HOME: directory, GANGWAY_HOME: home };
  const child = spawn(command, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, out, err };
}

const gangway = (...argv: string[]) => run(GANGWAY, ...argv);
const add = (name: string) => gangway('profile', 'add', name, '--host', 'a.example.org');
const profilesFile = () => path.join(home, 'profiles.json');

describe('bin/gangway', () => {
  it('keeps profiles in GANGWAY_HOME, for its owner alone', async () => {
    expect(await add('a')).toMatchObject({ code: 0, err: '' });
    const listed = await gangway('profile', 'list', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([{ name: 'a' }]);
    expect(readdirSync(home).sort()).toEqual(['logs', 'profiles.json', 'run']);
    expect(statSync(profilesFile()).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(readdirSync(directory)).toEqual(['home']);
  });

  it('shows, removes and reports status', async () => {
    await add('a');
    await add('b');
    expect((await gangway('profile', 'remove', 'a')).code).toBe(0);
    const { code, out } = await gangway('status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ name: 'b', state: { kind: 'idle' } }]);
    expect((await gangway('profile', 'show', 'b')).out).toContain('a.example.org');
  });

  it('reads the profiles of an older Gangway, and changes the file only with them', async () => {
    mkdirSync(home, { mode: 0o700 });
    const id = 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11';
    const gateways = [{ host: 'a.example.org' }];
    const old = { id, name: 'a', gateways, networks: ['172.18.0.0/16'] };
    const written = JSON.stringify({ version: 1, profiles: [old] });
    writeFileSync(profilesFile(), written, { mode: 0o600 });
    const shown = await gangway('profile', 'show', 'a', '--json');
    const profile = { id, name: 'a', gateways, cidrs: ['172.18.0.0/16'], networks: {} };
    expect(JSON.parse(shown.out)).toEqual(profile);
    expect(readFileSync(profilesFile(), 'utf8')).toBe(written);
    expect((await gangway('network', 'enable', 'shop_front')).code).toBe(0);
    expect(JSON.parse(readFileSync(profilesFile(), 'utf8'))).toEqual({
      version: 2,
      profiles: [{ ...profile, networks: { shop_front: true } }],
    });
  });

  it('exits with 2 for an unknown flag, and changes nothing', async () => {
    const { code, out, err } = await gangway('profile', 'add', 'a', '--host', 'h', '--flavour');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain("unknown option '--flavour'");
    expect(existsSync(home)).toBe(false);
  });

  it('exits with 1 and one line for an unknown profile', async () => {
    for (const argv of [
      ['profile', 'show', 'zz'],
      ['up', 'zz'],
      ['up', 'zz', '--detach'],
    ]) {
      const { code, out, err } = await gangway(...argv);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^gangway: There is no profile zz\. [^\n]+\n$/);
    }
  });

  it('keeps a truncated profile file aside, says so, and goes on', async () => {
    await add('a');
    truncateSync(profilesFile(), statSync(profilesFile()).size - 30);
    const damaged = readFileSync(profilesFile(), 'utf8');
    const { code, err } = await add('b');
    expect(code).toBe(1);
    expect(err).toMatch(/^gangway: [^\n]+profiles\.json\.broken-[^\n]+\n$/);
    const kept = readdirSync(home).find((name) => name.startsWith('profiles.json.broken-')) ?? '';
    expect(readFileSync(path.join(home, kept), 'utf8')).toBe(damaged);
    expect((await add('b')).code).toBe(0);
    expect(readFileSync(path.join(home, kept), 'utf8')).toBe(damaged);
  });

  it('loses nothing on a full disk', async () => {
    mkdirSync(home);
    // A disk of 32 KiB that only these commands see; the file takes two pages and finds one free.
    const script = `
      mount -t tmpfs -o size=32k,mode=700 tmpfs "$GANGWAY_HOME"
      networks=$(seq -f '--cidr 10.1.%g.0/24' 1 64)
      for name in a b c; do
        "$1" profile add "$name" --host a.example.org $networks >/dev/null
      done
      dd if=/dev/zero of="$GANGWAY_HOME/filler" bs=4k 2>/dev/null
      truncate --size=-4096 "$GANGWAY_HOME/filler"
      "$1" profile add last --host a.example.org
      echo "code $?"
      rm "$GANGWAY_HOME/filler"
      "$1" profile list
      ls "$GANGWAY_HOME"`;
    const { out, err } = await run('unshare', '--mount', 'sh', '-c', script, 'sh', GANGWAY);
    expect(err).toMatch(/^gangway: [^\n]+no space left on device[^\n]+\n$/);
    expect(out).toContain('code 1');
    expect(out).toMatch(/\nc {6}a\.example\.org/);
    expect(out).not.toContain('last');
    expect(out).toMatch(/\nlogs\nprofiles\.json\nrun\n$/);
  });

  it('runs through a link, from anywhere', async () => {
    const link = path.join(directory, 'g');
    symlinkSync(GANGWAY, link);
    expect(await run(link, '--version')).toMatchObject({ code: 0, err: '' });
  });

  it('says what to do when it is not built', async () => {
    const copy = path.join(directory, 'bin/gangway');
    mkdirSync(path.dirname(copy));
    copyFileSync(GANGWAY, copy);
    const { code, err } = await run(copy, 'status');
    expect(code).toBe(1);
    expect(err).toMatch(/^gangway: not built yet; [^\n]+\n$/);
  });

  it('does not mind a reader that has seen enough', async () => {
    await add('a');
    const { err } = await run('sh', '-c', `"$1" --help | head -n 1`, 'sh', GANGWAY);
    expect(err).toBe('');
  });
});
