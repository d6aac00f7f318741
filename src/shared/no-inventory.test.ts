import { describe, expect, it } from 'vitest';
import { errorInfo } from './errors';
import { noInventoryReason } from './no-inventory';

describe('noInventoryReason', () => {
  const context = errorInfo('docker.context-taken', { context: 'gangway-a' });
  const denied = errorInfo('docker.denied');

  it('is the warning about the engine, and none about this computer’s docker', () => {
    expect(noInventoryReason([context, denied])).toEqual(denied);
    expect(noInventoryReason([context, errorInfo('names.apply-failed')])).toBeUndefined();
  });
});
