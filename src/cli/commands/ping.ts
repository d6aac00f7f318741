/** `gangway ping [NAME]`: the echoes of a bridge's own probe, as they come. */
import { failure } from '../../shared/errors';
import type { LinkHealth } from '../../shared/health';
import type { Profile } from '../../shared/profile';
import { notConnected, withBridge } from '../choose';
import type { Context } from '../context';
import { onInterrupt } from '../interrupts';
import type { LiveSnapshot } from '../live';

/** The object of `ping --json`. Times in milliseconds. */
export interface PingSummary {
  readonly profile: string;
  /** In the order in which they were sent; `null` for a lost one. */
  readonly echoes: readonly (number | null)[];
  /** 0..1 */
  readonly loss: number;
  readonly minMs: number | null;
  readonly avgMs: number | null;
  readonly maxMs: number | null;
}

/**
 * Follows `count` echoes, or those until Ctrl-C. Without `name`: the only bridge that is up. Rejects
 * as `withBridge`, also when it drops meanwhile, and with `net.silent` if no echo came back.
 */
export function ping(
  context: Context,
  name: string | undefined,
  count: number,
  onEcho: (echo: number | null, number: number) => void,
): Promise<PingSummary> {
  return withBridge(context, name, async ({ live }, profile) => {
    const echoes = await collect(live, profile, count, onEcho);
    if (echoes.length > 0 && echoes.every((echo) => echo === null)) {
      const { state } = live.bridge(profile.id);
      throw failure('net.silent', state.kind === 'connected' ? { peer: state.link.peer } : {});
    }
    return summaryOf(profile.name, echoes);
  });
}

async function collect(
  live: LiveSnapshot,
  { id, name }: Profile,
  count: number,
  onEcho: (echo: number | null, number: number) => void,
): Promise<(number | null)[]> {
  const echoes: (number | null)[] = [];
  let seen: LinkHealth['window'] = live.bridge(id).health.window;
  const look = (): boolean | undefined => {
    const { state, health } = live.bridge(id);
    if (state.kind !== 'connected') throw notConnected(name);
    for (const echo of newEchoes(seen, health.window).slice(0, count - echoes.length)) {
      echoes.push(echo);
      onEcho(echo, echoes.length);
    }
    seen = health.window;
    return echoes.length >= count || undefined;
  };
  let release = (): void => undefined;
  const interrupted = new Promise<boolean>((resolve) => {
    release = onInterrupt(
      () => resolve(true),
      () => undefined,
    );
  });
  try {
    await Promise.race([live.until(look), interrupted]);
  } finally {
    release();
  }
  return echoes;
}

/**
 * What a window has more than an earlier one: pure. A full window (120) drops its oldest echo for each
 * new one, so the newest part of `before` is looked for in front of what is new.
 */
export function newEchoes(
  before: LinkHealth['window'],
  after: LinkHealth['window'],
): readonly (number | null)[] {
  for (let dropped = 0; dropped <= before.length; dropped++) {
    const kept = before.slice(dropped);
    if (kept.length <= after.length && kept.every((echo, index) => echo === after[index]))
      return after.slice(kept.length);
  }
  return after;
}

export function summaryOf(profile: string, echoes: readonly (number | null)[]): PingSummary {
  const answered = echoes.filter((echo) => echo !== null);
  const sum = answered.reduce((total, echo) => total + echo, 0);
  const of = (value: number): number | null => (answered.length > 0 ? value : null);
  return {
    profile,
    echoes,
    loss: echoes.length > 0 ? 1 - answered.length / echoes.length : 0,
    minMs: of(Math.min(...answered)),
    avgMs: of(sum / answered.length),
    maxMs: of(Math.max(...answered)),
  };
}

export function echoLine(echo: number | null, number: number): string {
  return `echo ${number}: ${echo === null ? 'lost' : `${echo.toFixed(2)} ms`}`;
}

export function summaryLines({ echoes, loss, minMs, avgMs, maxMs }: PingSummary): string[] {
  const answered = echoes.filter((echo) => echo !== null).length;
  const counts = `${echoes.length} echoes, ${answered} answered, ${Math.round(loss * 100)} % lost`;
  if (minMs === null || avgMs === null || maxMs === null) return [counts];
  const times = [minMs, avgMs, maxMs].map((value) => value.toFixed(2)).join('/');
  return [counts, `min/avg/max ${times} ms`];
}
