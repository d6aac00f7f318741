/** The benchmark's harness. `script/bench` sets everything up and runs this. */
import { interruption } from './lab';
import { describeMachine } from './machine';
import { allMeasures } from './measures';
import { chosen, parseOptions } from './options';
import { Progress } from './progress';
import { writeReport } from './report';
import { measureAll } from './runner';
import { allSubjects } from './subjects';
import { startTarget } from './target';

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const subjects = allSubjects().filter(({ id }) => chosen(id, options.subjects));
  const measures = allMeasures(options.quick).filter(({ id }) => chosen(id, options.measures));
  const progress = new Progress();
  const { rounds, partial } = options;

  const machine = await describeMachine();
  const target = await startTarget();
  const findings = await measureAll({ subjects, measures, rounds, target }, progress);
  const occasion = { subjects, rounds, seconds: progress.seconds, partial, machine };
  console.log(`\n${await writeReport(findings, occasion)}`);
  progress.say(
    `took ${Math.round(progress.seconds)} s; all figures are in out/bench.md and out/bench.json`,
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interruption.abort(new Error('interrupted')));
}
main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
