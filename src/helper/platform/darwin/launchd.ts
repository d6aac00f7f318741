/** The helper as a daemon of launchd that is started for each connection, as inetd did (launchd.plist(5)). Pure. */
import { launchdLabel, launchdPaths } from '../../../shared/helper-service';
import type { Command, ServiceFacts, ServiceLayout } from '../platform';

/** launchd runs nothing after a daemon, so a shell does; it also keeps the connection until all is undone. */
const SCRIPT = `trap '' HUP INT TERM; "$@" --service "$0" || { code=$?; "$@" --sweep; exit "$code"; }`;
/** launchd reads a decimal number. */
const MODE = 0o600;
const STOP_TIMEOUT_MS = 60_000;

export function launchdLayout({ uid, command, environment, comment }: ServiceFacts): ServiceLayout {
  const {
    definitions: [path],
    socket,
  } = launchdPaths(uid);
  const label = launchdLabel(uid);
  const variables = Object.entries(environment).flatMap(([name, value]) => [
    key(name),
    text(value),
  ]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<!-- ${comment} -->`,
    '<plist version="1.0">',
    '<dict>',
    ...[key('Label'), text(label)],
    ...[key('ProgramArguments'), '<array>'],
    ...['/bin/sh', '-c', SCRIPT, String(uid), ...command].map(text),
    '</array>',
    ...[key('EnvironmentVariables'), '<dict>', ...variables, '</dict>'],
    ...[key('inetdCompatibility'), '<dict>', key('Wait'), '<false/>', '</dict>'],
    ...[key('Sockets'), '<dict>', key('Listener'), '<dict>'],
    ...[key('SockPathName'), text(socket)],
    ...[key('SockPathOwner'), `<integer>${uid}</integer>`],
    ...[key('SockPathMode'), `<integer>${MODE}</integer>`],
    ...['</dict>', '</dict>'],
    '</dict>',
    '</plist>',
  ];
  const service = `system/${label}`;
  return {
    definitions: [{ path, text: `${lines.join('\n')}\n` }],
    // 3: no such process, when it was not there before.
    activate: [launchctl(['bootout', service], [3]), launchctl(['bootstrap', 'system', path])],
    deactivate: [launchctl(['bootout', service], [3])],
    forget: [],
    socket,
  };
}

function launchctl(args: readonly string[], settled?: readonly number[]): Command {
  const command: Command = { argv: ['launchctl', ...args], timeoutMs: STOP_TIMEOUT_MS };
  return settled ? { ...command, settled } : command;
}

function key(name: string): string {
  return `<key>${name}</key>`;
}

function text(value: string): string {
  const plain = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<string>${plain}</string>`;
}
