import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { failure, type ErrorInfo } from '../../shared/errors';
import { dockerEndpoint, type Channels } from './endpoint';
import { explain } from './error-map';
import { LazyAttachments } from './lazy-attachments';

function session(codes: readonly number[] = [0, 0]): Channels & { readonly asked: string[] } {
  const left = [...codes];
  const asked: string[] = [];
  const open = (what: string): Promise<Duplex> => {
    asked.push(what);
    return Promise.resolve(new PassThrough());
  };
  return {
    asked,
    user: 'guest',
    openUnixSocket: (path) => open(path),
    openTcp: (host, port) => open(`${host} ${port}`),
    run: (command) => {
      asked.push(command);
      return Promise.resolve({ code: left.shift() ?? 0 });
    },
  };
}

describe('dockerEndpoint', () => {
  it.each<[string | undefined, string]>([
    [undefined, '/var/run/docker.sock'],
    ['unix:///run/user/1000/docker.sock', '/run/user/1000/docker.sock'],
    ['tcp://172.17.0.1:2375', '172.17.0.1 2375'],
    ['tcp://docker.corp.internal:2376', 'docker.corp.internal 2376'],
  ])('opens %s', async (endpoint, opened) => {
    const channels = session();
    await dockerEndpoint(channels, { endpoint }, '/home/dev').connect();
    expect(channels.asked).toEqual([opened]);
  });

  it.each(['tcp://host:0', 'tcp://host:65536', 'http://host', 'unix://run/docker.sock'])(
    'refuses %s',
    (endpoint) => {
      expect(() => dockerEndpoint(session(), { endpoint }, '/home/dev')).toThrow('config.invalid');
    },
  );

  it('asks why a socket does not open, whatever its path', async () => {
    const channels = session([0, 1]);
    const { facts } = dockerEndpoint(channels, { endpoint: "unix:///run/o'neil's.sock" }, '');
    expect(await facts.diagnose()).toBe('denied');
    const quoted = String.raw`'/run/o'\''neil'\''s.sock'`;
    expect(channels.asked).toEqual([`'test' '-S' ${quoted}`, `'test' '-w' ${quoted}`]);
  });

  it.each<[string, string | undefined, ErrorInfo['detail'], string]>([
    ['a closed port', 'tcp://h:1', { reason: 'connect-failed' }, 'nothing answers at tcp://h:1'],
    [
      'a strict sshd',
      'tcp://h:1',
      { reason: 'prohibited' },
      'its sshd lets nobody through to tcp://h:1',
    ],
    [
      'a strict sshd',
      undefined,
      { reason: 'prohibited' },
      'its sshd lets nobody through to /var/run/docker.sock',
    ],
  ])('tells of %s at %s', async (_name, endpoint, detail, message) => {
    const { facts } = dockerEndpoint(session(), { endpoint }, '');
    expect(await explain(failure('ssh.channel-refused', detail), facts)).toMatchObject({
      code: 'docker.failed',
      detail: { path: facts.path, message },
    });
  });

  it('says which TLS file cannot be read, before it connects', async () => {
    const channels = session();
    const tls = { ca: '~/missing.pem' };
    const { connect } = dockerEndpoint(channels, { endpoint: 'tcp://h:2376', tls }, '/nonexistent');
    await expect(connect()).rejects.toMatchObject({
      info: {
        code: 'docker.tls-failed',
        detail: { endpoint: 'tcp://h:2376', message: '~/missing.pem: no such file' },
      },
    });
    expect(channels.asked).toEqual([]);
  });
});

describe('LazyAttachments', () => {
  const NETWORK = { id: 'n', name: 'mesh', attachable: true };
  const OWNER = { bridge: 'b', mark: 'm' };

  it('asks Docker only to attach, and again after it failed', async () => {
    const calls: string[] = [];
    let opened = 0;
    const attachments = new LazyAttachments(() => {
      opened += 1;
      if (opened === 1) return Promise.reject(failure('docker.missing'));
      return Promise.resolve({
        attach: ({ id }) => {
          calls.push(`attach ${id}`);
          return Promise.resolve({ pid: 7 });
        },
        detach: (id) => {
          calls.push(`detach ${id}`);
          return Promise.resolve();
        },
        detachAll: () => {
          calls.push('detach all');
          return Promise.resolve();
        },
      });
    });
    await attachments.detach('n');
    await attachments.detachAll();
    expect(opened).toBe(0);
    await expect(attachments.attach(NETWORK, OWNER)).rejects.toThrow('docker.missing');
    expect(await attachments.attach(NETWORK, OWNER)).toEqual({ pid: 7 });
    await attachments.detach('n');
    await attachments.detachAll();
    expect(calls).toEqual(['attach n', 'detach n', 'detach all']);
  });
});
