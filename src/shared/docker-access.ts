/** How the laptop's own `docker` reaches the gateway's engine while a bridge is up. */
export interface DockerAccess {
  /** Path of a Unix socket: `DOCKER_HOST=unix://…`. */
  readonly socket: string;
  /** Name of the Docker context, if there is one. */
  readonly context: string | null;
}

/** A command to try it with, as one types it. */
export function dockerCommand({ socket, context }: DockerAccess): string {
  return context === null
    ? `DOCKER_HOST=unix://${quoted(socket)} docker ps`
    : `docker --context ${context} ps`;
}

/** For a shell; a home folder may have a blank in its path. */
function quoted(path: string): string {
  return /^[\w./+@:-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
