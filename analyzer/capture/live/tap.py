"""A tap: a proxy between head-end and meter that passes bytes on untouched and shows them as packets."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from analyzer.capture.live.packets import TcpPackets, UdpPackets
from analyzer.capture.live.source import LiveError, Sink

ETHERNET = 1
MOST_CONNECTIONS = 512
UDP_SILENCE = 120.0  # seconds after which a client of a UDP tap is forgotten
_READ = 1 << 16
_HELD = 1 << 18  # bytes that wait for a slow side before the other one is read no more
_TICK = 0.25
_CONNECT = 10.0


class Line(Protocol):
    """The meter's side of a tap where it is no address: ``connect`` gives a socket that its bytes go through."""

    name: str

    def connect(self) -> socket.socket: ...

    def close(self) -> None: ...


class Tap(NamedTuple):
    """Where a tap listens and whom it passes on to: ``udp`` or TCP; ``meter`` an address or a line."""

    udp: bool
    listen: tuple[str, int]
    meter: tuple[str, int] | Line

    @property
    def far(self) -> str:
        return _name(self.meter) if isinstance(self.meter, tuple) else self.meter.name


class _Side:
    """One socket of a connection: what waits to be sent to it, and whether its own data has ended."""

    __slots__ = ("connecting", "direction", "ended", "link", "other", "shut", "socket", "waiting", "watched")

    def __init__(self, link: _Link, direction: int, sock: socket.socket) -> None:
        self.link = link
        self.direction = direction
        self.socket = sock
        self.waiting = bytearray()
        self.connecting = 0.0  # when the attempt to reach it is given up
        self.ended = False
        self.shut = False
        self.watched = 0
        self.other: _Side


class _Link:
    """A TCP connection through the tap."""

    __slots__ = ("far", "near", "packets", "tap")

    def __init__(self, tap: Tap, near: socket.socket, far: socket.socket) -> None:
        self.tap = tap
        self.near = _Side(self, 0, near)
        self.far = _Side(self, 1, far)
        self.near.other, self.far.other = self.far, self.near
        self.packets: TcpPackets | None = None


class _Client:
    """Who sends datagrams to a UDP tap."""

    __slots__ = ("address", "last", "packets", "socket")

    def __init__(self, address: tuple[str, int], sock: socket.socket, packets: UdpPackets) -> None:
        self.address = address
        self.socket = sock
        self.packets = packets
        self.last = time.monotonic()


class TapSource:
    """Any number of taps, in one thread."""

    def __init__(self, taps: list[Tap]) -> None:
        self.taps = taps
        self.name = "tap " + ", ".join(f"{_name(tap.listen)}={tap.far}" for tap in taps)
        self._selector = selectors.DefaultSelector()
        self._links: set[_Link] = set()
        self._clients: dict[tuple[Tap, tuple[str, int]], _Client] = {}
        self._stopped = False
        self._sink: Sink
        self._interface = 0

    def open(self) -> None:
        """Listen. ``addresses`` are then where."""
        self.addresses: list[tuple[str, int]] = []
        for tap in self.taps:
            try:
                listener = _listen(tap)
            except OSError as error:
                self._close()
                why = error.strerror or str(error)
                raise LiveError(f"--tap {_name(tap.listen)}: cannot listen there: {why}; choose another port") from None
            self.addresses.append(listener.getsockname()[:2])
            listener.setblocking(False)
            self._selector.register(listener, selectors.EVENT_READ, self._listener(listener, tap))

    def _listener(self, listener: socket.socket, tap: Tap) -> Callable[[int], None]:
        take = self._datagrams if tap.udp else self._accept
        return lambda _: take(listener, tap)

    def run(self, sink: Sink) -> None:
        self._sink = sink
        self._interface = sink.interface(ETHERNET, self.name)
        try:
            while not self._stopped:
                for key, mask in self._selector.select(_TICK):
                    key.data(mask)
                sink.flush()
                self._tick(time.monotonic())
        finally:
            self._close()
            sink.flush()

    def stop(self) -> None:
        self._stopped = True

    def dropped(self) -> int:
        return 0

    # --- TCP --------------------------------------------------------------------------------------

    def _accept(self, listener: socket.socket, tap: Tap) -> None:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        if len(self._links) >= MOST_CONNECTIONS:
            self._sink.say(f"{self.name}: {MOST_CONNECTIONS} connections are open, one more was refused")
            near.close()
            return
        near.setblocking(False)
        link = _Link(tap, near, near)
        self._links.add(link)
        try:
            link.far.socket = far = _reach(tap)
        except OSError as error:
            self._refuse(link, error)
            return
        far.setblocking(False)
        link.far.connecting = time.monotonic() + _CONNECT
        self._watch(link.far)

    def _connected(self, link: _Link) -> None:
        """The attempt to reach the meter has come to an end."""
        number = link.far.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            self._refuse(link, OSError(number, os.strerror(number)))
            return
        link.far.connecting = 0.0
        for side in (link.near, link.far):
            with contextlib.suppress(OSError):  # a line has none
                side.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.packets = TcpPackets(*_ends_of(link))
        self._write(link.packets.opening())
        self._watch(link.near)
        self._watch(link.far)

    def _refuse(self, link: _Link, error: OSError) -> None:
        why = error.strerror or str(error) or "no answer"
        self._sink.say(f"{link.tap.far}: cannot be reached: {why}; the tap goes on")
        with contextlib.suppress(OSError, ValueError):
            self._write(TcpPackets(*_ends_of(link)).refused())
        self._drop(link)

    def _ready(self, side: _Side, mask: int) -> None:
        link = side.link
        if link not in self._links:
            return
        if side.connecting:
            self._connected(link)
            return
        try:
            if mask & selectors.EVENT_WRITE:
                self._send(side)
            if mask & selectors.EVENT_READ:
                self._receive(side)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:  # the side is gone: so is the connection
            assert link.packets is not None
            self._write(link.packets.closing(side.direction, broken=True))
            self._drop(link)
            return
        if link.near.shut and link.far.shut:
            self._drop(link)
        else:
            self._watch(side)
            self._watch(side.other)

    def _receive(self, side: _Side) -> None:
        packets, other = side.link.packets, side.other
        assert packets is not None
        data = side.socket.recv(_READ)
        if data:
            self._write(packets.data(side.direction, data))
            other.waiting += data
        else:
            side.ended = True
            self._write(packets.closing(side.direction))
        self._send(other)

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
        if side.connecting:
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

    # --- UDP --------------------------------------------------------------------------------------

    def _datagrams(self, listener: socket.socket, tap: Tap) -> None:
        try:
            data, address = listener.recvfrom(_READ)
            client = self._clients.get((tap, address[:2])) or self._client(listener, tap, address)
            client.last = time.monotonic()
            self._write([client.packets.data(0, data)])
            client.socket.send(data)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._sink.say(f"{tap.far}: a datagram was not passed on: {error.strerror or error}")

    def _client(self, listener: socket.socket, tap: Tap, address: tuple[str, int]) -> _Client:
        if len(self._clients) >= MOST_CONNECTIONS:
            self._forget(min(self._clients, key=lambda each: self._clients[each].last))
        far = _reach(tap)
        far.setblocking(False)
        client = _Client(address, far, UdpPackets(address[:2], far.getpeername()[:2]))
        self._clients[tap, address[:2]] = client
        self._selector.register(far, selectors.EVENT_READ, lambda _: self._answers(listener, tap, client))
        return client

    def _answers(self, listener: socket.socket, tap: Tap, client: _Client) -> None:
        try:
            data = client.socket.recv(_READ)
            client.last = time.monotonic()
            self._write([client.packets.data(1, data)])
            listener.sendto(data, client.address)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._sink.say(f"{tap.far}: {error.strerror or error}; the tap goes on")

    def _forget(self, key: tuple[Tap, tuple[str, int]]) -> None:
        client = self._clients.pop(key)
        self._selector.unregister(client.socket)
        client.socket.close()

    # --- both -------------------------------------------------------------------------------------

    def _write(self, packets: list[bytes]) -> None:
        now = time.time_ns()
        for packet in packets:
            self._sink.packet(self._interface, now, packet)

    def _tick(self, now: float) -> None:
        for link in [each for each in self._links if each.far.connecting and now > each.far.connecting]:
            self._refuse(link, OSError("no answer within 10 s"))
        for key in [each for each, client in self._clients.items() if now - client.last > UDP_SILENCE]:
            self._forget(key)

    def _close(self) -> None:
        for link in list(self._links):
            if link.packets is not None:
                self._write(link.packets.closing(0, broken=True))
            self._drop(link)
        for key in list(self._clients):
            self._forget(key)
        for registered in list((self._selector.get_map() or {}).values()):
            if isinstance(registered.fileobj, socket.socket):
                registered.fileobj.close()
        self._selector.close()
        for tap in self.taps:
            if not isinstance(tap.meter, tuple):
                tap.meter.close()


def _listen(tap: Tap) -> socket.socket:
    host, port = tap.listen
    kind = socket.SOCK_DGRAM if tap.udp else socket.SOCK_STREAM
    family, _, _, _, address = socket.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE)[0]
    listener = socket.socket(family, kind)
    try:
        if not tap.udp and os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        if not tap.udp:
            listener.listen(16)
    except OSError:
        listener.close()
        raise
    return listener


def _reach(tap: Tap) -> socket.socket:
    """A socket to the meter; over TCP the attempt goes on while others are served."""
    if not isinstance(tap.meter, tuple):
        return tap.meter.connect()
    kind = socket.SOCK_DGRAM if tap.udp else socket.SOCK_STREAM
    family, _, _, _, address = socket.getaddrinfo(*tap.meter, type=kind)[0]
    far = socket.socket(family, kind)
    far.setblocking(False)
    try:
        far.connect(address)
    except BlockingIOError:
        pass
    except OSError:
        far.close()
        raise
    return far


def _ends_of(link: _Link) -> tuple[tuple[str, int], tuple[str, int]]:
    """Addresses of client and meter; of a meter on a line the address where the tap listens."""
    near = link.near.socket
    client, server = near.getpeername()[:2], near.getsockname()[:2]
    if isinstance(link.tap.meter, tuple) and link.far.socket is not near:
        with contextlib.suppress(OSError):
            server = link.far.socket.getpeername()[:2]
    return client, server


def _name(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
