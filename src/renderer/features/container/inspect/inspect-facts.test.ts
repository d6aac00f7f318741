import { describe, expect, it } from 'vitest';
import { factsOf } from './inspect-facts';

const WEB = {
  Created: '2026-11-20T10:00:00.123456789Z',
  Path: '/docker-entrypoint.sh',
  Args: ['nginx', '-g', 'daemon off;'],
  Config: { Env: ['PATH=/usr/bin', 'TOKEN=a=b', 'EMPTY'], User: '', WorkingDir: '/srv' },
  HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
  Mounts: [
    { Type: 'bind', Source: '/srv/web', Destination: '/usr/share/nginx/html', RW: false },
    {
      Type: 'volume',
      Name: 'data',
      Source: '/var/lib/docker/volumes/data',
      Destination: '/data',
      RW: true,
    },
  ],
  NetworkSettings: {
    Ports: {
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
      '443/tcp': null,
    },
    Networks: { bridge: { IPAddress: '172.17.0.2', Aliases: null }, off: { IPAddress: '' } },
  },
};

describe('what is told of a container', () => {
  it('is what one looks for', () => {
    expect(factsOf(JSON.stringify(WEB))).toEqual({
      command: "/docker-entrypoint.sh nginx -g 'daemon off;'",
      created: Date.parse('2026-11-20T10:00:00.123Z'),
      user: null,
      directory: '/srv',
      restart: { policy: 'on-failure', retries: 3 },
      mounts: [
        { type: 'bind', from: '/srv/web', to: '/usr/share/nginx/html', readOnly: true },
        { type: 'volume', from: 'data', to: '/data', readOnly: false },
      ],
      networks: [
        { name: 'bridge', address: '172.17.0.2', aliases: [] },
        { name: 'off', address: null, aliases: [] },
      ],
      ports: [
        { port: '80/tcp', published: ['0.0.0.0:8080', '[::]:8080'] },
        { port: '443/tcp', published: [] },
      ],
      environment: [
        { name: 'PATH', value: '/usr/bin' },
        { name: 'TOKEN', value: 'a=b' },
        { name: 'EMPTY', value: '' },
      ],
    });
  });

  it('leaves out what is absent or of another shape', () => {
    const facts = factsOf(
      '{"Created": 5, "Args": {}, "Config": [], "Mounts": "x", "HostConfig": null}',
    );
    expect(facts).toMatchObject({ command: '', created: null, mounts: [], environment: [] });
    expect(facts?.restart).toEqual({ policy: 'no', retries: 0 });
  });

  it.each(['', 'no JSON', '5', 'null'])('is nothing of %j', (json) =>
    expect(factsOf(json)).toBeNull(),
  );
});
