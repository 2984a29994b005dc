"""Which declared headers stand in a frame, outermost first: what a tree shows before the APDU.

A function of the profile and the frame's bytes alone. Where the bytes are not what the profile says, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dissectors.core.ops import Op
from dissectors.profiles import g3, prime, sfsk, wmbus
from dissectors.profiles.payload import gateway_end, known_apdu, starts_lsdu
from dissectors.profiles.pdu import Frame
from dissectors.profiles.slices import Slices
from dissectors.spec import internet, link, plc, wireless

Header = tuple[Op, int, int]
_MBUS_CI = 6


def headers(profile: str, data: bytes) -> Iterator[Header]:
    """(element, start, end) of the headers in a frame; the last one's rest is what they carry."""
    describe = _DESCRIBE.get(profile)
    return describe(data) if describe is not None and data else iter(())


def carried_headers(data: bytes, start: int, end: int) -> Iterator[Header]:
    """LLC header and gateway prefix between ``start``, where a frame's content begins, and the APDU at ``end``."""
    if start + link.LLC_SIZE <= end and starts_lsdu(data, start, len(data)):
        yield link.LLC, start, end
        start += link.LLC_SIZE
    if start < end and data[start] in (link.GATEWAY_REQUEST, link.GATEWAY_RESPONSE):
        if gateway_end(data, start, len(data)) == end:
            yield link.GATEWAY_PREFIX, start, end


def _whole(op: Op) -> Callable[[bytes], Iterator[Header]]:
    def describe(data: bytes) -> Iterator[Header]:
        yield op, 0, len(data)

    return describe


def _llc_432(data: bytes) -> Iterator[Header]:
    if data[0] == link.DL_DATA_REQUEST:
        yield link.LLC_432, 0, len(data)


def _mbus(data: bytes) -> Iterator[Header]:
    if data[0] == link.MBUS_START_SHORT:
        yield link.MBUS_SHORT, 0, len(data)
    elif len(data) > _MBUS_CI and data[_MBUS_CI] > link.MBUS_COSEM_CI:
        yield link.MBUS_LONG_WITH_TRANSPORT, 0, len(data)
        yield from _layers(data, _MBUS_CI, lambda start, end: start)
    else:
        bare = known_apdu(data, _MBUS_CI + 1) and not known_apdu(data, _MBUS_CI + 3)
        yield link.MBUS_LONG_WITHOUT_TSAP if bare else link.MBUS_LONG, 0, len(data)


def _wmbus(data: bytes) -> Iterator[Header]:
    cut = wmbus.blocks(data)
    if cut is None:
        return
    slices = Slices((Frame(data, 0),), [(0, start, end) for start, end in cut[0]])
    yield wireless.WMBUS_LINK, slices.places[0][1], len(data)

    def place(start: int, end: int) -> int:
        where = slices.cut(start, end)
        return where[0][1] if len(where) == 1 else -1

    yield from _layers(slices.data, wireless.WMBUS_FIRST_BLOCK, place)


def _layers(data: bytes, at: int, place: Callable[[int, int], int]) -> Iterator[Header]:
    """Fragmentation and transport layer headers from the control information at ``at`` on, where they lie in one piece."""
    while at < len(data):
        ci = data[at]
        if ci in wireless.EXTENDED_LINK:
            at += wireless.EXTENDED_LINK[ci][0]
            continue
        if ci == wireless.FRAGMENTATION and at + 1 < len(data):
            op, size = wireless.AFL_HEADER, 2 + data[at + 1]
        elif ci in wireless.TRANSPORT:
            op, size, _ = wireless.TRANSPORT[ci]
        else:
            return
        start = place(at, at + size) if at + size <= len(data) else -1
        if start >= 0:
            yield op, start, start + size
        if ci in wireless.TRANSPORT:
            return
        at += size


def _sfsk(data: bytes) -> Iterator[Header]:
    found = sfsk.bounds(data)
    if found is None:
        return
    start, end, _, _ = found
    if data[0] != plc.SFSK_HOST_START:
        yield plc.SFSK_MAC, sfsk.mac_start(data), len(data)
    if data[start] == link.DL_DATA_REQUEST:
        yield link.LLC_432, start, end
        behind = start + link.LLC_SIZE
        if behind < end and data[behind] in plc.CIASE:
            yield plc.CIASE[data[behind]], behind, end
    else:
        yield link.HDLC_FRAME, start, end


def _prime(data: bytes) -> Iterator[Header]:
    if len(data) >= plc.PRIME_MAC_HEADER:
        yield plc.PRIME_MAC, 0, len(data)
        for start, behind, _, _, _ in prime.packets(data):
            yield plc.PRIME_PACKET, start, behind


def _g3(data: bytes) -> Iterator[Header]:
    found = g3.mac(data)
    if found is not None:
        yield internet.MAC_154, found.header, found.end


_DESCRIBE: dict[str, Callable[[bytes], Iterator[Header]]] = {
    "hdlc": _whole(link.HDLC_FRAME),
    "wrapper": _whole(link.WRAPPER),
    "llc-432": _llc_432,
    "mbus": _mbus,
    "wmbus": _wmbus,
    "sfsk": _sfsk,
    "prime": _prime,
    "g3": _g3,
    "coap": _whole(internet.COAP),
}
