"""General block transfer: first, streamed, last and empty blocks (Green Book 9.4.6.13)."""

from __future__ import annotations

from dissectors.spec import APDU
from tests.rows import Row


def _block(title: str, control: tuple[int, int, int], number: int, acknowledged: int, data: str, text: str) -> Row:
    value = {
        "block-control": dict(zip(("last-block", "streaming", "window"), control, strict=True)),
        "block-number": number,
        "block-number-ack": acknowledged,
        "block-data": data,
    }
    return Row(f"general-block-transfer {title}", APDU, {"general-block-transfer": value}, text)


ROWS = [
    _block("of one block", (1, 0, 1), 1, 0, "c001c1", "E0 81 0001 0000 03 C001C1"),
    _block("streamed", (0, 1, 0), 2, 0, "aabb", "E0 40 0002 0000 02 AABB"),
    _block("that only acknowledges", (1, 0, 63), 65535, 65534, "", "E0 BF FFFF FFFE 00"),
    _block("with a long block", (0, 0, 6), 1, 1, "00" * 200, "E0 06 0001 0001 81 C8" + "00" * 200),
]
