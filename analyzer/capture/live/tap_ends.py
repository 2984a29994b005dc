"""Where a tap listens and whom it reaches: addresses, and lines that stand for one."""

from __future__ import annotations

import os
import socket
from typing import NamedTuple, Protocol

Address = tuple[str, int]


class Line(Protocol):
    """The meter's side of a tap where it is no address: ``connect`` gives a socket that its bytes go through."""

    name: str

    def connect(self) -> socket.socket: ...

    def close(self) -> None: ...


class Tap(NamedTuple):
    """Where a tap listens and whom it passes on to: ``udp`` or TCP; ``meter`` an address or a line."""

    udp: bool
    listen: Address
    meter: Address | Line

    @property
    def far(self) -> str:
        return named(self.meter) if isinstance(self.meter, tuple) else self.meter.name


def named(address: Address) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def listen(tap: Tap) -> socket.socket:
    """The socket where a tap waits for a head-end. Raises OSError."""
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
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


def reach(tap: Tap) -> socket.socket:
    """A socket to the meter, which does not block; over TCP the attempt is still under way. Raises OSError."""
    if not isinstance(tap.meter, tuple):
        far = tap.meter.connect()
        far.setblocking(False)
        return far
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
