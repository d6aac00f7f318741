import type { ErrorInfo } from '../../shared/errors';
import type { NetworkConfig, ResolverConfig } from '../../shared/helper-protocol';
import type { Resolver } from '../../shared/names-view';

/** Something that the helper did as root, and the commands that it took, word for word. */
export type HelperAct =
  /** The one command that was run elevated: the helper itself. */
  | { readonly verb: 'start'; readonly command: string[] }
  /** The same without a password: by the service with this unit or plist. */
  | { readonly verb: 'start-by-service'; readonly path: string }
  /** It was not the service that started the helper, though it is installed: `helper.service-silent`. */
  | { readonly verb: 'service-silent'; readonly error: ErrorInfo }
  /** The service was installed or removed. */
  | { readonly verb: 'service'; readonly command: string[] }
  | {
      readonly verb: 'apply';
      readonly bridge: string;
      readonly config: NetworkConfig;
      readonly commands: string[][];
    }
  | {
      readonly verb: 'names';
      readonly bridge: string;
      readonly config: ResolverConfig;
      readonly resolver: Resolver;
      readonly commands: string[][];
    }
  | { readonly verb: 'clean'; readonly bridge: string; readonly commands: string[][] };
