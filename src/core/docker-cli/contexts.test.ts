import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GangwayError } from '../../shared/errors';
import { DockerContexts } from './contexts';

let directory: string;
let config: string;
let contexts: DockerContexts;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-contexts-'));
  config = path.join(directory, '.docker');
  contexts = new DockerContexts({ home: '/home/dev/.config/gangway', config });
});
afterEach(() => rmSync(directory, { recursive: true }));

const SOCKET = '/run/user/1000/gangway/docker-staging.sock';
const folder = () =>
  path.join(
    config,
    'contexts/meta',
    // What `docker context create gangway-staging` names it.
    createHash('sha256').update('gangway-staging').digest('hex'),
  );
const file = () => path.join(folder(), 'meta.json');
const read = () => JSON.parse(readFileSync(file(), 'utf8')) as Record<string, object>;

function errorOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return (error as GangwayError).info;
  }
  return undefined;
}

describe('DockerContexts', () => {
  it('makes, updates and removes one, and what it was made in', () => {
    expect(contexts.create('staging', '/run/old.sock')).toBe('gangway-staging');
    expect(contexts.create('staging', SOCKET)).toBe('gangway-staging');
    expect(read()).toMatchObject({
      Name: 'gangway-staging',
      Metadata: { GangwayHome: '/home/dev/.config/gangway' },
      Endpoints: { docker: { Host: `unix://${SOCKET}`, SkipTLSVerify: false } },
    });
    expect(readdirSync(folder())).toEqual(['meta.json']);
    contexts.remove('staging');
    expect(readdirSync(directory)).toEqual([]);
    contexts.remove('staging');
  });

  it('keeps folders that were there, and others’ contexts', () => {
    const theirs = path.join(config, 'contexts/meta/theirs');
    mkdirSync(theirs, { recursive: true });
    writeFileSync(path.join(theirs, 'meta.json'), '{"Name":"theirs"}');
    contexts.create('staging', SOCKET);
    contexts.remove('staging');
    expect(readdirSync(path.join(config, 'contexts/meta'))).toEqual(['theirs']);
  });

  it.each<[string, string]>([
    ['a person’s', '{"Name":"gangway-staging","Metadata":{},"Endpoints":{"docker":{}}}'],
    ['something that is no context', '{"Name'],
  ])('leaves alone %s', (_name, text) => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(file(), text);
    expect(errorOf(() => contexts.create('staging', SOCKET))).toMatchObject({
      code: 'docker.context-taken',
      detail: { context: 'gangway-staging', path: file() },
    });
    contexts.remove('staging');
    contexts.sweep();
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('takes over what another home left, but not what it still serves', async () => {
    const socket = path.join(directory, 'other.sock');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    const other = new DockerContexts({ home: '/elsewhere', config });
    other.create('staging', socket);
    expect(errorOf(() => contexts.create('staging', SOCKET))).toMatchObject({
      code: 'docker.context-taken',
    });
    contexts.remove('staging');
    expect(read()['Metadata']).toMatchObject({ GangwayHome: '/elsewhere' });
    server.close();
    await once(server, 'close');
    contexts.create('staging', SOCKET);
    expect(read()['Metadata']).toMatchObject({ GangwayHome: '/home/dev/.config/gangway' });
  });

  it('stays while it is the current one', () => {
    contexts.create('staging', SOCKET);
    const settings = path.join(config, 'config.json');
    writeFileSync(settings, '{"currentContext":"gangway-staging"}');
    contexts.remove('staging');
    expect(existsSync(file())).toBe(true);
    writeFileSync(settings, '{}');
    contexts.remove('staging');
    expect(readdirSync(config)).toEqual(['config.json']);
  });

  it('sweeps what nobody serves and what it has not just made', async () => {
    const socket = path.join(directory, 'live.sock');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    const dead = new DockerContexts({ home: '/home/dev/.config/gangway', config });
    dead.create('live', socket);
    dead.create('dead', SOCKET);
    dead.create('staging', SOCKET);
    contexts.create('staging', SOCKET);
    contexts.sweep();
    await vi.waitFor(() => expect(readdirSync(path.join(config, 'contexts/meta'))).toHaveLength(2));
    expect(existsSync(file())).toBe(true);
    server.close();
  });

  it('says where it could not be written, and leaves nothing half made', () => {
    writeFileSync(config, 'a file where the folder should be');
    expect(errorOf(() => contexts.create('staging', SOCKET))).toEqual({
      code: 'docker.context-failed',
      retryable: false,
      detail: { path: file(), message: expect.stringMatching(/^E\w+: [^,]+$/) as string },
    });
    expect(readdirSync(directory)).toEqual(['.docker']);
  });

  it('keeps the old one when the new one cannot be written', () => {
    contexts.create('staging', '/run/old.sock');
    // The draft's place is taken.
    mkdirSync(`${file()}.new-${process.pid}`);
    expect(errorOf(() => contexts.create('staging', SOCKET))).toMatchObject({
      code: 'docker.context-failed',
    });
    expect(read()['Endpoints']).toMatchObject({ docker: { Host: 'unix:///run/old.sock' } });
  });
});
