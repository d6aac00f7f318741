import type { WindowApi } from '../shared/ipc/window-api';

declare global {
  interface Window {
    readonly gangway: WindowApi;
  }

  interface Document {
    /** Says it to screen readers (WAI-ARIA 1.3; Chromium has it, TypeScript does not know it yet). */
    ariaNotify(announcement: string): void;
  }
}
