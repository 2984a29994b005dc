"""Datagrams through a tap: a socket to the meter for each client, so that answers find back."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable

from analyzer.capture.live.packets import UdpPackets
from analyzer.capture.live.tap_ends import Address, Tap, reach

MOST_CLIENTS = 512
SILENCE = 120.0  # seconds after which a client is forgotten
_READ = 1 << 16


class _Client:
    """Who sends datagrams to a tap."""

    __slots__ = ("address", "last", "packets", "socket")

    def __init__(self, address: Address, sock: socket.socket) -> None:
        self.address = address
        self.socket = sock
        self.packets = UdpPackets(address[:2], sock.getpeername()[:2])
        self.last = time.monotonic()


class Datagrams:
    """All clients of all taps. ``write`` takes packets, ``say`` a line about what went wrong."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        write: Callable[[list[bytes]], None],
        say: Callable[[str], None],
    ) -> None:
        self._selector = selector
        self._write = write
        self._say = say
        self._clients: dict[tuple[Tap, Address], _Client] = {}

    def take(self, listener: socket.socket, tap: Tap) -> None:
        """A datagram for the meter."""
        try:
            data, address = listener.recvfrom(_READ)
            client = self._clients.get((tap, address[:2])) or self._open(listener, tap, address)
            client.last = time.monotonic()
            self._write([client.packets.data(0, data)])
            client.socket.send(data)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._say(f"{tap.far}: a datagram was not passed on: {error.strerror or error}")

    def tick(self, now: float) -> None:
        for key in [each for each, client in self._clients.items() if now - client.last > SILENCE]:
            self._forget(key)

    def close(self) -> None:
        for key in list(self._clients):
            self._forget(key)

    def _open(self, listener: socket.socket, tap: Tap, address: Address) -> _Client:
        if len(self._clients) >= MOST_CLIENTS:
            self._forget(min(self._clients, key=lambda each: self._clients[each].last))
        client = self._clients[tap, address[:2]] = _Client(address, reach(tap))
        self._selector.register(client.socket, selectors.EVENT_READ, lambda _: self._answer(listener, tap, client))
        return client

    def _answer(self, listener: socket.socket, tap: Tap, client: _Client) -> None:
        """A datagram of the meter."""
        try:
            data = client.socket.recv(_READ)
            client.last = time.monotonic()
            self._write([client.packets.data(1, data)])
            listener.sendto(data, client.address)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._say(f"{tap.far}: {error.strerror or error}")

    def _forget(self, key: tuple[Tap, Address]) -> None:
        client = self._clients.pop(key)
        self._selector.unregister(client.socket)
        client.socket.close()
