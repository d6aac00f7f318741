/** The only place of the command line that asks which system it runs on. */
import { homedir, tmpdir } from 'node:os';
import type { Machine } from '../core/profiles/home';

export const machine: Machine = {
  env: process.env,
  platform: process.platform,
  homeDirectory: homedir(),
  temporaryDirectory: tmpdir(),
  uid: process.getuid?.() ?? 0,
};
