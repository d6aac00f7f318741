import { describe, expect, it } from 'vitest';
import { readNameserver, writeNameserver } from './nameserver-text';

describe('a nameserver in words', () => {
  it.each([
    ['consul -> 10.0.0.10', { domain: 'consul', address: '10.0.0.10' }],
    [' corp.internal=10.0.0.2:5353 ', { domain: 'corp.internal', address: '10.0.0.2', port: 5353 }],
    ['consul 10.0.0.10', { domain: 'consul', address: '10.0.0.10' }],
    ['consul->fd00::1', { domain: 'consul', address: 'fd00::1' }],
    ['consul → [fd00::1]', { domain: 'consul', address: 'fd00::1' }],
    ['consul -> [fd00::1]:53', { domain: 'consul', address: 'fd00::1', port: 53 }],
    ['consul', { domain: 'consul', address: '' }],
    ['-> 10.0.0.10', { domain: '', address: '10.0.0.10' }],
    ['consul -> 10.0.0.10:', { domain: 'consul', address: '10.0.0.10', port: Number.NaN }],
    ['consul -> 10.0.0.10:dns', { domain: 'consul', address: '10.0.0.10', port: Number.NaN }],
    ['consul -> 10.0.0.10 10.0.0.11', { domain: 'consul', address: '10.0.0.10 10.0.0.11' }],
  ])('%j is read', (text, read) => {
    expect(readNameserver(text)).toEqual(read);
  });

  it.each([
    'consul -> 10.0.0.10',
    'corp.internal -> 10.0.0.2:5353',
    'a -> [fd00::1]:53',
    'a -> ::1',
  ])('%j is written as it was read', (text) => {
    expect(writeNameserver(readNameserver(text))).toBe(text);
  });
});
