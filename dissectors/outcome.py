"""What an APDU's first bytes already tell: its result, and that its encoding is sound. No tree is made.

Everything is computed from the declarations: the head plan says where the fixed part ends, the element behind it which
byte decides between a value and a refusal. What cannot be told at once is left to the tree, never guessed.
"""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Op
from dissectors.spec import codes, xdlms
from dissectors.spec.data import DATA
from dissectors.spec.facts import PLANS, Plan

UNKNOWN = "?"  # only the tree tells
NO_RESULT = ""  # the APDU tells none
SOUND = 1 << 15  # of an outcome: decoding it leaves no note

_SUCCESS = codes.DATA_ACCESS_RESULT[0]
_CODED = (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT)
# An outcome is a number in this table, and SOUND.
RESULTS: tuple[str, ...] = tuple(
    dict.fromkeys((UNKNOWN, NO_RESULT, *(name for each in _CODED for name in each.values())))
)
_NUMBER = {name: number for number, name in enumerate(RESULTS)}
UNREAD, _NONE, GOOD = _NUMBER[UNKNOWN], _NUMBER[NO_RESULT], _NUMBER[_SUCCESS]

QUIET = _NONE | SOUND  # nothing but what it asks for: no value, no result

_FIXED = (ops.UNSIGNED, ops.INTEGER, ops.BOOLEAN, ops.ENUMERATED, ops.FLOAT, ops.OCTETS)
# Of each Data tag how many bytes a value has, tag included; of octet strings how many besides their length.
_SIZES = {tag: 1 + op.size for tag, op in DATA.table.items() if op.kind in _FIXED}
_SIZES |= {tag: 1 for tag, op in DATA.table.items() if op.kind == ops.NULL}
_STRINGS = frozenset(tag for tag, op in DATA.table.items() if op.kind == ops.OCTET_STRING)
_ABSENT = b"\0"
_LONG = 0x80  # a length from here on has a form of its own


class _Sight:
    """What to look at in APDUs of one kind: the bytes ``at:end``, of which ``sized`` says how long the whole must be and what
    it then tells. Behind ``value_tag`` may follow a Data of another size than its tag says."""

    __slots__ = ("at", "end", "sized", "value_tag")

    def __init__(self, plan: Plan) -> None:
        self.at = behind = plan.behind
        self.end = behind + 2
        self.sized: dict[bytes, tuple[int, int]] = {}
        self.value_tag = -1
        varying = plan.varying
        optional = varying is not None and plan.ends_with_varying and varying.kind == ops.OPTIONAL
        if plan.asks_only:
            self.sized[_ABSENT] = (behind + 1, QUIET)
        elif len(plan.results) == 1 and (varying is None or (optional and plan.results[0].end == behind)):
            last = _ABSENT if optional else b""
            self.at = plan.results[0].start
            self.end = self.at + 1 + len(last)
            for code, number in _numbers(plan.results[0].op).items():
                self.sized[bytes((code,)) + last] = (behind + len(last), number | SOUND)
        elif varying is not None and plan.ends_with_varying and not plan.results and varying.kind == ops.CHOICE:
            if plan.family == xdlms.GET_RESPONSE.name and varying.table is not DATA.table:
                for tag, op in varying.table.items():
                    if op.table is DATA.table:
                        self.value_tag = tag
                        for kind, size in _SIZES.items():
                            self.sized[bytes((tag, kind))] = (behind + 1 + size, GOOD | SOUND)
                    elif op.names in _CODED:
                        for code, number in _numbers(op).items():
                            self.sized[bytes((tag, code))] = (behind + 2, number | SOUND)


def _numbers(op: Op) -> dict[int, int]:
    return {code: _NUMBER[name] for code, name in (op.names or {}).items()}


_SIGHTS: dict[Plan | None, _Sight] = {plan: sight for plan in PLANS for sight in (_Sight(plan),) if sight.sized}


def outcome(apdu: bytes, plan: Plan | None) -> int:
    """Number of the result in :data:`RESULTS`, with SOUND where the whole encoding is known to be."""
    sight = _SIGHTS.get(plan)
    if sight is None:
        return UNREAD
    at = sight.at
    known = sight.sized.get(apdu[at : sight.end])
    if known is not None:
        return known[1] if len(apdu) == known[0] else UNREAD
    if len(apdu) < at + 2 or apdu[at] != sight.value_tag or apdu[at + 1] not in DATA.table:
        return UNREAD
    if apdu[at + 1] in _STRINGS and len(apdu) > at + 2 and apdu[at + 2] < _LONG:
        return GOOD | SOUND if len(apdu) == at + 3 + apdu[at + 2] else UNREAD
    return GOOD


def outcome_by_size(start: bytes, plan: Plan) -> tuple[int, int]:
    """Of APDUs that begin with these bytes: how long one must be to have that outcome; 0 where that cannot be told."""
    sight = _SIGHTS.get(plan)
    return (sight is not None and sight.sized.get(start[sight.at : sight.end])) or (0, UNREAD)


__all__ = ["GOOD", "NO_RESULT", "QUIET", "RESULTS", "SOUND", "UNKNOWN", "UNREAD", "outcome", "outcome_by_size"]
