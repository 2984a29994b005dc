"""The names of a COSEM object and of what is read, written or invoked of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dissectors.cosem.classes import attribute, class_name, method
from dissectors.cosem.obis import Obis, describe
from dissectors.session.message import ObjectRef


class ObjectNames(NamedTuple):
    """Each None where the tables give no name: of the interface class, of the object, of its attribute or method."""

    interface_class: str | None
    name: str | None
    member: str | None


@lru_cache(maxsize=65_536)
def names_of(ref: ObjectRef, version: int | None = None) -> ObjectNames:
    """Names of an object reference; nothing is guessed for codes outside the tables."""
    if ref.logical_name is None:
        return ObjectNames(None, None, None)
    found = describe(Obis.from_bytes(ref.logical_name), ref.class_id) if len(ref.logical_name) == 6 else None
    member = None
    if ref.number is not None and ref.class_id is not None:
        declared = (method if ref.method else attribute)(ref.class_id, version, ref.number)
        member = declared.name if declared is not None else None
    interface_class = class_name(ref.class_id) if ref.class_id is not None else None
    return ObjectNames(interface_class, found.short if found is not None and found.found else None, member)
