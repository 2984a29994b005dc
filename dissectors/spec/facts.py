"""What is computed from the declarations: head plans for a first look at an APDU, and who answers whom.

A head plan says at which fixed offsets an APDU keeps what a list line and a session need (invoke id, descriptor,
result, block number): it is found by walking the declaration up to the first element whose length varies, so no offset
of the standard stands here.
"""

from __future__ import annotations

from typing import NamedTuple

from dissectors.core import ops
from dissectors.core.ops import Op
from dissectors.spec import acse, catalog, codes, common, xdlms
from dissectors.spec.data import DATA


# Confirmed requests and the family of APDUs that answers them, by the names the standard gives: x-request, x-response.
def _families() -> dict[str, str]:
    names = {op.name for op in catalog.PLAIN.values()}
    pairs = {name: name.replace("-request", "-response") for name in names if name.endswith("-request")}
    return {request: response for request, response in pairs.items() if response in names}


ANSWERED_BY: dict[str, str] = (
    _families()
    | {catalog.ACSE[0x60].name: catalog.ACSE[0x61].name}
    | {catalog.ACSE[0x62].name: catalog.ACSE[0x63].name}
)
ANSWERS: dict[str, str] = {answer: question for question, answer in ANSWERED_BY.items()}

ERRORS = frozenset({xdlms.EXCEPTION_RESPONSE.name, acse.CONFIRMED_SERVICE_ERROR.name})  # may answer any question
# Services that name their objects in a list, or where no offset is fixed: those only a client sends, and others.
WITH_LISTS = frozenset({"get-request", "set-request", "action-request", "read-request", "write-request",
                         "access-request", "unconfirmed-write-request"})  # fmt: skip
LISTED = frozenset({"event-notification-request", "information-report-request"})


class Span(NamedTuple):
    """Bytes ``start:end`` of an APDU, and the element that lies there."""

    start: int
    end: int
    op: Op


class Plan:
    """The fixed part of one APDU: ``spans`` by element name; ``behind`` is the first offset that is not fixed, and
    ``varying`` the element that stands there (None when the whole APDU is fixed)."""

    __slots__ = (
        "answers",
        "asks",
        "asks_only",
        "behind",
        "blocks",
        "class_at",
        "confirmed_bit",
        "ends_with_varying",
        "error",
        "family",
        "front",
        "invoke",
        "invoke_mask",
        "lists",
        "method",
        "name",
        "names_objects",
        "op",
        "results",
        "sender",
        "spans",
        "varying",
    )

    def __init__(self, name: str, op: Op, sender: str, family: str) -> None:
        self.name = name
        self.family = family  # the APDU without its choice: get-request
        self.op = op
        self.sender = sender
        self.spans: dict[str, Span] = {}
        self.behind = 0
        self.varying: Op | None = None
        self.invoke: tuple[int, int] | None = None
        self.invoke_mask = 0
        self.confirmed_bit = 0
        self.class_at: int | None = None
        self.method = False  # whether its descriptor names a method
        self.lists = False  # whether it names objects elsewhere than at a fixed offset
        self.names_objects = False  # whether it names any
        self.answers = ""  # the family it answers, "" for what is no answer
        self.error = False  # whether it may stand in the place of any answer
        self.results: tuple[Span, ...] = ()
        self.front = 0  # how many bytes tell invoke id, descriptor and, mostly, what follows; 0 where more do
        self.ends_with_varying = False  # whether nothing follows the element that varies
        self.asks = False  # whether its service has an answer
        self.asks_only = False  # whether it is fixed but for an optional part, and tells no result
        self.blocks = False  # whether it carries or asks for a block of a longer payload


FIXED = (ops.UNSIGNED, ops.INTEGER, ops.BOOLEAN, ops.ENUMERATED, ops.BITS, ops.OCTETS, ops.FLOAT)


def _walk(op: Op, at: int, plan: Plan) -> int | None:
    """Enter the fixed-size elements of ``op`` from offset ``at``; the offset behind it, or None where it varies."""
    if op.kind in FIXED:
        plan.spans.setdefault(op.name, Span(at, at + op.size, op))
        return at + op.size
    if op.kind == ops.NULL:
        return at
    if op.kind == ops.SEQUENCE:
        for child in op.children:
            behind = _walk(child, at, plan)
            if behind is None:
                return None
            at = behind
        return at
    plan.behind = at
    plan.varying = op
    return None


def _plan(name: str, op: Op, sender: str, at: int, family: str) -> Plan:
    plan = Plan(name, op, sender, family)
    plan.answers = ANSWERS.get(family, "")
    plan.asks = family in ANSWERED_BY
    plan.error = name in ERRORS
    behind = _walk(op, at, plan)
    if behind is not None:
        plan.behind = behind
    for invoke in (common.INVOKE_ID_AND_PRIORITY, common.LONG_INVOKE_ID_AND_PRIORITY):
        span = plan.spans.get(invoke.name)
        if span is not None:
            plan.invoke = span[:2]
            plan.invoke_mask = (1 << invoke.members[0].width) - 1
            plan.confirmed_bit = next(1 << member.shift for member in invoke.members if member.name == "service-class")
    class_id = plan.spans.get(common.CLASS_ID.name)
    plan.class_at = class_id.start if class_id is not None else None
    plan.method = common.COSEM_METHOD_DESCRIPTOR.children[2].name in plan.spans
    listed = (family in WITH_LISTS and sender == "client") or name in LISTED
    plan.lists = listed and class_id is None and plan.varying is not None
    plan.names_objects = class_id is not None or plan.lists
    plan.results = tuple(
        span for span in plan.spans.values() if span.op.names in (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT)
    )
    last = op.children[-1] if op.kind == ops.SEQUENCE and op.children else None
    plan.ends_with_varying = plan.varying is None or plan.varying is last
    plan.asks_only = plan.ends_with_varying and not plan.results and plan.varying is common.ACCESS_SELECTION
    plan.blocks = any(
        each.joined is not None or each.abbrev == common.BLOCK_NUMBER.abbrev for each in _own_elements(op)
    )
    plan.front = _front(plan)
    return plan


def _front(plan: Plan) -> int:
    invoke, at = plan.invoke or (0, 0), plan.class_at
    if plan.lists or invoke[1] - invoke[0] > 1:
        return 0
    if plan.blocks:  # whose numbers differ
        return invoke[1] if at is None else at + sum(child.size for child in common.COSEM_METHOD_DESCRIPTOR.children)
    return plan.behind if plan.varying is None else plan.behind + 2


def _own_elements(op: Op) -> list[Op]:
    """The elements of an APDU itself: not those of an APDU or Data it holds."""
    found: list[Op] = []
    stack = [op]
    while stack:
        each = stack.pop()
        found.append(each)
        if each.table is not common.APDU.table and each.table is not DATA.table and len(found) < 1000:
            stack += [*each.children, *each.table.values()] + ([each.child] if each.child is not None else [])
    return found


def _plans() -> tuple[list[Plan | None], dict[int, list[Plan | None]]]:
    by_tag: list[Plan | None] = [None] * 256
    by_choice: dict[int, list[Plan | None]] = {}
    for tag, op in common.APDU.table.items():
        if op.kind == ops.CHOICE:
            rows: list[Plan | None] = [None] * 256
            for number, alternative in op.table.items():
                rows[number] = _plan(alternative.name, alternative, op.sender, 2, op.name)
            by_choice[tag] = rows
        else:
            by_tag[tag] = _plan(op.name, op, op.sender, 1, op.name)
    return by_tag, by_choice


BY_TAG, BY_CHOICE = _plans()
PLANS = tuple(plan for plans in (BY_TAG, *BY_CHOICE.values()) for plan in plans if plan is not None)


class _Fronts(dict[bytes, Plan | None]):
    """The plan of an APDU by its first two bytes (or the one it has), each looked for once."""

    __slots__ = ()

    def __missing__(self, front: bytes) -> Plan | None:
        choices = BY_CHOICE.get(front[0]) if front else None
        if choices is not None:
            plan = choices[front[1]] if len(front) > 1 else None
        else:
            plan = BY_TAG[front[0]] if front else None
        self[front] = plan
        return plan


BY_FRONT = _Fronts()


def plan_of(apdu: bytes) -> Plan | None:
    """The plan of an APDU by its first two bytes; None where they name no known one."""
    return BY_FRONT[apdu[:2]]


def service_of(apdu: bytes) -> str | None:
    """The name of the service an APDU is, with its choice; None where it is none."""
    plan = plan_of(apdu)
    return plan.name if plan is not None else None
