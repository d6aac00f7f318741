/** The DNS server in a process of its own, for the benchmark: prints its port, and with each line read what it costs. */
import { createInterface } from 'node:readline';
import { NameServer } from '../src/core/names/server';
import type { NameRecords } from '../src/core/names/zone-data';

const [, , containers = '1000'] = process.argv;

/** Every tenth has five addresses: a service. */
function zone(count: number): Map<string, NameRecords> {
  const address = (index: number): string => `172.17.${index >> 8}.${index & 255}`;
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const a = Array.from({ length: index % 10 === 0 ? 5 : 1 }, (_, at) => address(index + at));
      return [`container-${index}.bench.gangway.internal`, { a, aaaa: [], ptr: [] }];
    }),
  );
}

const server = new NameServer();
server.set('bench', {
  profile: 'bench',
  zone: {
    apexes: ['bench.gangway.internal', '17.172.in-addr.arpa'],
    records: zone(Number(containers)),
    names: new Map(),
  },
  ...{ forwards: [], search: [], outside: [], outsideServers: [] },
});
console.log(`port ${await server.start()}`);
createInterface({ input: process.stdin }).on('line', () => {
  const { user, system } = process.cpuUsage();
  const rss = process.memoryUsage.rss();
  console.log(`cost ${JSON.stringify({ cpuSeconds: (user + system) / 1e6, rss })}`);
});
process.stdin.on('end', () => void server.close());
