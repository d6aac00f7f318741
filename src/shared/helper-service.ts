/** The helper as a service of the system: whoever has it is asked for no password at connecting. */

export type HelperService =
  | { readonly kind: 'absent' }
  /** `path` is the unit or plist. */
  | { readonly kind: 'installed'; readonly path: string }
  /** Of another version of Gangway: it has to be installed again. */
  | { readonly kind: 'outdated'; readonly path: string }
  /** No systemd, or a runtime that others may change. */
  | { readonly kind: 'unsupported'; readonly reason: 'no-service-manager' | 'runtime-not-safe' };
