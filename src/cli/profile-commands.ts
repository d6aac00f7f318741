/** `gangway profile …`: options and what is printed. */
import { Option, type Command } from 'commander';
import { LINK_CHOICES } from '../shared/profile';
import * as profiles from './commands/profile';
import type { Context } from './context';
import { collect, result, wholeNumber, withJson, type Json } from './options';

export function addProfileCommands(program: Command, context: Context): void {
  const { io } = context;
  const profile = program.command('profile').description('places to connect to');
  withJson(profile.command('add'))
    .description('add a profile')
    .argument('<name>', 'lower-case letters, digits and hyphens')
    .requiredOption('--host <host>', 'host name, address or Host of ~/.ssh/config')
    .option('--port <port>', 'SSH port', wholeNumber('port', 1, 65_535))
    .option('--user <user>', 'login name')
    .option('--identity <file>', 'private key file')
    .option('--cidr <prefix>', 'a prefix to route besides Docker’s networks; repeatable', collect)
    .addOption(
      new Option('--link <mode>', 'how packets travel; auto is the fastest there is').choices(
        LINK_CHOICES,
      ),
    )
    .action(async (name: string, options: profiles.AddOptions & Json) => {
      const added = await profiles.addProfile(context, name, options);
      result(io, options, added, () => [`Added. Connect with: gangway up ${added.name}`]);
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
