"""A line of a log, or a packet of an unregistered link type: the profile of each is told by its bytes.

A line that starts nothing continues what is unfinished.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dissectors.core.framing import FLAG
from dissectors.profiles.hdlc import bare_frame, find_frame
from dissectors.profiles.mbus import frame_end
from dissectors.profiles.p1 import telegram_size, telegram_start
from dissectors.profiles.payload import known_apdu, starts_lsdu
from dissectors.profiles.pdu import Pdu
from dissectors.profiles.sfsk import is_checked as checked_sfsk
from dissectors.profiles.wmbus import is_checked as checked_wmbus
from dissectors.spec.link import (
    DL_DATA_REQUEST,
    GATEWAY_REQUEST,
    GATEWAY_RESPONSE,
    LLC_SIZE,
    MBUS_START_LONG,
    MBUS_START_SHORT,
    WRAPPER_HEADER_SIZE,
    WRAPPER_VERSION,
)
from dissectors.spec.opening import opening_line

if TYPE_CHECKING:
    from dissectors.profiles.base import Framed


def profile_of(data: bytes) -> str | None:
    """The profile of a line by how it starts; None where it starts nothing known."""
    if not data:
        return None
    first = data[0]
    if first == FLAG:
        start = next((at for at, byte in enumerate(data) if byte != FLAG), len(data))
        return "hdlc" if start < len(data) and data[start] & 0xF0 == 0xA0 else None
    if bare_frame(data):
        return "hdlc"
    if data[:2] == WRAPPER_VERSION and known_apdu(data, WRAPPER_HEADER_SIZE):
        return "wrapper"
    if data[:2] == WRAPPER_VERSION and data[8:9] in (bytes((GATEWAY_REQUEST,)), bytes((GATEWAY_RESPONSE,))):
        return "wrapper"
    if first in (MBUS_START_LONG, MBUS_START_SHORT) and frame_end(data, 0) >= 0:
        return "mbus"
    if starts_lsdu(data, 0, len(data)) and known_apdu(data, LLC_SIZE):
        return "apdu"
    if first == DL_DATA_REQUEST and known_apdu(data, LLC_SIZE):
        return "llc-432"
    if checked_sfsk(data):
        return "sfsk"
    if checked_wmbus(data):
        return "wmbus"
    if telegram_size(data) > len(data):
        return "p1"
    if known_apdu(data, 0) or first in (GATEWAY_REQUEST, GATEWAY_RESPONSE):
        return None if opening_line(data) else "apdu"
    if find_frame(data, 0, len(data)) >= 0:
        return "hdlc"
    return None


def line_profile(data: bytes) -> str | None:
    """The profile of a serial line by a stretch of its bytes, wherever in it frames begin."""
    if find_frame(data, 0, len(data)) >= 0:
        return "hdlc"
    name = profile_of(data)
    if name in ("mbus", "p1"):
        return name
    at = data.find(MBUS_START_LONG)
    while at >= 0:
        if frame_end(data, at) > 0:
            return "mbus"
        at = data.find(MBUS_START_LONG, at + 1)
    return "p1" if telegram_start(data) >= 0 else None


class Auto:
    """Routes each unit to its profile, made by ``make`` when it is first needed; all share one count of the bytes fed."""

    __slots__ = ("_fed", "_make", "_profiles", "_unfinished")

    def __init__(self, make: Callable[[str], Framed]) -> None:
        self._make = make
        self._profiles: dict[str, Framed] = {}
        self._fed = [0, 0]
        self._unfinished: list[str | None] = [None, None]

    def feed(self, direction: int, data: bytes) -> list[Pdu]:
        name = profile_of(data)
        unfinished = self._unfinished[direction]
        if unfinished is not None and self._profiles[unfinished].waiting(direction):
            if name in (None, "apdu"):  # an APDU's tag is one byte: too little to break off what is unfinished
                name = unfinished
        if name is None:
            name = "hdlc" if FLAG in data else "mbus" if MBUS_START_LONG in data else None
        known = self._profile(name) if name is not None else None
        found: list[Pdu] = []
        for profile in self._profiles.values():
            if profile is known:
                continue
            if profile.waiting(direction):
                found += profile.gap(direction, 0)
            profile.skip(direction, len(data))
        self._unfinished[direction] = name
        self._fed[direction] += len(data)
        if known is not None:
            bare = name == "hdlc" and bare_frame(data)
            found += known.whole(direction, data) if bare else known.feed(direction, data)
        return found

    def _profile(self, name: str) -> Framed:
        profile = self._profiles.get(name)
        if profile is None:
            profile = self._profiles[name] = self._make(name)
            for direction, size in enumerate(self._fed):
                profile.skip(direction, size)
        return profile

    def gap(self, direction: int, missing: int) -> list[Pdu]:
        return [pdu for profile in self._profiles.values() for pdu in profile.gap(direction, missing)]

    def finish(self) -> list[Pdu]:
        return [pdu for profile in self._profiles.values() for pdu in profile.finish()]

    @property
    def held(self) -> int:
        return sum(profile.held for profile in self._profiles.values())

    def settled(self, direction: int) -> int:
        return min((profile.settled(direction) for profile in self._profiles.values()), default=self._fed[direction])
