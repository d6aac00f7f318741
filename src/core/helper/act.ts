import type { NetworkConfig, ResolverConfig } from '../../shared/helper-protocol';
import type { Resolver } from '../../shared/names-view';

/** Something that the helper did as root, and the commands that it took, word for word. */
export type HelperAct =
  /** The one command that was run elevated: the helper itself. */
  | { readonly verb: 'start'; readonly command: string[] }
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
