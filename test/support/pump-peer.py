"""Runs the relay's native pump between pipes and a socket that behaves like a tun: one read or write is one packet.

usage: pump-peer.py SCENARIO PROGRAM...     exits with 0 if the program did what the scenario asks
"""

import os
import random
import socket
import struct
import subprocess
import sys
import threading

LENGTHS = (30, 70, 1510, 9010, 65545)
CHUNKS = (1, 3, 5, 100, 5000, 70000, 300000)
random.seed(1)


def start(program, lanes=()):
    tun, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (tun, far):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
    tun.setblocking(False)
    pipe = subprocess.PIPE
    descriptors = [tun.fileno()] + [end for lane in lanes for end in lane]
    arguments = program + [str(descriptor) for descriptor in descriptors]
    process = subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe, pass_fds=descriptors)
    tun.close()
    return process, far


def packets(count):
    return [os.urandom(random.choice(LENGTHS)) for _ in range(count)]


def stream_of(bodies):
    return b"".join(struct.pack("!I", len(body)) + body for body in bodies)


def meanwhile(act, *arguments):
    thread = threading.Thread(target=act, args=arguments)
    thread.start()
    return thread


def feed(way, stream):
    """In pieces that cut frames anywhere."""
    at = 0
    while at < len(stream):
        size = random.choice(CHUNKS)
        way.write(stream[at : at + size])
        way.flush()
        at += size


def both_ways(program):
    process, far = start(program)
    bodies = packets(300)
    stream = stream_of(bodies)
    thread = meanwhile(feed, process.stdin, stream)
    assert [far.recv(70000) for _ in bodies] == bodies, "towards the tun"
    thread.join()
    thread = meanwhile(lambda: [far.send(body) for body in bodies])
    heard = b""
    while len(heard) < len(stream):
        heard += os.read(process.stdout.fileno(), 1 << 20)
    thread.join()
    assert heard == stream, "towards the laptop"
    process.stdin.close()
    assert process.wait(10) == 0, "ends with its stdin"


def lanes(program):
    pipes = [os.pipe() for _ in range(2)]
    process, far = start(program, pipes)
    # As another command does it: by the name of the relay's own end, which it lets go then.
    ways = [open("/proc/%d/fd/%d" % (process.pid, theirs), "wb") for _, theirs in pipes]
    for pipe in pipes:
        for end in pipe:
            os.close(end)
    ways.insert(0, process.stdin)
    bodies = packets(300)
    streams = [b"", b"", b""]
    at = 0
    for body in bodies:
        streams[at] += stream_of([body])
        while random.random() < 0.4:
            streams[at] += struct.pack("!I", 0)
            at = (at + 1) % 3
    # Whatever comes first of them, the order is that in which they were sent.
    threads = [meanwhile(feed, way, stream) for way, stream in zip(ways, streams)]
    assert [far.recv(70000) for _ in bodies] == bodies, "towards the tun, in order"
    for thread in threads:
        thread.join()
    for _ in range(at, 3):
        ways[at].write(struct.pack("!I", 0))
        ways[at].flush()
        at = (at + 1) % 3
    assert process.poll() is None
    # It waits for stdin now; a marker later for the first lane, which ends.
    ways[0].write(struct.pack("!I", 0))
    ways[0].flush()
    ways[1].close()
    assert process.wait(10) == 0, "ends with a lane"


def hostile(program):
    for length in (0, 29, 65546, 0xFFFFFFFF):
        process, _far = start(program)
        process.stdin.write(struct.pack("!I", length))
        process.stdin.flush()
        assert process.wait(10) == 2, "a length of %d" % length


def ends(program):
    process, far = start(program)
    far.close()
    assert process.wait(10) == 0, "with its device"
    process, far = start(program)
    process.stdout.close()
    far.send(packets(1)[0])
    process.wait(10)


{"both-ways": both_ways, "lanes": lanes, "hostile": hostile, "ends": ends}[sys.argv[1]](sys.argv[2:])
