/** Tray, menus, notifications, titles and dialogs of the desktop shell. */
export const shell = {
  tray: {
    notConnected: 'not connected',
    asks: 'waits for your answer',
    states: {
      connecting: 'connecting',
      connected: 'connected',
      waiting: 'trying again',
      disconnecting: 'disconnecting',
      failed: 'failed',
    },
  },
  menu: {
    connect: 'Connect {{name}}',
    connectFailed: 'Connect {{name}} (failed)',
    stop: 'Stop connecting {{name}}',
    stopWaiting: 'Stop connecting {{name}} (trying again)',
    disconnect: 'Disconnect {{name}}',
    disconnecting: 'Disconnecting {{name}}…',
    more: 'More profiles',
    open: 'Open Gangway',
    profiles: 'Profiles…',
    activity: 'Activity…',
    settings: 'Settings…',
    quit: 'Quit',
    edit: 'Edit',
    window: 'Window',
  },
  notification: {
    dropped: '{{name}}: connection lost',
    droppedText: '{{cause}} Gangway is trying to bring it back.',
    ended: '{{name}} is disconnected',
    back: '{{name}} is back',
    backText: 'It was away for {{duration}}.',
    failed: '{{name}} did not connect',
  },
  duration: {
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
    hours: '{{hours}} h {{minutes}} min',
  },
  titles: {
    profiles: 'Profiles – Gangway',
    activity: 'Activity – Gangway',
    settings: 'Settings – Gangway',
    container: '{{container}} on {{profile}} – Gangway',
  },
  dialogs: {
    exportActivity: 'Export activity',
    jsonLines: 'JSON lines',
  },
};
