/** What no page of this app may do, whatever it shows. */
import { app, session, type Session } from 'electron';
import { log } from './log';

/** Denies permissions in the default session, and navigation, windows and webviews in every page. */
export function applySessionPolicy(): void {
  denyPermissions(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => refuse(event, 'navigation'));
    contents.on('will-frame-navigate', (event) => refuse(event, 'frame navigation'));
    contents.on('will-redirect', (event) => refuse(event, 'redirect'));
    contents.on('will-attach-webview', (event) => refuse(event, 'webview'));
    contents.setWindowOpenHandler(() => {
      log.warn('refused: new window');
      return { action: 'deny' };
    });
  });
}

function refuse(event: { preventDefault: () => void }, what: string): void {
  event.preventDefault();
  log.warn(`refused: ${what}`);
}

function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn(`refused: permission ${permission}`);
    callback(false);
  });
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
}
