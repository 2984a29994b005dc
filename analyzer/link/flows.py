"""Flows and the chunks of payload they carry: what the link floor hands upward."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Any

import msgspec

from analyzer.capture.record import Record
from dissectors.spec.link import REGISTERED_PORT

Endpoint = tuple[bytes, int]  # packed address (empty on a serial line), port


EPHEMERAL = 32_768  # ports from which on systems choose their own


def chosen(own: int, other: int) -> bool:
    """Whether a port was chosen by its system, for an end that calls the other."""
    return own >= EPHEMERAL > other


class Flow:
    """Two ends that talk. Direction 0 is from ``a`` to ``b``; ``a`` opened the connection as far as SYN or ports tell, else
    it spoke first.

    ``transport`` is tcp, udp, serial, upper-pdu, or dlt for packets of a link type that says nothing of what it carries;
    ``name`` stands for the line where there are no addresses; ``hint`` is a dissector name the capture itself gives;
    ``used`` is the count of records when it was last spoken on.
    """

    __slots__ = ("a", "b", "hint", "id", "name", "transport", "used")

    def __init__(
        self, number: int, transport: str, a: Endpoint | None, b: Endpoint | None, name: str = "", hint: str = ""
    ) -> None:
        self.id = number
        self.transport = transport
        self.a = a
        self.b = b
        self.name = name
        self.hint = hint
        self.used = 0

    @property
    def port_hint(self) -> bool:
        """Whether one end has the port registered for DLMS/COSEM."""
        return REGISTERED_PORT in (self.a[1] if self.a else 0, self.b[1] if self.b else 0)

    def names(self, direction: int = 0) -> str:
        """``10.0.0.1:5137 > 10.0.0.5:4059`` as seen by a sender in that direction; the line's name on serial."""
        if self.a is None or self.b is None:
            return self.name
        source, destination = (self.a, self.b) if direction == 0 else (self.b, self.a)
        return f"{endpoint_name(source)} > {endpoint_name(destination)}"

    def sides(self, direction: int) -> tuple[str, str]:
        """Names of sender and receiver."""
        if self.a is None or self.b is None:
            return self.name, self.name
        ends = endpoint_name(self.a), endpoint_name(self.b)
        return ends if direction == 0 else (ends[1], ends[0])


@lru_cache(maxsize=4096)
def endpoint_name(end: Endpoint) -> str:
    address, port = end
    text = str(ipaddress.ip_address(address)) if len(address) in (4, 16) else address.hex() or "?"
    return f"[{text}]:{port}" if len(address) == 16 else f"{text}:{port}"


def endpoint_host(end: Endpoint) -> str:
    """The address without its port."""
    name, _, _ = endpoint_name(end).rpartition(":")
    return name.strip("[]")


class Chunk(msgspec.Struct, eq=False, gc=False):
    """Payload of one flow in one direction. ``gap`` bytes of the stream before it are missing from the capture.

    The bytes lie at ``offset`` of ``record.data``, unless they were put together: then ``pieces`` says from where,
    as (record, offset, length). ``datagram``: the chunk is whole in itself.
    """

    flow: Flow
    direction: int
    data: bytes
    record: Record
    offset: int
    gap: int = 0
    datagram: bool = False
    pieces: tuple[tuple[Record, int, int], ...] | None = None

    def __repr__(self) -> str:
        return f"<Chunk {len(self.data)} bytes, direction {self.direction}>"


class Stats:
    """What went through the link floor, counted."""

    def __init__(self) -> None:
        self.records = 0
        self.tcp = 0
        self.udp = 0
        self.fragments = 0
        self.foreign = 0
        self.unknown_links: dict[int, int] = {}

    def as_dict(self) -> dict[str, Any]:
        return dict(vars(self))
