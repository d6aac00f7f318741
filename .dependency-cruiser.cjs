/**
 * The import table of the design as errors: who may import whom, no cycles, ssh2 in one folder.
 * `npm run boundaries` runs it; docs/architecture.md explains it.
 */
const NODE = ['core', 'npm'];
const npm = (...names) => `node_modules/(${names.join('|')})(/|$)`;

/** @param {string} name @param {string} from @param {object} to @param {object} [fromExtra] */
const forbid = (name, comment, from, to, fromExtra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$', ...fromExtra },
  to,
});

/** Files that decide and compute, without input or output. */
const PURE =
  '^src/core/(bridge/(machine|backoff)|network/[^/]+|gateway/(inner-address|guard-lines)|link/icmp|names/(zone|zone-data|label|reverse|domains|hosts))\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no bottom to start reading from.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },

    forbid('shared-is-pure', 'shared: no other folder', '^src/shared', {
      path: '^src/(core|helper|main|preload|renderer|cli)',
    }),
    forbid('shared-npm', 'shared: zod and i18next only', '^src/shared', {
      path: 'node_modules',
      pathNot: npm('zod', 'i18next'),
    }),
    forbid('shared-no-node', 'shared: no Node', '^src/shared', { dependencyTypes: ['core'] }),

    forbid('core-below-shells', 'core knows no shell', '^src/core', {
      path: '^src/(helper|main|preload|renderer|cli)',
    }),
    forbid('core-no-electron', 'core: never Electron', '^src/core', {
      path: npm('electron', 'electron-store', 'electron-log'),
    }),
    forbid('ssh2-in-one-place', 'ssh2 only in core/ssh', '^src/(?!core/ssh/)', {
      path: npm('ssh2'),
    }),
    forbid(
      'core-pure-files',
      'machine, planner and plans: shared and their own folder only',
      PURE,
      {
        dependencyTypes: NODE,
      },
    ),
    forbid(
      'core-downward',
      'each of these is at the bottom of core',
      '^src/core/(ssh|docker|docker-cli|helper|laptop|names|network|profiles)/',
      { path: '^src/core/', pathNot: ['^src/core/($1|files)/', '^src/core/platform\\.ts$'] },
    ),
    forbid(
      'link-and-gateway-downward',
      'link and gateway stand on ssh',
      '^src/core/(link|gateway)/',
      {
        path: '^src/core/',
        pathNot: ['^src/core/$1/', '^src/core/ssh/', '^src/core/platform\\.ts$'],
      },
    ),
    forbid('worker-downward', 'the worker is below the engine', '^src/core/worker/', {
      path: '^src/core/(bridge|control|docker-cli|engine|laptop|names|network|profiles|helper)',
    }),

    forbid('helper-alone', 'helper: shared only', '^src/helper', {
      path: '^src/(core|main|preload|renderer|cli)',
    }),
    forbid('helper-npm', 'helper: koffi only', '^src/helper', {
      path: 'node_modules',
      pathNot: npm('koffi'),
    }),

    forbid('preload-schema-only', 'preload: the IPC schema and Electron', '^src/preload', {
      path: ['^src/(?!shared|preload)', 'node_modules'],
      pathNot: npm('electron'),
    }),
    forbid('preload-no-node', 'preload is sandboxed: no Node', '^src/preload', {
      dependencyTypes: ['core'],
    }),

    forbid('renderer-shared-only', 'renderer: shared, React and UI libraries', '^src/renderer', {
      path: '^src/(core|helper|main|preload|cli)',
    }),
    forbid('renderer-no-node', 'renderer: no Node, no Electron', '^src/renderer', {
      dependencyTypes: ['core'],
    }),
    forbid('renderer-no-electron', 'renderer: never Electron', '^src/renderer', {
      path: npm('electron', 'koffi', 'ssh2', 'dockerode'),
    }),

    forbid('main-and-cli-apart', 'the two shells do not know each other', '^src/main', {
      path: '^src/(cli|renderer|preload|helper)',
    }),
    forbid('cli-no-electron', 'cli: never Electron', '^src/cli', {
      path: [
        '^src/(main|renderer|preload|helper)',
        npm('electron', 'electron-store', 'electron-log'),
      ],
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '\\.(css|svg|html)$' },
  },
};
