import { describe, expect, it } from 'vitest';
import type { Container, SwarmTask } from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';
import type { NamesSettings } from '../../shared/profile';
import { container, idOf, inventory, network, task } from './testing/inventories';
import { buildZone } from './zone';

const BRIDGE = network('bridge', { '172.17.0.0/16': '172.17.0.0/16' });
const APP = network('app_net', {
  '172.20.0.0/16': '10.200.0.0/16',
  'fd00:20::/64': 'fd00:20::/64',
});
const MESH = network('mesh', { '10.20.1.0/24': '10.20.1.0/24' });
const NETWORKS = [BRIDGE, APP, MESH];

function zoneOf(
  containers: readonly Container[],
  tasks: readonly SwarmTask[] = [],
  names: NamesSettings = { suffix: 'yourapp' },
  networks: readonly NetworkView[] = NETWORKS,
) {
  const zone = buildZone({
    profile: { name: 'staging', names },
    inventory: inventory(containers, tasks),
    networks,
  });
  return {
    ...zone,
    /** Addresses of a name below `staging.yourapp`; `undefined` if there is no such name. */
    of: (name: string): readonly string[] | undefined => {
      const found = zone.records.get(`${name}.staging.yourapp`);
      return found && [...found.a, ...found.aaaa];
    },
  };
}

describe('buildZone', () => {
  it('names a container by its name, id and image, on every address', () => {
    const web = container(1, 'Web_1', ['bridge 172.17.0.2', 'app_net 172.20.0.2 fd00:20::2'], {
      image: 'registry:5000/team/nginx:1.2',
    });
    const zone = zoneOf([web]);
    const addresses = ['10.200.0.2', '172.17.0.2', 'fd00:20::2'];
    expect(zone.of('web-1')).toEqual(addresses);
    expect(zone.of('000000000001')).toEqual(addresses);
    expect(zone.of('web-1.nginx')).toEqual(addresses);
    expect(zone.of('nginx')).toEqual(addresses);
    expect(zone.names.get(web.id)).toEqual([
      'web-1.staging.yourapp',
      'web-1.nginx.staging.yourapp',
      '000000000001.staging.yourapp',
    ]);
    expect(zone.records.get('web-1.staging.yourapp')).toEqual({
      ...{ a: ['10.200.0.2', '172.17.0.2'], aaaa: ['fd00:20::2'], ptr: [] },
    });
  });

  it('knows nothing of what does not run, and only the name of what is not routed', () => {
    const zone = zoneOf([
      container(1, 'old', [], { status: 'exited' }),
      container(2, 'new', [], { status: 'created' }),
      container(3, 'paused', ['bridge 172.17.0.3'], { status: 'paused' }),
      container(4, 'far', ['other 172.99.0.3']),
      container(5, 'hosted', ['host']),
    ]);
    expect([zone.of('old'), zone.of('new')]).toEqual([undefined, undefined]);
    expect(zone.of('paused')).toEqual(['172.17.0.3']);
    expect([zone.of('far'), zone.of('hosted')]).toEqual([[], []]);
    expect([...zone.names.keys()]).toEqual([idOf(3)]);
  });

  it('puts the containers of a Compose service together', () => {
    const web = { project: 'Shop', service: 'web' };
    const zone = zoneOf([
      container(2, 'shop-web-2', ['bridge 172.17.0.3'], web),
      container(1, 'shop-web-1', ['bridge 172.17.0.2'], web),
      container(3, 'blog-db-1', ['bridge 172.17.0.4'], { project: 'blog', service: 'db' }),
      container(4, 'shop-db-1', ['bridge 172.17.0.5'], { project: 'shop', service: 'db' }),
    ]);
    expect(zone.of('web.shop')).toEqual(['172.17.0.2', '172.17.0.3']);
    expect(zone.of('web')).toEqual(['172.17.0.2', '172.17.0.3']);
    expect(zone.of('db.blog')).toEqual(['172.17.0.4']);
    expect(zone.of('db')).toBeUndefined();
    expect(zone.of('shop')).toEqual([]);
    expect(zone.names.get(idOf(1))?.slice(0, 3)).toEqual([
      'shop-web-1.staging.yourapp',
      'web.shop.staging.yourapp',
      'web.staging.yourapp',
    ]);
  });

  it('names services and tasks of every node', () => {
    const stack = { stack: 'store', service: 'store_shop' };
    const zone = zoneOf(
      [],
      [
        task(2, 'store_shop.2', ['mesh 10.20.1.3'], stack),
        task(1, 'store_shop.1', ['mesh 10.20.1.2'], stack),
        task(3, 'vault.1', ['mesh 10.20.1.4']),
        task(4, 'late.1', ['mesh 10.20.1.5'], { container: null }),
      ],
    );
    expect(zone.of('shop.store')).toEqual(['10.20.1.2', '10.20.1.3']);
    expect(zone.of('shop')).toEqual(['10.20.1.2', '10.20.1.3']);
    expect(zone.of('store-shop-1')).toEqual(['10.20.1.2']);
    expect(zone.of('vault')).toEqual(['10.20.1.4']);
    expect(zone.of('vault-1')).toEqual(['10.20.1.4']);
    expect(zone.of('000000000003')).toEqual(['10.20.1.4']);
    expect(zone.of('late-1')).toEqual(['10.20.1.5']);
    expect(zone.names.get('task1')?.slice(0, 3)).toEqual([
      'store-shop-1.staging.yourapp',
      'shop.store.staging.yourapp',
      'shop.staging.yourapp',
    ]);
  });

  it('names a service by its containers where no manager tells of it', () => {
    const labels = {
      id: 't1',
      name: 'store_shop.1',
      service: 'store_shop',
      stack: 'store',
      node: 'n',
    };
    const shop = container(1, 'store_shop.1.t1', ['mesh 10.20.1.3'], { task: labels });
    const zone = zoneOf([shop]);
    expect(zone.of('shop.store')).toEqual(['10.20.1.3']);
    expect(zone.of('shop')).toEqual(['10.20.1.3']);
    expect(zone.of('store-shop-1')).toEqual(['10.20.1.3']);
  });

  it('takes a task and its container for one', () => {
    const here = container(1, 'vault.1.ab12', ['mesh 10.20.1.2']);
    const gone = container(2, 'vault.2.cd34', ['mesh -'], { status: 'exited' });
    const zone = zoneOf(
      [here, gone],
      [task(1, 'vault.1', ['mesh 10.20.1.9 - safe']), task(2, 'vault.2', ['mesh 10.20.1.3'])],
    );
    expect(zone.of('vault')).toEqual(['10.20.1.2']);
    expect(zone.of('vault-1-ab12')).toEqual(['10.20.1.2']);
    expect(zone.of('safe.mesh')).toEqual(['10.20.1.2']);
    expect(zone.of('vault-2')).toBeUndefined();
    const shown = zone.names.get(here.id);
    expect(shown?.slice(0, 2)).toEqual(['vault-1.staging.yourapp', 'vault.staging.yourapp']);
    expect(shown?.at(-1)).toBe('vault-1-ab12.staging.yourapp');
    expect(zone.names.get('task1')).toEqual(zone.names.get(here.id));
  });

  it('has the aliases of a network, with the addresses there', () => {
    const zone = zoneOf([
      container(1, 'one', ['app_net 172.20.0.2 - db', 'bridge 172.17.0.2']),
      container(2, 'two', ['app_net 172.20.0.3 - db cache']),
      container(3, 'three', ['mesh 10.20.1.2 - cache']),
      container(4, 'db.old', ['bridge 172.17.0.4']),
    ]);
    expect(zone.of('db.app-net')).toEqual(['10.200.0.2', '10.200.0.3']);
    expect(zone.of('db')).toEqual(['10.200.0.2', '10.200.0.3']);
    expect(zone.of('cache.mesh')).toEqual(['10.20.1.2']);
    expect(zone.of('cache')).toBeUndefined();
    expect(zone.of('app-net')).toEqual([]);
  });

  it('has classic names at a domain of their own', () => {
    const redis = container(1, 'redis1', ['bridge 172.17.0.2'], { image: 'redis:7' });
    const names = { suffix: 'yourapp', environment: 'dev', domain: 'docker' };
    const zone = zoneOf([redis], [], names);
    expect(zone.records.get('redis1.redis.dev.docker')?.a).toEqual(['172.17.0.2']);
    expect(zone.records.get('redis.dev.docker')?.a).toEqual(['172.17.0.2']);
    expect([zone.of('redis1'), zone.of('redis')]).toEqual([['172.17.0.2'], undefined]);
    expect(zone.apexes).toEqual([
      ...['staging.yourapp', 'dev.docker'],
      ...['1.20.10.in-addr.arpa', '200.10.in-addr.arpa', '17.172.in-addr.arpa'],
      '0.0.0.0.0.0.0.0.0.2.0.0.0.0.d.f.ip6.arpa',
    ]);
  });

  describe('of several that could have a name', () => {
    it('prefers the exact one, then the older; the others keep their ids', () => {
      const zone = zoneOf([
        container(1, 'web.1', ['bridge 172.17.0.2']),
        container(2, 'Web_1', ['bridge 172.17.0.3']),
        container(3, 'web-1', ['bridge 172.17.0.4']),
        container(5, 'api_x', ['bridge 172.17.0.6']),
        container(4, 'api.x', ['bridge 172.17.0.5'], { image: 'api' }),
      ]);
      expect(zone.of('web-1')).toEqual(['172.17.0.4']);
      expect(zone.of('api-x')).toEqual(['172.17.0.5']);
      expect(zone.of('api-x.app')).toEqual(['172.17.0.6']);
      expect(zone.names.get(idOf(2))).toEqual(['000000000002.staging.yourapp']);
      expect(zone.names.get(idOf(5))).toEqual([
        '000000000005.staging.yourapp',
        'api-x.app.staging.yourapp',
      ]);
    });

    it('prefers ids, then containers, services, images and aliases', () => {
      const zone = zoneOf(
        [
          container(1, '000000000002', ['bridge 172.17.0.2']),
          container(2, 'redis', ['bridge 172.17.0.3'], { image: 'other' }),
          container(3, 'db', ['bridge 172.17.0.4'], {
            image: 'redis',
            project: 'p',
            service: 'redis',
          }),
          container(4, 'x', ['app_net 172.20.0.5 - nginx vault'], { image: 'y' }),
          container(5, 'z', ['bridge 172.17.0.6'], { image: 'nginx' }),
        ],
        [task(9, 'vault.1', ['mesh 10.20.1.2'])],
      );
      expect(zone.of('000000000002')).toEqual(['172.17.0.3']);
      expect(zone.of('redis')).toEqual(['172.17.0.3']);
      expect(zone.of('redis.p')).toEqual(['172.17.0.4']);
      expect(zone.of('nginx')).toEqual(['172.17.0.6']);
      expect(zone.of('vault')).toEqual(['10.20.1.2']);
      expect(zone.of('nginx.app-net')).toEqual(['10.200.0.5']);
    });
  });

  it('points every address to the name that is shown', () => {
    const zone = zoneOf([
      container(1, 'web', ['bridge 172.17.0.2', 'app_net 172.20.0.2 fd00:20::2']),
      container(2, 'twin', ['app_net 172.20.0.2']),
    ]);
    expect(zone.records.get('2.0.17.172.in-addr.arpa')?.ptr).toEqual(['web.staging.yourapp']);
    expect(zone.records.get('2.0.200.10.in-addr.arpa')?.ptr).toEqual([
      'web.staging.yourapp',
      'twin.staging.yourapp',
    ]);
    const six = `2.${'0.'.repeat(15)}${'0.'.repeat(8)}0.2.0.0.0.0.d.f.ip6.arpa`;
    expect(zone.records.get(six)?.ptr).toEqual(['web.staging.yourapp']);
    expect(zone.records.get('0.17.172.in-addr.arpa')).toEqual({ a: [], aaaa: [], ptr: [] });
  });

  it('answers for the networks that are routed, and no additional CIDR', () => {
    const zone = zoneOf([container(1, 'vm', ['lan 10.9.0.4'])], [], { suffix: 'yourapp' }, [
      BRIDGE,
      network('off', { '172.30.0.0/16': null }, { enabled: false, reach: { kind: 'off' } }),
      network('10.9.0.0/16', { '10.9.0.0/16': '10.9.0.0/16' }, { kind: 'cidr' }),
    ]);
    expect(zone.apexes).toEqual([
      'staging.yourapp',
      '17.172.in-addr.arpa',
      '4.0.9.10.in-addr.arpa',
    ]);
    expect(zone.records.get('4.0.9.10.in-addr.arpa')?.ptr).toEqual(['vm.staging.yourapp']);
  });

  it('is there before Docker answers', () => {
    const zone = buildZone({ profile: { name: 'staging' }, inventory: null, networks: [BRIDGE] });
    expect(zone.apexes).toEqual(['staging.gangway.internal', '17.172.in-addr.arpa']);
    expect([...zone.records.keys()].sort()).toEqual([...zone.apexes].sort());
  });
});
