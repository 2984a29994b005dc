"""What a capture teaches of its objects, and from which row: scalers and units first of all.

A fact belongs to a device and an object, never to a connection. A look-up takes the last fact before the row, else the
first after it, and says which row it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.cosem.classes import attribute
from dissectors.session.message import ObjectRef

SCALER_UNIT = "scaler_unit"
MOST_OBJECTS = 1 << 18


class Fact(NamedTuple):
    """``value`` of what was taught, in the answer of row ``row``."""

    row: int
    value: tuple[int, int]


class Facts:
    """Facts by device, class, logical name and kind; bounded."""

    def __init__(self) -> None:
        self._facts: dict[tuple[Hashable, ...], list[Fact]] = {}

    def __len__(self) -> int:
        return len(self._facts)

    def learn(self, device: Hashable, ref: ObjectRef, node: Node, row: int) -> None:
        """Remember what the value of a teaching attribute says, if it is what its class declares."""
        what = taught_by(ref)
        value = _SHAPES[what](node) if what in _SHAPES else None
        if value is None:
            return
        key = (device, ref.class_id, ref.logical_name, what)
        known = self._facts.get(key)
        if known is None:
            if len(self._facts) >= MOST_OBJECTS:
                return
            known = self._facts[key] = []
        if not known or known[-1].value != value:
            known.append(Fact(row, value))

    def find(self, device: Hashable, ref: ObjectRef, what: str, row: int) -> Fact | None:
        """The fact that holds for a row."""
        known = self._facts.get((device, ref.class_id, ref.logical_name, what))
        if not known:
            return None
        at = bisect_right(known, row, key=lambda fact: fact.row)
        return known[at - 1] if at else known[0]


@lru_cache(maxsize=65_536)
def taught_by(ref: ObjectRef) -> str:
    """What an attribute teaches ("scaler_unit", …), "" for most."""
    if ref.method or ref.class_id is None or ref.number is None:
        return ""
    declared = attribute(ref.class_id, None, ref.number)
    return declared.teaches if declared is not None else ""


def _scaler_unit(node: Node) -> tuple[int, int] | None:
    """(scaler, unit) of a structure of an integer and an enum."""
    parts = node.children or []
    if len(parts) != 2 or any(part.spec.kind not in (ops.INTEGER, ops.ENUMERATED, ops.UNSIGNED) for part in parts):
        return None
    scaler, unit = (part.value for part in parts)
    return (scaler, unit) if scaler is not None and unit is not None else None


_SHAPES = {SCALER_UNIT: _scaler_unit}
