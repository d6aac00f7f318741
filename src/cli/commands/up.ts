/** `gangway up NAME`: connects, and stays or leaves a daemon behind. */
import { canConnect, type LinkInfo, type Phase } from '../../shared/bridge-state';
import { GangwayError, toErrorInfo } from '../../shared/errors';
import { dockerCommand } from '../../shared/docker-access';
import { namesHere, shortName } from '../../shared/names-here';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import { routedPrefixes } from '../../shared/routed-prefixes';
import type { BridgeView } from '../../shared/snapshot';
import { openProfiles, type Context } from '../context';
import { startDaemon } from '../daemon';
import { EXIT, failureLine, type ExitCode } from '../exit';
import { followConnect } from '../follow';
import { onInterrupt } from '../interrupts';
import { profileNamed } from '../live';
import { terminalAnswers } from '../prompts';
import { attach, attachOrHost, type Session } from '../session';
import { rowOf } from './status';

export interface UpOptions {
  readonly acceptNewHostKey: boolean;
  readonly detach: boolean;
  readonly json: boolean;
}

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  elevate: 'asking for permission to change this computer’s network',
  ssh: 'logging in',
  link: 'laying the link',
  routes: 'setting up routes',
  names: 'setting up names',
  verify: 'checking that packets come back',
};

export async function up(context: Context, name: string, options: UpOptions): Promise<ExitCode> {
  const session = await open(context, name, options);
  try {
    return await connect(context, session, session.live.profile(name), options);
  } finally {
    await session.end();
  }
}

async function open(context: Context, name: string, { detach }: UpOptions): Promise<Session> {
  if (!detach) return attachOrHost(context);
  const running = await attach(context);
  if (running) return running;
  // Said here, before a process is started in vain.
  profileNamed(openProfiles(context).list(), name);
  return startDaemon(context);
}

async function connect(
  { io }: Context,
  session: Session,
  profile: Profile,
  options: UpOptions,
): Promise<ExitCode> {
  const { client, live } = session;
  const before = live.bridge(profile.id).state;
  const interrupt = new AbortController();
  const disconnect = (): void => {
    interrupt.abort();
    io.note(`${profile.name}: disconnecting`);
    client.calls.disconnect(profile.id).catch(() => undefined);
  };
  const release = onInterrupt(disconnect, () => io.note('Still cleaning up; this takes a moment.'));
  try {
    if (before.kind !== 'connected') {
      await followConnect(client, live, profile, {
        answer: terminalAnswers(io, options),
        phase: (phase) => io.note(`${profile.name}: ${PHASE_WORDS[phase]}`),
      });
    }
    announce(io, session, profile, options);
    // What others have connected is theirs to take down.
    if (options.detach || !canConnect(before)) return EXIT.done;
    io.note('Press Ctrl-C to disconnect.');
    await stay(io, session, profile);
    return EXIT.done;
  } catch (error) {
    if (!interrupt.signal.aborted || toErrorInfo(error).code !== 'ssh.cancelled') throw error;
    return EXIT.failed;
  } finally {
    release();
  }
}

function announce(
  io: Context['io'],
  { live }: Session,
  profile: Profile,
  { json }: UpOptions,
): void {
  const view = live.bridge(profile.id);
  if (json) {
    io.print(JSON.stringify(rowOf(profile, view)));
    return;
  }
  for (const warning of view.warnings) {
    // A remapped network works in full.
    const mark = warning.code === 'net.remapped' ? '' : 'warning: ';
    io.note(`${profile.name}: ${mark}${failureLine(new GangwayError(warning))}`);
  }
  if (view.state.kind === 'connected') {
    const { link } = view.state;
    if (link.reason)
      io.note(`${profile.name}: not by relay: ${failureLine(new GangwayError(link.reason))}`);
    io.print(`${profile.name} is up: ${linkWords(link, view.networks)}`);
    for (const line of useLines(view)) io.print(`${profile.name}: ${line}`);
  }
}

/** How to use it: a name, and what to type for `docker`. Pure. */
export function useLines({ names, docker, inventory }: BridgeView): string[] {
  const domain = names?.domains[0];
  const lines: string[] = [];
  if (names?.resolver && domain !== undefined) {
    const running = inventory?.containers.flatMap(({ id }) => namesHere(names, id).slice(0, 1));
    const [first] = running ?? [];
    const example = first === undefined ? '' : `, such as ${shortName(first, names)}`;
    const exact = names.resolver === 'hosts-file' ? ' (exact names only, from /etc/hosts)' : '';
    lines.push(`names end in ${domain}${example}${exact}`);
  }
  if (docker) lines.push(dockerCommand(docker));
  return lines;
}

function linkWords(
  { interface: device, gateway, mode }: LinkInfo,
  networks: readonly NetworkView[],
): string {
  const routes = routedPrefixes(networks).join(', ') || 'no network';
  return `${routes} over ${device} (${mode}) to ${gateway}`;
}

/** Until somebody disconnects; a drop is told and waited for. Rejects with what the bridge fails with. */
async function stay(io: Context['io'], { live }: Session, profile: Profile): Promise<void> {
  let shown = 'connected';
  await live.until(() => {
    const { state } = live.bridge(profile.id);
    if (state.kind === 'failed') throw new GangwayError(state.error);
    if (state.kind === 'idle') return true;
    if (state.kind === shown) return undefined;
    if (state.kind === 'waiting')
      io.note(`${profile.name}: ${failureLine(new GangwayError(state.error))}`);
    if (state.kind === 'connected') io.note(`${profile.name}: connected again`);
    shown = state.kind;
    return undefined;
  });
}
