/** The log file: what happened, by code; never what was typed. */
import path from 'node:path';
import log from 'electron-log/main';
import type { Settings } from '../shared/settings';

/** Bytes; one older file is kept beside it. */
const MAX_SIZE = 1024 * 1024;

/** Sends the log to `directory`/main.log, and what nobody caught as well. */
export function startLog(directory: string): void {
  log.transports.file.resolvePathFn = () => path.join(directory, 'main.log');
  log.transports.file.maxSize = MAX_SIZE;
  log.transports.file.level = 'info';
  log.transports.console.level = 'warn';
  log.errorHandler.startCatching({ showDialog: false });
}

export function setLogLevel(level: Settings['logLevel']): void {
  log.transports.file.level = level;
}

export { log };
