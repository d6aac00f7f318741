/** The commands, their options and what they print. */
import { Command, Option } from 'commander';
import { down } from './commands/down';
import { addLogCommand } from './commands/log';
import { echoLine, ping, summaryLines } from './commands/ping';
import { ps, psTable } from './commands/ps';
import { serve } from './commands/serve';
import { status, statusTable } from './commands/status';
import { up, type UpOptions } from './commands/up';
import type { Context } from './context';
import { addDockerCommands } from './docker-commands';
import { EXIT, exitCodeOf, type ExitCode } from './exit';
import { addHelperCommands } from './helper-commands';
import { addNameCommands } from './name-commands';
import { addNetworkCommands } from './network-commands';
import { result, withJson, wholeNumber, type Json } from './options';
import { addProfileCommands } from './profile-commands';
import { addTestCommand } from './test-commands';

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

function buildProgram(context: Context, end: (code: ExitCode) => void): Command {
  const { io, built } = context;
  const program = new Command('gangway')
    .description('Lays a layer-3 bridge over SSH from this computer to Docker hosts.')
    .version(built.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.note(text.trimEnd()),
    });

  addProfileCommands(program, context);
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
    .description('list containers, their addresses here (in parentheses: not routed) and names')
    .argument('[name]', 'profile')
    .action(async (name: string | undefined, options: Json) => {
      const rows = await ps(context, name);
      result(io, options, rows, () => psTable(rows, name === undefined, Date.now(), io.paint));
    });
  addNetworkCommands(program, context, end);
  addNameCommands(program, context, end);
  addDockerCommands(program, context, end);
  addLogCommand(program, context);
  addHelperCommands(program, context);
  addTestCommand(program, context, end);
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
