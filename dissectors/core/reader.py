"""Bytes to nodes: a bounds-checked interpreter of declarations that never raises.

Malformed input ends the element it stands in: the node gets a :class:`Note`, ``Reader.failed`` stops the siblings that
follow, and the nearest enclosing element that knows its own length goes on behind it.
"""

from __future__ import annotations

from dissectors.core import ber, checks, compact, constructed, framing, scalars
from dissectors.core.node import Node, Note, Source
from dissectors.core.ops import KINDS, READ, REST, Op

MAX_DEPTH = 64
MAX_NODES = 65_536  # repeated elements a message may hold; compact-array elements of no width cost no bytes

TRAILING = Op(REST, "trailing-bytes")


class Reader:
    """One decoding run over one source: where it failed, how deep it is, how many elements it may still make."""

    __slots__ = ("anchor", "budget", "data", "depth", "failed", "noted", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = source.data
        self.failed = False
        self.noted = False
        self.depth = 0
        self.budget = MAX_NODES
        self.anchor = 0

    def mark(self, node: Node, code: str, reason: str, offset: int) -> Node:
        """Leave a note that does not stop decoding."""
        node.note = Note(code, reason, offset)
        self.noted = True
        return node

    def stop(self, op: Op, start: int, end: int, code: str, reason: str, offset: int) -> Node:
        """An element that cannot be read: it takes the bytes up to ``end``, and its siblings are not read."""
        self.failed = True
        return self.mark(Node(op, self.source, start, max(start, end)), code, reason, offset)

    def short(self, op: Op, start: int, end: int, wanted: int) -> Node:
        """As :meth:`stop`, for an element that wants more bytes than there are."""
        reason = f"{op.name} wants {wanted} byte{'s' * (wanted != 1)}, {max(0, end - start)} left"
        return self.stop(op, start, end, "truncated", reason, start)

    def enter(self) -> bool:
        """Go one level deeper; False when there are too many."""
        self.depth += 1
        return self.depth <= MAX_DEPTH

    def leave(self) -> None:
        self.depth -= 1

    def fill(self, children: list[Node], pos: int, end: int) -> int:
        """Bytes of an element of known length that its content did not use become a node of their own. Returns end."""
        failed, self.failed = self.failed, False
        if pos < end:
            node = Node(TRAILING, self.source, pos, end, self.data[pos:end])
            if not failed:
                self.mark(node, "trailing-bytes", f"{end - pos} bytes left over", pos)
            children.append(node)
        return end


def read(op: Op, source: Source | bytes, start: int = 0, end: int | None = None) -> tuple[Node, bool]:
    """Decode ``source[start:end]`` as ``op``: the node, and whether it is free of notes down to its leaves.

    Never raises. Bytes left over behind the element are named in a note on the root, whose ``end`` stays where the
    element ended.
    """
    buffer = source if isinstance(source, Source) else Source(source)
    stop = len(buffer.data) if end is None else end
    reader = Reader(buffer)
    node = READ[op.kind](op, reader, start, stop)
    if node.end < stop and node.note is None and not reader.failed:
        reader.mark(node, "trailing-bytes", f"{stop - node.end} bytes follow {node.name}", node.end)
    return node, not reader.noted


def decode(op: Op, source: Source | bytes, start: int = 0, end: int | None = None) -> Node:
    """As :func:`read`, the node alone."""
    return read(op, source, start, end)[0]


_FUNCTIONS = (
    scalars.READ_TABLE
    | constructed.READ_TABLE
    | compact.READ_TABLE
    | ber.READ_TABLE
    | checks.READ_TABLE
    | framing.READ_TABLE
)
READ.extend(_FUNCTIONS[kind] for kind in range(len(KINDS)))
