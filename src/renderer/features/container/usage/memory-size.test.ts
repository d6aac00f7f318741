import { expect, it } from 'vitest';
import { formatMemory } from './memory-size';

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [2048, '2 KiB'],
  [5_500_000, '5.2 MiB'],
  [536_870_912, '512 MiB'],
  [1_073_741_824, '1 GiB'],
  [1_073_700_000, '1.0 GiB'],
])('%s bytes are %s', (bytes, text) => expect(formatMemory(bytes)).toBe(text));
