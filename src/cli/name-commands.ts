/** `gangway resolve`: options and what is printed. */
import { InvalidArgumentError, type Command } from 'commander';
import { isResolved, resolve } from './commands/resolve';
import { resolveLines } from './commands/resolve-words';
import type { Context } from './context';
import { EXIT, type ExitCode } from './exit';
import { result, withJson, type Json } from './options';

/** As RFC 1035 (2.3.4) has it, without the dot at the end. */
const MAX_NAME_LENGTH = 253;

export function addNameCommands(
  program: Command,
  context: Context,
  end: (code: ExitCode) => void,
): void {
  withJson(program.command('resolve'))
    .description('ask for a name or an address, here and on this computer')
    .argument('<name>', 'whole, or as short as this computer takes it', nameArgument)
    .action(async (name: string, options: Json) => {
      const found = await resolve(context, name);
      if (!isResolved(found)) end(EXIT.failed);
      result(context.io, options, found, () => resolveLines(found));
    });
}

function nameArgument(text: string): string {
  if (text.length > MAX_NAME_LENGTH || !/^[^\s.][^\s]*$/.test(text))
    throw new InvalidArgumentError(`A name has 1 to ${MAX_NAME_LENGTH} characters and no blanks.`);
  return text;
}
