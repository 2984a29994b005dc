"""Check sequences of the link layers: HDLC's FCS-16 and M-Bus's sum at the speed of the C library, those of carriers that
nobody hurries through by a table or bit by bit."""

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


def crc16_mbus(data: bytes) -> int:
    """CRC of wireless M-Bus blocks (EN 13757-4): polynomial 3D65, complemented; sent high byte first."""
    register = 0
    for byte in data:
        register = (register << 8 & 0xFFFF) ^ _MBUS[register >> 8 ^ byte]
    return register ^ 0xFFFF


def fcs16_wpan(data: bytes) -> int:
    """Check sequence of IEEE 802.15.4: the HDLC polynomial from a register of zeros; sent low byte first."""
    register = crc_hqx(data.translate(_REVERSED), 0)
    return _REVERSED[register & 0xFF] << 8 | _REVERSED[register >> 8]


def fcs24(data: bytes) -> int:
    """Check sequence of the S-FSK MAC (IEC 61334-5-1): remainder by x^24 + 5D6DCB of the bits themselves, sent reversed."""
    register = 0
    for byte in data:
        for bit in range(7, -1, -1):
            register = register << 1 | byte >> bit & 1
            if register >> 24:
                register ^= 0x15D6DCB
    return int(f"{register:024b}"[::-1], 2)


def _table(polynomial: int) -> tuple[int, ...]:
    """What each byte, shifted out of a 16-bit register, adds to the remainder."""
    found = []
    for byte in range(256):
        register = byte << 8
        for _ in range(8):
            register = (register << 1 ^ polynomial if register & 0x8000 else register << 1) & 0xFFFF
        found.append(register)
    return tuple(found)


_MBUS = _table(0x3D65)
