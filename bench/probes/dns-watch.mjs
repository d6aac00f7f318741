// Asks a DNS server on 127.0.0.1 for names again and again, by UDP, and prints a line whenever an answer is another:
// milliseconds of the epoch, the name, its addresses. Until its standard input ends.
// Arguments: port, names...
import { createSocket } from 'node:dgram';

const [port, ...names] = process.argv.slice(2);
const EVERY_MS = 2;

const questions = names.map((name, at) => {
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([
    Buffer.from([0, at, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...labels,
    Buffer.from([0, 0, 1, 0, 1]),
  ]);
});
const known = names.map(() => undefined);

// Our own zone: no records but the answers, each with a pointer for its name.
function addresses(answer, question) {
  const found = [];
  for (let left = answer.readUInt16BE(6), at = question.length; left > 0; left--, at += 16) {
    found.push([...answer.subarray(at + 12, at + 16)].join('.'));
  }
  return found.sort().join(',') || '-';
}

const socket = createSocket('udp4');
socket.on('message', (answer) => {
  const time = performance.timeOrigin + performance.now();
  const at = answer.readUInt16BE(0);
  const now = addresses(answer, questions[at]);
  if (now === known[at]) return;
  known[at] = now;
  console.log(`${time} ${names[at]} ${now}`);
});
socket.on('error', () => undefined);
socket.connect(Number(port), '127.0.0.1', () => {
  setInterval(() => {
    for (const question of questions) socket.send(question, () => undefined);
  }, EVERY_MS);
});
process.stdin.on('end', () => process.exit()).resume();
