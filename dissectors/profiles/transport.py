"""What M-Bus puts between its link and an APDU: extended link layer, fragmentation, transport layer, COSEM segments.

EN 13757-7. Where a layer encrypts, nothing behind it is looked at.
"""

from __future__ import annotations

from typing import NamedTuple

from dissectors.profiles.payload import known_apdu
from dissectors.spec.link import MBUS_COSEM_CI, MBUS_FINAL, MBUS_SEGMENT
from dissectors.spec.wireless import (
    AFL_FRAGMENT,
    AFL_MORE_FRAGMENTS,
    ENCRYPTION_MODES,
    EXTENDED_LINK,
    EXTENDED_LINK_ENCRYPTION,
    EXTENDED_LINK_SESSION,
    FRAGMENTATION,
    TPL_MODE,
    TPL_MODE_SHIFT,
    TRANSPORT,
)

_TSAPS = 2


class Carried(NamedTuple):
    """What stands behind the layers: where it begins, who sends it, which segment it is (-1: not segmented) and whether
    the last one, the two SAPs, which fragment (0: none) and whether more follow, and what encrypts it, if anything."""

    start: int
    sender: str | None = None
    segment: int = -1
    final: bool = True
    saps: tuple[int, int] | None = None
    fragment: int = 0
    more: bool = False
    encrypted: str = ""


def carried(data: bytes, at: int) -> Carried | None:
    """What is carried from the control information at ``at`` on; None where it is no COSEM."""
    size = len(data)
    fragment, more = 0, False
    while at < size:
        ci = data[at]
        if ci in EXTENDED_LINK:
            length, session = EXTENDED_LINK[ci]
            behind = at + length
            if behind > size:
                return None
            if session and data[behind - EXTENDED_LINK_SESSION + 3] & EXTENDED_LINK_ENCRYPTION:
                return Carried(behind, encrypted="the extended link layer")
            at = behind
        elif ci == FRAGMENTATION:
            if at + 4 > size:
                return None
            field = data[at + 2] | data[at + 3] << 8
            fragment, more = field & AFL_FRAGMENT, bool(field & AFL_MORE_FRAGMENTS)
            at += 2 + data[at + 1]
            if fragment > 1:
                return Carried(at, fragment=fragment, more=more)
        elif ci in TRANSPORT:
            _, length, sender = TRANSPORT[ci]
            behind = at + length
            if behind > size:
                return None
            mode = (data[behind - 2] | data[behind - 1] << 8) >> TPL_MODE_SHIFT & TPL_MODE
            name = ENCRYPTION_MODES.get(mode, f"mode {mode}")
            cipher = f"the transport layer ({name})" if mode else ""
            return Carried(behind, sender, fragment=fragment, more=more, encrypted=cipher)
        elif ci <= MBUS_COSEM_CI:
            bare = known_apdu(data, at + 1) and not known_apdu(data, at + 1 + _TSAPS)
            start = at + 1 + (0 if bare else _TSAPS)
            saps = None if bare or start > size else (data[at + 1], data[at + 2])
            return Carried(min(start, size), "server", ci & MBUS_SEGMENT, bool(ci & MBUS_FINAL), saps, fragment, more)
        else:
            return None
    return None
