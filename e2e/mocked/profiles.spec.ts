/** Profiles from elsewhere and to elsewhere, copies, their order, and what is not saved. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ConfigHost } from '../../src/shared/config-host';
import { errorInfo } from '../../src/shared/errors';
import { profileDraftSchema, type Profile } from '../../src/shared/profile';
import { exportProfiles } from '../../src/shared/profile-link';
import { test, type MockedApp } from './app';
import { ADVANCED, PRODUCTION, STAGING, snapshot } from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';

const HOSTS: readonly ConfigHost[] = [
  { alias: 'bay', hostName: '203.0.113.21', user: 'deploy', port: 2222 },
  { alias: 'DB_1.fra', hostName: 'db-1.fra.internal.example.com', user: 'ops' },
  { alias: 'bastion.fra.example.com' },
  { alias: 'gateway-of-a-customer-with-a-long-name', hostName: 'fd00:20::1', port: 22 },
  { alias: 'pier' },
  { alias: 'quay', user: 'root' },
  { alias: 'wharf', hostName: '10.20.0.7' },
];

const { json: TEAM, link: TEAM_LINK } = exportProfiles([ADVANCED, { ...PRODUCTION, name: 'lab' }]);
const ADDED: Profile = { ...STAGING, id: '0d5d7c0a-7a0f-4b52-9a39-5b3a3a3f8c11', name: 'bay' };

const importButton = (page: Page) => page.getByRole('button', { name: 'Import profiles' });
const exported = (page: Page) => page.getByLabel('Link or text of an export');

/** The app may run as another user than the test. */
function sharedFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gangway-files-'));
  chmodSync(folder, 0o777);
  return folder;
}

async function openImport(mocked: MockedApp, hosts = HOSTS): Promise<void> {
  await mocked.answer('configHosts', { ok: true, value: hosts });
  await mocked.show(snapshot());
  await importButton(mocked.page).click();
}

for (const theme of ['light', 'dark'] as const) {
  test(`first run with hosts of ssh in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.answer('configHosts', { ok: true, value: HOSTS });
    await mocked.show(snapshot({ profiles: [] }));
    await page.getByRole('checkbox', { name: 'bay' }).check();
    await picture(page, `first-run-hosts-${theme}`);
    await page.getByRole('button', { name: 'Add 1 host' }).scrollIntoViewIfNeeded();
    await picture(page, `first-run-hosts-end-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page, { scrolled: true });
  });

  test(`import in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await openImport(mocked);
    await expect(page.getByRole('checkbox')).toHaveCount(HOSTS.length);
    await picture(page, `import-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page, { scrolled: true });
    await page.getByLabel('Search hosts').fill('nowhere');
    await picture(page, `import-search-nothing-${theme}`);
    await expectAccessible(page);
    await exported(page).fill(TEAM.replace('"lab"', '"Lab"'));
    await expect(exported(page)).toHaveAttribute('aria-invalid', 'true');
    await picture(page, `import-refused-${theme}`);
    await expectAccessible(page, { scrolled: true });
    await exported(page).fill(TEAM_LINK);
    await expect(page.getByRole('button', { name: 'Import 2 profiles' })).toBeVisible();
    await picture(page, `import-planned-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test(`ssh configuration that is not understood in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    const detail = { path: '/home/dev/.ssh/config', reason: 'malformed' };
    await mocked.answer('configHosts', { ok: false, error: errorInfo('config.invalid', detail) });
    await mocked.show(snapshot());
    await importButton(page).click();
    await expect(page.getByText('/home/dev/.ssh/config cannot be used')).toBeVisible();
    await picture(page, `import-no-hosts-${theme}`);
    await expectAccessible(page);
  });

  test(`what can be done with a profile in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    const identityFile = '/home/dev/keys/id_staging';
    const local = { ...STAGING, gateways: [{ host: '203.0.113.21', identityFile }] };
    await mocked.theme(theme);
    await mocked.show(snapshot({ profiles: [local, PRODUCTION] }));
    await page.getByRole('button', { name: 'Edit staging' }).click();
    await page.getByRole('button', { name: 'Move down' }).scrollIntoViewIfNeeded();
    await expect(page.getByText(`path of this computer: ${identityFile}`)).toBeVisible();
    await picture(page, `form-actions-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page, { scrolled: true });
  });
}

test('twice the text size still fits', async ({ mocked }) => {
  const { page } = mocked;
  await openImport(mocked);
  await enlarge(page);
  await picture(page, 'large-text-import');
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Add hosts' }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-import-hosts');
  await exported(page).fill(TEAM_LINK);
  await page.getByRole('button', { name: 'Import 2 profiles' }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-import-planned');
  await expectNoSidewaysScroll(page);
  await mocked.show(snapshot());
  await page.getByRole('button', { name: 'Edit staging' }).click();
  await enlarge(page);
  await page.getByRole('button', { name: 'Move down' }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-form-actions');
  await expectNoSidewaysScroll(page);
  await mocked.show(snapshot({ profiles: [] }));
  await enlarge(page);
  await expect(page.getByRole('checkbox')).toHaveCount(HOSTS.length);
  await picture(page, 'large-text-first-run-hosts');
  await expectNoSidewaysScroll(page);
});

const draft = (name: string, host: string) => ({
  ...{ name, gateways: [{ host }], cidrs: [], networks: {} },
});

test('adds hosts of ~/.ssh/config, several at once, by keyboard', async ({ mocked }) => {
  const { page } = mocked;
  await openImport(mocked);
  await expect(page.getByRole('checkbox', { name: 'bastion.fra' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'bay' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByLabel('Search hosts').fill('10.20');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'wharf' }).check();
  await page.getByLabel('Search hosts').press('Escape');
  await expect(page.getByRole('checkbox')).toHaveCount(HOSTS.length);
  await mocked.answer('importProfiles', { ok: true, value: [ADDED] });
  await page.getByRole('button', { name: 'Add 3 hosts' }).click();
  await expect(importButton(page)).toBeVisible();
  expect(await mocked.calls()).toEqual([
    [
      'importProfiles',
      [draft('bay', 'bay'), draft('db-1-fra', 'DB_1.fra'), draft('wharf', 'wharf')],
      true,
    ],
  ]);
});

test('adds hosts at the first run', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('configHosts', { ok: true, value: HOSTS });
  await mocked.show(snapshot({ profiles: [] }));
  await page.getByRole('checkbox', { name: 'pier' }).check();
  await page.getByRole('button', { name: 'Add 1 host' }).click();
  await expect
    .poll(() => mocked.calls())
    .toEqual([['importProfiles', [draft('pier', 'pier')], true]]);
});

test('imports a pasted link, and says which name it changes', async ({ mocked }) => {
  const { page } = mocked;
  await openImport(mocked);
  await exported(page).fill(TEAM_LINK);
  await expect(page.getByText('There is a staging already')).toBeVisible();
  await mocked.answer('importProfiles', { ok: true, value: [ADDED] });
  await page.getByRole('button', { name: 'Import 2 profiles' }).click();
  await expect(importButton(page)).toBeVisible();
  const [call] = await mocked.calls();
  expect(call).toMatchObject(['importProfiles', [{ name: 'staging-2' }, { name: 'lab' }], true]);
});

test('imports a file that is chosen or dropped', async ({ mocked }) => {
  const { page } = mocked;
  const folder = sharedFolder();
  const file = path.join(folder, 'team.json');
  await openImport(mocked);
  const chooser = page.getByLabel('File of an export');

  writeFileSync(file, '{}');
  await chooser.setInputFiles(file);
  await expect(page.getByText('team.json cannot be imported')).toBeVisible();
  writeFileSync(file, TEAM);
  await chooser.setInputFiles(file);
  await expect(page.getByRole('button', { name: 'Import 2 profiles' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  writeFileSync(file, ' '.repeat(1024 * 1024 + 1));
  await chooser.setInputFiles(file);
  await expect(page.getByText('longer than 1 MiB')).toBeVisible();
  rmSync(folder, { recursive: true });

  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.json'));
    return transfer;
  }, TEAM);
  await page.getByText('Choose file').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('dropped.json')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 2 profiles' })).toBeVisible();
});

test('keeps what was not imported until it is told to leave', async ({ mocked }) => {
  const { page } = mocked;
  await openImport(mocked);
  await exported(page).fill(TEAM_LINK);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stay' }).click();
  const error = errorInfo('config.storage-failed', { path: '/x', message: 'no space left' });
  await mocked.answer('importProfiles', { ok: false, error });
  await page.getByRole('button', { name: 'Import 2 profiles' }).click();
  await expect(page.getByText('/x cannot be used: no space left')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(importButton(page)).toBeVisible();
});

test('gives a profile away as link and as file', async ({ mocked }) => {
  const { page, app } = mocked;
  await mocked.show(snapshot({ profiles: [ADVANCED] }));
  await page.getByRole('button', { name: 'Edit staging' }).click();
  await page.getByRole('button', { name: 'Copy link to staging' }).click();
  const { json, link } = exportProfiles([ADVANCED]);
  await expect.poll(() => mocked.calls()).toEqual([['copyText', link]]);

  const folder = sharedFolder();
  const saved = path.join(folder, 'saved.json');
  const named = app.evaluate(
    ({ session }, target) =>
      new Promise<string>((resolve, reject) => {
        session.defaultSession.once('will-download', (_event, item) => {
          const name = item.getFilename();
          item.setSavePath(target);
          item.once('done', (_done, state) =>
            state === 'completed' ? resolve(name) : reject(new Error(state)),
          );
        });
      }),
    saved,
  );
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await named).toBe('staging.json');
  expect(readFileSync(saved, 'utf8')).toBe(json);
  rmSync(folder, { recursive: true });
});

test('duplicates a profile, after asking about changes', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot({ profiles: [ADVANCED, { ...PRODUCTION, name: 'staging-2' }] }));
  await page.getByRole('button', { name: 'Edit staging', exact: true }).click();
  await page.getByLabel('User').fill('somebody');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('User')).toHaveValue('somebody');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add profile');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('staging-3');
  await mocked.answer('addProfile', { ok: true, value: ADDED });
  await page.getByRole('button', { name: 'Add profile' }).click();
  await expect(importButton(page)).toBeVisible();
  const copy = profileDraftSchema.parse(ADVANCED);
  expect(await mocked.calls()).toEqual([['addProfile', { ...copy, name: 'staging-3' }]]);
});

test('moves a profile in its form and in the list', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot());
  await page.getByRole('button', { name: 'Edit staging' }).click();
  await expect(page.getByLabel('Place in the list')).toHaveText('1 of 2 in the list');
  await page.getByRole('button', { name: 'Move up' }).press('Enter');
  await page.getByRole('button', { name: 'Move down' }).click();
  await expect.poll(() => mocked.calls()).toEqual([['moveProfile', STAGING.id, 'down']]);
  await mocked.push({ revision: 2, profiles: [PRODUCTION, STAGING] });
  await expect(page.getByLabel('Place in the list')).toHaveText('2 of 2 in the list');
  await expect(page.getByRole('button', { name: 'Move down' })).toBeFocused();
  await page.keyboard.press('Escape');

  const choice = page.getByRole('button', { name: 'staging Not connected' });
  await choice.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => mocked.calls()).toEqual([['moveProfile', STAGING.id, 'up']]);
  await mocked.push({ revision: 3, profiles: [STAGING, PRODUCTION] });
  await expect(page.getByText('staging: 1 of 2')).toBeAttached();
  await expect(choice).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^production.* Not connected/ })).toBeFocused();
});

for (const way of ['Escape', 'Back'] as const) {
  test(`asks before ${way} loses what was typed`, async ({ mocked }) => {
    const { page } = mocked;
    const leave = () =>
      way === 'Escape'
        ? page.keyboard.press('Escape')
        : page.getByRole('button', { name: 'Back' }).click();
    await mocked.show(snapshot());
    await page.getByRole('button', { name: 'Edit staging' }).click();
    await page.getByLabel('User').fill('somebody');
    await leave();
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('User')).toHaveValue('somebody');
    await leave();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(importButton(page)).toBeVisible();
    await page.getByRole('button', { name: 'Edit staging' }).click();
    await leave();
    await expect(importButton(page)).toBeVisible();
    expect(await mocked.calls()).toEqual([]);
  });
}
