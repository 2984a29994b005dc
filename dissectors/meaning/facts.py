"""What a capture teaches of a meter's objects, and from which row: scalers, columns, periods, object lists.

A fact belongs to a device and an object, never to a connection. A device is looked up under several keys, the surest
first (its system title, then where it is reached). A look-up takes the last fact before the row, else the first after
it, and says which row it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from dissectors.core.node import Node
from dissectors.cosem.classes import attribute
from dissectors.meaning.lessons import OBJECT_LIST, SHAPES, Listed, elements_of
from dissectors.meaning.short_names import Bases, reserved
from dissectors.session.message import ObjectRef

ANYWHERE = "*"  # the device of what is known of any meter
MOST_OBJECTS = 1 << 18
MOST_FACTS = 4096  # of one object: a meter does not change its scaler a thousand times
MOST_ELEMENTS = 1 << 20  # of all object lists, with their rights, and column lists together
_SEVERAL = -1  # in place of a class id, where a logical name stands for objects of several classes

Devices = tuple[Hashable, ...]
Key = tuple[Hashable, int | None, bytes | None, str]


class Fact(NamedTuple):
    """``value`` of what was taught, in the answer of row ``row`` (0: it was known before the capture)."""

    row: int
    value: Any


class Facts:
    """Facts by device, class, logical name and kind; bounded. ``learn`` takes rows in any order."""

    def __init__(self) -> None:
        self._facts: dict[Key, list[Fact]] = {}
        self._versions: dict[tuple[Hashable, int, bytes], int] = {}
        self._classes: dict[tuple[Hashable, bytes], int] = {}
        self._bases: dict[Hashable, Bases] = {}
        self._names: dict[Hashable, dict[tuple[int, str], list[bytes]]] = {}
        self._elements = 0
        self.changes = 0  # grows with every fact: what was made of facts before holds while it stays

    def __len__(self) -> int:
        return len(self._facts)

    def learn(self, devices: Devices, ref: ObjectRef, node: Node, row: int) -> None:
        """Remember what the value of a teaching attribute says, if it is what its class declares."""
        if ref.class_id is None:
            ref = self.resolve(devices, ref)
        what = taught_by(ref)
        shape = SHAPES.get(what)
        value = shape(node) if shape is not None else None
        if value is None or ref.class_id is None or ref.logical_name is None:
            return
        elements = elements_of(value)
        if self._elements + elements > MOST_ELEMENTS:
            return
        before = self.changes
        for device in devices:
            self.add(device, ref.class_id, ref.logical_name, what, Fact(row, value))
        self._elements += elements if self.changes != before else 0

    def add(self, device: Hashable, class_id: int, logical_name: bytes, what: str, fact: Fact) -> None:
        """Remember one fact of a device."""
        key = (device, class_id, logical_name, what)
        known = self._facts.get(key)
        if known is None:
            if len(self._facts) >= MOST_OBJECTS:
                return
            known = self._facts[key] = []
            self._names.setdefault(device, {}).setdefault((class_id, what), []).append(logical_name)
        at = bisect_right(known, fact.row, key=_row)
        if (at and known[at - 1].value == fact.value) or len(known) >= MOST_FACTS:
            return
        known.insert(at, fact)
        self.changes += 1
        if what == OBJECT_LIST:
            self._list(device, fact.value)

    def of(self, device: Hashable) -> Iterator[tuple[int, bytes, str, Fact]]:
        """The last facts of a device: class, logical name, kind and fact."""
        for (class_id, what), names in self._names.get(device, {}).items():
            for name in names:
                yield class_id, name, what, self._facts[device, class_id, name, what][-1]

    def given(self, other: Facts) -> None:
        """Take what the other knew before the capture."""
        for (device, class_id, name, what), facts in other._facts.items():
            if facts[0].row == 0 and class_id is not None and name is not None:
                self.add(device, class_id, name, what, facts[0])

    def find(self, devices: Devices, ref: ObjectRef, what: str, row: int) -> Fact | None:
        """The fact that holds for a row."""
        facts = self._facts
        if not facts:
            return None
        for device in devices:
            known = facts.get((device, ref.class_id, ref.logical_name, what))
            if known:
                if len(known) == 1:
                    return known[0]
                at = bisect_right(known, row, key=_row)
                return known[at - 1] if at else known[0]
        return None

    def every(self, devices: Devices, class_id: int, what: str, row: int) -> Iterator[tuple[bytes, Fact]]:
        """The facts of that kind that all objects of a class have, with their logical names."""
        for device in devices:
            names = self._names.get(device, {}).get((class_id, what))
            if names:
                for name in names:
                    fact = self.find((device,), ObjectRef(class_id, name, None), what, row)
                    if fact is not None:
                        yield name, fact
                return

    def version(self, devices: Devices, ref: ObjectRef) -> int | None:
        """The version of an object's class, as an object list said it."""
        if not self._versions or ref.class_id is None or ref.logical_name is None:
            return None
        for device in devices:
            version = self._versions.get((device, ref.class_id, ref.logical_name))
            if version is not None:
                return version
        return None

    def class_of(self, devices: Devices, logical_name: bytes) -> int | None:
        """The class of the one object of that name in the object lists; None where there are several or none."""
        for device in devices:
            class_id = self._classes.get((device, logical_name))
            if class_id is not None:
                return class_id if class_id != _SEVERAL else None
        return None

    def resolve(self, devices: Devices, ref: ObjectRef) -> ObjectRef:
        """A short name as the object and attribute that the object list tells; as it is where nothing tells."""
        if ref.short_name is None or ref.class_id is not None:
            return ref
        for device in devices:
            bases = self._bases.get(device)
            found = bases.locate(ref.short_name) if bases is not None else None
            if found is not None:
                return found
        return reserved(ref.short_name) or ref

    def teaches(self, devices: Devices, refs: tuple[ObjectRef, ...]) -> bool:
        """Whether an answer about these objects may teach something."""
        verdict = teaching(refs)
        if verdict is None:
            return any(taught_by(self.resolve(devices, ref)) for ref in refs)
        return verdict

    def _list(self, device: Hashable, listed: tuple[Listed, ...]) -> None:
        """An object list: versions, classes, and base names."""
        for each in listed:
            if len(self._versions) < MOST_OBJECTS:
                self._versions[device, each.class_id, each.logical_name] = each.version
                name = (device, each.logical_name)
                alone = self._classes.get(name, each.class_id) == each.class_id
                self._classes[name] = each.class_id if alone else _SEVERAL
        if any(each.base_name is not None for each in listed):
            self._bases[device] = Bases(listed)


@lru_cache(maxsize=65_536)
def taught_by(ref: ObjectRef) -> str:
    """What an attribute teaches ("scaler_unit", …), "" for most."""
    if ref.method or ref.class_id is None or ref.number is None:
        return ""
    declared = attribute(ref.class_id, None, ref.number)
    return declared.teaches if declared is not None else ""


@lru_cache(maxsize=65_536)
def teaching(refs: tuple[ObjectRef, ...]) -> bool | None:
    """Whether one of these attributes teaches; None where short names leave it to the object list."""
    if any(taught_by(ref) for ref in refs):
        return True
    return None if any(ref.short_name is not None and ref.class_id is None for ref in refs) else False


def _row(fact: Fact) -> int:
    return fact.row
