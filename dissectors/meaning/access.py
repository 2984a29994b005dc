"""Which part of an attribute does a question ask for? Selective access in words, and which columns it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dissectors.core.clock import FORMS
from dissectors.core.forms import show_obis
from dissectors.core.node import Node, find
from dissectors.meaning.lessons import Column, column_of, members
from dissectors.meaning.names import names_of
from dissectors.session.message import ObjectRef
from dissectors.spec.common import SELECTIVE_ACCESS_DESCRIPTOR

_SELECTOR, _PARAMETERS = (child.name for child in SELECTIVE_ACCESS_DESCRIPTOR.children)
_DATE_SIZES = {form.size: form for form in FORMS.values()}


class Selection(NamedTuple):
    """``text`` says what is asked for. ``columns`` are those named (empty: all), ``first`` and ``last`` their numbers
    from 1 where they are counted (last 0: to the end)."""

    text: str
    columns: tuple[Column, ...] = ()
    first: int = 1
    last: int = 0

    def columns_of(self, captured: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns that the answer has, of those that the profile captures."""
        if self.columns:
            return self.columns
        return captured[max(0, self.first - 1) : self.last or None]


def may_select(ref: ObjectRef) -> bool:
    """Whether selective access to the attribute is known."""
    return (ref.class_id, ref.number) in _WAYS and not ref.method


def selection_in(apdu: Node, ref: ObjectRef | None) -> Selection | None:
    """The first selective access of a request; None where the whole attribute is asked for, or nothing is known of it."""
    parameters = find(apdu, _PARAMETERS)
    selector = find(apdu, _SELECTOR)
    if parameters is None or selector is None or ref is None:
        return None
    return selection_of(ref, selector.value, parameters)


def selection_of(ref: ObjectRef, selector: int | None, parameters: Node) -> Selection | None:
    """What a selector and its parameters ask for of an attribute; ``selector`` None where only the parameters are at hand."""
    ways = _WAYS.get((ref.class_id, ref.number))
    if ways is None or ref.method:
        return None
    for code, way in ways.items():
        if selector in (code, None):
            found = way(parameters)
            if found is not None:
                return found
    return None


def column_text(column: Column) -> str:
    """A captured attribute in words: its object's name or code, and which attribute or element where it is not usual."""
    ref = column.ref
    names = names_of(ref)
    text = names.name or show_obis(ref.logical_name or b"")
    if ref.number != _USUAL:
        text = f"{text} #{ref.number}"
    return f"{text} [{column.data_index}]" if column.data_index else text


_USUAL = 2


def _range(node: Node) -> Selection | None:
    """range_descriptor: restricting object, from, to, columns."""
    parts = members(node)
    by = column_of(parts[0]) if len(parts) == 4 else None
    if by is None:
        return None
    text = f"from {_value(parts[1])} to {_value(parts[2])}"
    if by.ref.class_id != _CLOCK:
        text = f"{text} of {column_text(by)}"
    chosen = tuple(each for each in map(column_of, members(parts[3])) if each is not None)
    if len(chosen) != len(members(parts[3])):
        return None
    return Selection(f"{text}, columns {', '.join(map(column_text, chosen))}" if chosen else text, chosen)


_CLOCK = 8


def _entries(node: Node) -> Selection | None:
    """entry_descriptor: first and last entry, first and last column; 0 is the last there is."""
    numbers = [part.value for part in members(node)]
    if len(numbers) != 4 or not all(isinstance(number, int) for number in numbers):
        return None
    first, last, first_column, last_column = numbers
    text = f"entries {first} to {last or 'last'}"
    if first_column > 1 or last_column:
        text = f"{text}, columns {first_column} to {last_column or 'last'}"
    return Selection(text, (), first_column, last_column)


def _offset(node: Node) -> Selection | None:
    numbers = [part.value for part in members(node)]
    if len(numbers) != 2 or not all(isinstance(number, int) for number in numbers):
        return None
    return Selection(f"{numbers[1]} octets from {numbers[0]}")


def _index(node: Node) -> Selection | None:
    parts = members(node)
    if len(parts) != 2 or not isinstance(parts[1].value, int):
        return None
    path = ".".join(str(part.value) for part in members(parts[0]))
    return Selection(f"{parts[1].value} elements from {path or '0'}")


def _everything(node: Node) -> Selection | None:
    return Selection("all objects") if node.value is None and not members(node) else None


def _classes(node: Node) -> Selection | None:
    numbers = [part.value for part in members(node)] or [node.value]
    if not all(isinstance(number, int) for number in numbers):
        return None
    return Selection(f"objects of class {', '.join(map(str, numbers))}")


def _objects(node: Node) -> Selection | None:
    """Objects by class and logical name, an array of structures or one of them."""
    parts = members(node)
    lines = [members(part) for part in parts] if parts and members(parts[0]) else [parts]
    texts: list[str] = []
    for line in lines:
        name = line[1].value if len(line) == 2 else None
        if not isinstance(name, bytes) or not isinstance(line[0].value, int):
            return None
        texts.append(f"{show_obis(name)} (class {line[0].value})")
    return Selection(f"objects {', '.join(texts)}")


def _name(node: Node) -> Selection | None:
    return Selection(f"objects {show_obis(node.value)}") if isinstance(node.value, bytes) else None


# Selectors by class and attribute (Blue Book 4.3.6, 4.4.4, 4.4.3, 4.3.7, 4.3.8)
_WAYS: dict[tuple[int | None, int | None], dict[int, Callable[[Node], Selection | None]]] = {
    (7, 2): {1: _range, 2: _entries},
    (15, 2): {1: _everything, 2: _classes, 3: _objects, 4: _objects},
    (12, 2): {1: _classes, 2: _name},
    (26, 4): {1: _offset, 2: _index},
    (61, 2): {1: _offset, 2: _index},
}


def _value(node: Node) -> str:
    """A bound of a range: a date where its octets are one's."""
    value = node.value
    if isinstance(value, bytes):
        form = _DATE_SIZES.get(len(value))
        return form.show(value) if form is not None else value.hex()
    return str(value)
