import { beforeEach, expect, it, vi } from 'vitest';
import { copyText, MOST_COPIED } from './copy-text';

const { copied } = vi.hoisted(() => ({ copied: [] as string[] }));

vi.mock('electron', () => ({ clipboard: { writeText: (text: string) => copied.push(text) } }));

beforeEach(() => {
  copied.length = 0;
});

it('copies what a shell has said in a day, and all that inspect tells', async () => {
  const text = 'x'.repeat(MOST_COPIED * 1024 * 1024);
  await copyText(text);
  expect(copied).toEqual([text]);
});

it('says that it was too much, and leaves the clipboard alone', async () => {
  await expect(copyText('x'.repeat(MOST_COPIED * 1024 * 1024 + 1))).rejects.toMatchObject({
    info: { code: 'control.too-long', detail: { most: 8 } },
  });
  expect(copied).toEqual([]);
});
