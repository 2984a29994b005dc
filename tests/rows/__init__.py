"""Elements as rows: what an element's bytes mean, and what its meaning is as bytes. Tests run every row every way."""

from __future__ import annotations

import importlib
import re
from typing import Any, NamedTuple

from dissectors.core.ops import Op

FAMILIES = ("data", "acse", "xdlms", "short_name", "notification", "ciphering", "block", "link")


class Row(NamedTuple):
    """``text`` is hex with ``#`` comments. ``canonical``: encoding ``value`` gives these bytes (else another form of them).

    ``note`` is the code of the note that a tolerated deviation leaves, "" for what is in order.
    """

    name: str
    element: Op
    value: Any
    text: str
    canonical: bool = True
    note: str = ""

    @property
    def octets(self) -> bytes:
        return octets(self.text)


def octets(text: str) -> bytes:
    """The bytes of spaced hex, comments left out."""
    return bytes.fromhex(re.sub(r"#.*", "", text))


def every() -> list[Row]:
    """The rows of all families."""
    return [row for family in FAMILIES for row in importlib.import_module(f"tests.rows.{family}").ROWS]
