import { decimal } from '../../../format';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes of memory in powers of 1024, as Docker's limits are set and its `stats` counts: 512m is `512 MiB`. */
export function formatMemory(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 && !Number.isInteger(value) ? 1 : 0;
  return `${decimal(value, digits)} ${UNITS[unit] ?? ''}`;
}
