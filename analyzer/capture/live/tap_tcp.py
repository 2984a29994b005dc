"""TCP connections through a tap: both directions, half closed ones too; a slow side holds the other one back."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import time
from collections.abc import Callable

from analyzer.capture.live.packets import TcpPackets
from analyzer.capture.live.tap_ends import Address, Tap, reach

MOST_CONNECTIONS = 512
PATIENCE = 10.0  # seconds that a meter may take to answer a connection
_READ = 1 << 16
_HELD = 1 << 18  # bytes that wait for a slow side before the other one is read no more


class _Side:
    """One socket of a connection: what waits to be sent to it, and whether its own data has ended."""

    __slots__ = ("direction", "ended", "link", "other", "shut", "socket", "waiting", "watched")

    def __init__(self, link: _Link, direction: int, sock: socket.socket) -> None:
        self.link = link
        self.direction = direction
        self.socket = sock
        self.waiting = bytearray()
        self.ended = False
        self.shut = False
        self.watched = 0
        self.other: _Side


class _Link:
    """A connection: packets are None until the meter has been reached, for which there is time until ``deadline``."""

    __slots__ = ("deadline", "far", "near", "packets", "tap")

    def __init__(self, tap: Tap, near: socket.socket) -> None:
        self.tap = tap
        self.near = _Side(self, 0, near)
        self.far = _Side(self, 1, near)  # until there is a socket to the meter
        self.near.other, self.far.other = self.far, self.near
        self.packets: TcpPackets | None = None
        self.deadline = time.monotonic() + PATIENCE


class Connections:
    """All connections of all taps. ``write`` takes packets, ``say`` a line about what went wrong."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        write: Callable[[list[bytes]], None],
        say: Callable[[str], None],
    ) -> None:
        self._selector = selector
        self._write = write
        self._say = say
        self._links: set[_Link] = set()

    def accept(self, listener: socket.socket, tap: Tap) -> None:
        """A head-end connects: so do we, to the meter."""
        try:
            near, _ = listener.accept()
        except OSError:
            return
        if len(self._links) >= MOST_CONNECTIONS:
            self._say(f"{MOST_CONNECTIONS} connections are open, one more was refused")
            near.close()
            return
        near.setblocking(False)
        link = _Link(tap, near)
        self._links.add(link)
        try:
            link.far.socket = reach(tap)
        except OSError as error:
            self._refuse(link, error)
            return
        self._watch(link.far)

    def tick(self, now: float) -> None:
        for link in [each for each in self._links if each.packets is None and now > each.deadline]:
            self._refuse(link, OSError(f"no answer within {PATIENCE:.0f} s"))

    def close(self) -> None:
        for link in list(self._links):
            if link.packets is not None:
                self._write(link.packets.closing(0, broken=True))
            self._drop(link)

    def _connected(self, link: _Link) -> None:
        """The attempt to reach the meter has come to an end."""
        number = link.far.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            self._refuse(link, OSError(number, os.strerror(number)))
            return
        for side in (link.near, link.far):
            with contextlib.suppress(OSError):  # a line has no such option
                side.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.packets = TcpPackets(*_ends(link))
        self._write(link.packets.opening())
        self._watch(link.near)
        self._watch(link.far)

    def _refuse(self, link: _Link, error: OSError) -> None:
        self._say(f"{link.tap.far}: cannot be reached: {error.strerror or error}")
        with contextlib.suppress(OSError, ValueError):
            self._write(TcpPackets(*_ends(link)).refused())
        self._drop(link)

    def _ready(self, side: _Side, mask: int) -> None:
        link = side.link
        if link not in self._links:
            return
        if link.packets is None:
            self._connected(link)
            return
        try:
            if mask & selectors.EVENT_WRITE:
                self._send(side)
            if mask & selectors.EVENT_READ:
                self._receive(side, link.packets)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:  # the side is gone: so is the connection
            self._write(link.packets.closing(side.direction, broken=True))
            self._drop(link)
            return
        if link.near.shut and link.far.shut:
            self._drop(link)
        else:
            self._watch(side)
            self._watch(side.other)

    def _receive(self, side: _Side, packets: TcpPackets) -> None:
        data = side.socket.recv(_READ)
        if data:
            self._write(packets.data(side.direction, data))
            side.other.waiting += data
        else:
            side.ended = True
            self._write(packets.closing(side.direction))
        self._send(side.other)

    def _send(self, side: _Side) -> None:
        if side.waiting:
            try:
                sent = side.socket.send(side.waiting)
            except (BlockingIOError, InterruptedError):
                return
            del side.waiting[:sent]
        if side.other.ended and not side.waiting and not side.shut:
            side.shut = True
            side.socket.shutdown(socket.SHUT_WR)

    def _watch(self, side: _Side) -> None:
        """Wait for what the side can do now."""
        if side.link.packets is None:
            mask = selectors.EVENT_WRITE
        else:
            readable = not side.ended and len(side.other.waiting) < _HELD
            mask = selectors.EVENT_READ * readable | selectors.EVENT_WRITE * bool(side.waiting)
        if mask == side.watched:
            return
        if not side.watched:
            self._selector.register(side.socket, mask, lambda ready: self._ready(side, ready))
        elif not mask:
            self._selector.unregister(side.socket)
        else:
            self._selector.modify(side.socket, mask, lambda ready: self._ready(side, ready))
        side.watched = mask

    def _drop(self, link: _Link) -> None:
        self._links.discard(link)
        for side in (link.near, link.far):
            if side.watched:
                self._selector.unregister(side.socket)
                side.watched = 0
            side.socket.close()


def _ends(link: _Link) -> tuple[Address, Address]:
    """Addresses of client and meter; of a meter on a line the address where the tap listens."""
    near = link.near.socket
    client, server = near.getpeername()[:2], near.getsockname()[:2]
    if isinstance(link.tap.meter, tuple):
        server = link.tap.meter
        with contextlib.suppress(OSError):  # not connected
            server = link.far.socket.getpeername()[:2] if link.far.socket is not near else server
    return client, server
