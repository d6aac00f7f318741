/** All that the app says in English, by where it says it. */
import { common } from './common';
import { popover } from './popover';
import { status } from './status';
import { containers } from './containers';
import { container } from './container';
import { profiles } from './profiles';
import { test } from './test';
import { prompts } from './prompts';
import { settings } from './settings';
import { activity } from './activity';
import { networks } from './networks';
import { errors } from './errors';
import { shell } from './shell';

export const en = {
  common,
  popover,
  status,
  containers,
  container,
  profiles,
  test,
  prompts,
  settings,
  activity,
  networks,
  errors,
  shell,
};
