import { describe, expect, it } from 'vitest';
import type { Port } from '../../../shared/inventory';
import { distinctPorts, urlOf } from './port-view';

const tcp = (port: number): Port => ({ container: port, protocol: 'tcp', host: null });

describe('ports', () => {
  it.each<[Port, string | null]>([
    [tcp(80), 'http://172.17.0.2/'],
    [tcp(8080), 'http://172.17.0.2:8080/'],
    [tcp(443), 'https://172.17.0.2/'],
    [tcp(8443), 'https://172.17.0.2:8443/'],
    [tcp(6379), null],
    [{ container: 80, protocol: 'udp', host: null }, null],
  ])('%o opens %s', (port, url) => expect(urlOf('172.17.0.2', port)).toBe(url));

  it('are opened by a name, too', () => {
    expect(urlOf('web.a.gangway.internal', tcp(8080))).toBe('http://web.a.gangway.internal:8080/');
  });

  it('are listed once, however often they are published', () => {
    const ports: Port[] = [
      { container: 53, protocol: 'udp', host: 53 },
      { container: 80, protocol: 'tcp', host: 8080 },
      { container: 80, protocol: 'tcp', host: 8080 },
      { container: 53, protocol: 'tcp', host: null },
    ];
    expect(distinctPorts(ports)).toHaveLength(3);
  });
});
