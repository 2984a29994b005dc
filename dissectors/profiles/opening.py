"""The opening of IEC 62056-21 in ASCII: which speed and character format a serial line goes on with (modes A to E).

A line begins at 300 baud, 7E1. The meter's identification offers a speed, the client's acknowledgement takes it:
in mode C both go on at once, in mode E (HDLC) after the meter has repeated the acknowledgement, then with 8N1.
In mode B the identification decides alone. A break, or an HDLC disconnect, brings the line back.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dissectors.profiles.stack import make


class Setting(NamedTuple):
    """Speed in baud and character format of a line."""

    baud: int
    form: str  # data bits, parity, stop bits


START = Setting(300, "7E1")
HDLC = "8N1"
SEVEN_BITS = bytes(at & 0x7F for at in range(256))  # what a line of 7E1 said, whatever it was read as
ECHO_WAIT = 1.6  # seconds that a meter may take to repeat the acknowledgement
INACTIVE = 120.0  # seconds of silence after which both sides have gone back to the start

_BAUDS = {
    "0": 300,
    "1": 600,
    "2": 1200,
    "3": 2400,
    "4": 4800,
    "5": 9600,
    "6": 19200,
    "7": 38400,
    "8": 57600,
    "9": 115200,
}  # fmt: skip - 7 to 9 are reserved, but in use
_MODE_B = {"A": 600, "B": 1200, "C": 2400, "D": 4800, "E": 9600, "F": 19200}
_REQUEST = re.compile(rb"/\?[^!\r\n]{0,32}!\r\n")
_IDENTIFICATION = re.compile(rb"/[A-Za-z]{3}([0-9A-F])[^\r\n]{0,32}\r\n")
_ACKNOWLEDGEMENT = re.compile(rb"\x06([0-9])([0-9])([0-9])\r\n")
_BREAK = b"\x01B0\x03"
_MODE_E = b"2"  # protocol control character of an acknowledgement
_TAIL = 80  # bytes remembered a direction: the longest line of an opening


class Opening:
    """Watches a line. ``feed`` and ``silence`` give the setting that the line has from now on, None while it stays."""

    def __init__(self, start: Setting = START) -> None:
        self.start = start
        self.now = start
        self._tails = [b"", b""]
        self._echo = b""  # the acknowledgement that a meter in mode E is to repeat
        self._awaited: Setting | None = None
        self._hdlc = make("hdlc")
        self._leaving = False

    def feed(self, direction: int, data: bytes) -> Setting | None:
        """Bytes of one direction as they come; where directions cannot be told apart all are 0."""
        if self.now.form == HDLC:
            return self._disconnect(direction, data)
        tail = self._tails[direction] + data.translate(SEVEN_BITS)
        if self._awaited is not None:
            if self._echo in tail or not self._echo.startswith(tail):
                return self._go(self._awaited)  # repeated; or garbage: the meter speaks at the new speed already
        setting = self._read(tail)
        self._tails[direction] = tail[-_TAIL:]
        return setting

    def silence(self, seconds: float) -> Setting | None:
        """Nothing came for so long."""
        if self._awaited is not None and seconds >= ECHO_WAIT:
            return self._go(self._awaited)
        if seconds >= INACTIVE:
            return self._go(self.start)
        return None

    def _read(self, tail: bytes) -> Setting | None:
        if _BREAK in tail:
            return self._go(self.start)
        found = _ACKNOWLEDGEMENT.search(tail)
        if found is not None:
            baud = _BAUDS[found[2].decode()]
            if found[1] != _MODE_E:
                return self._go(Setting(baud, self.now.form))
            self._awaited, self._echo = Setting(baud, HDLC), found[0]
            self._tails = [b"", b""]
            return None
        named = _IDENTIFICATION.search(tail)
        if named is not None and not _REQUEST.fullmatch(named[0]) and named[1].decode() in _MODE_B:
            return self._go(Setting(_MODE_B[named[1].decode()], self.now.form))
        return None

    def _disconnect(self, direction: int, data: bytes) -> Setting | None:
        """After DISC and its answer both sides begin anew."""
        for pdu in self._hdlc.feed(direction, data):
            if self._leaving and pdu.kind in ("ua", "dm"):
                return self._go(self.start)
            self._leaving = pdu.kind == "disc"
        return None

    def _go(self, setting: Setting) -> Setting | None:
        self._awaited, self._echo, self._leaving = None, b"", False
        self._tails = [b"", b""]
        self._hdlc = make("hdlc")
        changed = setting != self.now
        self.now = setting
        return setting if changed else None
