"""Which COSEM objects an APDU speaks of: from its fixed offsets where it has one, from its tree where it has a list."""

from __future__ import annotations

from dissectors.core.node import Node, walk
from dissectors.core.reader import decode
from dissectors.session.message import ObjectRef
from dissectors.spec.common import APDU, COSEM_METHOD_DESCRIPTOR
from dissectors.spec.facts import Plan
from dissectors.spec.short_name import VARIABLE_NAME

_METHOD = COSEM_METHOD_DESCRIPTOR.children[2]
_DESCRIPTOR_SIZE = 9
_MOST_KNOWN = 65_536


class _Described(dict[bytes, tuple[ObjectRef, ...]]):
    """The object that a descriptor names, each made once."""

    __slots__ = ("_method",)

    def __init__(self, method: bool) -> None:
        super().__init__()
        self._method = method

    def __missing__(self, raw: bytes) -> tuple[ObjectRef, ...]:
        found: tuple[ObjectRef, ...] = ()
        if len(raw) == _DESCRIPTOR_SIZE:
            number = int.from_bytes(raw[8:], signed=True)
            found = (ObjectRef(raw[0] << 8 | raw[1], raw[2:8], number, self._method),)
        if len(self) < _MOST_KNOWN:
            self[raw] = found
        return found


_ATTRIBUTES, _METHODS = _Described(False), _Described(True)


def objects_of(apdu: bytes, plan: Plan) -> tuple[ObjectRef, ...]:
    """The objects in the order the APDU names them; empty where it names none."""
    at = plan.class_at
    if at is not None:
        return (_METHODS if plan.method else _ATTRIBUTES)[apdu[at : at + _DESCRIPTOR_SIZE]]
    return objects_in(decode(APDU, apdu)) if plan.lists else ()


def objects_in(apdu: Node) -> tuple[ObjectRef, ...]:
    """Every descriptor and variable name of a tree, in byte order; those inside Data do not count."""
    found: list[ObjectRef] = []
    for node in walk(apdu):
        children = node.children
        if children and len(children) == 3 and children[0].field.name == "class-id" and children[2].value is not None:
            found.append(
                ObjectRef(
                    children[0].value, children[1].value, children[2].value, children[2].field.name == _METHOD.name
                )
            )
        elif node.spec.name == VARIABLE_NAME.name and node.value is not None:
            found.append(ObjectRef(None, None, None, False, node.value))
    return tuple(found)
