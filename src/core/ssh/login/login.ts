/**
 * Where and how to log in: the profile's own fields, then `~/.ssh/config`, then ssh's defaults. Pure, once
 * the configuration tree is read.
 */
import { join } from 'node:path';
import { failure } from '../../../shared/errors';
import type { Gateway } from '../../../shared/profile';
import { computeOptions, hostName, type ConfigOption, type ConfigOptions } from './config-options';
import type { ConfigNode } from './config-tree';
import { parseJumps, type JumpTarget } from './jumps';
import { expandEnvironment, expandHome, expandTokens } from './paths';

export interface IdentityFile {
  readonly path: string;
  /** Who named it. A missing default is nothing special; a missing file of the profile is an error. */
  readonly namedBy: 'profile' | 'config' | 'default';
}

export interface Login {
  /** The name that the person gave. */
  readonly alias: string;
  /** The name or address to connect to. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Name of the host key in known_hosts files, if it is not the host's own. */
  readonly hostKeyAlias: string | undefined;
  readonly identityFiles: readonly IdentityFile[];
  /** Agent keys that are in no identity file are left out. */
  readonly identitiesOnly: boolean;
  readonly agentSocket: string | undefined;
  /** known_hosts files of the user, the first of which takes new keys; then those of the machine. */
  readonly userKnownHosts: readonly string[];
  readonly globalKnownHosts: readonly string[];
  readonly hashKnownHosts: boolean;
}

export interface LoginContext {
  readonly tree: readonly ConfigNode[];
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly localUser: string;
}

const DEFAULT_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
const MAX_HOPS = 8;

/**
 * The chain of logins to a gateway: jump hosts in order, the gateway last.
 * Throws `config.invalid` {path, reason, …} for values that cannot be meant.
 */
export function resolveRoute(gateway: Gateway, context: LoginContext): readonly Login[] {
  return route(gateway, context, { mayJump: true, seen: [] });
}

interface RouteState {
  /** `false` inside a list of jumps: there the predecessor is the jump (as `ssh -J a,b`). */
  readonly mayJump: boolean;
  readonly seen: readonly string[];
}

function route(target: Gateway, context: LoginContext, state: RouteState) {
  const { host, user } = target;
  const options = computeOptions(context.tree, { host, user, localUser: context.localUser });
  const chain: Login[] = [];
  if (state.mayJump) {
    const seen = [...state.seen, host];
    jumpsOf(options).forEach((jump, index) => {
      if (seen.includes(jump.host) || seen.length > MAX_HOPS) {
        throw invalid(options.option('proxyjump'), 'jump-loop', jump.host);
      }
      chain.push(...route(jump, context, { mayJump: index === 0, seen }));
    });
  }
  chain.push(login(target, options, context));
  return chain;
}

function jumpsOf(options: ConfigOptions): readonly JumpTarget[] {
  const jump = options.option('proxyjump');
  const command = options.option('proxycommand');
  const text = jump?.values[0] ?? 'none';
  if (text.toLowerCase() !== 'none') {
    const jumps = parseJumps(text);
    if (!jumps) throw invalid(jump, 'bad-proxyjump', text);
    return jumps;
  }
  if (command && command.values[0]?.toLowerCase() !== 'none') {
    throw invalid(command, 'proxycommand-unsupported', command.values.join(' '));
  }
  return [];
}

function login(target: Gateway, options: ConfigOptions, context: LoginContext): Login {
  const host = hostName(target.host, options);
  if (host === undefined) throw invalid(options.option('hostname'), 'unknown-token');
  const user = target.user ?? options.first('user') ?? context.localUser;
  const port = target.port ?? portOf(options.option('port'));
  const paths = pathExpander(context, { n: target.host, h: host, p: String(port), r: user });
  const ssh = (name: string) => join(context.home, '.ssh', name);
  return {
    alias: target.host,
    host,
    port,
    user,
    hostKeyAlias: options.first('hostkeyalias'),
    identityFiles: identityFiles(target.identityFile, options, paths, ssh),
    identitiesOnly: isYes(options.first('identitiesonly')),
    agentSocket: agentSocket(options.option('identityagent'), context.env, paths),
    userKnownHosts: knownHostsFiles(options.option('userknownhostsfile'), paths) ?? [
      ssh('known_hosts'),
      ssh('known_hosts2'),
    ],
    globalKnownHosts: knownHostsFiles(options.option('globalknownhostsfile'), paths) ?? [
      '/etc/ssh/ssh_known_hosts',
      '/etc/ssh/ssh_known_hosts2',
    ],
    hashKnownHosts: isYes(options.first('hashknownhosts')),
  };
}

type ExpandPath = (text: string, option: ConfigOption | undefined) => string;

function pathExpander(context: LoginContext, tokens: Record<string, string>): ExpandPath {
  const table = { ...tokens, d: context.home, u: context.localUser };
  return (text, option) => {
    const withTokens = expandTokens(expandHome(text, context.home), table);
    const path = withTokens && expandEnvironment(withTokens, context.env);
    if (path === undefined) throw invalid(option, 'unknown-token', text);
    return path;
  };
}

function identityFiles(
  ofProfile: string | undefined,
  options: ConfigOptions,
  expand: ExpandPath,
  ssh: (name: string) => string,
): IdentityFile[] {
  const files: IdentityFile[] = [];
  const add = (path: string, namedBy: IdentityFile['namedBy']) => {
    if (!files.some((file) => file.path === path)) files.push({ path, namedBy });
  };
  // A profile's path is a plain path, not a pattern: only its `~/` means something.
  if (ofProfile !== undefined) add(expand(ofProfile.replaceAll('%', '%%'), undefined), 'profile');
  const named = options.all('identityfile');
  for (const option of named) {
    const [text = ''] = option.values;
    if (text.toLowerCase() !== 'none') add(expand(text, option), 'config');
  }
  if (files.length === 0 && named.length === 0) {
    DEFAULT_IDENTITIES.forEach((name) => add(ssh(name), 'default'));
  }
  return files;
}

function agentSocket(
  option: ConfigOption | undefined,
  env: NodeJS.ProcessEnv,
  expand: ExpandPath,
): string | undefined {
  const text = option?.values[0] ?? 'SSH_AUTH_SOCK';
  if (text.toLowerCase() === 'none') return undefined;
  if (text === 'SSH_AUTH_SOCK') return env['SSH_AUTH_SOCK'] ?? undefined;
  // `$NAME` names a variable; `${NAME}` inside a path is expanded like everywhere.
  if (/^\$\w+$/.test(text)) return env[text.slice(1)];
  return expand(text, option);
}

function knownHostsFiles(option: ConfigOption | undefined, expand: ExpandPath) {
  if (!option) return undefined;
  const files = option.values.filter((value) => value.toLowerCase() !== 'none');
  return files.map((value) => expand(value, option));
}

function portOf(option: ConfigOption | undefined): number {
  const text = option?.values[0] ?? '22';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw invalid(option, 'bad-port', text);
  return port;
}

function isYes(value: string | undefined): boolean {
  return ['yes', 'true'].includes(value?.toLowerCase() ?? 'no');
}

function invalid(option: ConfigOption | undefined, reason: string, value = '') {
  return failure('config.invalid', { path: option?.path ?? '', reason, value });
}
