/** A `Host` of `~/.ssh/config` that a person may want a profile for. */
export interface ConfigHost {
  /** The name as it stands there. */
  readonly alias: string;
  /** What ssh would connect to, where the configuration says so. */
  readonly hostName?: string | undefined;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
}
