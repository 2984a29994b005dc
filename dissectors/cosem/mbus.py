"""What do the codes of an M-Bus meter's address say? Its manufacturer's letters, its device type, its number."""

from __future__ import annotations

# EN 13757-7 and its additions by the Open Metering System
DEVICE_TYPES = {
    0x00: "other",
    0x01: "oil",
    0x02: "electricity",
    0x03: "gas",
    0x04: "heat",
    0x05: "steam",
    0x06: "warm water (30..90 C)",
    0x07: "water",
    0x08: "heat cost allocator",
    0x09: "compressed air",
    0x0A: "cooling (volume at return/outlet)",
    0x0B: "cooling (volume at flow/inlet)",
    0x0C: "heat (volume at flow/inlet)",
    0x0D: "combined heat / cooling",
    0x0E: "bus / system component",
    0x0F: "unknown medium",
    0x14: "calorific value",
    0x15: "hot water (>= 90 C)",
    0x16: "cold water",
    0x17: "dual register (hot/cold) water",
    0x18: "pressure",
    0x19: "A/D converter",
    0x1A: "smoke detector",
    0x1B: "room sensor (temperature, humidity)",
    0x1C: "gas detector",
    0x20: "breaker (electricity)",
    0x21: "valve (gas or water)",
    0x25: "customer unit (display)",
    0x28: "waste water",
    0x29: "garbage",
    0x2A: "carbon dioxide",
    0x31: "communication controller (OMS gateway / MUC)",
    0x32: "unidirectional repeater",
    0x33: "bidirectional repeater",
    0x36: "radio converter (system side)",
    0x37: "radio converter (meter side)",
}
_LETTERS, _FIRST = 26, 64  # a letter is five bits, A is 1


def manufacturer(code: int) -> str | None:
    """The three letters of a manufacturer id (EN 13757-7); None where the bits are no letters."""
    parts = (code >> 10 & 31, code >> 5 & 31, code & 31)
    if code >> 15 or not all(1 <= part <= _LETTERS for part in parts):
        return None
    return "".join(chr(part + _FIRST) for part in parts)


def identification_number(code: int) -> str | None:
    """The eight digits that a meter shows; None where the octets are no packed decimals."""
    digits = f"{code:08X}"
    return digits if digits.isdecimal() and len(digits) == 8 else None
