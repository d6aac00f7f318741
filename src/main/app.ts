/** Puts the shell together: engine, windows, tray, notifications, and the wires between them. */
import path from 'node:path';
import { app, type WebContents } from 'electron';
import type { Engine } from '../core/engine';
import { readSettings } from '../core/settings/settings-store';
import type { AppSnapshot, SnapshotPatch } from '../shared/snapshot';
import { serveRenderer } from './app-protocol';
import { onThemeChange } from './appearance';
import { BridgeWatch } from './bridge-watch';
import { EngineHost } from './engine-host';
import { followLink } from './follow-link';
import { pushPatch, routeCalls } from './ipc-router';
import { followLifecycle } from './lifecycle';
import { LeaveQuestion } from './leave-question';
import type { LinkInbox } from './link-inbox';
import { log } from './log';
import { LoginSetting } from './login-setting';
import { announcementOf } from './notification-words';
import { Notifier } from './notifier';
import { openInBrowser } from './open-in-browser';
import { assetsDirectory, rendererDirectory } from './paths';
import { isOnlyHealth } from './only-health';
import { desktop, home } from './platform';
import { Popover } from './popover';
import { PromptWatch } from './prompt-watch';
import { applySessionPolicy } from './session-policy';
import { shellHandlers } from './shell-handlers';
import { ShellSettings } from './shell-settings';
import { connectedNow, toConnectAtStart } from './start-connections';
import { openState } from './state-store';
import { AppTray } from './tray';
import { windowTitle } from './window-title';
import { AppWindows } from './windows';

export async function startApp(links: LinkInbox): Promise<void> {
  const here = desktop();
  if (here.menuBarOnly) app.setActivationPolicy('accessory');
  const icon = path.join(assetsDirectory, 'app', 'icon.png');
  const state = openState(home.home);
  let latest: AppSnapshot | null = null;
  let importLink: string | null = null;
  const settings = new ShellSettings(here, readSettings(home.settingsFile), {
    onStartAtLogin: (wanted) => login.apply(wanted),
    onLanguage: () => windows.updateTitles(),
  });
  applySessionPolicy();
  serveRenderer(rendererDirectory);

  const host = new EngineHost({ home, version: app.getVersion(), onPatch, onStart });
  const { isQuitting } = followLifecycle({
    mayQuit: () => leaveQuestion.ask(windows.main()),
    stop: () => host.stop(),
    wake: () => void host.start().then((engine) => engine.check()),
    open: (argv) => {
      if (!links.takeFrom(argv)) popover.show();
    },
  });
  const leaveQuestion = new LeaveQuestion();
  const prompts = new PromptWatch();
  const popover = new Popover({
    anchored: here.popover,
    icon,
    isQuitting,
    stays: () => prompts.isAsking,
    // A page that was spared some patches sees the gap, and asks for what is.
    onShow: () => {
      if (latest) pushPatch(popover.contents, { revision: latest.revision });
    },
  });
  const windows = new AppWindows({
    icon,
    state,
    titleOf: (route) => windowTitle(route, latest, settings.words),
  });
  const pages = (): readonly WebContents[] => [popover.contents, ...windows.contents()];
  const login = new LoginSetting((startAtLogin) => host.handlers.changeSettings({ startAtLogin }));
  const notifier = new Notifier({ icon, onClick: () => popover.show() });
  const bridges = new BridgeWatch((id, turn) => {
    const profile = latest?.profiles.find((each) => each.id === id);
    const looking = popover.isVisible || windows.focused() !== undefined;
    const told = settings.now.notifications
      ? announcementOf(turn, { name: profile?.name ?? '', looking }, settings.words)
      : 'clear';
    notifier.announce(id, told);
    const url = profile?.openOnConnect;
    if (turn.kind === 'connected' && turn.by === 'person' && url !== undefined) openInBrowser(url);
  });
  const tray = new AppTray(here, settings.words, {
    toggle: (bounds) => popover.toggle(bounds),
    open: () => popover.show(),
    openMain: (section) => windows.show({ window: 'main', section }),
    quit: () => app.quit(),
    act: (action, profileId) =>
      void Promise.resolve(host.handlers[action](profileId)).catch((error: unknown) =>
        log.warn(`${action}:`, error),
      ),
  });
  onThemeChange(() => {
    popover.themeChanged();
    windows.themeChanged();
  });

  function onPatch(patch: SnapshotPatch, snapshot: AppSnapshot): void {
    latest = snapshot;
    for (const page of windows.contents()) pushPatch(page, patch);
    // Nobody sees an echo in a hidden popover; painting each would cost more than the link.
    if (popover.isVisible || !isOnlyHealth(patch)) pushPatch(popover.contents, patch);
    if (patch.settings) settings.follow(patch.settings);
    if (patch.bridges) {
      bridges.follow(snapshot, changedStates(patch.bridges));
      if (!isQuitting()) state.keepConnected(connectedNow(snapshot));
      if (Object.values(patch.bridges).some((change) => change?.inventory)) windows.updateTitles();
    }
    tray.update(snapshot, settings.words);
    // The window that a person works in shows the question itself.
    if (prompts.asksAnew(snapshot.prompts) && !windows.focused()) popover.showAside();
  }

  /** Once; an engine that did not start at first may start later. */
  function onStart(engine: Engine): void {
    latest = engine.snapshot();
    tray.update(latest, settings.words);
    log.info(`version ${app.getVersion()} runs, home ${home.home}`);
    login.adopt(settings.now.startAtLogin);
    login.refresh();
    app.on('browser-window-focus', () => login.adopt(settings.now.startAtLogin));
    for (const id of toConnectAtStart(latest, state.connected())) {
      bridges.startsByItself(id);
      void engine.handlers.connect(id);
    }
  }

  routeCalls((page) => pages().includes(page), {
    engine: { ...host.handlers, changeSettings: (change) => login.change(change, host) },
    streams: host.streams,
    shell: shellHandlers({
      popover,
      windows,
      host,
      keepOpen: () => leaveQuestion.stay(),
      words: () => settings.words,
      takeImportLink: () => {
        const link = importLink;
        importLink = null;
        return link;
      },
    }),
  });
  await popover.load();

  try {
    const engine = await host.start();
    // Somebody who has just installed it should not have to look for an icon.
    if (engine.snapshot().profiles.length === 0) popover.show();
  } catch (error) {
    // The page shows why, and starts the engine again when it is told to.
    log.error('the engine did not start:', error);
    popover.show();
  }
  links.onLink(
    (link) =>
      void followLink(link, {
        engine: () => host.start(),
        showPopover: () => popover.show(),
        showImport: (text) => {
          importLink = text;
          windows.show({ window: 'main', section: 'profiles', item: 'import' });
        },
      }),
  );
}

/** Ids of the bridges whose state a patch brings; most patches bring an echo. */
function changedStates(bridges: NonNullable<SnapshotPatch['bridges']>): string[] {
  return Object.entries(bridges)
    .filter(([, change]) => change?.state !== undefined || change === null)
    .map(([id]) => id);
}
