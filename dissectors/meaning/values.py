"""What a value means: a physical quantity, a date, the name of a code; by what its class declares and the capture taught."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from dissectors.core import ops
from dissectors.core.clock import FORMS
from dissectors.core.node import Node
from dissectors.cosem.classes import attribute
from dissectors.cosem.types import Attribute, resolve
from dissectors.cosem.units import scale
from dissectors.meaning.facts import SCALER_UNIT, Facts
from dissectors.plain import data_value
from dissectors.session.message import ObjectRef

_NUMBERS = (ops.INTEGER, ops.UNSIGNED, ops.FLOAT)


@lru_cache(maxsize=65_536)
def declared_attribute(ref: ObjectRef) -> Attribute | None:
    """The attribute that a reference names, where every version of its class agrees on it."""
    if ref.method or ref.class_id is None or ref.number is None:
        return None
    return attribute(ref.class_id, None, ref.number)


def value_of(node: Node, ref: ObjectRef | None) -> Any:
    """The plain value, octets as a date only where the attribute's declared type says so."""
    date = _date(node, ref)
    return data_value(node) if date is None else date


def text_of(node: Node, ref: ObjectRef | None, device: Hashable, facts: Facts, row: int) -> str | None:
    """The reading an engineer would give: ``231.5 V``, a date, a code's name; None where the bare value is all there is."""
    declared = declared_attribute(ref) if ref is not None else None
    if ref is None or declared is None:
        return None
    if declared.scaled_by and node.spec.kind in _NUMBERS and node.value is not None:
        fact = facts.find(device, ref, SCALER_UNIT, row)
        return scale(node.value, *fact.value) if fact is not None else None
    if node.spec.kind == ops.ENUMERATED or node.spec.kind in _NUMBERS:
        kind = resolve(declared.type, node.spec.name)
        if kind is not None and kind.names is not None and not kind.bits:
            return kind.names.get(node.value)
        return f"{node.value} {kind.unit}" if kind is not None and kind.unit and node.value is not None else None
    return _date(node, ref)


def _date(node: Node, ref: ObjectRef | None) -> str | None:
    """Text of a date in octets, where the attribute is declared to be one."""
    declared = declared_attribute(ref) if ref is not None else None
    if declared is None or node.spec.kind != ops.OCTET_STRING or not isinstance(node.value, bytes) or not node.value:
        return None
    kind = resolve(declared.type, node.spec.name, len(node.value))
    form = FORMS.get(kind.meaning) if kind is not None else None
    return form.show(node.value) if form is not None and form.size == len(node.value) else None
