/** Names that the list of containers lacks, from a real dockerd: gateway b of the lab. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDocker, type DockerWatch } from '../src/core/docker';
import type { Endpoint, Inventory } from '../src/shared/inventory';
import { lab, labDocker, labStatus, type LabDocker } from './support/lab-docker';

const MARK = 'gangway-aliases-test';
const NETWORKS = [`${MARK}-1`, `${MARK}-2`] as const;

let gateway: LabDocker;
let wasUp: boolean;

const docker = (...args: string[]) => gateway.docker(...args);

async function sweep(): Promise<void> {
  const containers = await docker('ps', '--all', '--quiet', '--filter', `name=${MARK}`);
  if (containers) await docker('rm', '--force', ...containers.split('\n'));
  const networks = await docker('network', 'ls', '--quiet', '--filter', `name=${MARK}`);
  if (networks) await docker('network', 'rm', ...networks.split('\n'));
}

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
  gateway = await labDocker('b');
  await sweep();
});
afterAll(async () => {
  await sweep();
  if (!wasUp) await lab('down');
});

let watch: DockerWatch;
let latest: Inventory;
let check: () => void;
beforeEach(async () => {
  check = () => undefined;
  watch = await openDocker(gateway.channel, {
    inventory: (inventory) => {
      latest = inventory;
      check();
    },
    trouble: () => undefined,
  });
  latest = watch.inventory;
});
afterEach(() => watch.close());

const until = (done: () => boolean) =>
  new Promise<void>((resolve) => {
    check = () => (done() ? resolve() : undefined);
    check();
  });

const find = (name: string) => latest.containers.find((container) => container.name === name);
const aliasesOn = (network: string, name = MARK): Endpoint['aliases'] =>
  find(name)?.endpoints.find((endpoint) => endpoint.network === network)?.aliases;

it('follows aliases and services through connect, rename and restart', async () => {
  for (const network of NETWORKS) await docker('network', 'create', network);
  const image = gateway.imageOf('worker');
  const label = ['--label', 'com.docker.compose.service=db'];
  const alias = ['--network', NETWORKS[0], '--network-alias', 'db', '--network-alias', 'second'];
  await docker('run', '--detach', '--name', MARK, ...label, ...alias, image, 'sleep', '1000');
  await until(() => aliasesOn(NETWORKS[0]) !== undefined);
  expect(aliasesOn(NETWORKS[0])).toEqual(['db', 'second']);
  expect(find(MARK)?.service).toBe('db');

  await docker('network', 'connect', '--alias', 'late', NETWORKS[1], MARK);
  await until(() => aliasesOn(NETWORKS[1])?.[0] === 'late');

  await docker('rename', MARK, `${MARK}-late`);
  await until(() => aliasesOn(NETWORKS[1], `${MARK}-late`)?.[0] === 'late');

  await docker('network', 'disconnect', NETWORKS[0], `${MARK}-late`);
  await until(() => find(`${MARK}-late`)?.endpoints.length === 1);
  await docker('network', 'connect', NETWORKS[0], `${MARK}-late`);
  await until(() => find(`${MARK}-late`)?.endpoints.length === 2);
  expect(aliasesOn(NETWORKS[0], `${MARK}-late`)).toBeUndefined();

  await docker('restart', '--time', '0', `${MARK}-late`);
  await until(() => aliasesOn(NETWORKS[1], `${MARK}-late`)?.[0] === 'late');
});
