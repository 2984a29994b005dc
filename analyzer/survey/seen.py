"""What is known of one COSEM object of one meter: what was done with each attribute and method, by whom, and its last value."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

from analyzer.document import Document
from dissectors.core.forms import show_obis
from dissectors.core.node import Node, Source
from dissectors.cosem.obis_search import Wanted, tokens_of
from dissectors.meaning.names import description, names_of
from dissectors.meaning.values import Item
from dissectors.session.message import ObjectRef

Place = tuple[int, int]  # the row that has a value, and which of its values it is


class Member:
    """An attribute or method of one object: how often what was done with it, by whom, and its last value.

    ``rows`` are all that say so, in order; ``row`` is that of the last value, ``place`` where it stands. ``item`` holds
    no more than a value of its own; a list is read again where it is needed (:func:`last_item`).
    """

    __slots__ = (
        *("clients", "counts", "item", "kind", "place", "refused", "result", "right", "row", "rows", "summary"),
        "text",
    )

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.clients: set[int] = set()
        self.refused = 0
        self.result: str | int | None = None  # of the last refusal
        self.right: str | list[str] | int | None = None
        self.row = 0
        self.rows = array("I")
        self.place: Place = (0, 0)
        self.item: Item | None = None
        self.kind: str | None = None  # the name of the value's type
        self.text: str | None = None
        self.summary: str | None = None  # of the value, as a list has room for


class Seen:
    """One object of one meter. ``class_id`` is None where only its code was seen (in a push)."""

    __slots__ = ("attributes", "base_name", "class_id", "logical_name", "meter", "methods", "server", "version")

    def __init__(self, meter: str, server: int | None, class_id: int | None, logical_name: bytes) -> None:
        self.meter = meter
        self.server = server
        self.class_id = class_id
        self.logical_name = logical_name
        self.version: int | None = None
        self.base_name: int | None = None
        self.attributes: dict[int | None, Member] = {}
        self.methods: dict[int | None, Member] = {}

    def member(self, ref: ObjectRef) -> Member:
        members = self.methods if ref.method else self.attributes
        found = members.get(ref.number)
        if found is None:
            found = members[ref.number] = Member()
        return found

    @property
    def name(self) -> str | None:
        return names_of(ObjectRef(self.class_id, self.logical_name, None), self.version).name


def found_by(objects: Iterable[Seen], words: str) -> list[Seen]:
    """The objects that all words fit: the beginning of a word in the name, the class or the value, or part of the code."""
    wanted = Wanted(words)
    return [seen for seen in objects if wanted.among(show_obis(seen.logical_name), tokens_of(_said_of(seen)))]


def _said_of(seen: Seen) -> str:
    ref = ObjectRef(seen.class_id, seen.logical_name, None)
    known, names = description(ref), names_of(ref, seen.version)
    texts = [names.interface_class or "", *((known.text, known.short) if known is not None and known.found else ())]
    texts += [member.summary or "" for member in seen.attributes.values()]
    return " ".join(texts)


def kind_of(member: Member) -> str | None:
    """The name of the type of a member's last value."""
    return member.kind


def last_item(document: Document, member: Member) -> Item | None:
    """A member's last value: as it is kept, or read again where it is a list."""
    if member.item is None or member.item.node is not None:
        return member.item
    row, at = member.place
    items = document.said(row, document.build(row, False).reading()).items
    return member.item._replace(node=items[at].node) if at < len(items) else None


def last_value(document: Document, member: Member) -> Any:
    """The plain last value of a member."""
    item = last_item(document, member)
    return document.meaning.value(member.row, item) if item is not None else None


def apart(item: Item) -> Item:
    """An item that holds no more of its message than its own value; without its node where that is a list."""
    node = item.node
    if node is None or node.children is not None:
        return item._replace(node=None)
    leaf = Node(node.field, _NOWHERE, 0, 0, node.value)
    leaf.spec = node.spec
    return item._replace(node=leaf)


_NOWHERE = Source(b"", name="apart")
