/** A Vitest reporter: notes what a failed comparison found different, which the JSON report leaves out, for tally.mjs. */
import { stripVTControlCharacters } from 'node:util';
import type { Reporter } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** The lines of each diff that are not the same on both sides: `- expected` and `+ received`. */
    differences?: string[];
  }
}

export const differences: Reporter = {
  onTestCaseResult(test) {
    const diffs = (test.result().errors ?? []).flatMap(({ diff }) => diff ?? []);
    if (diffs.length > 0) test.meta().differences = diffs.flatMap(linesOf);
  },
};

function linesOf(diff: string): string[] {
  return stripVTControlCharacters(diff)
    .split('\n')
    .filter((line) => /^[-+] /.test(line));
}
