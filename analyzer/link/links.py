"""Records to chunks of payload: Ethernet, IP, UDP, TCP and serial lines; foreign traffic costs one look.

The common case, TCP in order over Ethernet and IPv4, takes one pass over fixed offsets and one dictionary look-up.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from struct import Struct

from analyzer.capture.record import LINK_HEX, LINK_SERIAL, Record
from analyzer.link import network, usb
from analyzer.link.flows import Chunk, Flow, Stats, chosen
from analyzer.link.fragments import Fragments, Pieces, covering
from analyzer.link.tcp import ACK, SYN, Stream

TCP, UDP = 6, 17
_ETHERNET = 1
_ETHERNET_IPV4 = Struct(">HBxH2xHxB").unpack_from  # type, version and header size, length, fragment, protocol
_IPV4, _WITHOUT_OPTIONS, _FRAGMENT = 0x0800, 0x45, 0x3FFF
_TCP_HEADER = Struct(">HHIIBB").unpack_from
_IPV6_EXTENSIONS = {0, 43, 60, 135, 139, 140}  # headers of (next header, length in units of 8 bytes)
_IPV6_FRAGMENT = 44
_NONE: list[Chunk] = []
_OPENINGS = 4096  # connections without data yet that are remembered
_WAITING_STREAMS = 256  # connections in which data may wait for a hole to be filled
# Flows known at a time. Half of them are forgotten then, those silent longest; should they speak again, they are flows anew.
MOST_FLOWS = 65_536

USER0, USER15, RTAC_SERIAL, UPPER_PDU = 147, 162, 250, 252
WPAN = (195, 230)  # IEEE 802.15.4 with and without check sequence
_RTAC_HEADER = 12
_RTAC_DIRECTION = {1: 0, 2: 1, 3: 0, 4: 1}  # events: TX start, RX start, TX end, RX end
_PDU_NAME, _PDU_IP4, _PDU_IP6, _PDU_PORTS = (12, 14), (20, 21), (22, 23), (25, 26)


class Links:
    """The link floor: ``feed`` gives the chunks that a record sets free, ``flush`` what waits at the end."""

    def __init__(self) -> None:
        self.names: Mapping[tuple[int, int], str] = {}  # of interfaces that are lines, by (number, link type)
        self.stats = Stats()
        self.notes: list[tuple[int, str]] = []
        self.parting = False  # whether `part` is to be called
        self._gone: list[Flow] = []  # connections that gave way to another on the same ports
        self._numbered = 0
        self._live = 0
        self._streams: dict[bytes, tuple[Stream, int]] = {}
        self._openings: OrderedDict[bytes, tuple[int, bool]] = OrderedDict()  # (number of the SYN, whether it answers)
        self._waiting: OrderedDict[Stream, None] = OrderedDict()
        self._datagrams: dict[bytes, tuple[Flow, int]] = {}
        self._lines: dict[object, Flow] = {}
        self._fragments = Fragments()
        self._serial = {LINK_HEX, LINK_SERIAL, *range(USER0, USER15 + 1), *WPAN}

    def feed(self, record: Record) -> list[Chunk]:
        self.stats.records += 1
        link_type = record.link_type
        data = record.data
        if link_type == _ETHERNET and len(data) >= 54:
            kind, version, length, fragment, protocol = _ETHERNET_IPV4(data, 12)
            if kind == _IPV4 and version == _WITHOUT_OPTIONS and protocol == TCP and not fragment & _FRAGMENT:
                end = 14 + length
                if 54 <= end <= len(data):
                    return self._segment(record, data, data[26:38], 34, end, None)
        header = network.BY_LINK_TYPE.get(link_type)
        if header is not None:
            at = header(record.data)
            if at < 0:
                self.stats.foreign += 1
                return _NONE
            return self._ip(record, at)
        if link_type in self._serial:
            return self._line(record)
        if link_type == RTAC_SERIAL:
            return self._rtac(record)
        if link_type == UPPER_PDU:
            return self._upper_pdu(record)
        if link_type in usb.BY_LINK_TYPE:
            return self._usb(record)
        return self._other(record)

    def flush(self) -> list[Chunk]:
        """What waits behind holes, at the end of the capture."""
        out: list[Chunk] = []
        for stream in sorted(self._waiting, key=lambda each: each.flow.id):
            stream.flush(out)
        return out

    def part(self) -> tuple[list[Flow], list[Chunk]]:
        """Flows that are known no more, and what waited in them for a hole to be filled."""
        gone, self._gone, self.parting = self._gone, [], False
        out: list[Chunk] = []
        if self._live > MOST_FLOWS:
            oldest = self._silent()
            silent = set(oldest)
            for stream in [each for each in self._waiting if each.flow in silent]:
                del self._waiting[stream]
                stream.flush(out)
            self._streams = {key: each for key, each in self._streams.items() if each[0].flow not in silent}
            self._datagrams = {key: each for key, each in self._datagrams.items() if each[0] not in silent}
            self._lines = {key: flow for key, flow in self._lines.items() if flow not in silent}
            self._live -= len(oldest)
            gone += oldest
        return gone, out

    def _silent(self) -> list[Flow]:
        """Half of the flows known: those that were silent longest."""
        known = {
            *(stream.flow for stream, _ in self._streams.values()),
            *(flow for flow, _ in self._datagrams.values()),
            *self._lines.values(),
        }
        return sorted(known, key=lambda flow: (flow.used, flow.id))[: len(known) // 2]

    # --- IP ---------------------------------------------------------------------------------------

    def _ip(self, record: Record, at: int) -> list[Chunk]:
        data = record.data
        if len(data) < at + 20:
            return _NONE
        first = data[at]
        if first >> 4 == 4:
            header = (first & 15) * 4
            if header < 20:
                self.stats.foreign += 1
                return _NONE
            total = data[at + 2] << 8 | data[at + 3]
            end = at + total if total >= header else len(data)  # zero where segmentation was offloaded
            fragment = (data[at + 6] << 8 | data[at + 7]) & 0x3FFF
            protocol = data[at + 9]
            addresses = data[at + 12 : at + 20]
            payload = at + header
            if fragment:
                key = addresses + data[at + 4 : at + 6] + data[at + 9 : at + 10]
                start, more = (fragment & 0x1FFF) * 8, bool(fragment & 0x2000)
                return self._fragment(record, key, addresses, protocol, start, more, payload, min(end, len(data)))
            return self._transport(record, data, addresses, protocol, payload, min(end, len(data)), None)
        if first >> 4 == 6 and len(data) >= at + 40:
            return self._ipv6(record, at)
        self.stats.foreign += 1
        return _NONE

    def _ipv6(self, record: Record, at: int) -> list[Chunk]:
        data = record.data
        length = data[at + 4] << 8 | data[at + 5]
        end = min(at + 40 + length, len(data)) if length else len(data)
        protocol = data[at + 6]
        addresses = data[at + 8 : at + 40]
        at += 40
        for _ in range(16):
            if protocol in _IPV6_EXTENSIONS and at + 8 <= end:
                protocol, at = data[at], at + (data[at + 1] + 1) * 8
            elif protocol == _IPV6_FRAGMENT and at + 8 <= end:
                field = data[at + 2] << 8 | data[at + 3]
                key = addresses + data[at + 4 : at + 8]
                return self._fragment(record, key, addresses, data[at], field & 0xFFF8, bool(field & 1), at + 8, end)
            else:
                break
        return self._transport(record, data, addresses, protocol, at, end, None)

    def _fragment(
        self, record: Record, key: bytes, addresses: bytes, protocol: int, start: int, more: bool, at: int, end: int
    ) -> list[Chunk]:
        self.stats.fragments += 1
        whole = self._fragments.add(key, start, more, record.data[at:end], record, at)
        if whole is None:
            return _NONE
        return self._transport(record, whole[0], addresses, protocol, 0, len(whole[0]), whole[1])

    # --- TCP and UDP ------------------------------------------------------------------------------

    def _transport(
        self, record: Record, data: bytes, addresses: bytes, protocol: int, at: int, end: int, pieces: Pieces | None
    ) -> list[Chunk]:
        if protocol == TCP:
            if end - at < 20:
                return _NONE
            return self._segment(record, data, addresses + data[at : at + 4], at, end, pieces)
        if protocol == UDP:
            if end - at < 8:
                return _NONE
            self.stats.udp += 1
            key = addresses + data[at : at + 4]
            known = self._datagrams.get(key)
            if known is None:
                known = self._open_datagrams(
                    key, addresses, data[at] << 8 | data[at + 1], data[at + 2] << 8 | data[at + 3]
                )
            flow, direction = known
            flow.used = self.stats.records
            length = data[at + 4] << 8 | data[at + 5]
            stop = min(end, at + length) if length >= 8 else end
            if stop <= at + 8:
                return _NONE
            parts = covering(pieces, at + 8, stop - at - 8) if pieces is not None else None
            return [Chunk(flow, direction, data[at + 8 : stop], record, at + 8, datagram=True, pieces=parts)]
        self.stats.foreign += 1
        return _NONE

    def _segment(
        self, record: Record, data: bytes, key: bytes, at: int, end: int, pieces: Pieces | None
    ) -> list[Chunk]:
        """One TCP segment whose header lies at ``at``; ``key`` is addresses and ports."""
        self.stats.tcp += 1
        source, destination, sequence, acknowledged, offset, flags = _TCP_HEADER(data, at)
        start = at + (offset >> 4) * 4
        if start < at + 20:
            return _NONE
        out: list[Chunk] = []
        found = self._streams.get(key)
        if found is None or flags & SYN:
            found = self._connection(found, key, source, destination, sequence, flags, start < end, out)
            if found is None:
                return out
        stream, direction = found
        stream.flow.used = self.stats.records
        if stream.feed(direction, sequence, acknowledged, flags, data[start:end], record, start, pieces, out):
            self._wait(stream, out)
        return out

    def _connection(
        self,
        found: tuple[Stream, int] | None,
        key: bytes,
        source: int,
        destination: int,
        sequence: int,
        flags: int,
        payload: bool,
        out: list[Chunk],
    ) -> tuple[Stream, int] | None:
        """The connection that a SYN, or a segment of an unknown one, belongs to; None until there is data."""
        back = _reverse(key)
        if found is not None:
            if not found[0].begins_anew(found[1], sequence):
                return found
            found[0].flush(out)
            self._waiting.pop(found[0], None)
            del self._streams[key], self._streams[back]
            self._gone.append(found[0].flow)
            self.parting = True
            self._live -= 1
        if flags & SYN:
            self._openings[key] = (sequence, bool(flags & ACK))
            if len(self._openings) > _OPENINGS:
                self._openings.popitem(last=False)
        if not payload:
            return None
        near, nearly = self._openings.pop(key, (-1, False))
        far, answers = self._openings.pop(back, (-1, True))
        begins = (near + 1 & 0xFFFFFFFF if near >= 0 else -1, far + 1 & 0xFFFFFFFF if far >= 0 else -1)
        seen = near >= 0 or far >= 0
        if nearly or not answers or (not seen and chosen(destination, source)):  # the other side opened the connection
            stream = Stream(self._flow("tcp", back[:-4], destination, source), begins[::-1])
            self._streams[back] = (stream, 0)
            found = self._streams[key] = (stream, 1)
        else:
            stream = Stream(self._flow("tcp", key[:-4], source, destination), begins)
            self._streams[back] = (stream, 1)
            found = self._streams[key] = (stream, 0)
        return found

    def _wait(self, stream: Stream, out: list[Chunk]) -> None:
        """Remember that data waits in ``stream``; where too many do, the longest known waits no more."""
        self._waiting[stream] = None
        if len(self._waiting) > _WAITING_STREAMS:
            self._waiting.popitem(last=False)[0].flush(out)

    def _flow(self, transport: str, addresses: bytes, source: int, destination: int) -> Flow:
        half = len(addresses) // 2
        return self._new(Flow(0, transport, (addresses[:half], source), (addresses[half:], destination)))

    def _new(self, flow: Flow) -> Flow:
        """A flow that was not known gets its number; where too many are known, half of them are forgotten."""
        self._numbered += 1
        self._live += 1
        flow.id, flow.used = self._numbered, self.stats.records
        self.parting = self.parting or self._live > MOST_FLOWS
        return flow

    def _open_datagrams(self, key: bytes, addresses: bytes, source: int, destination: int) -> tuple[Flow, int]:
        back = _reverse(key)
        if chosen(destination, source):  # an answer whose question was missed
            flow = self._flow("udp", back[:-4], destination, source)
            self._datagrams[back] = (flow, 0)
            found = self._datagrams[key] = (flow, 1)
        else:
            flow = self._flow("udp", addresses, source, destination)
            self._datagrams[back] = (flow, 1)
            found = self._datagrams[key] = (flow, 0)
        return found

    # --- lines ------------------------------------------------------------------------------------

    def _named(self, key: object, transport: str, name: str, hint: str = "") -> Flow:
        flow = self._lines.get(key)
        if flow is None:
            flow = self._lines[key] = self._new(Flow(0, transport, None, None, name, hint))
        flow.used = self.stats.records
        return flow

    def _line(self, record: Record) -> list[Chunk]:
        if not record.data:
            return _NONE
        kind = "serial" if record.link_type < 0 else f"dlt-{record.link_type}"
        name = self.names.get((record.interface, record.link_type), "") or kind
        flow = self._named((record.link_type, record.interface), "serial", name, kind)
        return [Chunk(flow, record.direction or 0, record.data, record, 0)]

    def _rtac(self, record: Record) -> list[Chunk]:
        payload = record.data[_RTAC_HEADER:]
        if not payload:
            return _NONE
        direction = _RTAC_DIRECTION.get(record.data[8], 0)
        flow = self._named((RTAC_SERIAL, record.interface), "serial", "serial")
        return [Chunk(flow, direction, payload, record, _RTAC_HEADER)]

    def _upper_pdu(self, record: Record) -> list[Chunk]:
        data, at = record.data, 0
        tags: dict[int, bytes] = {}
        while at + 4 <= len(data):
            tag, length = data[at] << 8 | data[at + 1], data[at + 2] << 8 | data[at + 3]
            at += 4
            if tag == 0:
                break
            tags.setdefault(tag, data[at : at + length])
            at += length + 3 & ~3
        else:
            return _NONE  # the list of tags does not end
        payload = data[at:]
        if not payload:
            return _NONE
        hint = next((tags[tag].rstrip(b"\0").decode("ascii", "replace") for tag in _PDU_NAME if tag in tags), "")
        ends: list[tuple[bytes, int]] = []
        for side in (0, 1):
            address = tags.get(_PDU_IP4[side]) or tags.get(_PDU_IP6[side]) or b""
            ends.append((address, int.from_bytes(tags.get(_PDU_PORTS[side], b""), "big")))
        key = (hint, *sorted(ends))
        if ends == [(b"", 0), (b"", 0)]:
            flow = self._named(key, "upper-pdu", hint or "upper-pdu", hint)
            return [Chunk(flow, 0, payload, record, at, datagram=True)]
        flow = self._named(key, "upper-pdu", "", hint)
        if flow.a is None:
            flow.a, flow.b = ends
        return [Chunk(flow, 0 if ends[0] == flow.a else 1, payload, record, at, datagram=True)]

    def _usb(self, record: Record) -> list[Chunk]:
        found = usb.BY_LINK_TYPE[record.link_type](record.data)
        if found is None:
            self.stats.foreign += 1
            return _NONE
        device, direction, at = found
        flow = self._named((record.link_type, record.interface, device), "dlt", f"dlt-{record.link_type}")
        return [Chunk(flow, direction, record.data[at:], record, at)]

    def _other(self, record: Record) -> list[Chunk]:
        """IP in whatever Scapy knows; else the packet as it is, for those who know or recognise what it carries."""
        from analyzer.link.other import ip_offset

        link_type = record.link_type
        at = ip_offset(link_type, record.data)
        if at is not None and at >= 0:
            return self._ip(record, at)
        if at is None:
            counts = self.stats.unknown_links
            counts[link_type] = counts.get(link_type, 0) + 1
        else:
            self.stats.foreign += 1
        if not record.data:
            return _NONE
        flow = self._named((link_type, record.interface), "dlt", f"dlt-{link_type}")
        return [Chunk(flow, record.direction or 0, record.data, record, 0)]


def _reverse(key: bytes) -> bytes:
    half = (len(key) - 4) // 2
    return key[half : 2 * half] + key[:half] + key[-2:] + key[-4:-2]
