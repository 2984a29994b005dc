"""A row's tree as lines that open one after the other: what a line says, what is below it, and what it points at.

Nothing is laid out before it is asked for, and of many children only a part at a time: a row may have a million nodes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from analyzer import render
from analyzer.document import Document
from analyzer.overlay import Overlay
from analyzer.trees import Tree
from dissectors.core.node import DECRYPTED, FRAME, Node, Source
from dissectors.session.findings import severity
from dissectors.session.message import Protection

AT_ONCE = 200  # children that are laid out at a time
FEW = 40  # children that open by themselves
DEEP = 3
BRIEF = 6  # parts that a closed line shows of what is below it

Path = tuple[str, ...]


class Line:
    """One line. ``node`` is what it shows (None for remarks), ``row`` a message it leads to, ``tone`` its colour.

    ``path`` names the declarations from the root: the same for the next message of the kind.
    """

    __slots__ = ("depth", "gap", "node", "parent", "path", "row", "text", "tone")

    def __init__(
        self,
        text: str,
        depth: int,
        parent: Line | None,
        node: Node | None = None,
        path: Path = (),
        tone: str = "",
        row: int = 0,
    ) -> None:
        self.text = text
        self.depth = depth
        self.parent = parent
        self.node = node
        self.path = path
        self.tone = tone
        self.row = row
        self.gap: tuple[int, int] | None = None  # of "… more": the children of ``parent`` that are not laid out


class Outline:
    """The lines of one row. ``raw`` leaves out names and readings that are laid over the bytes."""

    def __init__(self, document: Document, row: int, tree: Tree, raw: bool = False) -> None:
        self.row = row
        self.tree = tree
        self.document = document
        self._meant: Overlay | None = None if raw else document.names(row, tree)
        secrets = document.meaning.secrets(row, tree.reading()) if tree.apdu is not None else ()
        self._hidden = render.hidden_nodes(tree, None, secrets)

    def roots(self) -> list[Line]:
        """Findings, then the decoded parts from the frame inwards, with the protection before what it opened."""
        document, row = self.document, self.row
        lines = [
            Line(
                f"{render.SEVERITY_SIGNS[severity(finding.code)]} {finding.code}  {render.printable(finding.text)}",
                0,
                None,
                tone=_TONES[severity(finding.code)],
            )
            for finding in document.findings(row)
        ]
        protection = document.protection(row)
        said = protection.status == "none"
        for root in self.tree.roots:
            if not said and (root.source.kind == DECRYPTED or root is self.tree.roots[-1]):
                said = True
                closed = root.source.kind != DECRYPTED
                if not closed:
                    lines.append(self._protection(protection))
                lines += self._node(root, 0, None, ())
                if closed:
                    lines.append(self._protection(protection))
                continue
            lines += self._node(root, 0, None, ())
        return lines

    def below(self, line: Line) -> list[Line]:
        """What is directly below a line; of many only the first, and a line that stands for the rest."""
        children = line.node.children if line.node is not None else None
        return self.part(line, 0, len(children), 0) if children else []

    def part(self, line: Line, first: int, last: int, around: int) -> list[Line]:
        """Of the children ``first:last`` below a line those about child ``around``; gaps stand for the others."""
        children = line.node.children if line.node is not None and line.node.children else []
        low = max(first, min(around - AT_ONCE // 2, last - AT_ONCE)) if around > first else first
        high = min(last, low + AT_ONCE)
        found: list[Line] = []
        if first < low:
            found.append(_gap(line, first, low))
        for child in children[low:high]:
            found += self._node(child, line.depth + 1, line, line.path)
        if high < last:
            found.append(_gap(line, high, last))
        return found

    def opens(self, line: Line) -> bool:
        """Whether there is something below a line."""
        return line.node is not None and bool(line.node.children) and line.text[:1] != "!"

    def begins_open(self, line: Line) -> bool:
        """Whether a line is open unless the user says otherwise: what the message says, not how it was carried."""
        node = line.node
        if node is None or not node.children:
            return False
        inner = self.tree.apdu.source if self.tree.apdu is not None else None
        if node.source.kind == FRAME and line.depth == 0 and node is not self.tree.apdu:
            return len(self.tree.roots) == 1
        root = line
        while root.parent is not None:
            root = root.parent
        wanted = root.node is self.tree.apdu or root.node is self.tree.whole or inner is None
        return wanted and line.depth < DEEP and len(node.children) <= FEW

    def brief(self, line: Line) -> str:
        """What a closed line says of what is below it."""
        parts: list[str] = []
        for child in line.node.children or () if line.node is not None else ():
            if child.children is None:
                value = render.node_text(child, self._hidden, self._meant)
                parts.append(" ".join(value.split("  ", 1)))
            if len(parts) >= BRIEF:
                break
        return ", ".join(parts)

    def trail(self, source: Source, offset: int) -> list[Node]:
        """The nodes that hold a byte, from the root inwards; of several roots the innermost that knows it best."""
        best: list[Node] = []
        for root in self.tree.roots:
            trail = _trail(root, source, offset)
            if trail and (not best or trail[-1].end - trail[-1].start <= best[-1].end - best[-1].start):
                best = trail
        return best

    def _node(self, node: Node, depth: int, parent: Line | None, path: Path) -> Iterator[Line]:
        path = (*path, f"{node.field.name}:{node.spec.name}")
        yield Line(render.node_text(node, self._hidden, self._meant), depth, parent, node, path)
        parts = render.parts_text(node)
        if parts:
            yield Line(parts, depth + 1, parent, node, tone="faint")
        if node.note is not None:
            yield Line(render.note_text(node.note), depth + 1, parent, node, tone="error")

    def _protection(self, protection: Protection) -> Line:
        counter = protection.invocation_counter
        title = protection.system_title
        parts = (
            f"{render.STATUS_SIGNS[protection.status]} protection  {protection.status}",
            protection.reason if protection.reason != protection.status else None,
            protection.policy,
            f"suite {protection.suite}" if protection.suite is not None else None,
            f"title {title.hex().upper()}" if title else None,
            f"IC {counter}" if counter is not None else None,
            self.document.key_name(protection.key),
        )
        tones = {"ok": "ok", "unverified": "warning", "failed": "error", "no-key": "warning"}
        return Line(" · ".join(part for part in parts if part), 0, None, tone=tones.get(protection.status, ""))


_TONES = {"": "", "note": "faint", "warning": "warning", "error": "error"}


def _gap(parent: Line, first: int, last: int) -> Line:
    line = Line(f"… {last - first} more", parent.depth + 1, parent, tone="faint")
    line.gap = (first, last)
    return line


def _trail(root: Node, source: Source, offset: int) -> list[Node]:
    """Nodes from ``root`` to the deepest one whose range in ``source`` holds ``offset``."""
    trail: list[Node] = []
    node: Node | None = root
    while node is not None and node.source is source and node.start <= offset < node.end:
        trail.append(node)
        children = node.children or []
        at = bisect_right(children, offset, key=_start) - 1
        node = children[at] if at >= 0 else None
    return trail


def _start(node: Node) -> int:
    return node.start
