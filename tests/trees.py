"""What holds for every tree, whatever the bytes: ranges inside their parents, children in order, no endless depth."""

from __future__ import annotations

from dissectors.core.node import Node, walk
from dissectors.plain import plain

Shape = list[tuple[str, str, int, int, str, str]]


def assert_whole(root: Node, size: int) -> None:
    """Every node lies inside its parent and the source; children stand in order; and the tree can be shown."""
    assert 0 <= root.start <= root.end <= size, root
    for node in walk(root):
        at = node.start
        for child in node.children or ():
            assert child.source is node.source
            assert at <= child.start <= child.end <= node.end, (node, child)
            at = child.end
        if node.note is not None:
            assert node.note.code and node.note.reason
            assert 0 <= node.note.offset <= size
    plain(root)


def shape(root: Node) -> Shape:
    """All that a tree says, comparable: two decodings of the same bytes give the same."""
    return [
        (node.field.name, node.spec.name, node.start, node.end, repr(node.value), repr((node.form, node.note)))
        for node in walk(root)
    ]
