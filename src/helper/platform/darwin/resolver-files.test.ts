import { describe, expect, it } from 'vitest';
import { devicesIn, planFiles } from './resolver-files';

const config = { port: 5353, domains: ['staging.gangway.internal', '17.172.in-addr.arpa'] };
const text = (devices: string, port = 5353) =>
  `# Gangway: ${devices}, port ${port}\nnameserver 127.0.0.1\nport ${port}\n`;
const laid = new Map(config.domains.map((domain) => [domain, text('utun7')]));

describe('planFiles', () => {
  it('writes a file for each domain', () => {
    expect(planFiles(new Map(), 'utun7', config)).toEqual([
      { name: 'staging.gangway.internal', text: text('utun7') },
      { name: '17.172.in-addr.arpa', text: text('utun7') },
    ]);
  });

  it('does nothing for the same again, and nothing to what is not ours', () => {
    expect(planFiles(laid, 'utun7', config)).toEqual([]);
    const foreign = new Map([
      ['consul', 'nameserver 10.0.0.1\n'],
      ['corp', `nameserver 10.0.0.1\n${text('utun7')}`],
      ['b.gangway.internal', text('utun9')],
    ]);
    expect(planFiles(foreign, 'utun7', null)).toEqual([]);
  });

  it('changes by difference, the new before the old', () => {
    const domains = ['staging.gangway.internal', 'consul'];
    expect(planFiles(laid, 'utun7', { port: 5353, domains })).toEqual([
      { name: 'consul', text: text('utun7') },
      { name: '17.172.in-addr.arpa', text: null },
    ]);
    expect(planFiles(laid, 'utun7', { ...config, port: 6000 })).toEqual(
      config.domains.map((name) => ({ name, text: text('utun7', 6000) })),
    );
    expect(planFiles(laid, 'utun7', null)).toEqual(
      config.domains.map((name) => ({ name, text: null })),
    );
  });

  it('shares a domain with another bridge', () => {
    const shared = { port: 5353, domains: ['consul'] };
    const alone = new Map([['consul', text('utun7')]]);
    const both = new Map([['consul', text('utun7 utun12')]]);
    expect(planFiles(alone, 'utun12', shared)).toEqual([
      { name: 'consul', text: text('utun7 utun12') },
    ]);
    expect(planFiles(both, 'utun12', shared)).toEqual([]);
    expect(planFiles(both, 'utun12', null)).toEqual([{ name: 'consul', text: text('utun7') }]);
    expect(devicesIn([...both.values(), 'utun9', ...alone.values()])).toEqual(['utun7', 'utun12']);
  });

  it.each([
    ['somebody else', 'nameserver 10.0.0.1\n', 'not by Gangway'],
    ['a Gangway on another port', text('utun9', 6000), 'for utun9'],
  ])('never writes over the file of %s', (_name, old, whose) => {
    const message = `/etc/resolver/consul is there already, ${whose}`;
    expect(() =>
      planFiles(new Map([['consul', old]]), 'utun7', { port: 5353, domains: ['consul'] }),
    ).toThrow(
      expect.objectContaining({
        info: expect.objectContaining({
          code: 'names.apply-failed',
          detail: { message },
        }) as unknown,
      }) as Error,
    );
  });
});
