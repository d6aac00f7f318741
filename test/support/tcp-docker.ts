/** Dockers on TCP ports of the lab's gateway a, beside its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lab } from './lab-docker';

const LAB = 'lab/lab';
const ROOT = '/run/tls-docker';
/** A daemon without a bridge would take the other's docker0 away. */
const BRIDGE = 'tls-docker';

/** Where the daemon with TLS listens; its certificate is for `a.lab` alone. */
export const TLS_PORT = 2376;
/** A port that leads to the gateway's own daemon. */
export const PLAIN_PORT = 2375;

/** Keys and certificates, each signed by `ca.pem`; the laptop gets them by copy. */
const CERTIFICATES = `
  mkdir -p ${ROOT} && cd ${ROOT}
  ip link add ${BRIDGE} type bridge && ip addr add 10.99.99.1/24 dev ${BRIDGE} && ip link set ${BRIDGE} up
  key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1-key.pem"; }
  key ca && openssl req -x509 -new -key ca-key.pem -days 2 -subj /CN=test-ca -out ca.pem
  for who in server client; do
    key $who && openssl req -new -key $who-key.pem -subj "/CN=$who" -out $who.csr
    printf 'subjectAltName=DNS:a.lab\\nextendedKeyUsage=%sAuth\\n' $who >$who.ext
    openssl x509 -req -in $who.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile $who.ext -out $who.pem
  done 2>/dev/null
  sed '/"hosts"/d' /etc/docker/daemon.json >daemon.json
`;

const DAEMON = `exec dockerd --config-file ${ROOT}/daemon.json --data-root ${ROOT}/data --exec-root ${ROOT}/exec \
  --pidfile ${ROOT}/docker.pid --bridge ${BRIDGE} --iptables=false --host unix://${ROOT}/docker.sock \
  --tlsverify --tlscacert ${ROOT}/ca.pem --tlscert ${ROOT}/server.pem --tlskey ${ROOT}/server-key.pem \
  --host tcp://203.0.113.21:${TLS_PORT}`;

/** Each direction ends by itself, as a daemon's own port would. */
const FORWARDER = `
  const net = require('node:net');
  net.createServer({ allowHalfOpen: true }, (client) => {
    const docker = net.connect({ path: '/run/docker.sock', allowHalfOpen: true });
    client.pipe(docker).pipe(client);
    client.on('error', () => docker.destroy());
    docker.on('error', () => client.destroy());
  }).listen(${PLAIN_PORT}, '203.0.113.21', () => console.log('API listen'));`;

export interface TcpDocker {
  close(): Promise<void>;
}

/** `image` is put into the daemon; files `ca.pem`, `client.pem` and `client-key.pem` into `folder` on the laptop. */
export async function startTlsDocker(image: string, folder: string): Promise<TcpDocker> {
  await lab('exec', 'a', '--', 'sh', '-euc', CERTIFICATES);
  const daemon = await startSaying(['sh', '-c', DAEMON], /API listen on 203/);
  const load = `docker save "$1" | docker --host unix://${ROOT}/docker.sock load`;
  await lab('exec', 'a', '--', 'sh', '-c', load, 'sh', image);
  for (const name of ['ca.pem', 'client.pem', 'client-key.pem']) {
    const pem = await lab('exec', 'a', '--', 'cat', `${ROOT}/${name}`);
    const write = 'mkdir -p "$1" && printf %s "$3" >"$1/$2"';
    await lab('exec', 'laptop', '--', 'sh', '-c', write, 'sh', folder, name, pem);
  }
  return {
    async close() {
      await daemon.close();
      const undo = 'ip link del "$1"; rm -rf "$2"';
      await lab('exec', 'a', '--', 'sh', '-c', undo, 'sh', BRIDGE, ROOT);
    },
  };
}

export function startPlainDocker(): Promise<TcpDocker> {
  return startSaying(['node', '-e', FORWARDER], /API listen/);
}

async function startSaying(argv: readonly string[], pattern: RegExp): Promise<TcpDocker> {
  const child = spawn(LAB, ['exec', 'a', '--', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (pattern.test(said)) resolve();
      });
    }
    void ended.then(() => reject(new Error(said)));
  });
  return {
    async close() {
      child.kill();
      await ended;
    },
  };
}
