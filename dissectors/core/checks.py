"""Check sequences as elements: HDLC's HCS and FCS, M-Bus's checksum; both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dissectors.core import fcs
from dissectors.core.node import Node
from dissectors.core.ops import CHECK, Op, ReadFunction, WriteFunction
from dissectors.core.scalars import scalar

if TYPE_CHECKING:
    from dissectors.core.reader import Reader

# name -> (function of the covered bytes, size, byte order)
CHECKS = {"fcs16": (fcs.fcs16, 2, "little"), "sum8": (fcs.sum8, 1, "big")}


def read_check(op: Op, r: Reader, pos: int, end: int) -> Node:
    """Check sequence over the bytes from ``r.anchor`` to here; ``op.form`` names the algorithm."""
    compute, size, order = CHECKS[op.form]
    if pos + size > end:
        return r.short(op, pos, end, size)
    value = int.from_bytes(r.data[pos : pos + size], order)  # type: ignore[arg-type]
    node = Node(op, r.source, pos, pos + size, value)
    expected = compute(r.data[r.anchor : pos])
    if value != expected:
        r.mark(node, f"{op.name}-wrong", f"{op.name} is {value:0{2 * size}X}, should be {expected:0{2 * size}X}", pos)
    return node


def write_check(op: Op, v: Any, out: bytearray) -> None:
    """Needs the value; a frame's writer computes it where it is None."""
    _, size, order = CHECKS[op.form]
    out += int(scalar(v)).to_bytes(size, order)  # type: ignore[arg-type]


def write_check_of(op: Op, covered: bytes, out: bytearray) -> None:
    """Append the check sequence of ``covered``."""
    compute, size, order = CHECKS[op.form]
    out += compute(covered).to_bytes(size, order)  # type: ignore[arg-type]


READ_TABLE: dict[int, ReadFunction] = {CHECK: read_check}
WRITE_TABLE: dict[int, WriteFunction] = {CHECK: write_check}
