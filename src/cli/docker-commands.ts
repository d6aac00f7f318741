/** `gangway env` and `gangway docker`: options and what is printed. */
import { Option, type Command } from 'commander';
import { docker } from './commands/docker';
import { dockerEnv, envLines, SHELLS, type Shell } from './commands/env';
import type { Context } from './context';
import type { ExitCode } from './exit';
import { result, withJson, type Json } from './options';

export function addDockerCommands(
  program: Command,
  context: Context,
  end: (code: ExitCode) => void,
): void {
  withJson(program.command('env'))
    .description('print what makes `docker` of a shell use a bridge: eval "$(gangway env NAME)"')
    .argument('<name>', 'profile')
    .addOption(new Option('--shell <shell>', 'whose words').choices(SHELLS).default('sh'))
    .action(async (name: string, { shell, ...options }: { shell: Shell } & Json) => {
      const env = await dockerEnv(context, name);
      result(context.io, options, env, () => envLines(env, shell));
    });

  // What follows the profile's name is docker's, and not ours to read.
  program.enablePositionalOptions();
  program
    .command('docker')
    .description('run docker on the gateway’s engine: gangway docker NAME ps')
    .argument('<name>', 'profile')
    .argument('[args...]', 'docker’s own; a -- before them is taken away')
    .passThroughOptions()
    .action(async (name: string, args: readonly string[]) => {
      end(await docker(context, name, args[0] === '--' ? args.slice(1) : args));
    });
}
