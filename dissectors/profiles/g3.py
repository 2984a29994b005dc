"""G3-PLC frames (ITU-T G.9903): IEEE 802.15.4 MAC, 6LoWPAN with its fragments, UDP, and the wrapper or CoAP inside.

Every packet or line is one MAC frame, with or without segment control in front and check sequence behind. Where the MAC
encrypts, nothing behind its header is looked at.
"""

from __future__ import annotations

from typing import NamedTuple

from dissectors.core.fcs import fcs16_wpan
from dissectors.profiles.coap import CoapLink
from dissectors.profiles.pdu import Frame, Note, Pdu, weight
from dissectors.profiles.slices import Inner, Place, Slices, outward
from dissectors.profiles.wrapper import WrapperLink
from dissectors.spec import internet as spec
from dissectors.spec.link import WRAPPER_HEADER_SIZE, WRAPPER_VERSION

PROFILE = "g3"
MOST_OPEN, MOST_FRAGMENTS = 64, 64
_SHORT = 2  # bytes of a short address


class Mac(NamedTuple):
    """A data frame: where its payload lies, both addresses as sent, whether it is encrypted."""

    header: int
    start: int
    end: int
    destination: bytes
    source: bytes
    encrypted: bool


def _fits(dispatch: int, form: tuple[int, int]) -> bool:
    return dispatch & form[0] == form[1]


def mac(data: bytes) -> Mac | None:
    """The MAC header of a data frame, with segment control before it or without; None where there is none."""
    end = len(data)
    for header in (0, spec.SEGMENT_CONTROL):
        tail = end
        if end - header > spec.MAC_FCS + 3:
            covered = data[header : end - spec.MAC_FCS]
            if fcs16_wpan(covered) == int.from_bytes(data[end - spec.MAC_FCS :], "little"):
                tail = end - spec.MAC_FCS
        found = _mac(data, header, tail)
        if found is not None and (found.encrypted or _dispatch(data[found.start])):
            return found
    return None


def _mac(data: bytes, header: int, end: int) -> Mac | None:
    control = int.from_bytes(data[header : header + 2], "little")
    if control & spec.FRAME_TYPE != spec.FRAME_DATA:
        return None
    at = header + 3
    found: list[bytes] = []
    for shift, has_pan in (
        (spec.FRAME_DESTINATION_SHIFT, True),
        (spec.FRAME_SOURCE_SHIFT, not control & spec.FRAME_PAN_COMPRESSION),
    ):
        size = spec.ADDRESS_SIZE.get(control >> shift & spec.FRAME_ADDRESS)
        if size is None:
            return None
        at += 2 if size and has_pan else 0
        found.append(data[at : at + size])
        at += size
    if at >= end or not (found[0] and found[1]):
        return None
    return Mac(header, at, end, found[0], found[1], bool(control & spec.FRAME_SECURITY))


def _dispatch(first: int) -> bool:
    forms = (spec.LOWPAN_MESH, spec.LOWPAN_IPHC, spec.LOWPAN_FIRST, spec.LOWPAN_NEXT)
    known = (spec.LOWPAN_IPV6, spec.LOWPAN_BROADCAST, spec.ADAPTATION_COMMAND)
    return first in known or any(_fits(first, form) for form in forms)


def behind_mesh(data: bytes, at: int, end: int) -> int:
    """Behind mesh and broadcast headers."""
    if at < end and _fits(data[at], spec.LOWPAN_MESH):
        head = data[at]
        at += 1 + (head & 15 == 15) + sum(_SHORT if head & bit else 8 for bit in (0x20, 0x10))
    if at < end and data[at] == spec.LOWPAN_BROADCAST:
        at += 2
    return at


def udp(data: bytes) -> int:
    """Where the payload of the UDP datagram lies in an uncompressed or compressed IPv6 packet; -1 where there is none."""
    size = len(data)
    if not size:
        return -1
    if data[0] == spec.LOWPAN_IPV6:
        return 49 if size > 49 and data[7] == spec.UDP else -1
    if not _fits(data[0], spec.LOWPAN_IPHC) or size < 3:
        return -1
    first, second = data[0], data[1]
    at = 2 + (second >> 7) + spec.IPHC_TRAFFIC[first >> 3 & 3]
    following = -1
    if not first & 4:
        following = data[at] if at < size else -1
        at += 1
    at += not first & 3
    source = spec.IPHC_SOURCE.get((second >> 6 & 1, second >> 4 & 3))
    destination = spec.IPHC_DESTINATION.get((second >> 3 & 1, second >> 2 & 1, second & 3))
    if source is None or destination is None:
        return -1
    at += source + destination
    if following >= 0:
        return at + 8 if following == spec.UDP and at + 8 < size else -1
    for _ in range(8):
        if at >= size:
            return -1
        if _fits(data[at], spec.NHC_UDP):
            at += 1 + spec.NHC_PORTS[data[at] & 3] + (0 if data[at] & 4 else 2)
            return at if at < size else -1
        if not _fits(data[at], spec.NHC_EXTENSION) or not data[at] & 1 or at + 1 >= size:
            return -1
        at += 2 + data[at + 1]
    return -1


class G3Link:
    """Joins fragments and turns the datagrams' content into PDUs; a station is its short address."""

    def __init__(self) -> None:
        self._wrapper, self._coap = WrapperLink(), CoapLink()
        self._open: dict[tuple[bytes, bytes, bytes], tuple[int, list[Frame], list[Place]]] = {}

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        found = mac(frame.data)
        if found is None:
            return []
        if found.encrypted:
            pdu = Pdu(PROFILE, "wpan-encrypted", direction, (frame,))
            pdu.notes = (Note("link-encrypted", "the MAC layer encrypts what it carries"),)
            return [pdu]
        data = frame.data
        at = behind_mesh(data, found.start, found.end)
        if at >= found.end or data[at] == spec.ADAPTATION_COMMAND:
            return []
        places = [(0, at, found.end)]
        if _fits(data[at], spec.LOWPAN_FIRST) or _fits(data[at], spec.LOWPAN_NEXT):
            return self._fragment(direction, frame, found, at)
        return self._datagram(direction, [frame], places, found.source, found.destination)

    @property
    def holds(self) -> bool:
        return bool(self._open) or self._coap.holds

    @property
    def held(self) -> int:
        return self._coap.held + sum(weight(frames) for _, frames, _ in self._open.values())

    def finish(self) -> list[Pdu]:
        found = [pdu for key in list(self._open) for pdu in self._unfinished(key)]
        for pdu in self._coap.finish():
            outward(pdu)
            pdu.profile = PROFILE
            found.append(pdu)
        return found

    def _unfinished(self, key: tuple[bytes, bytes, bytes]) -> list[Pdu]:
        """What is there of a datagram whose other fragments never came; the length in its wrapper tells."""
        direction, frames, places = self._open.pop(key)
        source, destination, _ = key
        return self._datagram(direction, frames, places, source, destination) if frames else []

    def _fragment(self, direction: int, frame: Frame, found: Mac, at: int) -> list[Pdu]:
        data = frame.data
        first = _fits(data[at], spec.LOWPAN_FIRST)
        start = at + (spec.LOWPAN_FIRST_SIZE if first else spec.LOWPAN_NEXT_SIZE)
        if start >= found.end:
            return []
        size = int.from_bytes(data[at : at + 2], "big") & spec.LOWPAN_SIZE
        key = (found.source, found.destination, data[at + 2 : at + 4] + size.to_bytes(2, "big"))
        out: list[Pdu] = []
        if first:
            if key in self._open:
                out += self._unfinished(key)
            self._open[key] = (direction, [], [])
            if len(self._open) > MOST_OPEN:
                out += self._unfinished(next(iter(self._open)))
        known = self._open.get(key)
        if known is None or len(known[1]) >= MOST_FRAGMENTS:
            return out
        _, frames, places = known
        if not first and data[at + spec.LOWPAN_NEXT_SIZE - 1] * 8 != self._reached(frames, places):
            return out  # sent again, or one is missing: the whole never completes
        frames.append(frame)
        places.append((len(frames) - 1, start, found.end))
        if self._reached(frames, places) >= size:
            del self._open[key]
            out += self._datagram(direction, frames, places, found.source, found.destination)
        return out

    @staticmethod
    def _reached(frames: list[Frame], places: list[Place]) -> int:
        """How far the datagram is there, counted before compression: only the first fragment has compressed headers."""
        number, start, end = places[0]
        head = udp(frames[number].data[start:end])
        return 48 + (end - start - head) + sum(high - low for _, low, high in places[1:]) if head > 0 else 0

    def _datagram(
        self, direction: int, frames: list[Frame], places: list[Place], source: bytes, destination: bytes
    ) -> list[Pdu]:
        slices = Slices(frames, places)
        start = udp(slices.data)
        if start < 0:
            return []
        content = Inner(slices.data[start:], 0, outer=tuple(frames), slices=slices, begins=start)
        wrapped = content.data[:2] == WRAPPER_VERSION and len(content.data) >= WRAPPER_HEADER_SIZE
        if wrapped and WRAPPER_HEADER_SIZE + int.from_bytes(content.data[6:8], "big") > len(content.data):
            content.fault = "truncated"
        pdus = self._wrapper.feed(direction, content) if wrapped else self._coap.feed(direction, content)
        for pdu in pdus:
            outward(pdu)
            pdu.profile = PROFILE
            station = source if pdu.sender == "server" else destination
            pdu.physical = int.from_bytes(station, "little") if len(station) == _SHORT else None
        return pdus
