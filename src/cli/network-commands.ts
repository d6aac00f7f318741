/** `gangway networks`, `network …` and `check`: options and what is printed. */
import type { Command } from 'commander';
import { GangwayError } from '../shared/errors';
import { check, reachableLine } from './commands/check';
import { choiceLines, chooseNetwork } from './commands/network';
import { networks, networksTable } from './commands/networks';
import type { Context } from './context';
import { EXIT, type ExitCode } from './exit';
import { result, withJson, type Json } from './options';

const PROFILE = ['--profile <name>', 'needed unless one bridge is up'] as const;

interface ForProfile extends Json {
  readonly profile?: string;
}

export function addNetworkCommands(
  program: Command,
  context: Context,
  end: (code: ExitCode) => void,
): void {
  const { io } = context;
  withJson(program.command('networks'))
    .description('list networks, how they are reached from here, or why not')
    .argument('[profile]', 'of this profile alone')
    .action(async (name: string | undefined, options: Json) => {
      const rows = await networks(context, name);
      result(io, options, rows, () => networksTable(rows, io.paint));
    });

  const network = program.command('network').description('choose what is routed');
  for (const [verb, enabled, description] of [
    ['enable', true, 'route a Docker network, and remember it'],
    ['disable', false, 'do not route a Docker network, and remember it'],
  ] as const) {
    withJson(network.command(verb))
      .description(description)
      .argument('<network>', 'Docker’s name of it')
      .option(...PROFILE)
      .action(async (name: string, options: ForProfile) => {
        const choice = await chooseNetwork(context, options.profile, name, enabled);
        result(io, options, choice, () => choiceLines(choice));
      });
  }

  withJson(program.command('check'))
    .description('ask a container or task whether it can be reached, else say why not')
    .argument('<container>', 'name, or the beginning of its id')
    .option(...PROFILE)
    .action(async (wanted: string, options: ForProfile) => {
      const outcome = await check(context, options.profile, wanted);
      if (outcome.kind === 'unreachable' && !options.json) throw new GangwayError(outcome.error);
      if (outcome.kind === 'unreachable') end(EXIT.failed);
      result(io, options, outcome, () =>
        outcome.kind === 'reachable' ? [reachableLine(outcome.name, outcome)] : [],
      );
    });
}
