"""The lines of an IEC 62056-21 opening: ASCII in seven bits, read as such whatever the eighth bit holds."""

from __future__ import annotations

import re

SEVEN_BITS = bytes(at & 0x7F for at in range(256))
LONGEST_LINE = 80

# Baud rate character Z of identification and acknowledgement; 7 to 9 are reserved, but in use.
BAUDS = {"0": 300, "1": 600, "2": 1200, "3": 2400, "4": 4800, "5": 9600, "6": 19200, "7": 38400, "8": 57600,
         "9": 115200}  # fmt: skip
MODE_B_BAUDS = {"A": 600, "B": 1200, "C": 2400, "D": 4800, "E": 9600, "F": 19200}
MODE_E = b"2"  # protocol control character V of an acknowledgement: HDLC

REQUEST = re.compile(rb"/\?[^!\r\n]{0,32}!\r\n")
IDENTIFICATION = re.compile(rb"/[A-Za-z]{3}([0-9A-F])[^\r\n]{0,32}\r\n")
ACKNOWLEDGEMENT = re.compile(rb"\x06([0-9])([0-9])([0-9])\r\n")  # V Z Y
BREAK = b"\x01B0\x03"


def opening_line(data: bytes) -> bool:
    """Whether ``data`` is a line of an opening, and so carries no APDU."""
    if len(data) > LONGEST_LINE:
        return False
    line = data.translate(SEVEN_BITS)
    return line.startswith(BREAK) or any(
        pattern.fullmatch(line) for pattern in (REQUEST, IDENTIFICATION, ACKNOWLEDGEMENT)
    )
