// Asks a DNS server on 127.0.0.1 as fast as it answers, by UDP, and prints one line of JSON: questions answered a
// second, and in all.
// Every answer is looked at: the id it was asked with, no error, one address or more.
// Arguments: port, seconds, names.
import { createSocket } from 'node:dgram';

const [port, seconds, ...names] = process.argv
  .slice(2)
  .map((word, at) => (at < 2 ? Number(word) : word));
/** Of one socket, as many programs would have between them; each has a turn of ids to itself. */
const WINDOW = 32;
const SOCKETS = 4;

function question(name) {
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const header = Buffer.from([0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0, 1])]);
}

const questions = names.map(question);
let answered = 0;
let wrong = 0;

for (let each = 0; each < SOCKETS; each++) {
  const socket = createSocket('udp4');
  let next = each;
  /** The id that each place in the window waits for. */
  const waiting = new Uint16Array(WINDOW);
  const ask = (place) => {
    const packet = Buffer.from(questions[next % questions.length]);
    next++;
    // Its lower bits are the place.
    const id = ((next * WINDOW) & 0xffff) | place;
    waiting[place] = id;
    packet.writeUInt16BE(id, 0);
    socket.send(packet);
  };
  socket.on('message', (answer) => {
    const id = answer.readUInt16BE(0);
    const place = id % WINDOW;
    if (waiting[place] !== id) return;
    if ((answer[3] & 0xf) === 0 && answer.readUInt16BE(6) > 0) answered++;
    else wrong++;
    ask(place);
  });
  socket.connect(port, '127.0.0.1', () => {
    for (let place = 0; place < WINDOW; place++) ask(place);
  });
}

// The first half second warms both up.
setTimeout(() => {
  const from = performance.now();
  const before = answered;
  setTimeout(() => {
    const rate = (answered - before) / ((performance.now() - from) / 1000);
    process.stdout.write(`${JSON.stringify({ rate, answered, wrong })}\n`, () => process.exit());
  }, seconds * 1000);
}, 500);
