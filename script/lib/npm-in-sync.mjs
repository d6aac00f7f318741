#!/usr/bin/env node
// Exits 0 if node_modules holds exactly what package-lock.json says, told by the lockfile that npm leaves inside it.
// Takes milliseconds where `npm ci` takes half a minute and would throw the Electron runtime away.
import { readFileSync } from 'node:fs';

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}

/** Packages that are not as locked. Optional ones (other platforms' binaries) may be absent. */
function differences(wanted, present) {
  const missing = Object.entries(wanted)
    .filter(([place]) => place !== '')
    .filter(([place, { version, optional }]) =>
      place in present ? present[place].version !== version : optional !== true,
    )
    .map(([place]) => place);
  const surplus = Object.keys(present).filter((place) => !(place in wanted));
  return [...missing, ...surplus];
}

try {
  const found = differences(
    packagesOf('package-lock.json'),
    packagesOf('node_modules/.package-lock.json'),
  );
  process.exitCode = found.length === 0 ? 0 : 1;
} catch {
  process.exitCode = 1; // nothing installed yet
}
