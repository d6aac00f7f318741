"""Gangway's relay: carries IP packets between a tun device of the gateway and its own stdin and stdout.

Runs as `python3 -c SCRIPT` over an SSH channel; nothing of it is written to the disk. Python 3.6 or later,
standard library only.

    in:   `open NAME` or `open NAME LANES` and a newline, then frames for the tun
    out:  `gangway-relay 1 ready [PID FD...]` or `gangway-relay 1 error STEP MESSAGE` and a newline, then frames from it

A frame is its length (32 bits, big-endian), a struct virtio_net_hdr (10 bytes) and one IP packet. Both ends
have checksums and TCP segmentation switched to the other side, so that a packet has up to 65,535 bytes.

sshd lets 2 MiB be on their way per channel, which is little for a long path. So stdin can be joined by further
lanes: each is a pipe that another channel's command opens as /proc/PID/fd/FD. A length of zero says that what
follows comes on the next lane, the first after the last; the first of them, that all lanes are open.

Where a program for this machine comes along (pump.c, `MACHINE=BASE64` as arguments), it takes over once the
device is open. Otherwise there are two processes, one per direction, because two threads would fight over Python's lock. Each ends
with the other, and with the end of its stream; the device, which is not persistent, ends with both.
"""

import base64
import errno
import fcntl
import io
import os
import select
import signal
import struct
import sys

HELLO = "gangway-relay 1"

# linux/if_tun.h
TUNSETIFF = 0x400454CA
TUNSETOFFLOAD = 0x400454D0
IFF_TUN = 0x0001
IFF_VNET_HDR = 0x4000
IFF_NO_PI = 0x1000
TUN_F_CSUM = 1
TUN_F_TSO4 = 2
TUN_F_TSO6 = 4

LENGTH = struct.Struct("!I")
VNET_HEADER = 10
SHORTEST = VNET_HEADER + 20
LONGEST = VNET_HEADER + 65535

# How many there may be besides stdin.
LANES = ("0", "1", "2", "3")
NEXT_LANE = 0

# Bytes. What one process holds at most, in each direction and lane: a batch and the frame that crosses its end.
DOWN_BATCH = 128 * 1024
UP_BUFFER = 1024 * 1024

# The kernel refused one packet: malformed, the interface is down, no memory. The link goes on.
DROPS = (errno.EAGAIN, errno.EINVAL, errno.EIO, errno.ENOBUFS, errno.ENOMEM, errno.EMSGSIZE)


def say(words):
    os.write(1, (HELLO + " " + words + "\n").encode())


def give_up(step, message):
    say("error %s %s" % (step, message))
    os._exit(1)


def request():
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            os._exit(0)
        line += byte
        if len(line) > 64:
            give_up("request", "too long")
    words = line.decode("ascii", "replace").split() + ["0"]
    if len(words) not in (3, 4) or words[0] != "open" or len(words[1]) > 15 or words[2] not in LANES:
        give_up("request", "not understood")
    return words[1], int(words[2])


def open_tun(name):
    try:
        tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    except OSError as error:
        give_up("device", error.strerror)
    try:
        flags = IFF_TUN | IFF_NO_PI | IFF_VNET_HDR
        fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", name.encode(), flags))
        fcntl.ioctl(tun, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6)
    except OSError as error:
        give_up("attach", error.strerror)
    return tun


class Lane:
    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.buffer = bytearray(UP_BUFFER)
        self.view = memoryview(self.buffer)
        self.start = self.end = 0

    def read(self):
        """Whether there was more."""
        if UP_BUFFER - self.end < 4 + LONGEST:
            rest = self.end - self.start
            self.buffer[:rest] = self.buffer[self.start : self.end]
            self.start, self.end = 0, rest
        count = os.readv(self.descriptor, [self.view[self.end :]])
        self.end += count
        return count > 0


def upward(tun, pipes):
    """From the laptop to the tun, until stdin or another lane ends."""
    lanes = [Lane(0)] + [Lane(ours) for ours, _ in pipes]
    held = [theirs for _, theirs in pipes]
    at = 0
    write, length_at = os.write, LENGTH.unpack_from
    while lanes[at].read():
        lane = lanes[at]
        while lane.end - lane.start >= 4:
            (length,) = length_at(lane.buffer, lane.start)
            if length == NEXT_LANE and pipes:
                lane.start += 4
                if lane.start == lane.end:
                    lane.start = lane.end = 0
                # What opened a lane holds it from now on, and it ends with that.
                while held:
                    os.close(held.pop())
                at = (at + 1) % len(lanes)
                lane = lanes[at]
                continue
            if length < SHORTEST or length > LONGEST:
                sys.stderr.write("malformed frame of %d bytes\n" % length)
                os._exit(2)
            stop = lane.start + 4 + length
            if stop > lane.end:
                break
            try:
                write(tun, lane.view[lane.start + 4 : stop])
            except OSError as error:
                if error.errno not in DROPS:
                    return
            lane.start = stop
        if lane.start == lane.end:
            lane.start = lane.end = 0


def downward(tun, partner):
    """From the tun to the laptop, until the laptop or the other process is gone."""
    buffer = bytearray(DOWN_BATCH + 4 + LONGEST)
    view = memoryview(buffer)
    read = io.FileIO(tun, closefd=False).readinto
    put_length = LENGTH.pack_into
    waiting = select.poll()
    waiting.register(tun, select.POLLIN)
    waiting.register(partner, 0)
    while True:
        for ready, _ in waiting.poll():
            if ready == partner:
                return
        end = 0
        while end < DOWN_BATCH:
            count = read(view[end + 4 : end + 4 + LONGEST])
            if not count:
                break
            put_length(buffer, end, count)
            end += 4 + count
        sent = 0
        while sent < end:
            # Blocks while the laptop takes nothing; meanwhile the tun's own queue drops.
            sent += os.write(1, view[sent:end])


def take_over(tun, pipes, programs):
    """Goes on as the native pump, from memory; returns where that cannot be."""
    image = dict(word.split("=", 1) for word in programs).get(os.uname().machine)
    if not image:
        return
    try:
        # Python 3.8, and a kernel that runs programs from memory.
        memory = os.memfd_create("gangway-relay")
        os.write(memory, base64.b64decode(image))
        descriptors = [tun] + [end for pipe in pipes for end in pipe]
        for descriptor in descriptors:
            os.set_inheritable(descriptor, True)
        os.execve(memory, ["gangway-relay"] + [str(descriptor) for descriptor in descriptors], {})
    except (AttributeError, OSError):
        return


def end_quietly(*_):
    os._exit(0)


def main():
    name, lanes = request()
    tun = open_tun(name)
    pipes = [os.pipe() for _ in range(lanes)]
    say(" ".join(["ready"] + [str(word) for word in [os.getpid()] + [theirs for _, theirs in pipes] if pipes]))
    take_over(tun, pipes, sys.argv[1:])
    down, up = os.pipe()
    signal.signal(signal.SIGCHLD, end_quietly)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(up)
        os.close(0)
        for pipe in pipes:
            for end in pipe:
                os.close(end)
        try:
            downward(tun, down)
        except (OSError, KeyboardInterrupt):
            pass
        os._exit(0)
    os.close(down)
    os.close(1)
    try:
        upward(tun, pipes)
    except (OSError, KeyboardInterrupt):
        pass
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os._exit(0)


main()
