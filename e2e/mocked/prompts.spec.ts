/** Every prompt in light and dark, with large text, in German and from right to left; and what a server cannot do with it. */
import { expect, type Page } from '@playwright/test';
import { randomart } from '../../src/shared/randomart';
import { test } from './app';
import { HOST_KEY, QUESTIONS, asking } from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';
import { CHANGED, PROMPTS, asksToConnect, stopped } from './prompt-scenes';

const COLOURED = ['host-key', 'host-key-changed', 'passphrase-again', 'questions-soon'];

for (const theme of ['light', 'dark'] as const) {
  test(`every prompt in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    for (const [name, scene] of PROMPTS) {
      await mocked.show(scene());
      await expect(page.locator('dialog')).toBeVisible();
      await picture(page, `prompts-${name}-${theme}`);
      await expectNoSidewaysScroll(page);
      // Of the dark ones those that have colours of their own: it takes its time.
      if (theme === 'light' || COLOURED.includes(name)) await expectAccessible(page);
    }
  });
}

test('twice the text size still fits', async ({ mocked }) => {
  const { page } = mocked;
  for (const [name, scene] of PROMPTS) {
    await mocked.show(scene());
    await enlarge(page);
    await picture(page, `prompts-${name}-large`);
    await expectNoSidewaysScroll(page);
    // However long it is, what there is to press is in sight.
    await expect(page.locator('dialog button').last()).toBeInViewport();
  }
});

test('from right to left, and in German', async ({ mocked }) => {
  const { page } = mocked;
  for (const [name, scene] of PROMPTS) {
    const shown = scene();
    await mocked.show({ ...shown, settings: { ...shown.settings, language: 'de' } });
    await expect(page.locator('dialog')).toBeVisible();
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await picture(page, `prompts-${name}-rtl`);
    await expectNoSidewaysScroll(page);
  }
});

/** How much more room there is above the sheet than below it, in CSS pixels. */
const offCentre = (page: Page): Promise<number> =>
  page.locator('dialog').evaluate((dialog) => {
    const { top, bottom } = dialog.getBoundingClientRect();
    return Math.round(top - (innerHeight - bottom));
  });

for (const theme of ['light', 'dark'] as const) {
  test(`in the middle of a window, and at the bottom of the popover in ${theme}`, async ({
    mocked,
  }) => {
    const { page } = mocked;
    const route = { window: 'main', section: 'profiles' } as const;
    await mocked.theme(theme);
    for (const [name, snapshot] of [
      ['host-key-changed', stopped()],
      ['host-key', asking(HOST_KEY)],
    ] as const) {
      await mocked.showRoute(route, snapshot);
      await expect(page.locator('dialog')).toBeVisible();
      await picture(page, `prompts-${name}-window-${theme}`);
      expect(Math.abs(await offCentre(page))).toBeLessThan(3);
    }
    await mocked.showRoute({ window: 'popover' }, asksToConnect());
    await expect(page.locator('dialog')).toBeVisible();
    expect(await offCentre(page)).toBeGreaterThan(20);
  });
}

test('draws the key as ssh-keygen does, and copies the command that shows it', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show(asking(HOST_KEY));
  if (HOST_KEY.kind !== 'host-key') throw new Error('another fixture');
  expect(await page.getByRole('img').textContent()).toBe(randomart(HOST_KEY));
  await page.getByRole('button', { name: /^Copy the command ssh-keygen -lvf/ }).click();
  await mocked.called([['copyText', 'ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub']]);
});

test('a changed host key is a hard stop', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(stopped());
  const sheet = page.getByRole('alertdialog');
  await expect(sheet).toContainText('/home/dev/.ssh/known_hosts, line 14');
  // Nothing to press but what copies, and what puts it away.
  await expect(sheet.getByRole('button')).toHaveText(['', '', 'Close']);
  await sheet.getByRole('button', { name: /^Copy the command ssh-keygen -f/ }).click();
  await mocked.called([
    ['copyText', "ssh-keygen -f /home/dev/.ssh/known_hosts -R '[gw.staging.example.org]:2222'"],
  ]);
  await sheet.getByRole('button', { name: 'Close' }).click();
  const [id] = stopped().prompts.map((prompt) => prompt.id);
  await mocked.called([['answerPrompt', id, { kind: 'cancel' }]]);
  await mocked.push({ revision: 2, prompts: [] });
  await expect(sheet).toHaveCount(0);
  await mocked.show(stopped({ ...CHANGED, revoked: true } as typeof CHANGED));
  await expect(sheet).not.toContainText('ssh-keygen');
});

test('counts down, and says when it may be too late', async ({ mocked }) => {
  const { page } = mocked;
  await page.clock.install();
  const at = await page.evaluate(() => Date.now());
  await mocked.show(asking({ ...QUESTIONS, expiresAt: at + 60_000 } as typeof QUESTIONS));
  const timer = page.getByRole('timer');
  await expect(timer).toContainText(/stop waiting at about .* [01]:\d\d left/);
  await page.clock.runFor(50_000);
  await expect(timer).toContainText(/0:0\d left/);
  await page.clock.runFor(20_000);
  await expect(timer).toHaveCount(0);
  await expect(page.getByRole('dialog')).toContainText('may have stopped waiting');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeEnabled();
  // The page is everybody's, and so is its clock: it shows the time again.
  await page.clock.setSystemTime(Date.now());
});

test('a passphrase is shown only while its owner wants it', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(PROMPTS.find(([name]) => name === 'passphrase-again')?.[1]() ?? stopped());
  await expect(page.getByText('Attempt 2 of 3')).toBeVisible();
  const field = page.getByLabel('Passphrase');
  await field.fill('correct horse');
  await page.getByRole('button', { name: 'Show what is typed' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  await picture(page, 'prompts-passphrase-shown');
  await page.getByRole('button', { name: 'Hide what is typed' }).click();
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveValue('correct horse');
});

test('a server’s words turn, hide and push away nothing', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(PROMPTS.find(([name]) => name === 'questions-hostile')?.[1]() ?? stopped());
  const text = await page.getByRole('dialog').textContent();
  // eslint-disable-next-line no-control-regex -- they are what this is about
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u200b]/);
  expect(text).toContain('␛[2J');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeAttached();
  // Each of its boxes scrolls by itself, and by keyboard.
  for (const box of await page.getByRole('region', { name: 'What the server says' }).all())
    expect((await box.boundingBox())?.height).toBeLessThan(160);
  // What there is to press is in sight.
  await expect(page.getByRole('button', { name: 'Continue' })).toBeInViewport();
});

test('a link connects nothing by itself', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(asksToConnect());
  const sheet = page.getByRole('dialog', { name: 'Connect staging?' });
  for (const words of ['10.20.0.0/16', 'http://web.staging.internal/', 'deploy@203.0.113.21'])
    await expect(sheet).toContainText(words);
  await page.keyboard.press('Enter');
  expect(await mocked.calls()).toEqual([]);
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await mocked.called([['answerPrompt', expect.any(String), { kind: 'accept' }]]);
});
