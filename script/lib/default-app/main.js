// Stand-in for the default_app.asar that a stock Electron carries and the npm-carried runtime does not:
// `electron [switches] [-r MODULE]... PATH [arguments]`. Only what development and Playwright use; see ../electron-runtime.mjs.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { app } from 'electron';

/** What the command line asks for. Chromium and Node take their own switches out of the same line, so they are passed over. */
function parse(argv) {
  const wanted = { print: undefined, preload: [], target: undefined };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    if (word === '--version' || word === '-v')
      return { ...wanted, print: `v${process.versions.electron}` };
    if (word === '--abi' || word === '-a') return { ...wanted, print: process.versions.modules };
    if (word === '-r' || word === '--require') wanted.preload.push(argv[++i]);
    else if (!word.startsWith('-')) return { ...wanted, target: path.resolve(word) };
  }
  return wanted;
}

/** Gives the app the identity its package.json states, as a packaged build would have, and returns its entry file. */
function adopt(target) {
  if (!statSync(target).isDirectory()) {
    app.setAppPath(path.dirname(target));
    return target;
  }
  const manifestFile = path.join(target, 'package.json');
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName ?? manifest.name) app.name = manifest.productName ?? manifest.name;
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setAppPath(target);
  return createRequire(manifestFile).resolve(path.join(target, manifest.main ?? 'index.js'));
}

async function main() {
  const { print, preload, target } = parse(process.argv.slice(1));
  if (print !== undefined) {
    console.log(print);
    process.exit(0);
  }
  if (target === undefined) {
    console.error('usage: electron [-r MODULE] PATH [ARGUMENTS]');
    process.exit(2);
  }
  Object.defineProperty(process, 'defaultApp', {
    configurable: false,
    enumerable: true,
    value: true,
  });
  const load = createRequire(path.join(process.cwd(), 'preload.js'));
  for (const module of preload) load(module);
  await import(pathToFileURL(adopt(target)).href);
}

try {
  await main();
} catch (error) {
  console.error('electron: cannot start the app:', error);
  process.exit(1);
}
