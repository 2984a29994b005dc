"""What does each node of a row mean: its name, its reading, and what they rest on? Laid over the tree, which stays.

Descriptors get the names of their object, values and their parts those that the class declares, cells of a buffer those
of their columns. ``origin`` says where a reading comes from: a scaler from another message, a country pack, a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analyzer.meaning import told
from dissectors.core.forms import show_obis
from dissectors.core.node import Node
from dissectors.core.node import walk as nodes_of
from dissectors.cosem.types import Type
from dissectors.cosem.units import symbol
from dissectors.meaning.access import selection_of
from dissectors.meaning.facts import Devices, Facts
from dissectors.meaning.lessons import scaler_unit_of
from dissectors.meaning.named import named, walk
from dissectors.meaning.names import ObjectNames, description, names_of
from dissectors.meaning.profiles import Cell, Head, Table, cell_text, entries
from dissectors.meaning.pushes import items_of
from dissectors.meaning.short_names import reserved
from dissectors.meaning.telegrams import telegram_items
from dissectors.meaning.values import Item, declared_type, item_text
from dissectors.reading import is_data, reading
from dissectors.session.message import ObjectRef
from dissectors.session.objects import objects_in
from dissectors.spec.common import COSEM_ATTRIBUTE_DESCRIPTOR, COSEM_METHOD_DESCRIPTOR, SELECTIVE_ACCESS_DESCRIPTOR
from dissectors.spec.short_name import VARIABLE_NAME
from dissectors.spec.telegram import P1_TELEGRAM

if TYPE_CHECKING:
    from analyzer.document import Document
    from analyzer.trees import Tree

_DESCRIPTORS = {COSEM_ATTRIBUTE_DESCRIPTOR.children: False, COSEM_METHOD_DESCRIPTOR.children: True}
_SELECTOR, _PARAMETERS = (child.name for child in SELECTIVE_ACCESS_DESCRIPTOR.children)


class Meant(NamedTuple):
    """``name`` of a node ("" where its own name says enough), ``text`` it reads as, ``origin`` of the two."""

    name: str
    text: str | None
    origin: str = ""


Overlay = dict[int, Meant]


def overlay_of(document: Document, row: int, tree: Tree) -> Overlay:
    """What the nodes of a row's tree mean, by their identity; nodes that say all by themselves are left out."""
    found: Overlay = {}
    if tree.apdu is not None:
        for part, meant in _asked(tree.apdu, document.meaning.facts, document.engine.stage.devices(row)):
            found[id(part)] = meant
    said = document.said(row, tree.reading())
    several = said.is_list or len(said.items) > 1
    for item in said.items:
        if item.node is not None:
            _value(document, row, item, item.node, several, found)
    if said.is_list and tree.apdu is not None:
        _beside(tree.apdu, said.items, found)
    return found


def overlay_alone(root: Node) -> Overlay:
    """What the nodes of an APDU, or of a Data, mean by themselves, where no capture teaches anything of the meter."""
    facts = Facts()
    found: Overlay = {id(part): meant for part, meant in _asked(root, facts, ())}
    said = reading(root)
    refs = objects_in(root)
    first = said.values[0] if said.values else None
    if first is not None and first.spec is P1_TELEGRAM:
        items = telegram_items(first)
    elif refs:
        items = tuple(Item(ref, node) for ref, node in zip(refs, said.values, strict=False))
    else:
        items = items_of(first) if first is not None else ()
    for item in items:
        if item.node is not None and item.ref is not None:
            _parts(item.node, declared_type(item.ref, item.version), found)
            names, text = names_of(item.ref, item.version), item_text(item, (), facts, 0, False)
            name = ", ".join(part for part in (names.name, names.member, item.label) if part)
            origins = (item.named_by, told("scaler", item.scale_row) if item.scale is not None else "", _pack(names))
            found[id(item.node)] = Meant(name, text, ", ".join(filter(None, origins)))
    _beside(root, items, found)
    return found


# --- what is asked for ------------------------------------------------------------------------------


def _asked(apdu: Node, facts: Facts, devices: Devices) -> Iterator[tuple[Node, Meant]]:
    """Descriptors, short names and selective access of an APDU; what is below values is not looked at."""
    ref: ObjectRef | None = None
    selector: int | None = None
    stack = [apdu]
    while stack:
        node = stack.pop()
        if node.field.name == _SELECTOR:
            selector = node.value
        elif node.field.name == _PARAMETERS:
            selection = selection_of(ref, selector, node) if ref is not None else None
            if selection is not None:
                yield node, Meant("", selection.text)
        elif node.spec.children in _DESCRIPTORS:
            ref = _described(node, _DESCRIPTORS[node.spec.children])
            if ref is not None:
                yield from _descriptor(node, ref, names_of(ref, facts.version(devices, ref)))
        elif node.spec is VARIABLE_NAME and isinstance(node.value, int):
            ref = facts.resolve(devices, ObjectRef(None, None, None, False, node.value))
            if ref.class_id is not None:
                names = names_of(ref, facts.version(devices, ref))
                text = ", ".join(part for part in (names.interface_class, names.name, names.member) if part)
                known = reserved(node.value) == ref
                yield node, Meant("", text, "reserved base name" if known else "base names of the object list")
        elif node.children and not is_data(node):
            stack.extend(reversed(node.children))


def _described(node: Node, method: bool) -> ObjectRef | None:
    parts = node.children or []
    values = [part.value for part in parts]
    if len(parts) != len(COSEM_ATTRIBUTE_DESCRIPTOR.children) or not isinstance(values[1], bytes):
        return None
    return ObjectRef(values[0], values[1], values[2], method)


def _descriptor(node: Node, ref: ObjectRef, names: ObjectNames) -> Iterator[tuple[Node, Meant]]:
    texts = (names.interface_class, names.name or _known_of(ref), names.member)
    origins = ("", _pack(names), "")
    for part, text, origin in zip(node.children or (), texts, origins, strict=True):
        if text is not None:
            yield part, Meant("", text, origin)


def _known_of(ref: ObjectRef) -> str | None:
    """What is known of the value groups of a code that has no name."""
    known = description(ref)
    return known.text if known is not None else None


def _pack(names: ObjectNames) -> str:
    return f"name from pack {names.pack}" if names.pack is not None else ""


# --- values -----------------------------------------------------------------------------------------


def _value(document: Document, row: int, item: Item, node: Node, several: bool, found: Overlay) -> None:
    meaning = document.meaning
    _parts(node, meaning.declared(row, item), found)
    table = meaning.table(row, item)
    if table is not None and item.ref is not None:
        lines = entries(node, item.ref, document.engine.stage.devices(row), meaning.facts, row)
        _cells(lines, table, found)
    names = meaning.naming(item)
    parts = (names.name if several or names.member is None else None, names.member, item.label)
    name = ", ".join(part for part in parts if part)
    text = meaning.spoken(row, item)
    if table is not None and not node.children:  # compact data: its cells stand in no node of their own
        text = "; ".join(", ".join(map(_cell_text, table.heads, line)) for line in table.rows[:_FIRST_ROWS])
    origins = (item.named_by, meaning.source(row, item), _pack(names) if several else "", _told_table(table))
    if name or text is not None:
        found[id(node)] = Meant(name, text, ", ".join(origin for origin in origins if origin))


def _parts(node: Node, declared: Type | None, found: Overlay) -> None:
    if declared is not None:
        for each in walk(named(node, declared)):
            if each.name or each.text is not None:
                found[id(each.node)] = Meant(each.name, each.text)


def _beside(apdu: Node, items: tuple[Item, ...], found: Overlay) -> None:
    """The codes that stand beside the values of a push, and their scalers and units."""
    codes = {item.ref.logical_name for item in items if item.ref is not None and item.ref.class_id is None}
    if not codes:
        return
    for node in nodes_of(apdu):
        if node.value.__class__ is bytes and node.value in codes and id(node) not in found:
            ref = ObjectRef(None, node.value, None)
            known = _known_of(ref) if names_of(ref).name is None else None
            found[id(node)] = Meant("", f"{show_obis(node.value)} {known}" if known else show_obis(node.value))
        elif node.children and (scale := scaler_unit_of(node)) is not None:
            found.setdefault(id(node), Meant("", f"10^{scale[0]} {symbol(scale[1])}".rstrip()))


def _cells(lines: list[list[Node]], table: Table, found: Overlay) -> None:
    scalers = [told("scaler", head.scale[2]) if head.scale is not None else "" for head in table.heads]
    for line, cells in zip(lines, table.rows, strict=True):
        for part, head, cell, scaler in zip(line, table.heads, cells, scalers, strict=True):
            found[id(part)] = Meant(head.name, cell_text(cell.value, cell.text, cell.filled), scaler)


_FIRST_ROWS = 4


def _cell_text(head: Head, cell: Cell) -> str:
    return f"{head.name} {cell_text(cell.value, cell.text, cell.filled)}"


def _told_table(table: Table | None) -> str:
    if table is None:
        return ""
    columns = told("columns", table.columns_row)
    return f"{columns}, {told('period', table.period_row)}" if table.period is not None else columns


__all__ = ["Meant", "Overlay", "overlay_alone", "overlay_of"]
