/** Profiles in the main window: list, editor, import, what is not saved; and the first of all. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { errorInfo } from '../../src/shared/errors';
import { profileDraftSchema, type Profile } from '../../src/shared/profile';
import { exportProfiles } from '../../src/shared/profile-link';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import type { AppSnapshot } from '../../src/shared/snapshot';
import type { WindowRoute } from '../../src/shared/window-route';
import { test, type MockedApp } from './app';
import { ADVANCED, PRODUCTION, STAGING, asking, HOST_KEY, snapshot } from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';
import {
  CLOUDS,
  HOSTS,
  MARKED,
  NOTHING_YET,
  REFUSED,
  SLOWER,
  steps,
  told,
} from './profiles-fixtures';

type Item = Extract<WindowRoute, { window: 'main' }>['item'];

const { json: TEAM, link: TEAM_LINK } = exportProfiles([ADVANCED, { ...PRODUCTION, name: 'lab' }]);
const ADDED: Profile = { ...STAGING, id: '0d5d7c0a-7a0f-4b52-9a39-5b3a3a3f8c11', name: 'bay' };

const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
/** Not the one of the list. */
const add = (page: Page): Locator => button(page, 'Add profile').last();
const exported = (page: Page): Locator => field(page, 'Link or text of an export');

/** The main window's profiles, once they are there. */
async function show(
  mocked: MockedApp,
  item?: Item,
  shown: AppSnapshot = snapshot(),
): Promise<void> {
  await mocked.showRoute({ window: 'main', section: 'profiles', item }, shown);
  await expect(mocked.page.getByRole('navigation')).toBeVisible();
}

async function firstRun(mocked: MockedApp): Promise<void> {
  await mocked.showRoute({ window: 'popover' }, NOTHING_YET());
  await expect(button(mocked.page, 'Next')).toBeVisible();
}

async function tell(mocked: MockedApp, all: ReturnType<typeof steps>): Promise<void> {
  for (const progress of all) await mocked.emit('testConnection', progress);
}

async function looked(page: Page, name: string, scrolled = false): Promise<void> {
  await picture(page, name);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, { scrolled });
}

/** The app may run as another user than the test. */
function sharedFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gangway-files-'));
  chmodSync(folder, 0o777);
  return folder;
}

for (const theme of ['light', 'dark'] as const) {
  test(`profiles in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.answer('configHosts', { ok: true, value: HOSTS });
    await show(mocked, undefined, CLOUDS());
    await looked(page, `profiles-${theme}`);
    for (const [index, name] of ['Additional CIDRs', 'Nameservers', 'Open this page'].entries()) {
      await field(page, name).scrollIntoViewIfNeeded();
      await picture(page, `profiles-${index + 2}-${theme}`);
    }
    await button(page, 'Remove…').scrollIntoViewIfNeeded();
    await looked(page, `profiles-end-${theme}`, true);
    await button(page, 'Choose a host of ~/.ssh/config').first().click();
    await looked(page, `profiles-hosts-${theme}`, true);
    await page.keyboard.press('Escape');
    await field(page, 'Name').fill('Not a label');
    await field(page, 'Port').first().fill('99999');
    await button(page, 'Save').click();
    await expect(field(page, 'Name')).toBeFocused();
    await looked(page, `profiles-issues-${theme}`, true);
    await button(page, 'Add profile').click();
    await looked(page, `profiles-discard-${theme}`, true);
    await button(page, 'Discard').click();
    await looked(page, `profiles-new-${theme}`);
    await show(mocked, undefined, NOTHING_YET());
    await looked(page, `profiles-none-${theme}`);
    await show(mocked, STAGING.id, snapshot({ profiles: [ADVANCED] }));
    await field(page, 'Endpoint').scrollIntoViewIfNeeded();
    await looked(page, `profiles-advanced-${theme}`, true);
  });

  test(`a connection test in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await show(mocked, undefined, CLOUDS());
    await button(page, 'Test connection').click();
    await tell(mocked, steps('docker', { kind: 'running' }));
    await expect(page.getByText('Docker').last()).toBeVisible();
    await looked(page, `test-running-${theme}`, true);
    await tell(mocked, steps('rights', SLOWER));
    await tell(mocked, steps().slice(-1));
    await tell(mocked, steps('reach', REFUSED, 1));
    await mocked.endStream('testConnection');
    await expect(page.getByText('1 of 2 gateways work.')).toBeVisible();
    await looked(page, `test-done-${theme}`, true);
    await button(page, 'Test again').click();
    await mocked.endStream('testConnection', errorInfo('internal', { message: 'no worker' }));
    await expect(page.getByText('no worker')).toBeVisible();
    await looked(page, `test-not-run-${theme}`, true);
  });

  test(`import in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.answer('configHosts', { ok: true, value: HOSTS });
    await show(mocked, 'import');
    await expect(page.getByRole('checkbox')).toHaveCount(HOSTS.length);
    await looked(page, `import-${theme}`, true);
    await field(page, 'Search hosts').fill('nowhere');
    await picture(page, `import-search-nothing-${theme}`);
    await exported(page).fill(TEAM.replace('"lab"', '"Lab"'));
    await expect(exported(page)).toHaveAttribute('aria-invalid', 'true');
    await looked(page, `import-refused-${theme}`, true);
    await exported(page).fill(TEAM_LINK);
    await expect(button(page, 'Import 2 profiles')).toBeVisible();
    await looked(page, `import-planned-${theme}`);
    const detail = { path: '/home/dev/.ssh/config', reason: 'malformed' };
    await mocked.answer('configHosts', { ok: false, error: errorInfo('config.invalid', detail) });
    await show(mocked, 'import');
    await expect(page.getByText('/home/dev/.ssh/config cannot be used')).toBeVisible();
    await looked(page, `import-no-hosts-${theme}`);
  });

  test(`first run in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await firstRun(mocked);
    await button(page, 'No host at hand? Try it with the lab').click();
    await looked(page, `first-run-1-lab-${theme}`);
    await mocked.answer('configHosts', { ok: true, value: HOSTS });
    await firstRun(mocked);
    await expect(button(page, 'Show all 7')).toBeAttached();
    await looked(page, `first-run-1-${theme}`, true);
    await button(page, 'No host at hand? Try it with the lab').scrollIntoViewIfNeeded();
    await looked(page, `first-run-1-more-${theme}`, true);
    await field(page, 'Host').fill('not a host');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is not a host')).toBeVisible();
    await looked(page, `first-run-1-refused-${theme}`, true);
    await field(page, 'Host').fill('deploy@203.0.113.21');
    await page.keyboard.press('Enter');
    await tell(mocked, steps('login', { kind: 'running' }));
    await expect(page.getByText('Sign in')).toBeVisible();
    await looked(page, `first-run-2-${theme}`);
    await mocked.emit('testConnection', told('login', REFUSED));
    await mocked.endStream('testConnection');
    await expect(button(page, 'Continue anyway')).toBeVisible();
    await looked(page, `first-run-2-failed-${theme}`);
    await button(page, 'Test again').click();
    await tell(mocked, steps());
    await mocked.endStream('testConnection');
    await expect(page.getByText('Everything works.')).toBeVisible();
    await looked(page, `first-run-2-works-${theme}`);
    await button(page, 'Next').click();
    await looked(page, `first-run-3-${theme}`);
  });
}

test('twice the text size still fits, and so does a narrow window', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('configHosts', { ok: true, value: HOSTS });
  for (const item of [undefined, 'new', 'import'] as const) {
    await show(mocked, item, CLOUDS());
    await enlarge(page);
    await picture(page, `large-text-profiles-${item ?? 'edit'}`);
    await expectNoSidewaysScroll(page);
  }
  await show(mocked, undefined, CLOUDS());
  await mocked.resize({ width: 480, height: 640 });
  await looked(page, 'profiles-narrow', true);
  await firstRun(mocked);
  await enlarge(page);
  await picture(page, 'large-text-first-run');
  await expectNoSidewaysScroll(page);
});

test('speaks German', async ({ mocked }) => {
  const { page } = mocked;
  const { settings } = snapshot();
  const german = { settings: { ...settings, language: 'de' } } as const;
  await show(mocked, undefined, { ...CLOUDS(), ...german });
  await expect(button(page, 'Verbindung testen')).toBeVisible();
  await looked(page, 'profiles-german');
  await mocked.showRoute({ window: 'popover' }, { ...NOTHING_YET(), ...german });
  await expect(button(page, 'Weiter')).toBeVisible();
  await looked(page, 'first-run-german');
});

test('goes through the sections by keyboard', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('activity', { ok: true, value: { events: [], trouble: null } });
  await show(mocked);
  const section = (name: string): Locator => page.getByRole('navigation').getByText(name);
  await section('Profiles').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(section('Activity')).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
  expect(await page.evaluate(() => location.hash)).toBe('#/main/activity');
});

test('adds a profile, named after its host until it is named', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked, 'new', NOTHING_YET());
  await expect(field(page, 'Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Name a host')).toBeVisible();
  await field(page, 'Host').fill('203.0.113.22');
  await expect(field(page, 'Name')).toHaveValue('203-0-113-22');
  await field(page, 'Name').fill('lab');
  await field(page, 'Port').fill('2222');
  await page.getByRole('radio', { name: 'Purple' }).check({ force: true });
  await page.keyboard.press('ArrowLeft');
  await field(page, 'Additional CIDRs').fill('10.20.0.0/16, 10.30.0.0/16');
  await button(page, 'Add another gateway').click();
  await field(page, 'Host').last().fill('203.0.113.23');
  await button(page, 'Move gateway 2 up').click();
  await mocked.answer('addProfile', {
    ok: false,
    error: errorInfo('config.duplicate-name', { name: 'lab' }),
  });
  await add(page).click();
  await expect(field(page, 'Name')).toHaveAttribute('aria-invalid', 'true');
  const draft = {
    ...{ name: 'lab', colour: 'blue' },
    gateways: [{ host: '203.0.113.23' }, { host: '203.0.113.22', port: 2222 }],
    cidrs: ['10.20.0.0/16', '10.30.0.0/16'],
    networks: {},
  };
  await mocked.answer('addProfile', { ok: true, value: { id: STAGING.id, ...draft } });
  await field(page, 'Name').fill('lab2');
  await field(page, 'Name').fill('lab');
  await add(page).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#/main/profiles/${STAGING.id}`);
  await mocked.called([
    ['addProfile', draft],
    ['addProfile', draft],
  ]);
});

test('says what is wrong after a field was left, then while it is typed in', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked);
  const suffix = field(page, 'Suffix');
  await suffix.fill('not a domain');
  await expect(page.getByText('Not a domain such as')).toHaveCount(0);
  await suffix.press('Tab');
  await expect(page.getByText('Not a domain such as')).toBeVisible();
  await suffix.fill('staging.internal');
  await expect(page.getByText('Not a domain such as')).toHaveCount(0);
  await suffix.fill('staging.internal!');
  await expect(page.getByText('Not a domain such as')).toBeVisible();
  await field(page, 'Name').fill('production-frankfurt');
  await field(page, 'Name').press('Tab');
  await expect(page.getByText('There is already a profile named')).toBeVisible();
  await button(page, 'Revert').click();
  await expect(suffix).toHaveValue('');
  await expect(page.getByText('There is already a profile named')).toHaveCount(0);
  expect(await mocked.calls()).toEqual([]);
});

test('edits names and Docker, loses nothing, and stays where it was saved', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked, undefined, snapshot({ profiles: [ADVANCED] }));
  await expect(page.getByText('web.nginx.stage.cloud.example.com')).toBeVisible();
  await expect(field(page, 'Nameservers')).toHaveValue(
    'consul -> 10.0.0.10\ncorp.internal -> 10.0.0.2:5353',
  );
  await field(page, 'Suffix').fill('');
  await field(page, 'Docker context').selectOption({ label: 'gangway-staging' });
  const { id, names, docker, ...draft } = ADVANCED;
  const changed = {
    ...{ ...draft, names: { ...names, suffix: undefined } },
    docker: { ...docker, context: undefined },
  };
  await mocked.answer('updateProfile', { ok: true, value: { id, ...changed } });
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(button(page, 'Save')).toHaveCount(0);
  await mocked.called([['updateProfile', id, changed]]);

  await field(page, 'User').fill('somebody');
  await mocked.answer('updateProfile', {
    ok: false,
    error: errorInfo('config.invalid', { field: 'names.nameservers.0.address', message: 'no' }),
  });
  await button(page, 'Save').click();
  await expect(field(page, 'Nameservers')).toBeFocused();
});

test('asks before changes are lost: to another profile, section or window', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked);
  const user = field(page, 'User');
  const asked = page.getByRole('alertdialog', { name: 'Discard your changes?' });
  const leave = [
    () => page.getByRole('button', { name: /^production-frankfurt/ }).click(),
    () => page.getByRole('navigation').getByText('Activity').click(),
    () => page.evaluate(() => location.replace('#/main/profiles/import')),
    () =>
      mocked.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'window.dispatchEvent(new Event("beforeunload", { cancelable: true }))',
        ),
      ),
  ];
  await user.fill('somebody');
  for (const go of leave) {
    await go();
    await expect(button(page, 'Keep editing')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(asked).toHaveCount(0);
    await expect(user).toHaveValue('somebody');
  }
  await leave[0]?.();
  await button(page, 'Discard').click();
  await expect(user).toHaveValue('ops');
  await page.getByRole('button', { name: /^staging/ }).click();
  await expect(user).toHaveValue('deploy');
  // Had the app waited for the window in order to quit, it would not any more.
  await mocked.called([['keepOpen']]);
});

test('removes a profile after a question', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked, PRODUCTION.id);
  await button(page, 'Remove…').click();
  await expect(page.getByRole('alertdialog')).toContainText('Remove production-frankfurt?');
  await picture(page, 'profiles-remove');
  await button(page, 'Remove profile').click();
  await expect(field(page, 'Name')).toHaveValue('staging');
  await mocked.called([['removeProfile', PRODUCTION.id]]);
});

test('tests what is typed, cancels, and says that it is old after a change', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked, undefined, snapshot({ profiles: [MARKED] }));
  await field(page, 'Port').first().fill('x');
  await button(page, 'Test connection').click();
  await expect(field(page, 'Port').first()).toBeFocused();
  await field(page, 'Port').first().fill('2222');
  await button(page, 'Test connection').click();
  const [first, second] = MARKED.gateways;
  const draft = {
    ...profileDraftSchema.parse(MARKED),
    gateways: [{ ...first, port: 2222 }, second],
  };
  await expect.poll(() => mocked.streams('testConnection')).toEqual([[draft, MARKED.id]]);
  await mocked.emit('testConnection', told('resolve', { kind: 'running' }));
  const panel = page.getByRole('region', { name: 'Connection test' });
  await expect(panel.locator('[aria-current=step]')).toContainText('Find the address');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel).toContainText('Cancelled.');
  await expect.poll(() => mocked.streams('testConnection')).toEqual([]);
  await field(page, 'Port').first().fill('2200');
  await expect(panel).toContainText('The profile was changed since');
  await button(page, 'Close the test').click();
  await expect(panel).toHaveCount(0);
});

test('takes a host of ~/.ssh/config into the form', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('configHosts', { ok: true, value: HOSTS });
  await show(mocked, 'new');
  await button(page, 'Choose a host of ~/.ssh/config').click();
  await expect(field(page, 'Search hosts')).toBeFocused();
  await page.keyboard.type('fra ops');
  await page.getByRole('dialog').getByRole('button', { name: 'DB_1.fra' }).click();
  await expect(field(page, 'Host')).toHaveValue('DB_1.fra');
  await expect(field(page, 'Name')).toHaveValue('db-1-fra');
});

const draftOf = (name: string, host: string) => ({
  ...{ name, gateways: [{ host }], cidrs: [], networks: {} },
});

test('adds hosts of ~/.ssh/config, several at once, by keyboard', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('configHosts', { ok: true, value: HOSTS });
  await show(mocked, 'import');
  await expect(page.getByRole('checkbox', { name: 'bastion.fra' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'bay' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await field(page, 'Search hosts').fill('10.20');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'wharf' }).check();
  await field(page, 'Search hosts').press('Escape');
  await expect(page.getByRole('checkbox')).toHaveCount(HOSTS.length);
  await mocked.answer('importProfiles', { ok: true, value: [ADDED] });
  await button(page, 'Add 3 hosts').click();
  await expect(field(page, 'Name')).toBeVisible();
  await mocked.called([
    [
      'importProfiles',
      [draftOf('bay', 'bay'), draftOf('db-1-fra', 'DB_1.fra'), draftOf('wharf', 'wharf')],
      true,
    ],
  ]);
});

test('imports a pasted link, after asking about leaving it', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked, 'import');
  await exported(page).fill(TEAM_LINK);
  await expect(page.getByText('There is a staging already')).toBeVisible();
  await page.keyboard.press('Escape');
  await button(page, 'Stay').click();
  const error = errorInfo('config.storage-failed', { path: '/x', message: 'no space left' });
  await mocked.answer('importProfiles', { ok: false, error });
  await button(page, 'Import 2 profiles').click();
  await expect(page.getByText('/x cannot be used: no space left')).toBeVisible();
  await mocked.answer('importProfiles', { ok: true, value: [ADDED] });
  await button(page, 'Import 2 profiles').click();
  await expect(field(page, 'Name')).toBeVisible();
  const [, call] = await mocked.calls();
  expect(call).toMatchObject(['importProfiles', [{ name: 'staging-2' }, { name: 'lab' }], true]);
});

test('imports a file that is chosen or dropped', async ({ mocked }) => {
  const { page } = mocked;
  const folder = sharedFolder();
  const file = path.join(folder, 'team.json');
  await show(mocked, 'import');
  const chooser = page.getByLabel('File of an export');

  writeFileSync(file, '{}');
  await chooser.setInputFiles(file);
  await expect(page.getByText('team.json cannot be imported')).toBeVisible();
  writeFileSync(file, TEAM);
  await chooser.setInputFiles(file);
  await expect(button(page, 'Import 2 profiles')).toBeVisible();
  await button(page, 'Clear').click();
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
  await expect(button(page, 'Import 2 profiles')).toBeVisible();
});

test('gives a profile away as link and as file, without paths of this computer', async ({
  mocked,
}) => {
  const { page, app } = mocked;
  const identityFile = '/home/dev/keys/id_staging';
  const local = { ...ADVANCED, gateways: [{ host: '203.0.113.21', identityFile }] };
  await show(mocked, undefined, snapshot({ profiles: [local] }));
  await expect(page.getByText(`path of this computer: ${identityFile}`)).toBeVisible();
  await button(page, 'Copy link to staging').click();
  const { json, link } = exportProfiles([local]);
  await mocked.called([['copyText', link]]);

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
  await button(page, 'Export…').click();
  expect(await named).toBe('staging.json');
  expect(readFileSync(saved, 'utf8')).toBe(json);
  rmSync(folder, { recursive: true });
});

test('duplicates a profile', async ({ mocked }) => {
  const { page } = mocked;
  const profiles = [MARKED, { ...PRODUCTION, name: 'staging-2' }];
  await show(mocked, undefined, snapshot({ profiles }));
  await button(page, 'Duplicate').click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Add profile');
  await expect(field(page, 'Name')).toHaveValue('staging-3');
  await mocked.answer('addProfile', { ok: true, value: ADDED });
  await add(page).click();
  await expect(field(page, 'Name')).toHaveValue('staging');
  const copy = profileDraftSchema.parse(MARKED);
  await mocked.called([['addProfile', { ...copy, name: 'staging-3' }]]);
});

test('moves a profile in the list, by buttons and by keyboard', async ({ mocked }) => {
  const { page } = mocked;
  await show(mocked);
  await button(page, 'Move up').press('Enter');
  await button(page, 'Move down').click();
  await mocked.called([['moveProfile', STAGING.id, 1]]);
  await mocked.push({ revision: 2, profiles: [PRODUCTION, STAGING] });
  await expect(page.getByText('staging: 2 of 2')).toBeAttached();
  await expect(button(page, 'Move down')).toBeFocused();
  const choice = page.getByRole('button', { name: /^staging/ });
  await choice.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await mocked.called([['moveProfile', STAGING.id, -1]]);
  await mocked.push({ revision: 3, profiles: [STAGING, PRODUCTION] });
  await expect(page.getByText('staging: 1 of 2')).toBeAttached();
  await expect(choice).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^production/ })).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test(`moves a profile by dragging it, and shows where it goes, in ${theme}`, async ({
    mocked,
  }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    const third = { ...STAGING, id: ADDED.id, name: 'third' };
    await show(mocked, undefined, snapshot({ profiles: [STAGING, PRODUCTION, third] }));
    const choice = (name: RegExp) => page.getByRole('button', { name });
    const last = await choice(/^third/).boundingBox();
    if (!last) throw new Error('not shown');
    await choice(/^staging/).hover();
    await page.mouse.down();
    // Chromium begins to drag at the second move.
    await page.mouse.move(last.x + 40, last.y + 4);
    await page.mouse.move(last.x + 40, last.y + last.height - 4);
    await expect(page.locator('li[data-held]')).toContainText('staging');
    await expect(page.locator('li[data-gap=below]')).toContainText('third');
    await looked(page, `profiles-dragged-${theme}`);
    await page.mouse.up();
    await expect(page.locator('li[data-held], li[data-gap]')).toHaveCount(0);
    await mocked.called([['moveProfile', STAGING.id, 2]]);

    // Dropped where it was, it stays.
    await choice(/^production/).dragTo(choice(/^staging/), { targetPosition: { x: 20, y: 44 } });
    await choice(/^production/).dragTo(choice(/^staging/), { targetPosition: { x: 20, y: 4 } });
    await mocked.called([['moveProfile', PRODUCTION.id, -1]]);
  });
}

test('shows the suffix that holds where a profile has none', async ({ mocked }) => {
  const { page } = mocked;
  const settings = { ...DEFAULT_SETTINGS, suffix: 'corp.internal' };
  await show(mocked, undefined, snapshot({ settings }));
  await expect(field(page, 'Suffix')).toHaveAttribute('placeholder', 'corp.internal');
  await page.getByText('web.staging.corp.internal').scrollIntoViewIfNeeded();
  await picture(page, 'profiles-usual-suffix');
});

test('connects for the first time in three steps, by keyboard', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('configHosts', { ok: true, value: HOSTS });
  await firstRun(mocked);
  await button(page, 'Show all 7').press('Enter');
  await expect(page.getByRole('button', { name: 'gateway-of-a-customer' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Testing pier' })).toBeFocused();
  await expect(button(page, 'Next')).toBeDisabled();
  const draft = draftOf('pier', 'pier');
  expect(await mocked.streams('testConnection')).toEqual([[draft, null]]);
  await mocked.push({ revision: 2, prompts: asking(HOST_KEY).prompts });
  await button(page, 'Trust and connect').click();
  await mocked.push({ revision: 3, prompts: [] });
  await tell(mocked, steps());
  await mocked.endStream('testConnection');
  await button(page, 'Next').press('Enter');
  await expect(button(page, 'Connect')).toBeFocused();
  await button(page, 'Back').click();
  await button(page, 'Back').click();
  await field(page, 'Host').fill('deploy@bay:2222');
  await page.keyboard.press('Enter');
  await mocked.endStream('testConnection');
  await button(page, 'Continue anyway').click();
  await field(page, 'Name').fill('harbour');
  await mocked.answer('addProfile', { ok: true, value: ADDED });
  await mocked.calls();
  await page.keyboard.press('Enter');
  const gateways = [{ host: 'bay', user: 'deploy', port: 2222 }];
  await mocked.called([
    ['addProfile', { ...draftOf('harbour', 'bay'), gateways }],
    ['connect', ADDED.id],
  ]);
});
