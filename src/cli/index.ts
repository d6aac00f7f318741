/** The command line: `bin/gangway` runs the built form of this file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pathsFor, preparePaths } from '../core/profiles/home';
import { processIo } from './io';
import { machine } from './platform';
import { run } from './program';

const beside = (file: string): URL => new URL(file, import.meta.url);

const { version } = JSON.parse(readFileSync(beside('../../package.json'), 'utf8')) as {
  version: string;
};

const paths = pathsFor(machine);
const context = {
  io: processIo(process),
  paths,
  built: {
    cliFile: fileURLToPath(import.meta.url),
    helperFile: fileURLToPath(beside('./helper.js')),
    workerFile: beside('./bridge-worker.js'),
    version,
  },
};

// An explicit end: an agent's socket or a thread that lingers is no reason to stay.
process.exit(await run(process.argv.slice(2), context, () => preparePaths(paths, machine.uid)));
