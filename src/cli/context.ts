/** What the commands stand on. */
import type { Paths } from '../core/profiles/home';
import { ProfileStore } from '../core/profiles';
import { GangwayError } from '../shared/errors';
import type { Io } from './io';

/** Built files beside the command line. */
interface Built {
  /** The command line itself: started again as the daemon of `up --detach`. */
  readonly cliFile: string;
  readonly helperFile: string;
  readonly workerFile: URL;
  readonly version: string;
}

export interface Context {
  readonly io: Io;
  readonly paths: Paths;
  readonly built: Built;
}

/** Opens the profiles; a broken file fails the command once, having been kept aside: `config.file-broken`. */
export function openProfiles({ paths }: Context): ProfileStore {
  const profiles = new ProfileStore(paths.profilesFile);
  const [notice] = profiles.notices();
  if (notice) throw new GangwayError(notice);
  return profiles;
}
