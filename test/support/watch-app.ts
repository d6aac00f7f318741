/** Watches the network of its namespace: says `changed` whenever told so, and ends watching at the first input. */
import { writeSync } from 'node:fs';
import { watchLaptop } from '../../src/core/laptop/watch';

const ending = new AbortController();
watchLaptop(() => writeSync(1, 'changed\n'), ending.signal);
process.stdin.once('data', () => ending.abort()).on('end', () => undefined);
writeSync(1, 'watching\n');
