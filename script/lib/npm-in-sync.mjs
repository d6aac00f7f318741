#!/usr/bin/env node
// Exits 0 if package.json, package-lock.json and node_modules agree, the last told by the lockfile that npm leaves inside
// it. Takes milliseconds where npm takes seconds. With --explain, names what differs.
import { readFileSync } from 'node:fs';

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { packages: {} }; // nothing installed yet
  }
}

/** Dependencies whose range in package.json is not the one that was locked. */
function unlocked(manifest, locked) {
  return ['dependencies', 'devDependencies'].flatMap((kind) => {
    const [wanted, known] = [manifest[kind] ?? {}, locked[kind] ?? {}];
    return [...new Set([...Object.keys(wanted), ...Object.keys(known)])]
      .filter((name) => wanted[name] !== known[name])
      .map(
        (name) =>
          `${name}: package.json wants ${wanted[name]}, package-lock.json has ${known[name]}`,
      );
  });
}

/** Packages that are not as locked. Optional ones (other platforms' binaries) may be absent. */
function uninstalled(locked, present) {
  const wrong = Object.entries(locked)
    .filter(([place]) => place !== '')
    .filter(([place, { version, optional }]) =>
      place in present ? present[place].version !== version : optional !== true,
    )
    .map(
      ([place, { version }]) =>
        `${place}: ${version} is locked, ${present[place]?.version} installed`,
    );
  const surplus = Object.keys(present).filter((place) => !(place in locked));
  return [...wrong, ...surplus.map((place) => `${place}: installed but not locked`)];
}

const locked = read('package-lock.json').packages;
const differences = [
  ...unlocked(read('package.json'), locked[''] ?? {}),
  ...uninstalled(locked, read('node_modules/.package-lock.json').packages),
];
if (process.argv.includes('--explain')) console.log(differences.join('\n'));
process.exitCode = differences.length === 0 ? 0 : 1;
