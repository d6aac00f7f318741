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


def start(program):
    tun, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (tun, far):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
    tun.setblocking(False)
    pipe = subprocess.PIPE
    arguments = program + [str(tun.fileno())]
    process = subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe, pass_fds=[tun.fileno()])
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


def feed(process, stream):
    """In pieces that cut frames anywhere."""
    at = 0
    while at < len(stream):
        size = random.choice(CHUNKS)
        process.stdin.write(stream[at : at + size])
        process.stdin.flush()
        at += size


def both_ways(program):
    process, far = start(program)
    bodies = packets(300)
    stream = stream_of(bodies)
    thread = meanwhile(feed, process, stream)
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


{"both-ways": both_ways, "hostile": hostile, "ends": ends}[sys.argv[1]](sys.argv[2:])
