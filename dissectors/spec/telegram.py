"""The telegram that a P1 port sends as text, ciphered inside general-glo (DSMR; IEC 62056-21 mode D)."""

from __future__ import annotations

from dissectors.spec.model import rest

TELEGRAM_START = b"/"  # no APDU begins so
P1_TELEGRAM = rest("p1-telegram", form="text")
