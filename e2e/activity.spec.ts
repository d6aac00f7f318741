/** What happened can be read, and told to others, by whoever only has the window. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ActivityEvent } from '../src/shared/activity';
import { expect, test } from './support/app';
import { dropConnection } from './support/lab';

test('a connect, a drop with its cause, and root’s commands are in the activity', async ({
  gangway,
}) => {
  const { electron, home } = gangway;
  await gangway.connectFirstTime({ name: 'staging', host: '203.0.113.21' });
  const { link } = await gangway.waitForState('staging', 'connected');
  const page = await gangway.opened(() =>
    gangway.page.getByRole('button', { name: 'Activity' }).click(),
  );
  const events = page.getByRole('main').getByRole('listitem');
  await expect(events.filter({ hasText: 'Connected to 203.0.113.21:22' })).toHaveCount(1);
  await expect(events.filter({ hasText: 'Profile added' })).toHaveCount(1);

  // The screen follows while it is open.
  await dropConnection();
  await expect(events.filter({ hasText: 'Connection lost' })).toHaveCount(1);
  await expect(events.filter({ hasText: 'Connected to 203.0.113.21:22' })).toHaveCount(2);
  await gangway.waitForState('staging', 'connected');

  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Commands as root');
  await page.getByText('Show them word for word').first().click();
  await expect(page.getByText(`dev ${link.interface} mtu`).first()).toBeVisible();
  await gangway.screenshot('activity', page);

  const file = path.join(home, 'activity.jsonl');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText(`Exported to ${file}`)).toBeVisible();
  const exported = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ActivityEvent);
  const kinds = exported.map(({ kind }) => kind);
  for (const kind of ['connect-asked', 'connected', 'dropped', 'routes', 'commands', 'names']) {
    expect(kinds).toContain(kind);
  }
  const ran = exported.flatMap((event) => (event.kind === 'commands' ? event.commands : []));
  const addressed = ran.find((argv) => argv.includes('address') && argv.includes(link.local));
  expect(addressed?.slice(0, 3)).toEqual(['/usr/sbin/ip', 'address', 'add']);
  const kept = path.join(home, 'gangway/logs/activity.jsonl');
  expect((await stat(kept)).mode & 0o777).toBe(0o600);

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByText('Diagnostics copied')).toBeVisible();
  const report = await electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('staging: connected');
  expect(report).toContain('"kind":"dropped"');
  expect(report).not.toContain(home);

  await gangway.disconnect('staging');
});
