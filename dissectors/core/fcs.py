"""Check sequences of the link layers: HDLC's FCS-16 and M-Bus's sum, at the speed of the C library."""

from __future__ import annotations

from binascii import crc_hqx

_REVERSED = bytes(int(format(byte, "08b")[::-1], 2) for byte in range(256))
_GOOD = 0x1D0F  # register after a frame and its own FCS, bit-reversed arithmetic


def fcs16(data: bytes) -> int:
    """CRC-16/X-25 of ``data`` (ISO/IEC 13239); sent low byte first."""
    register = crc_hqx(data.translate(_REVERSED), 0xFFFF) ^ 0xFFFF
    return _REVERSED[register & 0xFF] << 8 | _REVERSED[register >> 8]


def fcs16_ok(data: bytes) -> bool:
    """Whether ``data`` ends with its own FCS."""
    return crc_hqx(data.translate(_REVERSED), 0xFFFF) == _GOOD


def sum8(data: bytes) -> int:
    """Sum of all bytes modulo 256 (EN 13757-2)."""
    return sum(data) & 0xFF
