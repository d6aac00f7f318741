/** All that is measured, in the order in which it is. */
import { channelRate, sshTrue } from './channel';
import { dns } from './dns';
import { dockerCli } from './docker-cli';
import { http } from './http';
import { inventory } from './inventory';
import type { Measure } from './measure';
import { memory } from './memory';
import { names } from './names';
import { planner } from './plan';
import { idleRoundTrip, loadedRoundTrip } from './round-trip';
import { tcp, udp } from './throughput';

/** Of one transfer, in the long and in the short run: seconds. */
const TRANSFER = { long: 4, short: 3 };

export function allMeasures(quick: boolean): readonly Measure[] {
  const seconds = quick ? TRANSFER.short : TRANSFER.long;
  const lan = { line: 'lan', quick: true } as const;
  const wan = { line: 'wan', quick: false, streams: 1, seconds: 4, omitSeconds: 2 } as const;
  const lossy = { line: 'lossy', quick: false, streams: 8, seconds: 4, omitSeconds: 1 } as const;
  const all: readonly Measure[] = [
    sshTrue,
    channelRate('up'),
    channelRate('down'),
    tcp({ ...lan, streams: 1, direction: 'up', seconds }),
    tcp({ ...lan, streams: 1, direction: 'down', seconds }),
    tcp({ ...lan, streams: 8, direction: 'up', seconds: 2, quick: false }),
    tcp({ ...lan, streams: 8, direction: 'down', seconds: 2 }),
    udp('up'),
    udp('down'),
    idleRoundTrip,
    loadedRoundTrip,
    http(1),
    http(64),
    inventory,
    dockerCli,
    names,
    dns,
    memory,
    planner,
    tcp({ ...wan, direction: 'up' }),
    tcp({ ...wan, direction: 'down' }),
    tcp({ ...lossy, direction: 'down' }),
  ];
  return quick ? all.filter((measure) => measure.quick) : all;
}
