"""General block transfer: any APDU in numbered blocks, with windows and streaming (Green Book 9.4.6.13)."""

from __future__ import annotations

from dissectors.core.ops import Member
from dissectors.spec.common import APDU
from dissectors.spec.model import bits, octet_string, sequence, unsigned

_BLOCK_DATA = octet_string("block-data", abbrev="gbt.block_data")
_BLOCK_DATA.joined = APDU

GENERAL_BLOCK_TRANSFER = sequence(
    "general-block-transfer",
    bits(
        "block-control",
        1,
        Member("last-block", 7, 1, abbrev="gbt.last_block"),
        Member("streaming", 6, 1, abbrev="gbt.streaming"),
        Member("window", 0, 6, abbrev="gbt.window"),
        abbrev="gbt.block_control",
    ),
    unsigned("block-number", 2, abbrev="gbt.block_number"),
    unsigned("block-number-ack", 2, abbrev="gbt.block_number_ack"),
    _BLOCK_DATA,
)
