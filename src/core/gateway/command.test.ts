import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { launchCommand } from './command';

it('hands a command its words through any shell, as they are', () => {
  const word = fc.string().filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), (words) => {
      const line = launchCommand(['printf', '<%s>\n', ...words, '']);
      const said = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' });
      expect(said).toBe([...words, ''].map((each) => `<${each}>\n`).join(''));
    }),
    { numRuns: 30 },
  );
});
