/** The only place of the helper that asks which system it runs on. */
import { darwin } from './darwin';
import { linux } from './linux';
import type { Platform } from './platform';

export const platform: Platform = process.platform === 'darwin' ? darwin : linux;
