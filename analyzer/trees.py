"""A row decoded: its frames, headers and APDU, then what its opening adds; a pure function of store, key ring and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.meaning import deviation_of
from dissectors.core import ops
from dissectors.core.node import DECRYPTED, JOINED, Node, Note, Source, notes
from dissectors.core.reader import decode, read
from dissectors.meaning.telegrams import read_opened
from dissectors.profiles.headers import carried_headers, headers
from dissectors.reading import Reading, reading
from dissectors.security.key_ring import KeyRing
from dissectors.session import replay
from dissectors.spec import catalog
from dissectors.spec.common import APDU

if TYPE_CHECKING:
    from analyzer.document import Document

TOLERATED = "tolerated-form"
_TOLERATED = ("date-time-form",)
_CARRIERS = tuple(catalog.ACSE.values())  # an Initiate opened inside these does not take the row over


class Tree:
    """A row decoded: ``roots`` from the frame inwards; ``apdu`` is the innermost readable APDU, ``whole`` the joined
    payload of the block transfer that the row completes."""

    __slots__ = ("apdu", "clean", "deviation", "roots", "sources", "whole")

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.sources: list[Source] = []
        self.apdu: Node | None = None
        self.whole: Node | None = None
        self.clean = True  # whether the APDU is free of notes
        self.deviation = ""  # how a push that is no proper Data deviates, where it can be read all the same

    def faults(self) -> list[str]:
        """Codes of findings that the encoding of the APDU gives: "malformed", "tolerated-form"."""
        if self.apdu is None or self.clean:
            return []
        return [TOLERATED] if self.deviation else [fault_code(note) for _, note in notes(self.apdu)]

    def reading(self) -> Reading | None:
        """What the row says at its top: the joined whole where it completes one, else its APDU."""
        node = self.whole if self.whole is not None else self.apdu
        return reading(node) if node is not None else None


def fault_code(note: Note) -> str:
    """The finding that a decoder's note is."""
    return TOLERATED if note.code in _TOLERATED else "malformed"


def grow(document: Document, row: int, frames_too: bool) -> Tree:
    """The tree of a row; without ``frames_too`` only from the APDU inwards."""
    tree = Tree()
    frames = document.frames(row)
    payload = document.payload(row, frames)
    profile = document.context(row).profile
    by_data: dict[int, Source] = {}
    for record, data in frames:
        source = Source(data, name=f"frame {record}")
        by_data[id(data)] = source
        tree.sources.append(source)
        if frames_too:
            tree.roots += [decode(op, source, start, end) for op, start, end in headers(profile, data)]
    if not payload:
        return tree
    first, start, end = payload[0]
    source = by_data[id(first)]
    if frames_too:
        _headers(tree, source, start)
    if len(payload) > 1:
        source = Source(b"".join(data[low:high] for data, low, high in payload), JOINED, "reassembled")
        tree.sources.append(source)
        start, end = 0, len(source.data)
    apdu, tree.clean = read(APDU, source, start, end)
    tree.roots.append(apdu)
    tree.apdu = apdu
    if document.index.opening[row - 1]:
        _open(tree, document, row, source.data[start:end])
    if not tree.clean and tree.apdu is not None:
        tree.deviation = deviation_of(tree.apdu)
    return tree


def _headers(tree: Tree, source: Source, payload_start: int) -> None:
    """LLC and gateway prefix: what stands between the frame's own header and the APDU."""
    start = 0
    last = next((root for root in reversed(tree.roots) if root.source is source), None)
    if last is not None:
        rest = next((child for child in last.children or () if child.field.kind == ops.REST), None)
        start = rest.start if rest is not None else payload_start
    for op, low, high in carried_headers(source.data, start, payload_start):
        node = decode(op, source, low, high)
        node.note = None
        tree.roots.append(node)


def _open(tree: Tree, document: Document, row: int, captured: bytes) -> None:
    """Repeat the row's opening: every layer is a source and a root of its own."""
    steps, value_from = document.index.openings[document.index.opening[row - 1]]
    ring = document.ring if document.ring is not None else KeyRing()
    for number, layer in enumerate(replay.layers(steps, captured, ring, document.fetch)):
        kind = JOINED if layer.kind == "joined" else DECRYPTED
        source = Source(layer.data, kind, layer.title)
        tree.sources.append(source)
        node = read_opened(replay.element(layer.element), source)
        tree.roots.append(node)
        if number == value_from:
            tree.whole = node
        elif tree.apdu is None or tree.apdu.spec not in _CARRIERS:
            tree.apdu = node
            tree.clean = not notes(node)
