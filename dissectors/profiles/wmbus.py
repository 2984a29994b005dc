"""Wireless M-Bus telegrams that carry COSEM (EN 13757-4): formats A and B, and those whose receiver took off the CRCs.

Every packet or line is one telegram. Segments and fragments are joined per sender.
"""

from __future__ import annotations

from dissectors.core.fcs import crc16_mbus
from dissectors.cosem.mbus import identification_number
from dissectors.profiles import payload
from dissectors.profiles.pdu import Frame, Note, Pdu, weight
from dissectors.profiles.slices import Place, Slices
from dissectors.profiles.transport import Carried, carried
from dissectors.spec.wireless import (
    WMBUS_B_COVERED,
    WMBUS_BLOCK,
    WMBUS_CRC,
    WMBUS_FIRST_BLOCK,
    WMBUS_IDENTIFICATION,
    WMBUS_SYNC,
)

PROFILE = "wmbus"
MOST_SENDERS, MOST_SEGMENTS = 256, 64
_Block = tuple[int, int]


def blocks(data: bytes) -> tuple[list[_Block], bool] | None:
    """Where the bytes of a telegram lie between its CRCs, and whether all CRCs fit; None where it is no telegram.

    The L field counts CRCs in format B, in format A it does not; without CRCs it is one less than there are bytes.
    """
    start = len(WMBUS_SYNC[0]) if data.startswith(WMBUS_SYNC) else 0
    if len(data) - start < WMBUS_FIRST_BLOCK + 1:
        return None
    length = data[start]
    if length < WMBUS_FIRST_BLOCK:
        return None
    others = -(-(length + 1 - WMBUS_FIRST_BLOCK) // WMBUS_BLOCK)
    formats = [
        (length + 1 + WMBUS_CRC * (1 + others), _format_a(start, start + length + 1)),
        (length + 1, _format_b(start, start + length + 1)),
    ]
    fits = [(cut, size) for size, cut in formats if start + size <= len(data)]
    for cut, _ in fits:
        if all(_good(data, block) for block in cut):
            return cut, True
    if start + length + 1 == len(data):
        return [(start, len(data))], True
    if fits and _good(data, fits[0][0][0]):
        return fits[0][0], False
    return None


def _format_a(start: int, end: int) -> list[_Block]:
    """Blocks of format A; ``end`` is where the telegram would end without CRCs."""
    found = [(start, start + WMBUS_FIRST_BLOCK)]
    left, at = end - start - WMBUS_FIRST_BLOCK, start + WMBUS_FIRST_BLOCK + WMBUS_CRC
    while left > 0:
        size = min(left, WMBUS_BLOCK)
        found.append((at, at + size))
        at += size + WMBUS_CRC
        left -= size
    return found


def _format_b(start: int, end: int) -> list[_Block]:
    first = min(end, start + WMBUS_B_COVERED + WMBUS_CRC)
    found = [(start, first - WMBUS_CRC)]
    if first < end:
        found.append((first, end - WMBUS_CRC))
    return found


def _good(data: bytes, block: _Block) -> bool:
    start, end = block
    return data[end : end + WMBUS_CRC] == crc16_mbus(data[start:end]).to_bytes(WMBUS_CRC, "big")


def is_checked(data: bytes) -> bool:
    """Whether the bytes are a telegram that carries COSEM and whose CRCs are there and fit."""
    found = blocks(data)
    if found is None or not found[1] or not _good(data, found[0][0]):
        return False
    content = b"".join(data[start:end] for start, end in found[0])
    return carried(content, WMBUS_FIRST_BLOCK) is not None


class WmbusLink:
    """Turns telegrams into PDUs."""

    def __init__(self) -> None:
        self._open: dict[bytes, tuple[list[Frame], list[Place], Carried]] = {}

    def feed(self, direction: int, frame: Frame) -> list[Pdu]:
        cut = blocks(frame.data)
        if cut is None:
            return []
        where, good = cut
        slices = Slices((frame,), [(0, start, end) for start, end in where])
        found = carried(slices.data, WMBUS_FIRST_BLOCK)
        if found is None:
            return []
        sender = slices.data[2:WMBUS_FIRST_BLOCK]
        notes = () if good else (Note("checksum-wrong", "a CRC of the telegram is wrong"),)
        if found.encrypted:
            text = f"{found.encrypted} encrypts what it carries"
            return [self._pdu(direction, [frame], [], found, sender, (*notes, Note("link-encrypted", text)))]
        continues = found.segment > 0 or found.fragment > 1
        if continues and sender not in self._open:
            notes = (*notes, Note("segment-missing", "the first segments are missing"))
        elif continues or not found.final or found.more:
            return self._segment(direction, frame, slices, found, sender, notes)
        return [self._pdu(direction, [frame], slices.cut(found.start), found, sender, notes)]

    def _segment(
        self, direction: int, frame: Frame, slices: Slices, found: Carried, sender: bytes, notes: tuple[Note, ...]
    ) -> list[Pdu]:
        out: list[Pdu] = []
        known = self._open.get(sender)
        if found.segment <= 0 and found.fragment <= 1:
            if known is not None:
                out.append(self._unfinished(direction, sender))
            known = self._open[sender] = ([], [], found)
            if len(self._open) > MOST_SENDERS:
                out.append(self._unfinished(direction, next(iter(self._open))))
        assert known is not None
        frames, places, first = known
        frames.append(frame)
        places += [(len(frames) - 1, start, end) for _, start, end in slices.cut(found.start)]
        last = found.final if found.segment >= 0 else not found.more
        if last or len(frames) >= MOST_SEGMENTS:
            del self._open[sender]
            out.append(self._pdu(direction, frames, places, first, sender, notes))
        return out

    @property
    def holds(self) -> bool:
        return bool(self._open)

    @property
    def held(self) -> int:
        return sum(weight(frames) for frames, _, _ in self._open.values())

    def finish(self) -> list[Pdu]:
        return [self._unfinished(0, sender) for sender in list(self._open)]

    def _unfinished(self, direction: int, sender: bytes) -> Pdu:
        frames, places, first = self._open.pop(sender)
        note = Note("segment-missing", f"{len(frames)} segments, the last one is missing")
        return self._pdu(direction, frames, places, first, sender, (note,))

    @staticmethod
    def _pdu(
        direction: int, frames: list[Frame], places: list[Place], found: Carried, sender: bytes, notes: tuple[Note, ...]
    ) -> Pdu:
        pdu = Pdu(PROFILE, "apdu" if places else "wmbus-encrypted", direction, tuple(frames))
        pdu.sender = found.sender
        pdu.notes = notes
        digits = identification_number(int.from_bytes(sender[WMBUS_IDENTIFICATION - 2 :][:4], "little"))
        pdu.physical = int(digits) if digits is not None else None
        if found.saps is not None:
            pdu.server, pdu.client = found.saps
        if places:
            pdu.payload = tuple(places)
            pdu.data = b"".join(frames[number].data[start:end] for number, start, end in places)
            payload.strip(pdu)
        return pdu
