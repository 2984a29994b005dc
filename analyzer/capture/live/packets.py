"""Packets for bytes that came without them: what a proxy passed on, as Ethernet, IP and TCP or UDP that any tool reads."""

from __future__ import annotations

import ipaddress
import struct

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
SEGMENT = 32 << 10  # bytes a packet carries at most
DATAGRAM = 65_507
_TCP, _UDP = 6, 17
_MACS = (b"\x02\0\0\0\0\x01", b"\x02\0\0\0\0\x02")  # locally administered: client, server
_ETHERTYPES = {4: b"\x08\0", 16: b"\x86\xdd"}
_WINDOW = 65_535
_MASK = 0xFFFFFFFF

Endpoint = tuple[str, int]


class TcpPackets:
    """One connection. Direction 0 is from the client; sequence numbers begin at zero, all checksums are right."""

    def __init__(self, client: Endpoint, server: Endpoint) -> None:
        self._ends = _ends(client, server)
        self._next = [0, 0]
        self._closed = [False, False]

    def opening(self) -> list[bytes]:
        """The three packets that open a connection."""
        return [self._packet(0, SYN), self._packet(1, SYN | ACK), self._packet(0, ACK)]

    def refused(self) -> list[bytes]:
        """The connection that was asked for and did not come to be."""
        return [self._packet(0, SYN), self._packet(1, RST | ACK)]

    def data(self, direction: int, data: bytes) -> list[bytes]:
        return [self._packet(direction, PSH | ACK, data[at : at + SEGMENT]) for at in range(0, len(data), SEGMENT)]

    def closing(self, direction: int, broken: bool = False) -> list[bytes]:
        """One side says no more; where it is ``broken`` both sides end. Nothing when it has said so before."""
        if self._closed[direction]:
            return []
        self._closed[direction] = True
        if broken:
            self._closed[1 - direction] = True
        return [self._packet(direction, (RST if broken else FIN) | ACK)]

    def _packet(self, direction: int, flags: int, data: bytes = b"") -> bytes:
        (source, source_port), (destination, destination_port) = self._ends[direction], self._ends[1 - direction]
        head = struct.pack(
            ">HHIIBBHHH",
            source_port,
            destination_port,
            self._next[direction],
            self._next[1 - direction] if flags & ACK else 0,
            5 << 4,
            flags,
            _WINDOW,
            0,
            0,
        )
        self._next[direction] = self._next[direction] + len(data) + bool(flags & (SYN | FIN)) & _MASK
        return _framed(_TCP, source, destination, direction, head, 16, data)


class UdpPackets:
    """Datagrams between a client and a server."""

    def __init__(self, client: Endpoint, server: Endpoint) -> None:
        self._ends = _ends(client, server)

    def data(self, direction: int, data: bytes) -> bytes:
        (source, source_port), (destination, destination_port) = self._ends[direction], self._ends[1 - direction]
        data = data[:DATAGRAM]
        head = struct.pack(">HHHH", source_port, destination_port, 8 + len(data), 0)
        return _framed(_UDP, source, destination, direction, head, 6, data)


def _ends(*ends: Endpoint) -> list[tuple[bytes, int]]:
    """Packed addresses, both of one family; an IPv4 address that talks to an IPv6 one is mapped."""
    packed = [ipaddress.ip_address(host.partition("%")[0]).packed for host, _ in ends]
    if len(packed[0]) != len(packed[1]):
        packed = [each if len(each) == 16 else bytes(10) + b"\xff\xff" + each for each in packed]
    return [(address, port) for address, (_, port) in zip(packed, ends, strict=True)]


def _framed(
    protocol: int, source: bytes, destination: bytes, direction: int, head: bytes, sum_at: int, data: bytes
) -> bytes:
    size = len(head) + len(data)
    pseudo = (
        source
        + destination
        + struct.pack(
            ">IxxxB" if len(source) == 16 else ">xBH", *((size, protocol) if len(source) == 16 else (protocol, size))
        )
    )
    total = checksum(pseudo + head + data)
    head = head[:sum_at] + struct.pack(">H", total or 0xFFFF if protocol == _UDP else total) + head[sum_at + 2 :]
    if len(source) == 16:
        ip = struct.pack(">IHBB", 0x60000000, size, protocol, 64) + source + destination
    else:
        ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + size, 0, 0x4000, 64, protocol, 0) + source + destination
        ip = ip[:10] + struct.pack(">H", checksum(ip)) + ip[12:]
    return _MACS[1 - direction] + _MACS[direction] + _ETHERTYPES[len(source)] + ip + head + data


def checksum(data: bytes) -> int:
    """The checksum of RFC 1071: 16-bit words in ones' complement, a sum modulo 65535."""
    number = int.from_bytes(data + b"\0" * (len(data) & 1), "big")
    rest = number % 0xFFFF
    return ~(rest or (0xFFFF if number else 0)) & 0xFFFF
