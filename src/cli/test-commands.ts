/** `gangway test`: options and what is printed. */
import type { Command } from 'commander';
import { hasFailed, test } from './commands/test';
import { gatewayLine, stepLine } from './commands/test-words';
import type { Context } from './context';
import { EXIT, type ExitCode } from './exit';
import { result, withJson, type Json } from './options';

type TestOptions = Json & { readonly acceptNewHostKey: boolean };

export function addTestCommand(
  program: Command,
  context: Context,
  end: (code: ExitCode) => void,
): void {
  const { io } = context;
  withJson(program.command('test'))
    .description('test each gateway of a profile step by step, without connecting')
    .argument('<name>', 'profile')
    .option('--accept-new-host-key', 'trust a host that is not known yet', false)
    .action(async (name: string, options: TestOptions) => {
      const say = options.json ? () => undefined : io.print;
      const results = await test(context, name, options, {
        gateway: (gateway) => say(gatewayLine(gateway)),
        step: (progress) => say(`  ${stepLine(progress, io.paint)}`),
      });
      if (hasFailed(results)) end(EXIT.failed);
      result(io, options, results, () => []);
    });
}
