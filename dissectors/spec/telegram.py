"""The telegram that a P1 port sends as text, ciphered inside general-glo (DSMR; IEC 62056-21 mode D)."""

from __future__ import annotations

from dissectors.core.ops import Op
from dissectors.spec.model import rest

TELEGRAM_START = b"/"  # no APDU begins so
P1_TELEGRAM = rest("p1-telegram", form="text")


def inner_element(opened: bytes, usual: Op) -> Op:
    """What the bytes inside a protection decode as: a telegram where they begin as one, else the ``usual`` element."""
    return P1_TELEGRAM if opened[:1] == TELEGRAM_START else usual
