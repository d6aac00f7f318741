/**
 * A nameserver that knows one address for every name at or below a domain (all, if there is none) and a name for every
 * address, by UDP and TCP. Arguments: address to listen on, port, address to answer, domain. Each question is a line of its standard output; `up` is the first.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const [listen = '', port = '', answer = '', domain = ''] = process.argv.slice(2);
const [A, PTR, OPT] = [1, 12, 41];
const NXDOMAIN = 3;

/** RFC 1035, 4.1; a record's name points to the question's. */
function reply(query) {
  let end = 12;
  const labels = [];
  while (query[end] !== 0) {
    labels.push(query.toString('latin1', end + 1, end + 1 + query[end]));
    end += 1 + query[end];
  }
  const type = query.readUInt16BE(end + 1);
  const question = query.subarray(12, end + 5);
  process.stdout.write(`${labels.join('.')} ${{ [A]: 'A', [PTR]: 'PTR' }[type] ?? type}\n`);
  const isKnown = type === PTR || `.${labels.join('.')}`.endsWith(domain && `.${domain}`);
  const found = { [A]: Buffer.from(answer.split('.').map(Number)), [PTR]: encoded('web.found') }[
    type
  ];
  const data = isKnown ? found : undefined;
  const record = Buffer.from([0xc0, 12, 0, type & 255, 0, 1, 0, 0, 0, 0, 0, data?.length ?? 0]);
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(isKnown ? 0x8580 : 0x8580 | NXDOMAIN, 2);
  header.writeUInt16BE(data ? 1 : 0, 6);
  header.writeUInt16BE(0, 8);
  header.writeUInt16BE(1, 10);
  const opt = Buffer.from([0, 0, OPT, 4, 208, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([header, question, ...(data ? [record, data] : []), opt]);
}

function encoded(name) {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

const udp = createSocket('udp4');
udp.on('message', (query, from) => udp.send(reply(query), from.port, from.address));
const tcp = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    const body = reply(bytes.subarray(2));
    socket.end(Buffer.concat([Buffer.from([body.length >> 8, body.length & 255]), body]));
  });
});
udp.bind(Number(port), listen, () =>
  tcp.listen(Number(port), listen, () => process.stdout.write('up\n')),
);
