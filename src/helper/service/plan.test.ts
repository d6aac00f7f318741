import { expect, it } from 'vitest';
import type { ServiceFacts } from '../platform/platform';
import { planService, type Runtime, type ServiceParts } from './plan';

const FILES = '0123456789abcdef';
const NODE: Runtime = {
  ...{ path: '/usr/bin/node', isElectron: false },
  ...{ version: 'node-20.20.2', isRootsAlone: true },
};
const ELECTRON: Runtime = {
  ...{ path: '/home/dev/gangway/electron', isElectron: true },
  ...{ version: 'electron-45.4.1', isRootsAlone: false },
};

function plan(runtime: Runtime) {
  let told: ServiceFacts | undefined;
  const parts: ServiceParts = {
    ...{ uid: 1500, helperFile: '/home/dev/gangway/dist/node/helper.js', files: FILES, runtime },
    packages: [{ name: 'koffi', folder: '/home/dev/koffi', files: ['package.json', 'src/a.js'] }],
  };
  const { folder, copies } = planService(parts, (facts) => {
    told = facts;
    return { definitions: [], activate: [], deactivate: [], forget: [], socket: '/s' };
  });
  return { folder, copies: copies.map(({ from, to, mode }) => [from, to, mode.toString(8)]), told };
}

const OWN = [
  ['/home/dev/gangway/dist/node/helper.js', 'helper.js', '644'],
  ['/home/dev/koffi/package.json', 'node_modules/koffi/package.json', '644'],
  ['/home/dev/koffi/src/a.js', 'node_modules/koffi/src/a.js', '644'],
];

it('runs a copy of the helper by a runtime that is root’s alone', () => {
  const folder = '/usr/local/lib/gangway/helper-1500-0123456789abcdef-node-20.20.2';
  expect(plan(NODE)).toEqual({
    folder,
    copies: OWN,
    told: {
      uid: 1500,
      command: ['/usr/bin/node', `${folder}/helper.js`],
      environment: {},
      comment: 'gangway-helper files=0123456789abcdef runtime=system',
    },
  });
});

it('copies any other runtime, with what it needs to be Node', () => {
  const folder = '/usr/local/lib/gangway/helper-1500-0123456789abcdef-electron-45.4.1';
  expect(plan(ELECTRON)).toEqual({
    folder,
    copies: [
      ...OWN,
      ['/home/dev/gangway/electron', 'runtime/electron', '755'],
      ['/home/dev/gangway/libffmpeg.so', 'runtime/libffmpeg.so', '644'],
      ['/home/dev/gangway/icudtl.dat', 'runtime/icudtl.dat', '644'],
      ['/home/dev/gangway/snapshot_blob.bin', 'runtime/snapshot_blob.bin', '644'],
      ['/home/dev/gangway/v8_context_snapshot.bin', 'runtime/v8_context_snapshot.bin', '644'],
    ],
    told: {
      uid: 1500,
      command: [`${folder}/runtime/electron`, `${folder}/helper.js`],
      environment: { ELECTRON_RUN_AS_NODE: '1' },
      comment: 'gangway-helper files=0123456789abcdef runtime=electron-45.4.1',
    },
  });
});

it('copies no app of a Mac, which is more than a few files', () => {
  const path = '/Users/dev/Applications/Gangway.app/Contents/MacOS/Gangway';
  expect(() => plan({ ...ELECTRON, path })).toThrow('can change');
});
