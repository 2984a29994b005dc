"""One row being asked: its tree, its reading and the values of declared elements, decoded as far as is asked for.

Most questions need little: what stands at fixed places, one element of the APDU, or the headers of a frame. A whole tree
is built where nothing less will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analyzer.document import Document
from analyzer.fields import Field, declared, only_in_frames, said_of_messages
from analyzer.secrets import MASK, secret_nodes
from analyzer.trees import Tree
from dissectors.core import ops
from dissectors.core.forms import show_oid, show_text
from dissectors.core.framing import row_of
from dissectors.core.node import Node, Source
from dissectors.core.ops import Member, Op
from dissectors.core.reader import decode
from dissectors.outcome import QUIET, SOUND
from dissectors.profiles.headers import headers
from dissectors.reading import Reading, headline
from dissectors.spec import link
from dissectors.spec.common import APDU
from dissectors.spec.data import DATA
from dissectors.spec.facts import plan_of

_CARRIED = frozenset(declared((), link.LLC, link.GATEWAY_PREFIX))  # between a frame's header and the APDU


# Fields of messages that an element of a tree has too: where the index has nothing, the tree may.
IN_TREES = frozenset(declared((), APDU, DATA)) & said_of_messages() - {"value", "result"}


class Wanted:
    """What a set of fields needs of a row: names of declared ``elements``; whether any of them stands in ``frames``, or
    all of them in the ``headers`` of frames."""

    __slots__ = ("elements", "frames", "gives", "headers")

    def __init__(self, fields: tuple[Field, ...]) -> None:
        names = frozenset(field.name for field in fields)
        self.elements = names - said_of_messages() | names & IN_TREES
        self.frames = bool(names & only_in_frames())
        self.gives: dict[Op, bool] = {}  # which elements of the declarations give any of them; filled as they are met
        self.headers = self.frames and self.elements <= only_in_frames() - _CARRIED


class Row:
    """One row being asked for values of several fields: what is decoded for one serves the others.

    ``hide``: passwords and keys inside trees come as ``***``, for values that are shown.
    """

    __slots__ = ("_found", "_reading", "_tree", "document", "hide", "row", "wanted")

    def __init__(self, document: Document, row: int, wanted: Wanted, hide: bool = False) -> None:
        self.document = document
        self.row = row
        self.wanted = wanted
        self.hide = hide
        self._tree: Tree | None = None
        self._reading: list[Reading | None] = []
        self._found: dict[str, list[Any]] | None = None

    @property
    def quiet(self) -> bool:
        """Whether the row has neither a value nor a result: a plain question, a link frame."""
        return self.document.index.outcome[self.row - 1] == QUIET

    def tree(self) -> Tree:
        if self._tree is None:
            self._tree = self.document.build(self.row, self.wanted.frames)
        return self._tree

    def reading(self) -> Reading | None:
        """What the row says at its top: from fixed offsets where they suffice."""
        if not self._reading:
            self._reading.append(self._read())
        return self._reading[0]

    def _read(self) -> Reading | None:
        document, row = self.document, self.row
        index = document.index
        if index.outcome[row - 1] == QUIET or not index.length[row - 1]:
            return None
        if index.protection[row - 1] and document.closed(row):
            return None
        if not index.opening[row - 1] and self._tree is None:
            apdu = document.captured(row)
            plan = plan_of(apdu)
            found = headline(apdu, plan) if plan is not None and not plan.asks_only else None
            if found is not None:
                return found
        return self.tree().reading()

    def pdu(self) -> bytes | None:
        """The innermost readable APDU."""
        document, row = self.document, self.row
        index = document.index
        if not index.length[row - 1] or document.closed(row):
            return None
        if index.outcome[row - 1] & SOUND and not index.opening[row - 1]:
            return document.captured(row)
        apdu = self.tree().apdu
        return None if apdu is None else apdu.source.data[apdu.start : apdu.end]

    def elements(self, name: str) -> list[Any]:
        """The values of a declared field in the row's tree."""
        if self._found is None:
            self._found = {each: [] for each in self.wanted.elements}
            hidden = self._secrets() if self.hide else _NO_SECRETS
            for root in self._roots():
                gather(root, self.wanted, self._found, hidden)
        return self._found.get(name, [])

    def doubtful(self, name: str) -> list[Any]:
        """The values of a declared field that the session did not read, for the encoding is not plainly sound."""
        index = self.document.index
        return [] if index.outcome[self.row - 1] & SOUND or not index.length[self.row - 1] else self.elements(name)

    def _roots(self) -> list[Node]:
        """The roots of the tree that may have what is wanted."""
        document, row, wanted = self.document, self.row, self.wanted
        if self._tree is None and not self.hide:
            if wanted.headers:
                profile = document.context(row).profile
                sources = [Source(data) for _, data in document.frames(row)]
                return [
                    decode(op, source, start, end)
                    for source in sources
                    for op, start, end in headers(profile, source.data)
                ]
            if not wanted.frames and not document.index.opening[row - 1]:
                apdu = document.captured(row)
                return [decode(APDU, apdu)] if apdu else []
        return self.tree().roots

    def _secrets(self) -> frozenset[int]:
        """Identities of the nodes that hold passwords or keys."""
        tree = self.tree()
        found = {secret for root in tree.roots for secret in secret_nodes(root)}
        reading = tree.reading()
        if reading is not None:
            found.update(id(node) for node in self.document.meaning.secrets(self.row, reading))
        return frozenset(found)

    def faults(self) -> list[str]:
        """Codes of the findings that the encoding gives."""
        index, at = self.document.index, self.row - 1
        if index.outcome[at] & SOUND or not index.length[at] or self.document.closed(self.row):
            return []
        return list(dict.fromkeys(self.tree().faults()))


# --- of trees -------------------------------------------------------------------------------------

_NO_SECRETS: frozenset[int] = frozenset()


def gather(root: Node, wanted: Wanted, found: dict[str, list[Any]], hidden: frozenset[int] = _NO_SECRETS) -> None:
    """Add the values of the elements that are wanted, wherever they stand below ``root``, in byte order."""
    gives = wanted.gives
    stack = [root]
    while stack:
        node = stack.pop()
        if node.children:
            stack.extend(reversed(node.children))
        spec = node.spec
        given = gives.get(spec)
        if given is None:
            given = gives[spec] = _gives(spec, wanted.elements)
        if given:
            for name, value in node_values(node):
                if name in found:
                    found[name].append(MASK if id(node) in hidden else value)


def _gives(spec: Op, names: frozenset[str]) -> bool:
    """Whether an element, or a bit of it, is one of those named."""
    members = (*spec.members, *(member for _, _, _, inner in spec.patterns for member in inner))
    return spec.abbrev in names or any(member.abbrev in names for member in members)


_NO_LEAVES = (ops.CHOICE, ops.SEQUENCE_OF)  # whose value is an unknown tag, or how many there are


def node_values(node: Node) -> Iterator[tuple[str, Any]]:
    """The fields that a node gives, with their values: its own, and those of the bits in it."""
    value, spec = node.value, node.spec
    if value is None or spec.kind in _NO_LEAVES:
        return
    yield spec.abbrev, element_value(node)
    if not isinstance(value, int):
        return
    members: tuple[Member, ...] = spec.members
    if spec.patterns:
        row = row_of(spec, value)
        members = row[3] if row is not None else ()
    for member in members:
        yield member.abbrev, member.of(value)


def element_value(node: Node) -> Any:
    """The value of a leaf as filters compare it."""
    value = node.value
    form = node.spec.form
    if isinstance(value, bytes):
        if form == "text":
            return show_text(value)
        if form == "oid":
            return show_oid(value)
    return value
