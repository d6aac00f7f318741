/** Finds what a service is made of on this machine: this very helper, what it loads, and what runs it. */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isRootsAlone, runtimeVersion } from '../../shared/helper-service';
import { entries } from '../folders';
import type { Runtime, ServiceParts } from './plan';

/** koffi's sources for compilers and its manuals are of no use at run time. */
const LOADED = /^(package\.json|index\.c?js|src\/.*\.c?js)$/;
const NATIVE_SCOPE = '@koromix';

export function findParts(uid: number): ServiceParts {
  const helperFile = realpathSync(process.argv[1] ?? '');
  const koffi = dirname(createRequire(helperFile).resolve('koffi'));
  const modules = dirname(koffi);
  // What npm has installed for this system, where koffi looks for it.
  const natives = entries(join(modules, NATIVE_SCOPE)).map((name) => join(NATIVE_SCOPE, name));
  return {
    uid,
    helperFile,
    files: hashOf(helperFile, join(koffi, 'package.json')),
    packages: [
      { name: 'koffi', folder: koffi, files: filesIn(koffi).filter((file) => LOADED.test(file)) },
      ...natives.map((name) => ({
        ...{ name, folder: join(modules, name) },
        files: filesIn(join(modules, name)),
      })),
    ],
    runtime: findRuntime(),
  };
}

/** Sixteen digits, as of `ServiceVersion`: the package file tells which koffi it is. */
export function hashOf(helperFile: string, koffiPackage: string): string {
  const hash = createHash('sha256');
  for (const file of [helperFile, koffiPackage]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function findRuntime(): Runtime {
  const path = realpathSync(process.execPath);
  const { electron } = process.versions;
  return {
    path,
    isElectron: electron !== undefined,
    version: runtimeVersion(process.versions),
    isRootsAlone: isRootsAlone(path, (part) => lstatSync(part)),
  };
}

/** Relative paths of the files in a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
