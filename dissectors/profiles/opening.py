"""The opening of IEC 62056-21 in ASCII: which speed and character format a serial line goes on with (modes A to E).

A line begins at 300 baud, 7E1. The meter's identification offers a speed, the client's acknowledgement takes it:
in mode C both go on at once, in mode E (HDLC) after the meter has repeated the acknowledgement, then with 8N1.
In mode B the identification decides alone. A break, or an HDLC disconnect, brings the line back.
"""

from __future__ import annotations

from typing import NamedTuple

from dissectors.profiles.stack import make
from dissectors.spec.opening import (
    ACKNOWLEDGEMENT,
    BAUDS,
    BREAK,
    IDENTIFICATION,
    LONGEST_LINE,
    MODE_B_BAUDS,
    MODE_E,
    SEVEN_BITS,
)


class Setting(NamedTuple):
    """Speed in baud and character format of a line."""

    baud: int
    form: str  # data bits, parity, stop bits


START = Setting(300, "7E1")
HDLC = "8N1"
ECHO_WAIT = 1.6  # seconds that a meter may take to repeat the acknowledgement
INACTIVE = 120.0  # seconds of silence after which both sides have gone back to the start


class Opening:
    """Watches a line. ``feed`` and ``silence`` give the setting that the line has from now on, None while it stays.

    ``start`` may have eight bits where an adapter has no seven: the parity bit is looked away from.
    """

    def __init__(self, start: Setting = START) -> None:
        self.start = start
        self.now = start
        self._tails = [b"", b""]
        self._echo = b""  # the acknowledgement that a meter in mode E is to repeat
        self._awaited: Setting | None = None
        self._binary = False  # HDLC, not ASCII
        self._hdlc = make("hdlc")
        self._leaving = False

    def feed(self, direction: int, data: bytes) -> Setting | None:
        """Bytes of one direction as they come; where directions cannot be told apart all are 0."""
        if self._binary:
            return self._disconnect(direction, data)
        tail = self._tails[direction] + data.translate(SEVEN_BITS)
        if self._awaited is not None:
            if self._echo in tail or not self._echo.startswith(tail):
                return self._go(self._awaited, True)  # repeated; or garbage: the meter speaks at the new speed already
        setting = self._read(tail)
        self._tails[direction] = tail[-LONGEST_LINE:]
        return setting

    def silence(self, seconds: float) -> Setting | None:
        """Nothing came for so long."""
        if self._awaited is not None and seconds >= ECHO_WAIT:
            return self._go(self._awaited, True)
        if seconds >= INACTIVE:
            return self._go(self.start)
        return None

    def _read(self, tail: bytes) -> Setting | None:
        if BREAK in tail:
            return self._go(self.start)
        found = ACKNOWLEDGEMENT.search(tail)
        if found is not None:
            baud = BAUDS[found[2].decode()]
            if found[1] != MODE_E:
                return self._go(Setting(baud, self.now.form))
            self._awaited, self._echo = Setting(baud, HDLC), found[0]
            self._tails = [b"", b""]
            return None
        named = IDENTIFICATION.search(tail)
        if named is not None and named[1].decode() in MODE_B_BAUDS:
            return self._go(Setting(MODE_B_BAUDS[named[1].decode()], self.now.form))
        return None

    def _disconnect(self, direction: int, data: bytes) -> Setting | None:
        """After DISC and its answer both sides begin anew."""
        for pdu in self._hdlc.feed(direction, data):
            if self._leaving and pdu.kind in ("ua", "dm"):
                return self._go(self.start)
            self._leaving = pdu.kind == "disc"
        return None

    def _go(self, setting: Setting, binary: bool = False) -> Setting | None:
        self._binary = binary
        self._awaited, self._echo, self._leaving = None, b"", False
        self._tails = [b"", b""]
        self._hdlc = make("hdlc")
        changed = setting != self.now
        self.now = setting
        return setting if changed else None
