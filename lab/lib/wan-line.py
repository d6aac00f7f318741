"""The line between the switch and one host: two tap devices with delay, jitter, loss and rate in between.

usage: wan-line.py NEAR FAR RTT_MS JITTER_MS LOSS_PERCENT RATE_MBIT SEED

Makes the taps NEAR and FAR, which live as long as this process, says "ready", and forwards until it is killed. The kernel
here has no netem. What keeps Python fast enough is segmentation offload: one read is up to 64 KiB of TCP (virtio_net_hdr
before each frame, TSO on both taps). With loss the offload is off, so that the dice are thrown for each packet of the MTU's
size and not for whole batches; a lossy line carries less anyway.
"""

import fcntl
import os
import random
import select
import struct
import sys
import time
from collections import deque

TUNSETIFF, TUNSETOFFLOAD = 0x400454CA, 0x400454D0
IFF_TAP, IFF_NO_PI, IFF_VNET_HDR = 0x2, 0x1000, 0x4000
TUN_F_CSUM, TUN_F_TSO4, TUN_F_TSO6 = 1, 2, 4
VNET_HDR = struct.Struct("<BBHHHH")  # flags, gso type, header length, segment size, checksum start and offset
LARGEST = VNET_HDR.size + 14 + 65535
ON_THE_WIRE = 24  # preamble, FCS and gap of each Ethernet frame
QUEUE_SECONDS = 0.058  # what waits for the rate at most, unless the round trip is longer
BATCH = 64


def open_tap(name, offload):
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI | IFF_VNET_HDR))
    fcntl.ioctl(tap, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6 if offload else 0)
    return tap


def wire_bytes(packet):
    """What the packet takes on the wire, once segmented."""
    _, kind, header, segment, _, _ = VNET_HDR.unpack_from(packet)
    size = len(packet) - VNET_HDR.size
    if not kind or not segment:
        return size + ON_THE_WIRE
    segments = max(1, -(-(size - header) // segment))
    return size + (segments - 1) * header + segments * ON_THE_WIRE


class Direction:
    def __init__(self, source, target, rtt, jitter, loss, rate, seed):
        self.source, self.target = source, target
        self.delay, self.jitter, self.loss = rtt / 2, jitter / 2, loss
        self.bytes_per_second = rate * 1e6 / 8
        # About one bandwidth-delay product, as a router with sensible buffers has.
        self.longest_queue = max(rtt, QUEUE_SECONDS)
        self.dice = random.Random(seed)
        self.waiting = deque()  # (due, packet)
        self.free_at = self.last_due = 0.0

    def take(self):
        """Reads what is there, decides its fate."""
        for _ in range(BATCH):
            try:
                packet = os.read(self.source, LARGEST)
            except BlockingIOError:
                return
            now = time.monotonic()
            if self.loss and self.dice.random() < self.loss:
                continue
            if self.bytes_per_second:
                start = max(now, self.free_at)
                if start - now > self.longest_queue:
                    continue  # the queue is full: tail drop
                self.free_at = now = start + wire_bytes(packet) / self.bytes_per_second
            due = now + self.delay
            if self.jitter:
                due += self.dice.uniform(-self.jitter, self.jitter)
            self.last_due = due = max(due, self.last_due)  # no reordering
            self.waiting.append((due, packet))

    def deliver(self):
        """Writes what is due. Returns when the next one is, or None."""
        waiting = self.waiting
        while waiting and waiting[0][0] <= time.monotonic():
            try:
                os.write(self.target, waiting.popleft()[1])
            except OSError:
                pass  # the host or its cable is gone, or the kernel is short of memory: lost, as on any line
        return waiting[0][0] if waiting else None


def main(near, far, rtt, jitter, loss, rate, seed):
    offload = not loss
    taps = [open_tap(near, offload), open_tap(far, offload)]
    there = Direction(taps[0], taps[1], rtt, jitter, loss, rate, f"{seed} there")
    back = Direction(taps[1], taps[0], rtt, jitter, loss, rate, f"{seed} back")
    by_source = {taps[0]: there, taps[1]: back}
    print("ready", flush=True)
    while True:
        due = [at for at in (there.deliver(), back.deliver()) if at is not None]
        timeout = max(0.0, min(due) - time.monotonic()) if due else None
        for source in select.select(taps, (), (), timeout)[0]:
            by_source[source].take()


if __name__ == "__main__":
    names, numbers, number = sys.argv[1:3], [float(word) for word in sys.argv[3:7]], sys.argv[7]
    main(*names, numbers[0] / 1e3, numbers[1] / 1e3, numbers[2] / 100, numbers[3], number)
