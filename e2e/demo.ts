/** A walk through the product, for people: what `script/demo` shows and prints. */
import { test } from '@playwright/test';
import path from 'node:path';
import type { Container } from '../src/shared/inventory';
import { ROOT, expect, startApp } from './support/app';
import { onLaptop } from './support/lab';
import { httpGet, redisPing } from './support/network';
import { routedPrefixes } from '../src/shared/routed-prefixes';

const PROFILE = { name: 'cloud', host: '203.0.113.21' };

/** On the other node of the lab's Swarm. */
const KIOSK = '10.20.1.80';

test('demo', async () => {
  const home = process.env['HOME'] ?? '';
  const gangway = await startApp(home, process.env as Record<string, string>);
  gangway.screenshots = path.join(ROOT, 'out/demo');
  const pictures: string[] = [];

  say('The app runs. A click on its tray icon opens it …');
  await gangway.open();
  await gangway.addProfile(PROFILE);
  pictures.push(await gangway.screenshot('1-profile'));

  say(`Connect to root@${PROFILE.host}, whose key this laptop has never seen …`);
  await gangway.connect(PROFILE.name);
  await expect(gangway.page.getByText(/SHA256:/)).toBeVisible();
  pictures.push(await gangway.screenshot('2-host-key'));
  await gangway.trustHostKey();
  const { link } = await gangway.waitForState(PROFILE.name, 'connected');
  const { inventory, networks } = await gangway.bridge(PROFILE.name);
  const routes = routedPrefixes(networks).join(' ');
  say(`Connected: ${link.interface}, ${link.mode}, routes ${routes}\n`);
  const containers = inventory?.containers ?? [];
  say(tableOf(containers));

  const web = addressOf(containers, 'web');
  const { status, text } = await httpGet(web);
  expect(status).toBe(200);
  say(`curl http://${web}/        HTTP ${status}  ${text}`);
  const cache = addressOf(containers, 'cache');
  const pong = await redisPing(cache);
  expect(pong).toBe('PONG');
  say(`redis-cli -h ${cache} ping  ${pong}`);
  const ping = await onLaptop('ping', '-c', '3', '-i', '0.2', web);
  say(`ping ${web}                ${ping.trim().split('\n').at(-1) ?? ''}`);
  // The first echoes measure an app that is still busy with connecting.
  await expect
    .poll(async () => (await gangway.health(PROFILE.name)).window.length)
    .toBeGreaterThanOrEqual(4);
  const { rttMs } = await gangway.health(PROFILE.name);
  say(`the link's own echo        ${rttMs?.toFixed(2) ?? '-'} ms\n`);

  pictures.push(await gangway.screenshot('3-connected'));
  pictures.push(await gangway.screenshotOfScreen('4-desktop'));

  say('A Swarm overlay that spans this gateway and another: one click under Networks …');
  await gangway.enableNetwork(PROFILE.name, 'mesh');
  const kiosk = await httpGet(KIOSK);
  say(
    `curl http://${KIOSK}/      HTTP ${kiosk.status}  ${kiosk.text} (a container on that other gateway)\n`,
  );
  pictures.push(await gangway.screenshot('5-networks'));
  await gangway.disconnect(PROFILE.name);
  await gangway.electron.close();
  say('Disconnected; nothing is left behind. Pictures:');
  for (const file of pictures) say(`  ${path.relative(ROOT, file)}`);
});

function say(text: string): void {
  console.log(text);
}

function addressOf(containers: readonly Container[], name: string): string {
  const address = containers.find((container) => container.name === name)?.endpoints[0]?.ipv4;
  if (!address) throw new Error(`${name} has no address`);
  return address;
}

function tableOf(containers: readonly Container[]): string {
  const rows = containers.map(({ name, status, endpoints, ports, image }) => [
    name,
    status,
    endpoints.map(({ ipv4 }) => ipv4 ?? '-').join(' '),
    ports.map(({ container, protocol }) => `${container}/${protocol}`).join(' ') || '-',
    image,
  ]);
  const table = [['NAME', 'STATE', 'ADDRESS', 'PORTS', 'IMAGE'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...table.map((row) => (row[i] ?? '').length)));
  return table
    .map((row) => row.map((cell, i) => cell.padEnd((widths[i] ?? 0) + 2)).join(''))
    .concat('')
    .join('\n');
}
