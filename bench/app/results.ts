/** What was measured of the app: out/bench-app.json, out/bench-app.md, and the document if it is to be kept. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { ROOT } from '../lab';
import { Figures, type Sample } from '../stats';

const DOCUMENT = path.join(ROOT, 'docs/performance.md');
const BEGIN = '<!-- script/bench --app writes from here -->';
const END = '<!-- to here: the app -->';
const SUBJECT = 'gangway-app';

interface Line {
  readonly text: string;
  readonly measure: string;
  /** Not more than this; `null`: only reported. */
  readonly bar: number | null;
}

const LINES: readonly Line[] = [
  { text: 'popover, asked for to painted, p95 of 20', measure: 'popover-open-p95', bar: 150 },
  { text: 'popover, asked for to painted, median', measure: 'popover-open-p50', bar: null },
  { text: '5,000 containers, told to painted', measure: 'first-list', bar: 1000 },
  { text: '5,000 containers flicked through, worst frame', measure: 'flick-worst', bar: 32 },
  { text: '5,000 containers flicked through, p99', measure: 'flick-p99', bar: null },
  { text: 'the scroll bar dragged, worst frame', measure: 'drag-worst', bar: null },
  { text: 'the scroll bar dragged, p99', measure: 'drag-p99', bar: null },
  { text: 'the scroll bar dragged, frames over 32 ms', measure: 'drag-late', bar: null },
  { text: 'idle with a bridge, 100 containers, of one core', measure: 'idle-closed', bar: 1 },
  { text: 'the same, while the popover is looked at', measure: 'idle-open', bar: null },
  { text: 'memory of all processes then', measure: 'memory', bar: null },
];

export class Results {
  readonly #figures = new Figures();
  #load = 0;

  add(measure: string, unit: string, values: readonly number[]): void {
    this.#load = Math.max(this.#load, loadavg()[0] ?? 0);
    values.forEach((value, round) => {
      const sample: Sample = { measure, unit, value };
      this.#figures.add(SUBJECT, round, sample);
    });
  }

  /** `GANGWAY_BENCH_KEEP`: the document gets them too. */
  write(): void {
    const table = this.#table();
    mkdirSync(path.join(ROOT, 'out'), { recursive: true });
    writeFileSync(
      path.join(ROOT, 'out/bench-app.json'),
      `${JSON.stringify(this.#figures.rows(), undefined, 1)}\n`,
    );
    writeFileSync(path.join(ROOT, 'out/bench-app.md'), table);
    console.log(`\n${table}`);
    if (!process.env['GANGWAY_BENCH_KEEP']) return;
    const before = readFileSync(DOCUMENT, 'utf8');
    const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
    if (from < 0 || to < from) throw new Error('docs/performance.md has lost the marks of the app');
    writeFileSync(DOCUMENT, `${before.slice(0, from)}${BEGIN}\n\n${table}\n${before.slice(to)}`);
  }

  #table(): string {
    const rows = this.#figures.rows();
    const lines = LINES.flatMap(({ text, measure, bar }) => {
      const row = rows.find((each) => each.measure === measure);
      if (!row) return [];
      const met = bar === null ? '' : row.median <= bar ? 'bar' : '**no**';
      const limit = bar === null ? '' : `${bar} ${row.unit}`;
      return [`| ${text} | ${limit} | ${row.median} ${row.unit} | ${met} |`];
    });
    const when = new Date().toISOString().slice(0, 10);
    return [
      `${when}; Xvfb, no GPU; the machine’s load average was up to ${this.#load.toFixed(1)} meanwhile.\n`,
      '| measure | bar | got | met |',
      '| --- | ---: | ---: | ---: |',
      ...lines,
      '',
    ].join('\n');
  }
}
