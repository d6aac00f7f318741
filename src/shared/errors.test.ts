import { describe, expect, it } from 'vitest';
import {
  ERROR_CODES,
  errorInfo,
  errorInfoSchema,
  failure,
  GangwayError,
  toErrorInfo,
} from './errors';

describe('errors', () => {
  it('carry their cause, whatever was thrown', () => {
    const inner = failure('ssh.refused', { host: 'a', port: 22 });
    const outer = failure('docker.failed', { message: 'x' }, inner);
    expect(outer).toBeInstanceOf(GangwayError);
    expect(outer.info).toEqual({
      code: 'docker.failed',
      retryable: true,
      detail: { message: 'x' },
      cause: { code: 'ssh.refused', retryable: true, detail: { host: 'a', port: 22 } },
    });
    expect(failure('internal', {}, 'a word').info.cause?.detail).toEqual({ message: 'a word' });
  });

  it('are told from what is not ours', () => {
    const info = errorInfo('helper.denied');
    expect(toErrorInfo(new GangwayError(info))).toBe(info);
    expect(toErrorInfo(new TypeError('oops'))).toMatchObject({
      code: 'internal',
      detail: { message: 'oops' },
    });
  });

  it.each(ERROR_CODES)('survive a boundary: %s', (code) => {
    const { info } = failure(code, { path: '/p', line: 7 }, new Error('why'));
    expect(errorInfoSchema.parse(JSON.parse(JSON.stringify(info)))).toEqual(info);
  });

  it('are not retried where a person has to act', () => {
    for (const code of ['ssh.auth-failed', 'ssh.host-key-changed', 'helper.denied'] as const)
      expect(errorInfo(code).retryable).toBe(false);
    for (const code of ['ssh.lost', 'net.silent'] as const)
      expect(errorInfo(code).retryable).toBe(true);
  });
});
