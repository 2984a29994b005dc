"""What an APDU says at its top: its values, results and diagnostic, read from the tree by what elements are.

No service is named here: a Data is a value wherever the declaration puts one, an element whose codes are access or
action results is a result, and a list of items gives lists.
"""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.core.ops import Names
from dissectors.core.reader import read
from dissectors.spec import codes, xdlms
from dissectors.spec.common import ACCESS_SELECTION, APDU
from dissectors.spec.data import DATA
from dissectors.spec.facts import Plan
from dissectors.spec.telegram import P1_TELEGRAM

_RESULTS: tuple[Names, ...] = (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT, codes.ASSOCIATION_RESULT)
_SUCCESS = codes.DATA_ACCESS_RESULT[0]
_ERRORS = {
    alternative.name
    for element in (xdlms.EXCEPTION_RESPONSE,)
    for child in element.children
    for alternative in child.table.values()
}
_ABSENT = b"\0"
_NOT_VALUES = {ACCESS_SELECTION.name, "user-information", "content"}


class Reading:
    """``values`` are Data nodes (None where an item has none), ``results`` names or numbers; both per item of a list."""

    __slots__ = ("diagnostic", "is_list", "results", "service", "values")

    def __init__(self, service: Node | None) -> None:
        self.service = service
        self.values: list[Node | None] = []
        self.results: list[str | int | None] = []
        self.is_list = False
        self.diagnostic: str | None = None

    @property
    def value(self) -> Node | None:
        """The one value of an APDU that has one, else None."""
        return self.values[0] if len(self.values) == 1 else None


def service_node(apdu: Node) -> Node:
    """The node whose spec is the service with its choice: below the CHOICEs that lead to it."""
    node = apdu
    while node.spec.kind == ops.CHOICE and node.children and node.spec.table is not DATA.table:
        node = node.children[0]
    return node


def is_data(node: Node) -> bool:
    """Whether the node is a Data (and not one that holds nothing but another)."""
    return node.field.table is DATA.table and node.spec.kind != ops.CHOICE


def name_of(node: Node) -> str | int | None:
    """The name of an enumeration's value; unassigned codes as numbers."""
    names = node.spec.names
    value: str | int | None = node.value
    return value if names is None or not isinstance(value, int) else names.get(value, value)


def reading(apdu: Node) -> Reading:
    """Read the top of an APDU (or of any element that holds Data, such as joined blocks)."""
    service = service_node(apdu)
    found = Reading(service)
    if is_data(service) or service.spec is P1_TELEGRAM:
        found.values.append(service)
        return found
    if service.spec.kind == ops.SEQUENCE_OF:
        _gather(service, found)
    for child in service.children or ():
        if child.field.name not in _NOT_VALUES and service.spec.kind != ops.SEQUENCE_OF:
            _gather(child, found)
    if found.values and not found.is_list and not found.results and service.spec.name.startswith(_ANSWERS):
        found.results.append(_SUCCESS)
    return found


def headline(apdu: bytes, plan: Plan) -> Reading | None:
    """As :func:`reading`, from the fixed offsets and the one element behind them; None where that is not enough."""
    if not plan.ends_with_varying:
        return None
    found = Reading(None)
    for span in plan.results:
        code = apdu[span.start] if span.start < len(apdu) else None
        found.results.append(span.op.names.get(code, code) if span.op.names and code is not None else code)
    varying = plan.varying
    if varying is None:
        return found if plan.behind == len(apdu) else None
    if varying.name not in _NOT_VALUES or apdu[plan.behind :] != _ABSENT:
        node, clean = read(varying, apdu, plan.behind)
        if not clean:
            return None
        _gather(node, found)
        if found.values and not found.is_list and not found.results and plan.name.startswith(_ANSWERS):
            found.results.append(_SUCCESS)
    return found


_ANSWERS = (xdlms.GET_RESPONSE.name, "read-response")


def _gather(node: Node, found: Reading) -> None:
    if is_data(node):
        found.values.append(node)
    elif node.spec.names in _RESULTS and node.spec.names is not None:
        found.results.append(name_of(node))
    elif node.spec.kind == ops.NULL and node.spec.name == _SUCCESS:
        found.results.append(_SUCCESS)
    elif node.spec.kind == ops.SEQUENCE_OF:
        _gather_list(node, found)
    elif node.field.name == "service-error" and node.spec is not node.field:
        _error(node, found)
    elif node.field.name == "result-source-diagnostic":
        found.diagnostic = str(name_of(node.children[0])) if node.children else None
    else:
        for child in node.children or ():
            if child.field.table is not APDU.table:
                _gather(child, found)


def _gather_list(node: Node, found: Reading) -> None:
    found.is_list = True
    items: list[Reading] = []
    for child in node.children or ():
        item = Reading(child)
        _gather(child, item)
        items.append(item)
    if any(item.values for item in items):
        found.values = [item.values[0] if item.values else None for item in items]
    if any(item.results for item in items):
        found.results = [item.results[0] if item.results else _SUCCESS if item.values else None for item in items]


def _error(node: Node, found: Reading) -> None:
    if node.spec.name in _ERRORS:
        found.results.append(node.spec.name)
        return
    service = found.service.child("service") if found.service is not None else None
    code = name_of(node)
    found.results.append(f"{name_of(service) if service is not None else '?'}/{code}")
