/** `gangway profile …`: options and what is printed. */
import type { Command } from 'commander';
import * as profiles from './commands/profile';
import type { Context } from './context';
import { result, withJson, type Json } from './options';
import { withProfileOptions, type ProfileOptions } from './profile-options';

const HOST = 'host name, address or Host of ~/.ssh/config';

export function addProfileCommands(program: Command, context: Context): void {
  const { io } = context;
  const profile = program.command('profile').description('places to connect to');
  const add = profile
    .command('add')
    .description('add a profile')
    .argument('<name>', 'lower-case letters, digits and hyphens')
    .requiredOption('--host <host>', HOST);
  withJson(withProfileOptions(add)).action(async (name: string, options: ProfileOptions & Json) => {
    const added = await profiles.addProfile(context, name, options);
    result(io, options, added, () => [`Added. Connect with: gangway up ${added.name}`]);
  });
  const set = profile
    .command('set')
    .description('change a profile; an empty text takes away what there was')
    .argument('<name>')
    .option('--host <host>', HOST);
  withJson(withProfileOptions(set)).action(async (name: string, options: ProfileOptions & Json) => {
    if (Object.keys(options).every((option) => option === 'json'))
      set.error('error: nothing to change was named');
    const changed = await profiles.setProfile(context, name, options);
    result(io, options, changed, () => profiles.profileLines(changed));
  });
  withJson(profile.command('list'))
    .description('list profiles')
    .action(async (options: Json) => {
      const all = await profiles.listProfiles(context);
      result(io, options, all, () => profiles.profileTable(all));
    });
  withJson(profile.command('show'))
    .description('show one profile')
    .argument('<name>')
    .action(async (name: string, options: Json) => {
      const found = await profiles.showProfile(context, name);
      result(io, options, found, () => profiles.profileLines(found));
    });
  withJson(profile.command('remove'))
    .description('remove a profile, disconnecting it first')
    .argument('<name>')
    .action(async (name: string, options: Json) => {
      const removed = await profiles.removeProfile(context, name);
      result(io, options, removed, () => [`Removed ${removed.name}.`]);
    });
}
