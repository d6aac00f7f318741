/**
 * Runs a worker thread's module in another network namespace: `?namespace=PATH&module=URL`. Namespaces are
 * a property of threads (setns(2)), so the test's own thread stays where it is.
 */
import { closeSync, openSync } from 'node:fs';
import koffi from 'koffi';

const CLONE_NEWNET = 0x40000000;

const query = new URL(import.meta.url).searchParams;
const setns = koffi.load(null).func('int setns(int fd, int type)');
const namespace = openSync(query.get('namespace') ?? '', 'r');
if (setns(namespace, CLONE_NEWNET) !== 0) throw new Error(`setns: errno ${koffi.errno()}`);
closeSync(namespace);
await import(query.get('module') ?? '');
