import type { Plugin } from 'vite';

/** Parts of dockerode that only image builds with BuildKit need. They load gRPC and Protocol Buffers. */
const UNUSED = /^\.\/(session|buildkit)$/;
const NOTHING = '\0nothing';

/**
 * Bundles dockerode without what takes longest to load of it: a bridge's worker loads it on every connect,
 * and the first packet waits for that.
 */
export function slimDocker(): Plugin {
  return {
    name: 'slim-docker',
    enforce: 'pre',
    resolveId(source, importer) {
      const isUnused = UNUSED.test(source) && importer?.includes('/dockerode/');
      return isUnused ? NOTHING : undefined;
    },
    load(id) {
      return id === NOTHING ? 'module.exports = undefined;' : undefined;
    },
  };
}
