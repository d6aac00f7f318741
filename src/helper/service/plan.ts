/** What a service consists of: pure, of what is found on the machine. */
import { basename, dirname, join } from 'node:path';
import { formatServiceVersion, SERVICE_FOLDER } from '../../shared/helper-service';
import { failed } from '../complain';
import type { Platform, ServiceLayout } from '../platform/platform';

/** A runtime that is no part of a package needs these beside it to behave like Node; Chromium's windows need more. */
const ELECTRON_FILES = [
  'libffmpeg.so',
  'icudtl.dat',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
] as const;

export interface Runtime {
  /** Absolute, without links. */
  readonly path: string;
  readonly isElectron: boolean;
  /** Such as `node-20.20.2`. */
  readonly version: string;
  /** Whether none but root can change it; else the service gets a copy. */
  readonly isRootsAlone: boolean;
}

export interface ServiceParts {
  readonly uid: number;
  readonly helperFile: string;
  /** Hash of the helper's files, as of `ServiceVersion`. */
  readonly files: string;
  /** Packages that the helper loads: by name, their folders and the files in them. */
  readonly packages: readonly {
    readonly name: string;
    readonly folder: string;
    readonly files: readonly string[];
  }[];
  readonly runtime: Runtime;
}

export interface Copy {
  readonly from: string;
  /** Relative to the service's folder. */
  readonly to: string;
  readonly mode: number;
}

export interface ServicePlan {
  readonly uid: number;
  /** Of this version; all of it is ours. */
  readonly folder: string;
  readonly files: string;
  readonly copies: readonly Copy[];
  readonly layout: ServiceLayout;
}

const HELPER = 'helper.js';

/** Throws `helper.failed` where the runtime cannot be copied. */
export function planService(parts: ServiceParts, layoutOf: Platform['serviceLayout']): ServicePlan {
  const { uid, files, runtime } = parts;
  const folder = join(SERVICE_FOLDER, `${prefixOf(uid)}${files}-${runtime.version}`);
  const own = join(folder, 'runtime', basename(runtime.path));
  const version = { files, runtime: runtime.isRootsAlone ? null : runtime.version };
  const copies = [
    { from: parts.helperFile, to: HELPER, mode: 0o644 },
    ...parts.packages.flatMap((each) =>
      each.files.map((file) => ({
        from: join(each.folder, file),
        to: join('node_modules', each.name, file),
        mode: 0o644,
      })),
    ),
    ...(runtime.isRootsAlone ? [] : runtimeCopies(runtime)),
  ];
  const layout = layoutOf({
    uid,
    command: [runtime.isRootsAlone ? runtime.path : own, join(folder, HELPER)],
    environment: runtime.isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {},
    comment: formatServiceVersion(version),
  });
  return { uid, folder, files, copies, layout };
}

/** Begins the names of a user's folders in `SERVICE_FOLDER`, whatever their version. */
export function prefixOf(uid: number): string {
  return `helper-${uid}-`;
}

function runtimeCopies({ path, isElectron }: Runtime): Copy[] {
  if (isElectron && path.includes('.app/')) {
    throw failed('the app is in a folder that others than root can change');
  }
  const beside = isElectron ? ELECTRON_FILES : [];
  return [
    { from: path, to: join('runtime', basename(path)), mode: 0o755 },
    ...beside.map((name) => ({
      from: join(dirname(path), name),
      to: join('runtime', name),
      mode: 0o644,
    })),
  ];
}
