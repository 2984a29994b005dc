"""The names of a COSEM object and of what is read, written or invoked of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dissectors.cosem.classes import attribute, class_name, method
from dissectors.cosem.obis import Name, Obis, describe
from dissectors.cosem.packs import rules_of
from dissectors.session.message import ObjectRef

_packs: list[str] = []  # country packs that come before the base names, in their order


class ObjectNames(NamedTuple):
    """Each None where the tables give no name: of the interface class, of the object, of its attribute or method.

    ``pack`` is the country pack that the object's name is from.
    """

    interface_class: str | None
    name: str | None
    member: str | None
    pack: str | None = None


@lru_cache(maxsize=65_536)
def names_of(ref: ObjectRef, version: int | None = None) -> ObjectNames:
    """Names of an object reference; nothing is guessed for codes outside the tables."""
    if ref.logical_name is None:
        return ObjectNames(None, None, None)
    found = description(ref)
    member = None
    if ref.number is not None and ref.class_id is not None:
        declared = (method if ref.method else attribute)(ref.class_id, version, ref.number)
        member = declared.name if declared is not None else None
    interface_class = class_name(ref.class_id) if ref.class_id is not None else None
    if found is None or not found.found:
        return ObjectNames(interface_class, None, member)
    return ObjectNames(interface_class, found.short, member, found.pack)


@lru_cache(maxsize=65_536)
def holds_moment(ref: ObjectRef) -> bool:
    """Whether octets that are the object's value are a date, a time, or both, by what its name says."""
    if ref.method or ref.number not in (None, _VALUE):
        return False
    found = description(ref)
    return found is not None and found.holds == "moment"


_VALUE = 2


def description(ref: ObjectRef) -> Name | None:
    """All that the tables and the packs in use say of an object; None where it has no OBIS code."""
    name = ref.logical_name
    return describe(Obis.from_bytes(name), ref.class_id, _packs) if name is not None and len(name) == 6 else None


def use_packs(packs: Sequence[str]) -> None:
    """Name objects by these country packs first, for the whole program. Raises ValueError for one there is not."""
    for pack in packs:
        rules_of(pack)
    if list(packs) != _packs:
        _packs[:] = packs
        names_of.cache_clear()
        holds_moment.cache_clear()


def packs_in_use() -> tuple[str, ...]:
    return tuple(_packs)
