"""Which object and attribute does a short name stand for? By the base names of an object list (Blue Book 4.1.3)."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from dissectors.cosem.classes import interface_class
from dissectors.session.message import ObjectRef

if TYPE_CHECKING:
    from dissectors.meaning.lessons import Listed

_STEP = 8  # short names of two neighbouring attributes
# Base names that the standard reserves (Blue Book 4.1.4), with what is known of them before any object list
RESERVED: dict[int, tuple[int, bytes]] = {
    0xFA00: (12, bytes((0, 0, 40, 0, 0, 255))),
    0xFB00: (9, bytes((0, 0, 10, 0, 125, 255))),
    0xFC00: (17, bytes((0, 0, 41, 0, 0, 255))),
}


class Bases:
    """The objects of a short-name object list in the order of their base names."""

    __slots__ = ("_objects", "_starts")

    def __init__(self, listed: tuple[Listed, ...]) -> None:
        objects = {each.base_name: each for each in listed if each.base_name is not None}
        self._starts = sorted(objects)
        self._objects = [objects[start] for start in self._starts]

    def locate(self, short_name: int) -> ObjectRef | None:
        """The object that a short name belongs to, and its attribute or method; None where it belongs to none."""
        at = bisect_right(self._starts, short_name) - 1
        if at < 0:
            return None
        found = self._objects[at]
        offset = short_name - self._starts[at]
        return _member(found.class_id, found.version, found.logical_name, offset, short_name)


@lru_cache(maxsize=64)
def reserved(short_name: int) -> ObjectRef | None:
    """An object at one of the base names that the standard reserves."""
    found = RESERVED.get(short_name & 0xFF00)
    return None if found is None else _member(found[0], None, found[1], short_name & 0xFF, short_name)


def _member(class_id: int, version: int | None, name: bytes, offset: int, short_name: int) -> ObjectRef | None:
    """The attribute or method at an offset from the base name; None where the class has none there."""
    declared = interface_class(class_id, version)
    if declared is None:
        # What an undeclared class has at an offset is not known; its first attribute is its logical name.
        return ObjectRef(class_id, name, 1, False, short_name) if offset == 0 else None
    for call in declared.methods.values():
        if call.sn_offset == offset:
            return ObjectRef(class_id, name, call.index, True, short_name)
    index, rest = divmod(offset, _STEP)
    if rest or index + 1 not in declared.attributes:
        return None
    return ObjectRef(class_id, name, index + 1, False, short_name)
