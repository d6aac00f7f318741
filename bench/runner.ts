/**
 * Runs the rounds. Every round takes all subjects one after another, so that what disturbs the machine for a while hits
 * all of them, and figures of one round may be compared.
 */
import { interruption, lab } from './lab';
import { CONNECT, connect } from './measures/connect';
import type { ChannelMeasure, Line, Measure, TunnelMeasure } from './measures/measure';
import type { Progress } from './progress';
import { Figures } from './stats';
import type { Subject, Tunnel } from './subjects/subject';

export interface Plan {
  readonly subjects: readonly Subject[];
  readonly measures: readonly Measure[];
  readonly rounds: number;
  readonly target: string;
}

export interface Findings {
  readonly figures: Figures;
  /** By subject: why it could not run. */
  readonly absent: ReadonlyMap<string, string>;
  /** By subject and measure: what went wrong in a round. */
  readonly failures: readonly string[];
}

const LINES: Readonly<Record<Line, readonly string[]>> = {
  lan: ['--off'],
  wan: ['--rtt', '58', '--rate', '500'],
  lossy: ['--rtt', '58', '--loss', '0.5'],
};

/** About what it takes to bring a tunnel up and down: seconds. */
const AROUND_SECONDS = 2.5;

export async function measureAll(plan: Plan, progress: Progress): Promise<Findings> {
  const { subjects, rounds, target } = plan;
  const figures = new Figures();
  const absent = new Map<string, string>();
  const failures: string[] = [];
  const fail = (what: string, error: unknown): void => {
    interruption.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    progress.say(`${what}: ${reason}`);
    failures.push(`${what}: ${reason}`);
  };

  const applying = (subject: Subject, line: Line): (TunnelMeasure | ChannelMeasure)[] =>
    plan.measures.filter(
      (measure) =>
        measure.line === line &&
        (measure.of === 'channel'
          ? subject.kind === 'channel'
          : subject.kind === 'tunnel' && measure.applies(subject)),
    );
  const present = (): Subject[] => subjects.filter(({ id }) => !absent.has(id));
  const secondsOf = (subject: Subject, line: Line, round: number): number => {
    const due = applying(subject, line).filter(({ once }) => !once || round === 0);
    const around = subject.kind === 'tunnel' && due.length > 0 ? AROUND_SECONDS : 0;
    return due.reduce((sum, { seconds }) => sum + seconds, around);
  };
  const lines = (['lan', 'wan', 'lossy'] as const).filter((line) =>
    plan.measures.some((measure) => measure.line === line),
  );
  const secondsOfAll = (): number => {
    let sum = 0;
    for (const line of lines) {
      for (let round = 0; round < rounds; round++) {
        for (const subject of present()) sum += secondsOf(subject, line, round);
      }
    }
    return sum;
  };

  /** One subject's turn in a round. */
  const turn = async (subject: Subject, line: Line, round: number): Promise<void> => {
    const due = applying(subject, line).filter(({ once }) => !once || round === 0);
    if (due.length === 0) return;
    const where = `${line} ${round + 1}/${rounds} ${subject.id}`;
    try {
      if (subject.kind === 'tunnel') {
        const sample = await connect(subject, target);
        await subject.verify?.();
        if (line === 'lan') figures.add(subject.id, round, sample);
        progress.figure(where, [sample]);
      }
      for (const measure of due) {
        try {
          const samples = await runOne(measure, subject, target);
          for (const sample of samples) figures.add(subject.id, round, sample);
          progress.figure(where, samples);
        } catch (error) {
          fail(`${where} ${measure.id}`, error);
        }
        progress.passed(measure.seconds);
      }
    } catch (error) {
      fail(`${where} ${CONNECT}`, error);
      progress.passed(due.reduce((sum, { seconds }) => sum + seconds, 0));
    } finally {
      if (subject.kind === 'tunnel') await subject.stop();
      progress.passed(subject.kind === 'tunnel' ? AROUND_SECONDS : 0);
    }
  };

  try {
    for (const subject of subjects) {
      try {
        await subject.prepare?.();
      } catch (error) {
        interruption.signal.throwIfAborted();
        const reason = error instanceof Error ? error.message : String(error);
        absent.set(subject.id, reason);
        progress.say(`${subject.label} cannot run: ${reason}`);
      }
    }
    progress.begin(secondsOfAll());
    for (const line of lines) {
      await lab('wan', 'a', ...LINES[line]);
      for (let round = 0; round < rounds; round++) {
        for (const subject of present()) await turn(subject, line, round);
      }
    }
  } finally {
    await lab('wan', 'a', '--off');
    for (const subject of subjects) if (isTunnel(subject)) await tidy(subject);
  }
  return { figures, absent, failures };
}

async function runOne(
  measure: Measure,
  subject: Subject,
  target: string,
): Promise<readonly { measure: string; unit: string; value: number }[]> {
  if (measure.of === 'channel') return subject.kind === 'channel' ? measure.run(subject) : [];
  return subject.kind === 'tunnel' ? measure.run(subject, { target }) : [];
}

function isTunnel(subject: Subject): subject is Tunnel {
  return subject.kind === 'tunnel';
}

/** After an interruption nothing else runs; the lab goes, and with it what is left. */
async function tidy(tunnel: Tunnel): Promise<void> {
  await tunnel.cleanup?.().catch(() => undefined);
}
