/** The laptop's own `docker ps`: through a bridge's socket, and by `DOCKER_HOST=ssh://`, one login each, as users have it. */
import { run } from '../lab';
import { median, type Sample } from '../stats';
import { homeOf } from '../subjects/gangway';
import { LOGIN } from '../subjects/ssh';
import type { TunnelMeasure } from './measure';

/** Calls of each, by turns. */
const TIMES = 15;

/** Prints `WAY MICROSECONDS` of each call. */
const SCRIPT = `
  call() {
    local from=$EPOCHREALTIME to
    DOCKER_HOST=$2 docker ps --quiet >/dev/null
    to=$EPOCHREALTIME
    echo "$1 $((\${to/./} - \${from/./}))"
  }
  for ((time = 0; time < ${TIMES}; time++)); do
    call socket "unix://$1"
    call ssh "ssh://$2"
  done`;

export const dockerCli: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'docker-cli', line: 'lan', quick: true, seconds: 10, once: true },
  applies: ({ id }) => id === 'gangway-node',
  run: async ({ id }) => {
    const socket = `${homeOf(id, 'root')}/run/docker-bench.sock`;
    const argv = ['bash', '-euc', SCRIPT, 'bash', socket, LOGIN];
    const lines = (await run({ host: 'laptop', argv, timeoutMs: 60_000 })).trim().split('\n');
    const [bySocket, bySsh] = ['socket', 'ssh'].map((way) => {
      const times = lines.map((line) => line.split(' ')).filter(([name]) => name === way);
      return median(times.map(([, microseconds]) => Number(microseconds) / 1000));
    });
    return samples(bySocket ?? NaN, bySsh ?? NaN);
  },
};

function samples(bySocket: number, bySsh: number): Sample[] {
  return [
    { measure: 'docker-cli-socket', unit: 'ms', value: bySocket },
    { measure: 'docker-cli-ssh', unit: 'ms', value: bySsh },
    { measure: 'docker-cli-times', unit: 'times', value: bySsh / bySocket },
  ];
}
