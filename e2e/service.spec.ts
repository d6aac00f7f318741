/** The helper as a service of a real systemd: installed and removed in the settings, and no password in between. */
import { expect, test } from './support/app';
import {
  ADDRESS,
  allowElevation,
  asLaptopRoot,
  containerAddress,
  denyElevation,
  switchSystemd,
} from './support/lab';
import { httpGet } from './support/network';

const SOCKET_UNIT = '/etc/systemd/system/gangway-helper-1500.socket';

test.beforeAll(() => switchSystemd('on'));
test.afterAll(async () => {
  await allowElevation();
  await switchSystemd('off');
});

test('with the helper as a service, connecting asks for no password', async ({ gangway }) => {
  await gangway.open();
  await gangway.addProfile({ name: 'staging', host: ADDRESS.a });
  const settings = await gangway.openMain('Settings');
  await settings.getByRole('button', { name: 'Install…' }).click();
  await expect(settings.getByText(SOCKET_UNIT)).toBeVisible();
  expect(await asLaptopRoot('systemctl is-active gangway-helper-1500.socket')).toBe('active\n');
  await settings.getByText(SOCKET_UNIT).scrollIntoViewIfNeeded();
  await gangway.screenshot('settings-service', settings);

  // Whoever is asked now says no.
  await denyElevation();
  await gangway.open();
  await gangway.connect('staging');
  await gangway.trustHostKey();
  await gangway.waitForState('staging', 'connected');
  expect((await httpGet(await containerAddress('a', 'web'))).text).toBe('Hello from web-a');
  await gangway.disconnect('staging');

  await settings.getByRole('button', { name: 'Remove…' }).click();
  await expect(settings.getByRole('alert')).toBeVisible();
  await settings.getByRole('alert').scrollIntoViewIfNeeded();
  await gangway.screenshot('settings-service-refused', settings);
  await allowElevation();
  await settings.getByRole('button', { name: 'Remove…' }).click();
  await expect(settings.getByRole('button', { name: 'Install…' })).toBeVisible();
  const left = 'find /etc/systemd/system /usr/local/lib /run/gangway-helper -name "*gangway*"';
  expect(await asLaptopRoot(`${left} 2>/dev/null || :`)).toBe('');
});
