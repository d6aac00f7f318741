/** From the command that connects to the first reply of the container's nginx: what a user waits for. */
import { ROOT_ON_LAPTOP, start, type Running } from '../lab';
import type { Sample } from '../stats';
import type { Tunnel } from '../subjects/subject';

export const CONNECT = 'connect';

/** Starts the tunnel. Resolves when the first reply came. */
export async function connect(tunnel: Tunnel, target: string): Promise<Sample> {
  const argv = ['node', `${ROOT_ON_LAPTOP}/bench/probes/first-reply.mjs`, target];
  const probe = start({ host: 'laptop', argv });
  try {
    await probe.says(/ready/);
    const from = Number(process.hrtime.bigint()) / 1e6;
    await tunnel.start();
    return { measure: CONNECT, unit: 'ms', value: (await firstReply(probe)) - from };
  } finally {
    await probe.stop();
  }
}

async function firstReply(probe: Running): Promise<number> {
  await probe.says(/ready\n[\d.]+\n/);
  return Number((await probe.ended).stdout.split('\n')[1]);
}
