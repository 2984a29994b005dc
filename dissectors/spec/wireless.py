"""Wireless M-Bus and the layers that M-Bus may put in front of an APDU: extended link, fragmentation, transport.

EN 13757-4 (link), EN 13757-7 (extended link layer, authentication and fragmentation layer, transport layer).
"""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Op
from dissectors.spec.model import rest, sequence, unsigned


def _little(name: str, size: int, abbrev: str) -> Op:
    return unsigned(name, size, abbrev=abbrev, flags=ops.LITTLE_ENDIAN)


def _address(*, abbrev: str) -> tuple[Op, ...]:
    """Manufacturer, then the device: identification number (packed decimals), version, type."""
    return (
        _little("manufacturer", 2, f"{abbrev}.manufacturer"),
        _little("identification-number", 4, f"{abbrev}.identification_number"),
        unsigned("version", 1, abbrev=f"{abbrev}.version"),
        unsigned("device-type", 1, abbrev=f"{abbrev}.device_type"),
    )


# --- link -----------------------------------------------------------------------------------------

WMBUS_LINK = sequence(
    "wmbus-link",
    unsigned("l-field", 1, abbrev="wmbus.length"),
    unsigned("c-field", 1, abbrev="wmbus.c"),
    *_address(abbrev="wmbus"),
    rest("blocks", abbrev="wmbus.blocks"),
)
WMBUS_FIRST_BLOCK, WMBUS_BLOCK, WMBUS_CRC = 10, 16, 2  # bytes of block 1, of format A's others, of a CRC
WMBUS_B_COVERED = 126  # bytes that one CRC of format B covers at most
WMBUS_IDENTIFICATION = 4  # offset of the identification number in block 1
WMBUS_SYNC = (b"\x54\x3d\xcd", b"\x54\x3d\x3d")  # mode C, format A and B, where the receiver left them

# --- extended link layer and fragmentation --------------------------------------------------------

# CI -> (bytes of the header with its CI, whether it carries a session number that tells of encryption)
EXTENDED_LINK = {0x8C: (3, False), 0x8D: (9, True), 0x8E: (11, False), 0x8F: (17, True)}
EXTENDED_LINK_SESSION = 6  # bytes from the end of the header at which the session number begins
EXTENDED_LINK_ENCRYPTION = 0xE0  # bits of the session number's last byte: 0 none, 1 AES-CTR
FRAGMENTATION = 0x90
AFL_HEADER = sequence(
    "authentication-and-fragmentation-layer",
    unsigned("control-information", 1, abbrev="mbus.tpl_ci"),
    unsigned("afl-length", 1, abbrev="afl.length"),
    _little("fragmentation-control-field", 2, "afl.fcl"),
    rest("afl-fields", abbrev="afl.fields"),
)
AFL_MORE_FRAGMENTS, AFL_FRAGMENT = 0x4000, 0x00FF

# --- transport layer ------------------------------------------------------------------------------

TPL_SHORT = sequence(
    "transport-layer-short",
    unsigned("control-information", 1, abbrev="mbus.tpl_ci"),
    unsigned("access-number", 1, abbrev="mbus.tpl.access_number"),
    unsigned("status", 1, abbrev="mbus.tpl.status"),
    _little("configuration-field", 2, "mbus.tpl.configuration"),
)
TPL_LONG = sequence(
    "transport-layer-long",
    unsigned("control-information", 1, abbrev="mbus.tpl_ci"),
    _little("identification-number", 4, "mbus.tpl.identification_number"),
    _little("manufacturer", 2, "mbus.tpl.manufacturer"),
    unsigned("version", 1, abbrev="mbus.tpl.version"),
    unsigned("device-type", 1, abbrev="mbus.tpl.device_type"),
    unsigned("access-number", 1, abbrev="mbus.tpl.access_number"),
    unsigned("status", 1, abbrev="mbus.tpl.status"),
    _little("configuration-field", 2, "mbus.tpl.configuration"),
)
# CI of a COSEM APDU behind a transport layer header -> (header, bytes of it, who sends it)
TRANSPORT: dict[int, tuple[Op, int, str]] = {
    0x60: (TPL_LONG, 13, "client"),
    0x61: (TPL_SHORT, 5, "client"),
    0x7C: (TPL_LONG, 13, "server"),
    0x7D: (TPL_SHORT, 5, "server"),
}
TPL_MODE_SHIFT, TPL_MODE = 8, 0x1F  # of the configuration field: 0 where the transport layer encrypts nothing
ENCRYPTION_MODES = {
    1: "manufacturer specific",
    2: "DES",
    3: "DES",
    5: "AES-128-CBC",
    7: "AES-128-CBC with a derived key",
    8: "AES-CTR with CMAC",
    9: "AES-GCM",
    10: "AES-CCM",
    13: "TLS",
}

WIRELESS = (WMBUS_LINK, AFL_HEADER, TPL_SHORT, TPL_LONG)
