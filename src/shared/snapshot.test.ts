import { describe, expect, it } from 'vitest';
import { errorInfo } from './errors';
import { applyPatch, EMPTY_BRIDGE, type AppSnapshot } from './snapshot';
import { DEFAULT_SETTINGS } from './settings';

const SNAPSHOT: AppSnapshot = {
  revision: 4,
  version: '0.1.0',
  settings: DEFAULT_SETTINGS,
  profiles: [],
  bridges: { a: EMPTY_BRIDGE, b: EMPTY_BRIDGE },
  prompts: [],
  notices: [],
};

describe('applyPatch', () => {
  it('replaces fields and leaves the rest', () => {
    const notices = [errorInfo('config.file-broken')];
    expect(applyPatch(SNAPSHOT, { revision: 5, notices })).toEqual({
      ...SNAPSHOT,
      revision: 5,
      notices,
    });
  });

  it('changes fields of one bridge, adds and removes others', () => {
    const warnings = [errorInfo('docker.missing')];
    const patched = applyPatch(SNAPSHOT, {
      revision: 5,
      bridges: { a: { warnings }, b: null, c: { state: { kind: 'idle' } } },
    });
    expect(patched?.bridges).toEqual({ a: { ...EMPTY_BRIDGE, warnings }, c: EMPTY_BRIDGE });
    expect(SNAPSHOT.bridges['a']).toBe(EMPTY_BRIDGE);
  });

  it.each([3, 4, 6])('refuses revision %d after 4', (revision) => {
    expect(applyPatch(SNAPSHOT, { revision })).toBeUndefined();
  });
});
