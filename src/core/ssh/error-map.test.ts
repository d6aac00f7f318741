import { describe, expect, it } from 'vitest';
import { failure } from '../../shared/errors';
import { channelRefusal, mapConnectionError, mapJumpError, type FailureContext } from './error-map';

const CONTEXT: FailureContext = {
  ...{ host: 'bay', port: 22, user: 'kim', phase: 'handshake' },
  ...{ tried: ['publickey'], ended: false, asked: false },
};

function map(facts: object, context: Partial<FailureContext> = {}) {
  const error = Object.assign(new Error('words'), facts);
  return mapConnectionError(error, { ...CONTEXT, ...context }).info;
}

describe('mapConnectionError', () => {
  it.each([
    ['ENOTFOUND', 'ssh.dns'],
    ['EAI_AGAIN', 'ssh.dns'],
    ['EAI_FAIL', 'ssh.dns'],
    ['EAI_NODATA', 'ssh.dns'],
    ['ECONNREFUSED', 'ssh.refused'],
    ['EHOSTUNREACH', 'ssh.unreachable'],
    ['EHOSTDOWN', 'ssh.unreachable'],
    ['ENETUNREACH', 'ssh.unreachable'],
    ['ENETDOWN', 'ssh.unreachable'],
    ['EADDRNOTAVAIL', 'ssh.unreachable'],
    ['EACCES', 'ssh.unreachable'],
    ['EPERM', 'ssh.unreachable'],
    ['ETIMEDOUT', 'ssh.timeout'],
    ['ECONNRESET', 'ssh.lost'],
    ['ECONNABORTED', 'ssh.lost'],
    ['EPIPE', 'ssh.lost'],
  ])('errno %s → %s', (code, expected) => {
    const info = map({ code, level: 'client-socket' });
    expect(info).toMatchObject({ code: expected, detail: { host: 'bay', port: 22 } });
  });

  it.each([
    ['client-authentication', 'ssh.auth-failed'],
    ['client-timeout', 'ssh.timeout'],
    ['client-dns', 'ssh.dns'],
    ['client-socket', 'ssh.lost'],
    ['handshake', 'ssh.protocol'],
    ['protocol', 'ssh.protocol'],
    [undefined, 'ssh.protocol'],
  ])('level %s → %s', (level, expected) => {
    expect(map({ level }).code).toBe(expected);
  });

  it.each([
    ['a peer that ended before it spoke', { level: 'protocol' }, { ended: true }, 'ssh.lost'],
    [
      'a refusal, even if the peer ended',
      { level: 'client-authentication' },
      { ended: true },
      'ssh.auth-failed',
    ],
    ['DISCONNECT during authentication', { code: 2 }, { phase: 'auth' }, 'ssh.auth-failed'],
    ['DISCONNECT during the handshake', { code: 3 }, {}, 'ssh.protocol'],
    ['DISCONNECT: too many connections', { code: 12 }, { phase: 'auth' }, 'ssh.lost'],
    ['DISCONNECT: connection lost', { code: 10 }, {}, 'ssh.lost'],
    ['anything once connected', { level: 'protocol' }, { phase: 'ready' }, 'ssh.lost'],
    ['keepalive once connected', { level: 'client-timeout' }, { phase: 'ready' }, 'ssh.lost'],
    ['loss during authentication', { code: 'ECONNRESET' }, { phase: 'auth' }, 'ssh.lost'],
    // Not retryable: it would ask the person again by itself.
    [
      'loss after a question',
      { code: 'ECONNRESET' },
      { phase: 'auth', asked: true },
      'ssh.login-unfinished',
    ],
  ] as const)('%s → %s', (_name, facts, context, expected) => {
    expect(map(facts, context).code).toBe(expected);
  });

  it('says who tried what', () => {
    const info = map({ level: 'client-authentication' }, { tried: ['publickey', 'password'] });
    expect(info.detail).toMatchObject({ user: 'kim', host: 'bay', tried: 'publickey, password' });
  });

  it('passes our own errors through', () => {
    const error = failure('ssh.cancelled', {});
    expect(mapConnectionError(error, CONTEXT)).toBe(error);
  });
});

describe('channels', () => {
  const refused = (reason?: number) =>
    Object.assign(new Error('(SSH) Channel open failure: open failed'), { reason });

  it.each([
    [1, 'prohibited'],
    [2, 'connect-failed'],
    [3, 'unknown-type'],
    [4, 'resource-shortage'],
    [undefined, 'refused'],
  ])('reason %s → %s', (code, reason) => {
    expect(channelRefusal(refused(code))).toEqual({ reason, message: 'open failed' });
  });

  it.each([
    [2, 'ssh.unreachable'],
    [1, 'ssh.channel-refused'],
  ])('a jump refused with %s → %s', (code, expected) => {
    const facts = { host: 'bay', port: 22, via: 'door' };
    const { info } = mapJumpError(refused(code), facts);
    expect(info).toMatchObject({ code: expected, detail: { via: 'door' } });
  });
});
