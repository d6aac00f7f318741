/** Numbers as people read them, in the language of the page. */

const formats = new Map<string, Intl.NumberFormat>();

/** With so many digits behind its sign, without groups of thousands. */
export function decimal(value: number, digits: number): string {
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang;
  const key = `${language} ${digits}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language || 'en', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
  formats.set(key, format);
  return format.format(value);
}

/** Milliseconds of a round trip: two digits that matter. */
export function formatRoundTrip(ms: number): string {
  if (ms < 1) return `${decimal(ms, 2)} ms`;
  return ms < 10 ? `${decimal(ms, 1)} ms` : `${Math.round(ms)} ms`;
}

/** A duration in milliseconds by its largest unit or two, e.g. `12 min`, `3 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${decimal(value, digits)} ${UNITS[unit] ?? ''}`;
}

/** A share of 0..1; small but present losses are not rounded away. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}
