/** What every subject leads to: a container on the gateway's Docker bridge, with an iperf3 and an nginx of the machine. */
import { attempt, run } from './lab';

export const NETWORK = '172.17.0.0/16';
const NAME = 'bench-target';

/** No access log: writing it would be what is measured. */
const NGINX = `daemon off; user root; worker_processes 1; pid /run/nginx.pid; error_log stderr crit;
events { worker_connections 512; }
http { access_log off; default_type text/plain; keepalive_requests 1000000;
  server { listen 80; location / { return 200 "Hello from the container\\n"; } } }
`;

/**
 * An iperf3 server does one transfer at a time, and one whose client went away with its tunnel is busy until TCP
 * gives up: each transfer takes the next of them.
 */
const [FIRST_PORT, LAST_PORT] = [5201, 5248];
let port = LAST_PORT;

export function nextPort(): number {
  port = port < LAST_PORT ? port + 1 : FIRST_PORT;
  return port;
}

/** The largest socket buffers: the default of 4 MiB holds even a plain TCP stream at 400 Mbit/s over 58 ms. */
const BUFFERS = ['net.ipv4.tcp_wmem=4096 16384 33554432', 'net.ipv4.tcp_rmem=4096 131072 33554432'];

/** Starts it. Resolves with its address. */
export async function startTarget(): Promise<string> {
  for (const host of ['laptop', 'a'] as const) {
    await run({ host, argv: ['sysctl', '-qw', ...BUFFERS] });
  }
  const images = await onDocker('images', '--format', '{{.Repository}}:{{.Tag}}', 'busybox');
  await attempt({ host: 'a', argv: ['docker', 'rm', '--force', NAME] });
  await run({ host: 'a', argv: ['sh', '-c', 'cat >/run/bench-nginx.conf'], input: NGINX });
  const mounts = ['/usr', '/lib', '/lib64', '/etc/passwd', '/etc/group'].map(
    (path) => `--volume=${path}:${path}:ro`,
  );
  const serve = `mkdir -p /var/lib/nginx /var/log/nginx; for port in $(seq ${FIRST_PORT} ${LAST_PORT}); do iperf3 -s -p $port & done; exec nginx -c /nginx.conf`;
  await onDocker(
    ...['run', '--detach', '--name', NAME, ...BUFFERS.map((setting) => `--sysctl=${setting}`)],
    ...[...mounts, '--volume=/run/bench-nginx.conf:/nginx.conf:ro'],
    ...['--env=PATH=/usr/sbin:/usr/bin:/bin', images.split('\n')[0] ?? ''],
    ...['/bin/sh', '-c', serve],
  );
  const address = await onDocker('inspect', '--format', '{{.NetworkSettings.IPAddress}}', NAME);
  await run({
    host: 'a',
    argv: [
      'curl',
      '-s',
      '--retry',
      '20',
      '--retry-connrefused',
      '--retry-delay',
      '0',
      `http://${address}/`,
    ],
  });
  return address;
}

async function onDocker(...words: readonly string[]): Promise<string> {
  return (await run({ host: 'a', argv: ['docker', ...words] })).trim();
}
