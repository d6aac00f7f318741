import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentImage } from './attachment-image';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-image-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Unpacks the layer with tar; the path of its one file. */
function unpack(architecture: string): string {
  const archive = join(folder, 'layer.tar');
  writeFileSync(archive, attachmentImage(architecture) ?? '');
  const listed = execFileSync('tar', ['--extract', '--verbose', '--file', archive, '-C', folder]);
  expect(String(listed)).toBe('gangway-attachment\n');
  return join(folder, 'gangway-attachment');
}

describe('attachmentImage', () => {
  it.each([
    ['amd64', 129, 62],
    ['arm64', 148, 183],
  ])('has one small program for %s', (architecture, bytes, machine) => {
    const file = unpack(architecture);
    const program = readFileSync(file);
    expect(program).toHaveLength(bytes);
    expect(program.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
    expect(program.readUInt16LE(18)).toBe(machine);
    // The entry is the first byte of the code, which follows the headers.
    expect(program.readBigUInt64LE(24) - program.readBigUInt64LE(80)).toBe(120n);
    expect(statSync(file).mode & 0o777).toBe(0o555);
  });

  it('is the same each time', () => {
    expect(attachmentImage('amd64')).toEqual(attachmentImage('amd64'));
  });

  it('knows when it has none', () => {
    expect(attachmentImage('riscv64')).toBeUndefined();
    expect(attachmentImage('')).toBeUndefined();
  });

  it('waits for ever, and ends by a signal', async () => {
    const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
    const child = spawn(unpack(architecture), [], { stdio: 'ignore' });
    await once(child, 'spawn');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});
