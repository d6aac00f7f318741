// first-reply.mjs ADDRESS: says "ready", then asks for a page there every 10 ms until one comes, and prints the time of
// the monotonic clock (ms), which is the same for all processes of a machine.
import { connect } from 'node:net';

const address = process.argv[2];

function attempt() {
  const socket = connect(80, address, () => socket.write('GET / HTTP/1.0\r\n\r\n'));
  socket.setTimeout(2_000, () => socket.destroy());
  socket.on('error', () => undefined);
  socket.once('data', () => {
    process.stdout.write(`${Number(process.hrtime.bigint()) / 1e6}\n`, () => process.exit());
  });
}

process.stdout.write('ready\n');
setInterval(attempt, 10);
