"""What decoding yields: nodes, the byte buffers they point into, and the notes left on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dissectors.core.ops import Op

FRAME, JOINED, DECRYPTED = "frame", "joined", "decrypted"


class Source:
    """A byte buffer that nodes point into: ``kind`` is frame, joined or decrypted; ``name`` is for people."""

    __slots__ = ("data", "kind", "name")

    def __init__(self, data: bytes, kind: str = FRAME, name: str = "") -> None:
        self.data = data
        self.kind = kind
        self.name = name or kind

    def __repr__(self) -> str:
        return f"<Source {self.name}, {len(self.data)} bytes>"


class Note:
    """A remark on a node: stable ``code``, ``reason`` for people, ``offset`` in the node's source."""

    __slots__ = ("code", "offset", "reason")

    def __init__(self, code: str, reason: str, offset: int) -> None:
        self.code = code
        self.reason = reason
        self.offset = offset

    def __repr__(self) -> str:
        return f"<Note {self.code} at {self.offset}: {self.reason}>"


class Node:
    """One decoded element.

    ``field`` is the element as its parent declares it, ``spec`` what it turned out to be: the chosen alternative of a
    CHOICE, the element inside an OPTIONAL; elsewhere the two are the same object. The bytes are
    ``source.data[start:end]``, tag and length octets included. ``value`` is plain Python (numbers, ``bytes``, ``str``
    for bit strings, ``None``), ``children`` is ``None`` for leaves. ``form`` is set where the sender chose another
    encoding than the canonical one (length octets, a boolean of FF), so that encoding gives the same bytes again.
    """

    __slots__ = ("children", "end", "field", "form", "note", "source", "spec", "start", "value")

    def __init__(
        self,
        op: Op,
        source: Source,
        start: int,
        end: int,
        value: Any = None,
        children: list[Node] | None = None,
        form: Any = None,
    ) -> None:
        self.field = op
        self.spec = op
        self.source = source
        self.start = start
        self.end = end
        self.value = value
        self.children = children
        self.form = form
        self.note: Note | None = None

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def data(self) -> bytes:
        """The bytes this node was read from."""
        return self.source.data[self.start : self.end]

    def child(self, name: str) -> Node | None:
        """The first child of that name (its field's or its chosen alternative's), or None."""
        for node in self.children or ():
            if node.field.name == name or node.spec.name == name:
                return node
        return None

    def __repr__(self) -> str:
        inner = f"{len(self.children)} children" if self.children is not None else repr(self.value)
        return f"<Node {self.name} {self.start}:{self.end} {inner}>"


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in byte order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if current.children:
            stack.extend(reversed(current.children))


def find(node: Node, name: str) -> Node | None:
    """The first node of that name at or below ``node``."""
    for each in walk(node):
        if each.field.name == name or each.spec.name == name:
            return each
    return None


def at(node: Node, source: Source, offset: int) -> Node | None:
    """The deepest node whose range in ``source`` holds ``offset``, or None."""
    found: Node | None = None
    level = [node]
    while level:
        below: list[Node] = []
        for each in level:
            if each.source is source and each.start <= offset < each.end:
                found = each
                below = each.children or []
                break
            if each.source is not source and each.children:
                below = below + each.children
        level = below
    return found


def notes(node: Node) -> list[tuple[Node, Note]]:
    """Every note at or below ``node`` with the node it stands on, in byte order."""
    return [(each, each.note) for each in walk(node) if each.note is not None]
