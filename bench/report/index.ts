/** Writes what was found: out/bench.json, out/bench.md, and after a whole run docs/performance.md with its plot. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../lab';
import type { Machine } from '../machine';
import type { Findings } from '../runner';
import type { Subject } from '../subjects/subject';
import { plot } from './plot';
import { figureTables, goalTable } from './tables';

const BEGIN = '<!-- script/bench writes from here -->';
const END = '<!-- to here -->';

export interface Occasion {
  readonly subjects: readonly Subject[];
  readonly rounds: number;
  readonly seconds: number;
  /** Not the whole run: the documents stay as they are. */
  readonly partial: boolean;
  readonly machine: Machine;
}

/** Resolves with the goals' table, for the terminal. */
export async function writeReport(findings: Findings, occasion: Occasion): Promise<string> {
  const { figures } = findings;
  const text = report(findings, occasion);
  await write('out/bench.json', `${JSON.stringify(figures.rows(), undefined, 1)}\n`);
  await write('out/bench.md', text);
  await write('out/bench.svg', plot(figures, occasion.subjects));
  if (!occasion.partial) {
    await write('docs/images/performance.svg', plot(figures, occasion.subjects));
    const document = path.join(ROOT, 'docs/performance.md');
    const before = await readFile(document, 'utf8');
    const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
    if (from < 0 || to < from)
      throw new Error('docs/performance.md has lost the marks of its tables');
    await writeFile(document, `${before.slice(0, from)}${BEGIN}\n\n${text}\n${before.slice(to)}`);
  }
  return goalTable(figures);
}

function report({ figures, absent, failures }: Findings, occasion: Occasion): string {
  const { subjects, rounds, seconds, machine } = occasion;
  const missing = subjects
    .filter(({ id }) => absent.has(id))
    .map(({ id, label }) => `- ${label} could not run: ${absent.get(id) ?? ''}`);
  const failed = failures.map((failure) => `- failed: ${failure}`);
  return [
    `Medians of ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}, ${Math.round(seconds / 60)} minutes in all.\n`,
    `- machine: ${machine.processor}; ${machine.system}; laptop, gateway and load share it`,
    `- versions: ${machine.versions.join(', ')}`,
    ...missing,
    ...failed,
    '\n### To reach\n',
    'Ratios are medians of the rounds’ own ratios.\n',
    goalTable(figures),
    figureTables(figures, subjects),
  ].join('\n');
}

async function write(file: string, text: string): Promise<void> {
  const target = path.join(ROOT, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}
