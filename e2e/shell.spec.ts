/** What a desktop sees of the app: the tray's menu, notifications, links, windows, and what is left of them after a restart. */
import { execFile } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { JSHandle, Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { formatProfiles } from '../src/core/profiles/format';
import type { Profile } from '../src/shared/profile';
import { exportProfiles } from '../src/shared/profile-link';
import type { SettingsChange } from '../src/shared/settings';
import {
  ELECTRON,
  ROOT,
  expect,
  gangwayEnvironment,
  startApp,
  test as base,
  type GangwayApp,
} from './support/app';
import { DesktopServices } from './support/desktop-services';
import { ADDRESS, allowElevation, dropConnection, knowHostKeys, onLaptop } from './support/lab';

const run = promisify(execFile);
const STAGING: Profile = {
  id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11',
  name: 'staging',
  emoji: '🚢',
  gateways: [{ host: ADDRESS.a, user: 'root' }],
  cidrs: [],
  networks: {},
};

interface Fixtures {
  readonly desktop: DesktopServices;
  /** Starts the app with a known gateway and `profiles`, which are kept from one start to the next. */
  readonly start: (profiles?: readonly Profile[]) => Promise<GangwayApp>;
}

const test = base.extend<Fixtures>({
  desktop: async ({}, use) => {
    const services = await DesktopServices.start();
    await use(services);
    await services.stop();
  },
  start: async ({ home, desktop }, use) => {
    await allowElevation();
    await knowHostKeys(home, 'a');
    const running: (() => Promise<void>)[] = [];
    await use(async (profiles) => {
      expect(desktop.shown).toEqual([]);
      if (profiles) await writeProfiles(home, profiles);
      const gangway = await startApp(home);
      const app = gangway.electron.process();
      running.push(async () => {
        if (app.exitCode === null) await gangway.quit();
      });
      return gangway;
    });
    for (const end of running) await end();
  },
});

async function writeProfiles(home: string, profiles: readonly Profile[]): Promise<void> {
  await mkdir(path.join(home, 'gangway'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(home, 'gangway/profiles.json'), formatProfiles(profiles));
}

/** As a desktop does with a link, or a person with the icon in the launcher. Resolves when it has handed over. */
async function startAgain(home: string, ...args: string[]): Promise<void> {
  await run(ELECTRON, [ROOT, ...args], { env: gangwayEnvironment(home) });
}

/** The window that shows `page`, in the app's main process. */
async function windowOf({ electron }: GangwayApp, page: Page): Promise<JSHandle<BrowserWindow>> {
  return (await electron.browserWindow(page)) as JSHandle<BrowserWindow>;
}

async function changeSettings(page: Page, change: SettingsChange): Promise<void> {
  const reply = await page.evaluate((wanted) => window.gangway.changeSettings(wanted), change);
  expect(reply.ok).toBe(true);
}

async function labels(desktop: DesktopServices): Promise<string[]> {
  return (await desktop.menu()).map(({ label }) => label);
}

test('the tray connects, a drop is told, and a click on that opens Gangway', async ({
  desktop,
  start,
}) => {
  const gangway = await start([STAGING]);
  await expect
    .poll(() => labels(desktop))
    .toEqual([
      'Connect 🚢 staging',
      ...['Open Gangway', 'Profiles…', 'Activity…', 'Settings…', 'Quit'],
    ]);
  await desktop.choose('Connect 🚢 staging');
  await gangway.waitForState('staging', 'connected');
  await expect
    .poll(async () => (await desktop.menu())[0])
    .toMatchObject({ label: 'Disconnect 🚢 staging', checked: true });
  // A person has done all of that.
  expect(desktop.count).toBe(0);

  await dropConnection();
  await expect.poll(() => desktop.shown, { intervals: [20] }).toHaveLength(1);
  expect(desktop.shown[0]?.title).toBe('staging: connection lost');
  expect(desktop.shown[0]?.body).toContain('Gangway is trying to bring it back.');
  // One of each bridge: this one takes its place.
  await expect.poll(() => desktop.shown.map(({ title }) => title)).toEqual(['staging is back']);
  expect(desktop.shown[0]?.body).toMatch(/^It was away for \d+ s\.$/);
  await gangway.waitForState('staging', 'connected');

  expect(await gangway.isShown()).toBe(false);
  const [notification] = desktop.shown;
  if (notification) await desktop.click(notification);
  await expect.poll(() => gangway.isShown()).toBe(true);

  await desktop.choose('Disconnect 🚢 staging');
  await gangway.waitForState('staging', 'idle');
  expect(desktop.count).toBe(2);

  // Who wants to hear nothing, hears nothing.
  await changeSettings(gangway.page, { notifications: false });
  await desktop.choose('Connect 🚢 staging');
  const { since } = await gangway.waitForState('staging', 'connected');
  await dropConnection();
  await expect
    .poll(async () => {
      const state = await gangway.state('staging');
      return state.kind === 'connected' && state.since !== since;
    })
    .toBe(true);
  await desktop.choose('Disconnect 🚢 staging');
  await gangway.waitForState('staging', 'idle');
  expect(desktop.count).toBe(2);
});

test('a link asks, and connects only who says yes', async ({ home, desktop, start }) => {
  const gangway = await start([STAGING]);
  const { page } = gangway;
  expect(await gangway.isShown()).toBe(false);
  await startAgain(home);
  await expect.poll(() => gangway.isShown()).toBe(true);

  await startAgain(home, 'gangway://connect/nowhere');
  await expect(page.getByText('there is no profile of that name here')).toBeVisible();
  await startAgain(home, 'gangway://disconnect/staging?now');
  await expect(page.getByText('does not do for links')).toBeVisible();
  await gangway.screenshot('link-refused');

  const opened = gangway.electron.waitForEvent('window');
  await startAgain(home, exportProfiles([{ ...STAGING, name: 'from-a-friend' }]).link);
  const imports = await opened;
  await expect(imports.getByText('from-a-friend').first()).toBeVisible();
  expect((await gangway.snapshot()).profiles.map(({ name }) => name)).toEqual(['staging']);
  await imports.close();

  await startAgain(home, 'gangway://connect/staging');
  const question = page.getByRole('dialog', { name: /staging/ });
  await expect(question).toBeVisible();
  await gangway.screenshot('link-asks');
  expect((await gangway.state('staging')).kind).toBe('idle');
  await question.getByRole('button', { name: 'Connect' }).click();
  await gangway.waitForState('staging', 'connected');
  await desktop.choose('Disconnect 🚢 staging');
  await gangway.waitForState('staging', 'idle');
});

test('settings, connections and windows are as they were after a restart', async ({
  home,
  desktop,
  start,
}) => {
  const gangway = await start([{ ...STAGING, connectOnStart: true }]);
  // By itself, and without a word.
  await gangway.waitForState('staging', 'connected');
  expect(desktop.count).toBe(0);

  const opened = gangway.electron.waitForEvent('window');
  await desktop.choose('Settings…');
  const settings = await opened;
  await settings.getByRole('switch', { name: 'Start at login' }).click();
  const entry = path.join(home, '.config/autostart/gangway.desktop');
  await expect.poll(() => readFile(entry, 'utf8').catch(() => '')).toContain(`"${ROOT}"`);
  await expect(settings.getByRole('switch', { name: 'Start at login' })).toBeChecked();
  const window = await windowOf(gangway, settings);
  expect(await window.evaluate((each) => each.getTitle())).toBe('Settings – Gangway');
  await window.evaluate((each) => each.setBounds({ x: 60, y: 50, width: 700, height: 500 }));
  await settings.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(settings.getByRole('heading', { level: 1 })).toHaveText('Einstellungen');
  await expect.poll(() => window.evaluate((each) => each.getTitle())).toMatch(/^Einstellungen/);
  await expect.poll(() => labels(desktop)).toContain('🚢 staging trennen');
  await changeSettings(gangway.page, { restoreConnections: true });
  await desktop.activate();
  await gangway.page.getByRole('combobox', { name: 'Gruppieren nach' }).selectOption('network');
  const app = gangway.electron.process();
  await desktop.choose('Beenden');
  await expect.poll(() => app.exitCode).toBe(0);

  const again = await start([STAGING]);
  await again.waitForState('staging', 'connected');
  expect((await again.snapshot()).settings).toMatchObject({
    startAtLogin: true,
    restoreConnections: true,
    language: 'de',
  });
  await desktop.activate();
  const grouping = again.page.getByRole('combobox', { name: 'Gruppieren nach' });
  await expect(grouping).toHaveValue('network');
  const reopened = again.electron.waitForEvent('window');
  await desktop.choose('Einstellungen …');
  const second = await reopened;
  const placed = await windowOf(again, second);
  const bounds = await placed.evaluate((each) => each.getBounds());
  expect(bounds).toMatchObject({ width: 700, height: 500 });
  await second.getByRole('switch', { name: 'Bei der Anmeldung starten' }).click();
  await expect.poll(() => access(entry).catch(() => 'gone')).toBe('gone');
  const closed = second.waitForEvent('close');
  await onLaptop('xdotool', 'key', 'ctrl+w');
  await closed;
  await desktop.choose('🚢 staging trennen');
  await again.waitForState('staging', 'idle');
});

test('quitting asks once about what is not saved', async ({ desktop, start }) => {
  const gangway = await start([STAGING]);
  const app = gangway.electron.process();
  const editor = await gangway.opened(async () => {
    await gangway.page.evaluate(
      (item) => window.gangway.openWindow({ window: 'main', section: 'profiles', item }),
      STAGING.id,
    );
  });
  const name = editor.getByLabel('Name', { exact: true });
  await name.fill('renamed');
  const question = editor.getByRole('alertdialog');

  await desktop.choose('Quit');
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(question).toBeHidden();
  await expect(name).toHaveValue('renamed');

  await desktop.choose('Quit');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => app.exitCode).toBe(0);
});
