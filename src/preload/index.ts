/**
 * Puts the schema's calls on `window.gangway`, each bound to its own channel. The list is written out:
 * this is all that a page can reach, and the compiler holds it equal to the schema.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { SnapshotPatch } from '../shared/snapshot';
import {
  STREAM_CHANNEL,
  type StreamMessage,
  type StreamRequest,
} from '../shared/ipc/stream-message';
import {
  CHANGED_CHANNEL,
  channelOf,
  type WindowApi,
  type WindowCalls,
  type WindowStreams,
} from '../shared/ipc/window-api';

function call<Name extends keyof WindowCalls>(name: Name): WindowCalls[Name] {
  const send = (...args: unknown[]): Promise<unknown> =>
    ipcRenderer.invoke(channelOf(name), ...args);
  return send as WindowCalls[Name];
}

type Listener = Parameters<WindowStreams[keyof WindowStreams]>[1];

const listeners = new Map<string, Listener>();
const request = (message: StreamRequest): void => ipcRenderer.send(STREAM_CHANNEL, message);

ipcRenderer.on(STREAM_CHANNEL, (_event: IpcRendererEvent, message: StreamMessage) => {
  const { id } = message;
  const listener = listeners.get(id);
  if ('end' in message) {
    listeners.delete(id);
    listener?.end(message.end);
    return;
  }
  const take: ((value: never) => unknown) | undefined = listener?.next;
  void Promise.resolve(take?.(message.value as never)).then(() => request({ do: 'took', id }));
});

function stream<Name extends keyof WindowStreams>(name: Name): WindowStreams[Name] {
  const open = (args: unknown, listener: Listener) => {
    const id = crypto.randomUUID();
    listeners.set(id, listener);
    request({ do: 'open', id, name, args });
    return {
      send: (value: unknown) => request({ do: 'input', id, value }),
      close: () => {
        if (listeners.delete(id)) request({ do: 'close', id });
      },
    };
  };
  return open;
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
  actOnContainer: call('actOnContainer'),
  inspectContainer: call('inspectContainer'),
  dismissNotices: call('dismissNotices'),
  changeSettings: call('changeSettings'),
  helperService: call('helperService'),
  setHelperService: call('setHelperService'),
  askToConnect: call('askToConnect'),
  copyText: call('copyText'),
  openUrl: call('openUrl'),
  exportActivity: call('exportActivity'),
  copyDiagnostics: call('copyDiagnostics'),
  preferences: call('preferences'),
  changePreferences: call('changePreferences'),
  rememberProfile: call('rememberProfile'),
  openWindow: call('openWindow'),
  saveLogs: call('saveLogs'),
  takeImportLink: call('takeImportLink'),
  checkForUpdates: call('checkForUpdates'),
  hideWindow: call('hideWindow'),
  keepOpen: call('keepOpen'),
  quit: call('quit'),
  streams: {
    logs: stream('logs'),
    shell: stream('shell'),
    usage: stream('usage'),
    testConnection: stream('testConnection'),
  },
  onChanged(listener) {
    const relay = (_event: IpcRendererEvent, patch: SnapshotPatch): void => listener(patch);
    ipcRenderer.on(CHANGED_CHANNEL, relay);
    return () => void ipcRenderer.removeListener(CHANGED_CHANNEL, relay);
  },
};

contextBridge.exposeInMainWorld('gangway', api);
