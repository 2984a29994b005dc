"""A line of a log, or a packet of an unregistered link type: the profile of each is told by its bytes.

A line that starts nothing continues what is unfinished.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
    """Routes each unit to its profile; all share one count of the bytes fed."""

    def __init__(self, profiles: Mapping[str, Any]) -> None:
        self._profiles: dict[str, Framed] = dict(profiles)
        self._unfinished: list[str | None] = [None, None]

    def feed(self, direction: int, data: bytes) -> list[Pdu]:
        name = profile_of(data)
        unfinished = self._unfinished[direction]
        if unfinished is not None and self._profiles[unfinished].waiting(direction):
            if name in (None, "apdu"):  # an APDU's tag is one byte: too little to break off what is unfinished
                name = unfinished
        if name is None:
            name = "hdlc" if FLAG in data else "mbus" if MBUS_START_LONG in data else None
        found: list[Pdu] = []
        for each, profile in self._profiles.items():
            if each == name:
                continue
            if profile.waiting(direction):
                found += profile.gap(direction, 0)
            profile.skip(direction, len(data))
        self._unfinished[direction] = name
        if name is not None:
            profile = self._profiles[name]
            bare = name == "hdlc" and bare_frame(data)
            found += profile.whole(direction, data) if bare else profile.feed(direction, data)
        return found

    def gap(self, direction: int, missing: int) -> list[Pdu]:
        found: list[Pdu] = []
        for profile in self._profiles.values():
            found += profile.gap(direction, missing)
        return found

    def finish(self) -> list[Pdu]:
        found: list[Pdu] = []
        for profile in self._profiles.values():
            found += profile.finish()
        return found
