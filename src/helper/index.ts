/**
 * The one privileged process. Started as root, by nobody but the app and, where a person has installed that, the
 * system's service manager, as
 *   helper --socket-directory DIR   serve the app that listens in DIR, then undo everything
 *   helper --service UID            the same for the app of a user who has connected to our stdin
 *   helper --sweep                  undo what dead helpers left
 *   helper --install-service UID    have the service manager start the helper for a user
 *   helper --remove-service UID     have it do so no more
 * Exit code 0 says that nothing is left to undo.
 */
import { lstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { isAbsolute } from 'node:path';
import { meetingOf, removeMeeting, serveApp, type Meeting } from './app';
import { complain, failed } from './complain';
import { platform } from './platform';
import { leaveTerminal } from './platform/terminal';
import { changeService } from './service';
import { meetCaller } from './service/caller';
import { sweep } from './sweep';

const USAGE =
  'usage: helper --socket-directory DIR | --service UID | --sweep | --install-service UID | --remove-service UID';

/** What takes one argument. */
const TASKS: Readonly<Record<string, (argument: string) => Promise<void>>> = {
  '--socket-directory': (directory) =>
    serveAt(() => meetingOf(directory, askedBy() ?? lstatSync(directory).uid)),
  '--service': (uid) => serveAt(() => meetCaller(new Socket({ fd: 0 }), userOf(uid))),
  '--install-service': (uid) => changeService(true, userOf(uid)),
  '--remove-service': (uid) => changeService(false, userOf(uid)),
};

async function main([option = '', argument, ...others]: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) throw failed('the helper must be started as root');
  if (option === '--sweep' && argument === undefined) return sweep(platform);
  const task = TASKS[option];
  const isRelative = option === '--socket-directory' && !isAbsolute(argument ?? '');
  if (!task || argument === undefined || others.length > 0 || isRelative) throw failed(USAGE);
  return task(argument);
}

async function serveAt(find: () => Meeting | Promise<Meeting>): Promise<void> {
  // Ctrl-C in a terminal is for the app, which then says bye.
  leaveTerminal();
  const meeting = await find();
  try {
    await sweep(platform).catch(complain);
    await serveApp(meeting);
  } finally {
    removeMeeting(meeting);
  }
}

/** The user who was asked for a password; nobody was where root itself has started us. */
function askedBy(): number | undefined {
  const asked = process.env['PKEXEC_UID'] ?? process.env['SUDO_UID'];
  return asked === undefined ? undefined : Number(asked);
}

/** Of the command line; whoever was asked for a password can only speak for themselves. Throws `helper.failed`. */
function userOf(text: string): number {
  const uid = Number(text);
  if (!/^\d{1,10}$/.test(text) || uid === 0 || uid !== (askedBy() ?? uid)) {
    throw failed(`${text} is not the id of the user who was asked`);
  }
  return uid;
}

process.stderr.on('error', () => undefined);
main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    complain(error);
    process.exit(1);
  },
);
