/** The commands, their options and what they print. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { LINK_CHOICES } from '../shared/profile';
import { down } from './commands/down';
import { echoLine, ping, summaryLines } from './commands/ping';
import * as profiles from './commands/profile';
import { ps, psTable } from './commands/ps';
import { serve } from './commands/serve';
import { status, statusTable } from './commands/status';
import { up, type UpOptions } from './commands/up';
import type { Context } from './context';
import { EXIT, exitCodeOf, type ExitCode } from './exit';
import type { Io } from './io';

/** Runs one command line (without `node` and the file); never rejects. `prepare` runs once it is known to be valid. */
export async function run(
  argv: readonly string[],
  context: Context,
  prepare: () => void = () => undefined,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = buildProgram(context, (ended) => (code = ended));
  program.hook('preAction', prepare);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, context.io.note);
  }
}

interface Json {
  readonly json?: true;
}

function buildProgram(context: Context, end: (code: ExitCode) => void): Command {
  const { io, built } = context;
  const program = new Command('gangway')
    .description('Lays a layer-3 bridge over SSH from this machine to Docker hosts.')
    .version(built.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.note(text.trimEnd()),
    });

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

  withJson(program.command('up'))
    .description('connect, and stay until Ctrl-C')
    .argument('<name>', 'profile')
    .option('--accept-new-host-key', 'trust a host that is not known yet', false)
    .option('--detach', 'leave the bridge running in the background', false)
    .action(async (name: string, options: Omit<UpOptions, 'json'> & Json) => {
      end(await up(context, name, { ...options, json: options.json ?? false }));
    });
  withJson(program.command('down'))
    .description('disconnect one bridge, or all')
    .argument('[name]', 'profile')
    .action(async (name: string | undefined, options: Json) => {
      const ended = (await down(context, name)).map((ended) => ended.name);
      const nothing = name === undefined ? 'Nothing was up.' : `${name} was not up.`;
      result(io, options, { down: ended }, () =>
        ended.length > 0 ? ended.map((each) => `${each} is down.`) : [nothing],
      );
    });
  withJson(program.command('status'))
    .description('show every profile and its bridge')
    .action(async (options: Json) => {
      const found = await status(context);
      result(io, options, found.rows, () => statusTable(found, Date.now()));
    });
  withJson(program.command('ps'))
    .description('list the containers behind a bridge, or behind all')
    .argument('[name]', 'profile')
    .action(async (name: string | undefined, options: Json) => {
      const rows = await ps(context, name);
      result(io, options, rows, () => psTable(rows, name === undefined, Date.now(), io.paint));
    });
  withJson(program.command('ping'))
    .description('measure the round trip through a bridge')
    .argument('[name]', 'profile')
    .option('-c, --count <count>', 'echoes', wholeNumber('count', 1, 1_000_000), 4)
    .action(async (name: string | undefined, options: { count: number } & Json) => {
      const summary = await ping(context, name, options.count, (echo, number) => {
        if (!options.json) io.print(echoLine(echo, number));
      });
      result(io, options, summary, () => summaryLines(summary));
    });
  program
    .command('serve', { hidden: true })
    .addOption(new Option('--started').hideHelp().default(false))
    .action(async ({ started }: { started: boolean }) => {
      end(await serve(context, started));
    });
  return program;
}

function withJson(command: Command): Command {
  return command.option('--json', 'print JSON');
}

function result(io: Io, { json }: Json, value: unknown, lines: () => readonly string[]): void {
  for (const line of json ? [JSON.stringify(value)] : lines()) io.print(line);
}

function wholeNumber(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`A ${what} is a whole number from ${min} to ${max}.`);
    return value;
  };
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
