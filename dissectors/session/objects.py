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
_KNOWN: dict[bytes, tuple[ObjectRef, ...]] = {}
_MOST_KNOWN = 65_536


def objects_of(apdu: bytes, plan: Plan) -> tuple[ObjectRef, ...]:
    """The objects in the order the APDU names them; empty where it names none."""
    at = plan.class_at
    if at is not None:
        descriptor = apdu[at : at + _DESCRIPTOR_SIZE]
        method = _METHOD.name in plan.spans
        key = descriptor + b"m" if method else descriptor
        found = _KNOWN.get(key)
        if found is None:
            found = (_descriptor(descriptor, method),) if len(descriptor) == _DESCRIPTOR_SIZE else ()
            if len(_KNOWN) < _MOST_KNOWN:
                _KNOWN[key] = found
        return found
    if (plan.family in WITH_LISTS and plan.sender == "client") or plan.name in LISTED:
        return objects_in(decode(APDU, apdu))
    return ()


WITH_LISTS = {"get-request", "set-request", "action-request", "read-request", "write-request", "access-request",
               "unconfirmed-write-request"}  # fmt: skip
LISTED = {"event-notification-request", "information-report-request"}


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


def _descriptor(raw: bytes, method: bool) -> ObjectRef:
    return ObjectRef(raw[0] << 8 | raw[1], raw[2:8], int.from_bytes(raw[8:], signed=True), method)
