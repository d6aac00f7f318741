/** A bar plot of one stream up and down, as SVG that reads on light and on dark pages. */
import type { Figures } from '../stats';
import type { Subject } from '../subjects/subject';

const BAR = 13;
const GAP = 14;
const LEFT = 210;
const WIDTH = 760;
const TOP = 48;
const COLOURS = { up: '#2f81f7', down: '#3fb950' } as const;

/** Tunnels only: no tunnel at all would dwarf them. */
export function plot(figures: Figures, subjects: readonly Subject[]): string {
  const rows = subjects
    .filter(({ kind, id }) => kind === 'tunnel' && id !== 'none')
    .map(({ id, label }) => ({
      label,
      up: figures.median('tcp1-up', id) ?? 0,
      down: figures.median('tcp1-down', id) ?? 0,
    }))
    .filter(({ up, down }) => up + down > 0)
    .sort((one, other) => other.down - one.down);
  const most = Math.max(1, ...rows.flatMap(({ up, down }) => [up, down]));
  const scale = (WIDTH - LEFT - 80) / most;
  const height = TOP + rows.length * (2 * BAR + GAP) + 10;
  const bar = (y: number, mbit: number, direction: 'up' | 'down'): string => {
    const width = (mbit * scale).toFixed(1);
    return (
      `<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR - 1}" rx="2" fill="${COLOURS[direction]}"/>` +
      `<text x="${(LEFT + mbit * scale + 6).toFixed(1)}" y="${y + BAR - 3}">${mbit.toLocaleString('en', { maximumFractionDigits: 0 })}</text>`
    );
  };
  const body = rows.map(({ label, up, down }, index) => {
    const y = TOP + index * (2 * BAR + GAP);
    return (
      `<text x="${LEFT - 10}" y="${y + BAR + 3}" text-anchor="end" class="name">${escaped(label)}</text>` +
      bar(y, up, 'up') +
      bar(y + BAR, down, 'down')
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="One TCP stream, Mbit/s">`,
    '<style>text{font:11px system-ui,sans-serif;fill:#57606a}.name,.title{font-size:13px}.title{font-weight:600}@media(prefers-color-scheme:dark){text{fill:#c9d1d9}}</style>',
    '<text x="0" y="18" class="title">One TCP stream, Mbit/s, median</text>',
    `<rect x="${LEFT}" y="26" width="10" height="10" fill="${COLOURS.up}"/><text x="${LEFT + 15}" y="35">up</text>`,
    `<rect x="${LEFT + 50}" y="26" width="10" height="10" fill="${COLOURS.down}"/><text x="${LEFT + 65}" y="35">down</text>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
