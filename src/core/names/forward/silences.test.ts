import { beforeEach, expect, it } from 'vitest';
import type { ErrorInfo } from '../../../shared/errors';
import { Silences } from './silences';

const BEHIND = { bridge: 'one', domain: 'consul' };
const FIRST = { address: '10.0.0.10', port: 53 };
const SECOND = { address: '10.0.0.11', port: 53 };

let silences: Silences;
let told: [string, readonly string[]][];

beforeEach(() => {
  silences = new Silences();
  told = [];
  silences.onChange((bridge, warnings: readonly ErrorInfo[]) => {
    told.push([bridge, warnings.map(({ detail }) => `${detail['address']} ${detail['domain']}`)]);
  });
});

it('tells of a silent server once, and when it is over', () => {
  silences.learn(BEHIND, FIRST, true);
  for (let time = 0; time < 3; time++) silences.learn(BEHIND, FIRST, false);
  silences.learn({ ...BEHIND, domain: 'other' }, FIRST, false);
  silences.learn(BEHIND, SECOND, false);
  for (let time = 0; time < 3; time++) silences.learn(BEHIND, FIRST, true);
  silences.learn(BEHIND, SECOND, true);
  expect(told).toEqual([
    ['one', ['10.0.0.10 consul']],
    ['one', ['10.0.0.10 consul', '10.0.0.11 consul']],
    ['one', ['10.0.0.11 consul']],
    ['one', []],
  ]);
});

it('forgets servers that are no longer asked', () => {
  silences.learn(BEHIND, FIRST, false);
  silences.keep('one', [FIRST]);
  silences.keep('two', []);
  expect(told).toHaveLength(1);
  silences.keep('one', [SECOND]);
  expect(told.at(-1)).toEqual(['one', []]);
});
