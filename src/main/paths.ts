/** Files of the app itself, as the build lays them out around `dist/main/index.js`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..', '..');

/** Root and worker threads read these: they are kept outside the archive (electron-builder.yml). */
const unpacked = root.replace(/app\.asar$/, 'app.asar.unpacked');

export const preloadFile = path.join(root, 'dist', 'preload', 'index.cjs');
export const rendererDirectory = path.join(root, 'dist', 'renderer');
export const helperFile = path.join(unpacked, 'dist', 'node', 'helper.js');
export const workerFile = pathToFileURL(path.join(unpacked, 'dist', 'node', 'bridge-worker.js'));
export const assetsDirectory = path.join(root, 'assets');
