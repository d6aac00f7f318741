/** Whatever ends, and however: laptop and gateway are as they were before. */
import { expect, test, type GangwayApp } from './support/app';
import { asLaptopRoot, guardPid, onGateway } from './support/lab';
import { machineStates, type MachineStates } from './support/machine-state';

const PROFILE = { name: 'staging', host: '203.0.113.21' };

/** Polls until both machines are as they were; says how they differ if they do not become so. */
async function expectAsBefore(before: MachineStates): Promise<void> {
  await expect
    .poll(() => machineStates('a'), { timeout: 30_000, intervals: [100, 250, 500, 1000] })
    .toEqual(before);
}

async function connected(gangway: GangwayApp): Promise<MachineStates> {
  await gangway.open();
  const before = await machineStates('a');
  await gangway.connectFirstTime(PROFILE);
  // A container and a service of ours on the gateway, with all that leads into them.
  for (const overlay of ['mesh', 'backplane']) await gangway.enableNetwork('staging', overlay);
  expect(await machineStates('a')).not.toEqual(before);
  return before;
}

/** After a drop the bridge comes back by itself; then it is taken down in the ordinary way. */
async function reconnectsAndDisconnects(gangway: GangwayApp): Promise<void> {
  await expect
    .poll(async () => (await gangway.state('staging')).kind, { intervals: [20] })
    .not.toBe('connected');
  await gangway.waitForState('staging', 'connected');
  await gangway.disconnect('staging');
}

test('disconnect', async ({ gangway }) => {
  const before = await connected(gangway);
  await gangway.disconnect('staging');
  await expectAsBefore(before);
});

test('kill -9 of the app', async ({ gangway }) => {
  const before = await connected(gangway);
  gangway.electron.process().kill('SIGKILL');
  // The helper lives exactly as long as the app: its own start is part of what must be gone.
  await expectAsBefore(before);
});

test('kill -9 of the helper', async ({ gangway }) => {
  const before = await connected(gangway);
  await asLaptopRoot(`
    for pid in $(pgrep -f 'helper.js --socket-directory'); do
      case $(readlink /proc/$pid/exe) in */electron) kill -9 $pid ;; esac
    done`);
  const { error, cleanup } = await gangway.waitForState('staging', 'failed');
  expect(error.code).toBe('helper.gone');
  expect(cleanup).toBe('clean');
  await gangway.screenshot('helper-killed');
  await expectAsBefore(before);
});

test('kill -9 of sshd', async ({ gangway }) => {
  const before = await connected(gangway);
  await onGateway('a', `kill -9 $(ps -o ppid= -p ${await guardPid()})`);
  await reconnectsAndDisconnects(gangway);
  await expectAsBefore(before);
});

test('kill -9 of the guard', async ({ gangway }) => {
  const before = await connected(gangway);
  await onGateway('a', `kill -9 ${await guardPid()}`);
  await reconnectsAndDisconnects(gangway);
  await expectAsBefore(before);
});
