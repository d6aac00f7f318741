/** `gangway helper`: whether connecting asks for a password, and the way there and back. */
import type { Command } from 'commander';
import type { HelperService } from '../shared/helper-service';
import { ENGLISH } from '../shared/texts/english';
import type { Context } from './context';
import { result, withJson, type Json } from './options';
import { attachOrHost, type Session } from './session';

export function addHelperCommands(program: Command, context: Context): void {
  const group = program
    .command('helper')
    .description('the network helper as a service: connecting asks for no password then');
  const add = (
    name: string,
    description: string,
    ask: (calls: Session['client']['calls']) => Promise<HelperService>,
  ): void => {
    withJson(group.command(name))
      .description(description)
      .action(async (options: Json) => {
        const service = await askEngine(context, ask);
        result(context.io, options, service, () => [serviceWords(service)]);
      });
  };
  add('status', 'show whether it is installed', (calls) => calls.helperService());
  add('install', 'install it, or this version of it; asks for the password', (calls) =>
    calls.setHelperService(true),
  );
  add('remove', 'remove it with all that belongs to it; asks for the password', (calls) =>
    calls.setHelperService(false),
  );
}

/** One sentence or two, as in the settings. */
export function serviceWords(service: HelperService): string {
  const kind = service.kind === 'unsupported' ? service.reason : service.kind;
  return ENGLISH(`settings:serviceHint.${kind}`, { path: 'path' in service ? service.path : '' });
}

/** Of the app if it runs, so that its activity tells of it. */
async function askEngine<Value>(
  context: Context,
  ask: (calls: Session['client']['calls']) => Promise<Value>,
): Promise<Value> {
  const session = await attachOrHost(context);
  try {
    return await ask(session.client.calls);
  } finally {
    await session.end();
  }
}
