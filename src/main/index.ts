/**
 * The desktop shell. What must be settled before Electron is ready happens here, in order: where things
 * are kept, that every renderer is sandboxed, our own scheme, and that there is one app at a time. Then
 * `app.ts` puts the parts together.
 */
import path from 'node:path';
import { app } from 'electron';
import { declareAppScheme } from './app-protocol';
import { startApp } from './app';
import { SCHEME } from './deep-link';
import { LinkInbox } from './link-inbox';
import { startLog } from './log';
import { home, prepareHome } from './platform';

// The lock of a single instance lives in there, so each GANGWAY_HOME has its own app.
app.setPath('userData', path.join(home.home, 'electron'));
app.enableSandbox();
declareAppScheme();

if (app.requestSingleInstanceLock()) {
  prepareHome();
  startLog(home.logs);
  const links = new LinkInbox();
  // An app that runs from its sources is not one that links should start.
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME);
  // Not awaited at the top level: Electron becomes ready only after this module has run.
  void app.whenReady().then(() => startApp(links));
} else {
  // Its arguments, a link perhaps, are with the app that runs already.
  app.quit();
}
