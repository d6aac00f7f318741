/** Where to ask, and how the container is called in an error. */
export interface ContainerAt {
  /** Path of the Unix socket at which the bridge serves the gateway's Docker. */
  readonly socket: string;
  /** Full id. */
  readonly id: string;
  readonly name: string;
}
