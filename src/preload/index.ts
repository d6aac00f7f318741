/**
 * Puts the schema's calls on `window.gangway`, each bound to its own channel. The list is written out:
 * this is all that a page can reach, and the compiler holds it equal to the schema.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { SnapshotPatch } from '../shared/snapshot';
import {
  CHANGED_CHANNEL,
  channelOf,
  type WindowApi,
  type WindowCalls,
} from '../shared/ipc/window-api';

function call<Name extends keyof WindowCalls>(name: Name): WindowCalls[Name] {
  const send = (...args: unknown[]): Promise<unknown> =>
    ipcRenderer.invoke(channelOf(name), ...args);
  return send as WindowCalls[Name];
}

const api: WindowApi = {
  snapshot: call('snapshot'),
  connect: call('connect'),
  disconnect: call('disconnect'),
  answerPrompt: call('answerPrompt'),
  addProfile: call('addProfile'),
  importProfiles: call('importProfiles'),
  moveProfile: call('moveProfile'),
  configHosts: call('configHosts'),
  updateProfile: call('updateProfile'),
  removeProfile: call('removeProfile'),
  setNetwork: call('setNetwork'),
  checkContainer: call('checkContainer'),
  resolveName: call('resolveName'),
  activity: call('activity'),
  dismissNotices: call('dismissNotices'),
  copyText: call('copyText'),
  openUrl: call('openUrl'),
  exportActivity: call('exportActivity'),
  copyDiagnostics: call('copyDiagnostics'),
  preferences: call('preferences'),
  rememberProfile: call('rememberProfile'),
  hideWindow: call('hideWindow'),
  quit: call('quit'),
  onChanged(listener) {
    const relay = (_event: IpcRendererEvent, patch: SnapshotPatch): void => listener(patch);
    ipcRenderer.on(CHANGED_CHANNEL, relay);
    return () => void ipcRenderer.removeListener(CHANGED_CHANNEL, relay);
  },
};

contextBridge.exposeInMainWorld('gangway', api);
