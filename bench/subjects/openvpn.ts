/** OpenVPN over UDP with AES-128-GCM, in user space, with certificates made on the spot. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { GATEWAY_ADDRESS, attempt, run, start, type Host, type Running } from '../lab';
import { NETWORK } from '../target';
import { firewall } from './ssh';
import type { Tunnel } from './subject';

const DEVICE = 'tun91';
const DIRECTORY = '/run/bench-openvpn';
const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const openssl = (argv: readonly string[]): Promise<unknown> => promisify(execFile)('openssl', argv);

export function openvpn(): Tunnel {
  let server: Running | undefined;
  let client: Running | undefined;
  const common = [
    '--dev',
    DEVICE,
    '--dev-type',
    'tun',
    '--proto',
    'udp',
    '--disable-dco',
    '--verb',
    '3',
  ];
  const cipher = ['--data-ciphers', 'AES-128-GCM'];
  const keys = (name: string): string[] => [
    ...['--ca', `${DIRECTORY}/ca.crt`],
    ...['--cert', `${DIRECTORY}/${name}.crt`, '--key', `${DIRECTORY}/${name}.key`],
  ];
  return {
    kind: 'tunnel',
    id: 'openvpn',
    label: 'OpenVPN (UDP, AES-128-GCM)',
    carries: 'packets',
    resident: 'openvpn',
    prepare: async () => {
      await distributeKeys();
      const serve = [
        '--server',
        '10.91.0.0',
        '255.255.255.0',
        '--topology',
        'subnet',
        '--dh',
        'none',
      ];
      const push = ['--push', `route ${NETWORK.split('/')[0] ?? ''} 255.255.0.0`];
      const argv = ['openvpn', ...common, ...cipher, ...keys('server'), ...serve, ...push];
      server = start({ host: 'a', argv });
      await server.says(/Initialization Sequence Completed/);
      await run({ host: 'a', argv: firewall('open', DEVICE) });
    },
    start: async () => {
      const remote = ['--client', '--nobind', '--remote', GATEWAY_ADDRESS, '1194'];
      client = start({
        host: 'laptop',
        argv: ['openvpn', ...remote, ...common, ...cipher, ...keys('client')],
      });
      await client.says(/Initialization Sequence Completed/);
    },
    stop: async () => client?.stop(),
    cleanup: async () => {
      await attempt({ host: 'a', argv: firewall('close', DEVICE) });
      await server?.stop();
      for (const host of ['a', 'laptop'] as const) {
        await attempt({ host, argv: ['rm', '-rf', DIRECTORY] });
      }
    },
  };
}

async function distributeKeys(): Promise<void> {
  const work = await mkdtemp(path.join(tmpdir(), 'gangway-bench-'));
  const at = (name: string): string => path.join(work, name);
  try {
    const ca = ['-x509', '-subj', '/CN=bench', '-days', '2', '-keyout', at('ca.key')];
    await openssl(['req', ...EC_KEY, ...ca, '-out', at('ca.crt')]);
    const hosts: readonly (readonly [Host, string])[] = [
      ['a', 'server'],
      ['laptop', 'client'],
    ];
    for (const [host, name] of hosts) {
      const request = ['-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at('request')];
      await openssl(['req', ...EC_KEY, ...request]);
      const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2'];
      await openssl(['x509', '-req', '-in', at('request'), ...signed, '-out', at(`${name}.crt`)]);
      for (const file of ['ca.crt', `${name}.crt`, `${name}.key`]) {
        const store = `umask 077; mkdir -p ${DIRECTORY}; cat >${DIRECTORY}/${file}`;
        await run({ host, argv: ['sh', '-c', store], input: await readFile(at(file), 'utf8') });
      }
    }
  } finally {
    await rm(work, { recursive: true });
  }
}
