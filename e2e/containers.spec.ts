/** What one does with one container in its own window: the real app, a real Docker. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, openedPages, test } from './support/app';
import { ADDRESS, containerAddress, onGateway, onLaptop } from './support/lab';
import { httpGet } from './support/network';

const NAME = 'teller';
const MAIN = 'trap "exit 0" TERM; echo ready; while :; do sleep 3600 & wait $!; done';

/** Has the container's own program say `text`. */
const say = (text: string): Promise<string> =>
  onGateway('a', `docker exec ${NAME} sh -c 'echo "${text}" >/proc/1/fd/1'`);

/** What runs in the container, as the gateway sees it. */
async function processes(): Promise<string[]> {
  const [, ...lines] = (await onGateway('a', `docker top ${NAME} -eo pid,args`)).trim().split('\n');
  return lines.map((line) => line.replace(/^\s*\d+\s+/, '')).sort();
}

test.beforeAll(async () => {
  await onGateway(
    'a',
    `docker rm -f ${NAME} 2>/dev/null; docker run -d --name ${NAME} -e TOKEN=hidden-treasure \\
      "$(docker inspect -f '{{.Config.Image}}' worker)" sh -c '${MAIN}'`,
  );
});
test.afterAll(async () => {
  await onGateway('a', `docker rm -f ${NAME}`);
});

test('logs, a shell and details of a container, and a restart', async ({ gangway, home }) => {
  await gangway.connectFirstTime({ name: 'staging', host: ADDRESS.a });
  const page = await gangway.opened(() => gangway.chooseInMenu(NAME, 'Logs'));
  const log = page.getByRole('log', { name: `Logs of ${NAME}` });

  await expect(log.getByText('ready')).toBeVisible();
  await say('order 4711 was paid');
  await expect(log.getByText('order 4711 was paid')).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(log.locator('mark')).toHaveText('4711');
  await page.screenshot({ path: path.join(gangway.screenshots, 'container-logs.png') });

  const file = path.join(home, 'teller.log');
  await gangway.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Save all logs…' }).click();
  await expect(page.getByText(`Saved to ${file}`)).toBeVisible();
  expect(await readFile(file, 'utf8')).toMatch(/^\S+Z ready\n\S+Z order 4711 was paid\n$/);

  const before = await processes();
  await page.getByRole('tab', { name: 'Shell' }).click();
  const screen = page.locator('.xterm-rows');
  await expect(screen).toContainText(/[#$]/);
  await page.keyboard.type('echo $((6*7))\n');
  await expect(screen).toContainText(/^42$|\s42\s|[^0-9]42[^0-9]/);
  expect(await processes()).not.toEqual(before);
  await page.screenshot({ path: path.join(gangway.screenshots, 'container-shell.png') });

  await page.getByRole('tab', { name: 'Usage' }).click();
  await expect(
    page.getByRole('img', { name: /^The last 5 minutes, at most/ }).last(),
  ).toBeVisible();

  await page.getByRole('tab', { name: 'Inspect' }).click();
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText(await containerAddress('a', NAME));
  await expect(page.getByText('hidden-treasure')).toHaveCount(0);

  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  const sheet = page.getByRole('alertdialog', { name: `Restart ${NAME}?` });
  await sheet.getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('tab', { name: 'Logs' }).click();
  await page.getByRole('textbox', { name: 'Search logs' }).fill('');
  await expect(log.getByText('ready')).toHaveCount(2);
  await say('and goes on');
  await expect(log.getByText('and goes on')).toBeVisible();
  await expect(log.getByText('order 4711 was paid')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Shell' }).click();
  await expect(page.getByText('The shell ended.')).toBeVisible();

  await page.getByRole('button', { name: 'Start a new shell' }).click();
  await expect(screen).toContainText(/[#$]/);
  await expect.poll(processes).not.toEqual(before);
  await page.close();
  await expect.poll(processes).toEqual(before);
});

test('a row’s menu copies, opens and acts; a warning leads to what can be changed', async ({
  gangway,
  home,
}) => {
  const { electron, page } = gangway;
  const copied = (): Promise<string> => electron.evaluate(({ clipboard }) => clipboard.readText());
  const elsewhere = [
    'docker',
    'context',
    'create',
    'gangway-staging',
    '--docker',
    'host=unix:///x',
  ];
  await onLaptop('env', `HOME=${home}`, ...elsewhere);
  await gangway.connectFirstTime({ name: 'staging', host: ADDRESS.a });

  await gangway.chooseInMenu('web', 'Copy address');
  await expect.poll(copied).toBe(await containerAddress('a', 'web'));
  await gangway.chooseInMenu('web', 'Copy name');
  await expect.poll(copied).toBe('web.staging.gangway.internal');
  await gangway.chooseInMenu('web', 'Open port 80');
  await expect.poll(() => openedPages(home)).toEqual(['http://web.staging.gangway.internal/']);
  expect((await httpGet(await copied())).text).toBe('Hello from web-a');
  await gangway.chooseInMenu('web', 'Check whether it answers');
  await expect(page.getByLabel('Check of web', { exact: true })).toContainText('Reachable');

  const list = page.getByRole('list', { name: 'Containers' });
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Project');
  await expect(list.getByRole('heading', { name: /^shop \d+$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Usage' }).click();
  await expect(list.getByLabel('CPU and memory of api', { exact: true })).toContainText('%');
  await gangway.screenshot('containers-by-project');

  // Nobody is asked twice, and nobody’s container stops by one click.
  const status = () => onGateway('a', `docker inspect -f '{{.State.Status}}' ${NAME}`);
  await page.getByRole('textbox', { name: 'Search containers' }).fill(NAME);
  await gangway.chooseInMenu(NAME, 'Stop…');
  await gangway.screenshot('container-stop');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await status()).toBe('running\n');
  await gangway.chooseInMenu(NAME, 'Stop…');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.poll(status).toBe('exited\n');
  await gangway.chooseInMenu(NAME, 'Start');
  await expect.poll(status).toBe('running\n');

  // A context of that name was there, and stays what it is.
  await page.getByRole('list', { name: 'Warnings' }).locator('summary').click();
  await gangway.screenshot('warning');
  const main = await gangway.opened(() =>
    page.getByRole('button', { name: 'Edit profile' }).click(),
  );
  await main.getByLabel('Docker context').selectOption('None');
  await main.getByRole('button', { name: 'Save' }).click();
  await expect(main.getByText('Saved', { exact: true })).toBeVisible();
  await gangway.disconnect('staging');
});
