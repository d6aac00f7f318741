import { describe, expect, it } from 'vitest';
import type { Container, Inventory } from '../../../shared/inventory';
import { createTexts } from '../../../shared/texts';
import { consequencesOf } from './consequences';

const t = createTexts('en').getFixedT(null, 'container');

const container = (name: string, change: Partial<Container> = {}): Container => ({
  ...{ id: name, name, image: 'nginx', status: 'running', health: 'none', statusText: 'Up' },
  ...{ createdAt: 0, endpoints: [{ network: 'bridge', ipv4: null, ipv6: null }], ports: [] },
  ...{ project: null, ...change },
});
const inventory = (...containers: Container[]): Inventory => ({
  ...{ containers, networks: [], swarm: null, engine: '20.10.24' },
});
const on = (network: string) => ({ endpoints: [{ network, ipv4: null, ipv6: null }] });

describe('what comes of stopping a container', () => {
  it('is its own affair on the network that all are on', () => {
    const web = container('web');
    expect(consequencesOf(web, 'stop', inventory(web, container('api')), t)).toHaveLength(1);
    expect(consequencesOf(web, 'restart', null, t)).toHaveLength(1);
  });

  it('concerns what runs of its project, the first by name', () => {
    const shop = ['e', 'd', 'c', 'b', 'a'].map((name) => container(name, { project: 'shop' }));
    const stopped = container('0', { project: 'shop', status: 'exited' });
    const [, users] = consequencesOf(
      container('web', { project: 'shop' }),
      'stop',
      inventory(stopped, ...shop),
      t,
    );
    expect(users).toMatch(/project shop.*: a, b, c and 2 more\./);
  });

  it('concerns what shares a network of its own with it', () => {
    const web = container('web', on('backend'));
    const [, users] = consequencesOf(
      web,
      'stop',
      inventory(web, container('api', on('backend'))),
      t,
    );
    expect(users).toMatch(/network backend.*: api\./);
  });

  it('is undone by Swarm', () => {
    const task = { ...{ id: 't', name: 'web.1', service: 'web', stack: null, node: 'n' } };
    const said = consequencesOf(container('web.1', { task }), 'stop', null, t);
    expect(said[1]).toContain('service web');
  });
});
