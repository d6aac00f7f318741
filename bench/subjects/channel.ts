/** Bare SSH channels: OpenSSH's client, and ssh2 in Node and in Electron's Node. */
import { GATEWAY_ADDRESS, ROOT_ON_LAPTOP, run } from '../lab';
import { CIPHER, LOGIN, SSH, trustGateway } from './ssh';
import type { Channel } from './subject';

/** `ssh HOST cat`. Also the yardstick for connecting: `ssh HOST true`. */
export function opensshChannel(): Channel {
  const ssh = [...SSH, LOGIN].join(' ');
  // dd tells at the end how much came through, and in how many seconds.
  const count = 'LC_ALL=C dd of=/dev/null bs=256k 2>&1';
  return {
    kind: 'channel',
    id: 'ssh-cat',
    label: 'raw channel: ssh … cat',
    prepare: () => trustGateway('root'),
    transfer: async (direction, seconds) => {
      const shell =
        direction === 'down'
          ? `timeout ${seconds} ${ssh} cat /dev/zero | ${count}`
          : `timeout ${seconds} cat /dev/zero | ${ssh} '${count}'`;
      const text = await run({ host: 'laptop', argv: ['sh', '-c', shell] });
      const [, bytes, took] = /(\d+) bytes.* copied, ([\d.]+) s/.exec(text) ?? [];
      return (Number(bytes) * 8) / Number(took);
    },
    reply: async () => {
      const start = performance.now();
      await run({ host: 'laptop', argv: [...SSH, LOGIN, 'true'] });
      return performance.now() - start;
    },
  };
}

export function ssh2Channel(runtime: 'node' | 'electron'): Channel {
  const program =
    runtime === 'node'
      ? ['node']
      : ['env', 'ELECTRON_RUN_AS_NODE=1', `${ROOT_ON_LAPTOP}/node_modules/electron/dist/electron`];
  return {
    kind: 'channel',
    id: `ssh2-${runtime}`,
    label: `raw channel: ssh2 in ${runtime === 'node' ? 'Node' : 'Electron'}`,
    transfer: async (direction, seconds) => {
      const probe = `${ROOT_ON_LAPTOP}/bench/probes/ssh2-channel.mjs`;
      const words = [GATEWAY_ADDRESS, CIPHER, direction, String(seconds)];
      return Number(await run({ host: 'laptop', argv: [...program, probe, ...words] }));
    },
  };
}
