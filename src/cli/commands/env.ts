/** `gangway env NAME`: what a shell has to be told so that `docker` goes through the bridge. */
import { assertNever } from '../../shared/assert-never';
import { failure, GangwayError } from '../../shared/errors';
import { noInventoryReason } from '../../shared/no-inventory';
import { withBridge } from '../choose';
import type { Context } from '../context';

export const SHELLS = ['sh', 'fish', 'csh'] as const;
export type Shell = (typeof SHELLS)[number];

/** The object of `env --json`. */
export interface DockerEnv {
  readonly profile: string;
  /** To be set. */
  readonly set: { readonly DOCKER_HOST: string };
  /** To be taken away: they would lead elsewhere, or ask for TLS on a Unix socket. */
  readonly unset: readonly string[];
  /** Name of the Docker context, if there is one. */
  readonly context: string | null;
}

const ELSEWHERE = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];

/** Rejects as `withBridge`, and with `docker.*` where the bridge is up but Docker is not reached through it. */
export async function dockerEnv(context: Context, name: string): Promise<DockerEnv> {
  const { socket, context: made } = await withBridge(context, name, ({ live }, { id }) => {
    const { docker, warnings } = live.bridge(id);
    return docker ? Promise.resolve(docker) : Promise.reject(unreachable(warnings));
  });
  return {
    profile: name,
    set: { DOCKER_HOST: `unix://${socket}` },
    unset: ELSEWHERE,
    context: made,
  };
}

function unreachable(warnings: Parameters<typeof noInventoryReason>[0]): GangwayError {
  const reason =
    noInventoryReason(warnings) ?? warnings.find(({ code }) => code === 'docker.socket-failed');
  return reason ? new GangwayError(reason) : failure('docker.failed');
}

/** Lines for the shell to evaluate. Pure. */
export function envLines({ set, unset }: Pick<DockerEnv, 'set' | 'unset'>, shell: Shell): string[] {
  const { DOCKER_HOST: host } = set;
  switch (shell) {
    case 'sh':
      return [`export DOCKER_HOST=${quoteSh(host)}`, `unset ${unset.join(' ')}`];
    case 'fish':
      return [`set -gx DOCKER_HOST ${quoteFish(host)};`, ...unset.map((name) => `set -e ${name};`)];
    case 'csh':
      return [`setenv DOCKER_HOST ${quoteCsh(host)};`, ...unset.map((name) => `unsetenv ${name};`)];
    default:
      return assertNever(shell);
  }
}

function quoteSh(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Between quotes, fish knows two escapes. */
function quoteFish(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}

/** csh looks for its history even between quotes. */
function quoteCsh(text: string): string {
  return quoteSh(text).replaceAll('!', String.raw`\!`);
}

/** The same for a program that is started from here. */
export function withDockerEnv(
  env: NodeJS.ProcessEnv,
  { set, unset }: Pick<DockerEnv, 'set' | 'unset'>,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !unset.includes(name));
  return { ...Object.fromEntries(kept), ...set };
}
