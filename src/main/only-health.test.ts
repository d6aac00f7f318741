import { describe, expect, it } from 'vitest';
import { NO_HEALTH } from '../shared/health';
import type { SnapshotPatch } from '../shared/snapshot';
import { isOnlyHealth } from './only-health';

const health = NO_HEALTH;
const cases: [boolean, SnapshotPatch][] = [
  [true, { revision: 2, bridges: { a: { health }, b: { health } } }],
  [false, { revision: 2, bridges: { a: { health }, b: { health, state: { kind: 'idle' } } } }],
  [false, { revision: 2, bridges: { a: null } }],
  [false, { revision: 2, bridges: { a: { health } }, prompts: [] }],
  [false, { revision: 2 }],
];

describe('what a hidden window need not hear of', () => {
  it.each(cases)('%s: %j', (expected, patch) => expect(isOnlyHealth(patch)).toBe(expected));
});
