/**
 * A Vite plugin: `import programs from './pump.c?native'` compiles the file for every architecture that this
 * machine has a compiler for, and gives the programs as base64 by `uname -m`. Without a compiler there
 * are none, and whoever imports it does without.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { machine, tmpdir } from 'node:os';
import path from 'node:path';
import type { Plugin } from 'vite';

const QUERY = '?native';

const CROSS_COMPILERS: Readonly<Record<string, string>> = {
  x86_64: 'x86_64-linux-gnu-gcc',
  aarch64: 'aarch64-linux-gnu-gcc',
};

/** Small, without a C library, and the same bytes for the same compiler. */
const FLAGS = [
  ...['-Os', '-std=c11', '-Wall', '-Wextra', '-Werror', '-s', '-static'],
  ...['-nostdlib', '-ffreestanding', '-fno-builtin', '-fno-stack-protector'],
  ...['-fno-asynchronous-unwind-tables', '-fno-tree-loop-distribute-patterns'],
  '-Wl,--build-id=none,-z,norelro,-z,noseparate-code,-z,noexecstack',
];

export function nativePrograms(): Plugin {
  return {
    name: 'native-programs',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(QUERY)) return null;
      const source = id.slice(0, -QUERY.length);
      this.addWatchFile(source);
      const programs = Object.keys(CROSS_COMPILERS).flatMap((architecture) => {
        const program = compile(source, architecture);
        return program ? [[architecture, program.toString('base64')]] : [];
      });
      return `export default ${JSON.stringify(Object.fromEntries(programs))};`;
    },
  };
}

/** The program, or nothing without a compiler. A source that does not compile ends the build. */
function compile(source: string, architecture: string): Buffer | undefined {
  const compiler = architecture === machine() ? 'cc' : (CROSS_COMPILERS[architecture] ?? 'cc');
  if (!isThere(compiler)) return undefined;
  const directory = mkdtempSync(path.join(tmpdir(), 'native-program-'));
  try {
    const output = path.join(directory, 'program');
    execFileSync(compiler, [...FLAGS, '-o', output, source], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return readFileSync(output);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A compiler for ELF; on macOS `cc` is there and makes something else. */
function isThere(compiler: string): boolean {
  try {
    const target = execFileSync(compiler, ['-dumpmachine'], { encoding: 'utf8', stdio: 'pipe' });
    return target.includes('linux');
  } catch {
    return false;
  }
}
