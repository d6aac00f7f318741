/** Opens a tun device as the helper does, in the namespace of its thread, and posts the descriptor. */
import { constants } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import koffi from 'koffi';

const TUNSETIFF = 0x400454ca;
const IFF_TUN_NO_PI_VNET_HDR = 0x5001;

const libc = koffi.load(null);
// Not `fs.openSync`: Node closes what a worker opened by it when the worker ends.
const open = libc.func('int open(const char *path, int flags)');
const ioctl = libc.func('int ioctl(int fd, unsigned long request, void *argument)');
const fd = open('/dev/net/tun', constants.O_RDWR | constants.O_NONBLOCK);
const request = Buffer.alloc(40);
request.write('gangway0');
request.writeUInt16LE(IFF_TUN_NO_PI_VNET_HDR, 16);
if (ioctl(fd, TUNSETIFF, request) !== 0) throw new Error(`TUNSETIFF: errno ${koffi.errno()}`);
parentPort?.postMessage(fd);
