/** How the laptop's own `docker` reaches the gateway's engine while a bridge is up. */
export interface DockerAccess {
  /** Path of a Unix socket: `DOCKER_HOST=unix://…`. */
  readonly socket: string;
  /** Name of the Docker context, if there is one. */
  readonly context: string | null;
}
