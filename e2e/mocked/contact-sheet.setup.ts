/** Gathers every picture of the tests in out/screenshots/contact-sheet.html, and that in pictures of its own. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app';
import { contactSheet, PAGE_WIDTH, type Picture } from './contact-sheet';

const OUT = path.join(import.meta.dirname, '../../out/screenshots');

/** Width and height stand in the first chunk of every PNG. */
function pictureOf(file: string): Picture {
  const bytes = readFileSync(path.join(OUT, file));
  return { file, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function pictures(): Picture[] {
  return readdirSync(OUT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.png') && !file.startsWith('contact-sheet'))
    .map(pictureOf);
}

test('gathers all pictures', async ({ mocked: { app } }) => {
  for (const file of readdirSync(OUT))
    if (file.startsWith('contact-sheet')) rmSync(path.join(OUT, file));
  const all = pictures();
  expect(all.length).toBeGreaterThan(0);
  const sheet = path.join(OUT, 'contact-sheet.html');
  writeFileSync(sheet, contactSheet(all));
  const opened = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, { file, width }) => {
      const size = { width, height: 800, useContentSize: true, enableLargerThanScreen: true };
      await new BrowserWindow({ ...size, frame: false }).loadFile(file);
    },
    { file: sheet, width: PAGE_WIDTH },
  );
  const page = await opened;
  await page.waitForLoadState('load');
  const sections = page.locator('section');
  const count = await sections.count();
  for (let index = 0; index < count; index += 1) {
    const name = `contact-sheet-${String(index + 1).padStart(2, '0')}.png`;
    await sections.nth(index).screenshot({ path: path.join(OUT, name) });
  }
  await page.close();
});
