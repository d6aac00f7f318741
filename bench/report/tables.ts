/** The report's tables, as Markdown. */
import type { Figures } from '../stats';
import type { Subject } from '../subjects/subject';
import { goals, type Goal } from './to-reach';

/** Heading and, by column, heading and measure. */
const TABLES: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Throughput, Mbit/s',
    [
      ['1 stream up', 'tcp1-up'],
      ['1 stream down', 'tcp1-down'],
      ['8 streams up', 'tcp8-up'],
      ['8 streams down', 'tcp8-down'],
      ['UDP up, of 1000', 'udp-up'],
      ['UDP down, of 1000', 'udp-down'],
    ],
  ],
  [
    'Round trip, ms',
    [
      ['idle', 'rtt-idle'],
      ['idle, p99', 'rtt-idle-p99'],
      ['while downloading', 'rtt-loaded'],
      ['while downloading, p99', 'rtt-loaded-p99'],
      ['connect to first reply', 'connect'],
    ],
  ],
  [
    'HTTP',
    [
      ['requests/s, 1 connection', 'http1-rate'],
      ['p50, ms', 'http1-p50'],
      ['p99, ms', 'http1-p99'],
      ['requests/s, 64 connections', 'http64-rate'],
      ['p50, ms ', 'http64-p50'],
      ['p99, ms ', 'http64-p99'],
    ],
  ],
  [
    'Cost',
    [
      ['CPU s/GB up, laptop', 'cpu-laptop-up'],
      ['gateway', 'cpu-gateway-up'],
      ['CPU s/GB down, laptop', 'cpu-laptop-down'],
      ['gateway ', 'cpu-gateway-down'],
      ['memory, MB', 'memory-before'],
      ['growth over 10 GB', 'memory-growth'],
    ],
  ],
  [
    '1,000 networks planned, ms',
    [
      ['the first time', 'plan-first'],
      ['again', 'plan-again'],
    ],
  ],
  [
    'A container’s event until the window has it, ms',
    [
      ['start, p50', 'inventory-start-p50'],
      ['p95', 'inventory-start-p95'],
      ['death, p50', 'inventory-stop-p50'],
      ['p95 ', 'inventory-stop-p95'],
    ],
  ],
  [
    'A change on the gateway until its name is right, ms, p95',
    [
      ['all', 'names-p95'],
      ['rename', 'names-rename-p95'],
      ['restart', 'names-restart-p95'],
      ['scale', 'names-scale-p95'],
    ],
  ],
  [
    'The DNS server, 1,000 containers, one core',
    [
      ['queries/s', 'dns-rate'],
      ['CPU µs/query', 'dns-cpu'],
      ['memory, MB ', 'dns-memory'],
      ['growth, MB', 'dns-memory-growth'],
    ],
  ],
  [
    'Over a WAN of 58 ms, Mbit/s',
    [
      ['500 Mbit/s, 1 stream up', 'wan-tcp1-up'],
      ['1 stream down', 'wan-tcp1-down'],
      ['0.5 % loss, 8 streams down', 'lossy-tcp8-down'],
    ],
  ],
];

export function figureTables(figures: Figures, subjects: readonly Subject[]): string {
  return TABLES.map(([heading, columns]) => {
    const rows = subjects
      .map(({ id, label }) => ({
        label,
        cells: columns.map(([, measure]) => figures.median(measure, id)),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== undefined))
      .map(({ label, cells }) => [label, ...cells.map(figure)]);
    if (rows.length === 0) return '';
    return `### ${heading}\n\n${table(['', ...columns.map(([name]) => name)], rows)}\n`;
  })
    .filter(Boolean)
    .join('\n');
}

export function goalTable(figures: Figures): string {
  const rows = goals(figures).map((goal) => {
    const { text, bar, stretch, better, format, parts } = goal;
    const sign = better === 'lower' ? '≤ ' : '';
    const got = parts.map(({ name, value }) =>
      `${name} ${value === undefined ? 'not measured' : format(value)}`.trim(),
    );
    return [text, sign + format(bar), sign + format(stretch), got.join(', '), verdict(goal)];
  });
  return table(['measure', 'bar', 'stretch', 'got', 'met'], rows);
}

function verdict({ bar, stretch, better, parts }: Goal): string {
  const values = parts.map(({ value }) => value);
  const reach = (limit: number): boolean =>
    values.every(
      (value) => value !== undefined && (better === 'higher' ? value >= limit : value <= limit),
    );
  if (values.every((value) => value === undefined)) return 'not measured';
  if (reach(stretch)) return 'stretch';
  if (reach(bar)) return 'bar';
  const some = values.some(
    (value) => value !== undefined && (better === 'higher' ? value >= bar : value <= bar),
  );
  return some ? 'partly' : '**no**';
}

function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  if (Math.abs(value) >= 100) return value.toLocaleString('en', { maximumFractionDigits: 0 });
  return String(Number(value.toPrecision(3)));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n') + '\n';
}
