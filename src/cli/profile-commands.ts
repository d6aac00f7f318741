/** `gangway profile …`: options and what is printed. */
import type { Command } from 'commander';
import * as profiles from './commands/profile';
import {
  importProfiles,
  profileExport,
  type ExportOptions,
  type ImportOptions,
} from './commands/profile-exchange';
import type { Context } from './context';
import { result, withJson, type Json } from './options';
import { withProfileOptions, type ProfileOptions } from './profile-options';

const HOST = 'host name, address or Host of ~/.ssh/config';

function addExchangeCommands(profile: Command, context: Context): void {
  const { io } = context;
  profile
    .command('export')
    .description('print profiles as JSON to give away; nothing secret and no ids are in it')
    .argument('[names...]', 'all of them, if none is named')
    .option('-o, --output <file>', 'write it there instead')
    .option('--link', 'as a link, gangway://profile/…')
    .action(async (names: string[], options: ExportOptions) => {
      const { text, notes } = await profileExport(context, names, options);
      for (const note of notes) io.note(note);
      if (text !== undefined) io.print(text);
    });
  withJson(profile.command('import'))
    .description('add the profiles of an export: all of them, or none')
    .argument('<from>', 'a file, a link, or - for standard input')
    .option('--rename', 'put a number behind names that are taken', false)
    .action(async (from: string, options: ImportOptions & Json) => {
      const added = await importProfiles(context, from, options);
      result(io, options, added, () => added.map(({ name }) => `Added ${name}.`));
    });
}

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
  addExchangeCommands(profile, context);
}
