"""What an APDU's first bytes already tell: its result, and that its encoding is sound. No tree is made.

Everything is computed from the declarations: the head plan says where the fixed part ends, the element behind it which
byte decides between a value and a refusal. What cannot be told at once is left to the tree, never guessed.
"""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Op
from dissectors.spec import codes, xdlms
from dissectors.spec.data import DATA
from dissectors.spec.facts import BY_CHOICE, BY_TAG, Plan

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
UNREAD, _NONE, _GOOD = _NUMBER[UNKNOWN], _NUMBER[NO_RESULT], _NUMBER[_SUCCESS]

QUIET = _NONE | SOUND  # nothing but what it asks for: no value, no result

_FIXED = (ops.UNSIGNED, ops.INTEGER, ops.BOOLEAN, ops.ENUMERATED, ops.FLOAT, ops.OCTETS)
# Of each Data tag how many bytes a value has, tag included; of octet strings how many besides their length.
_SIZES = {tag: 1 + op.size for tag, op in DATA.table.items() if op.kind in _FIXED}
_SIZES |= {tag: 1 for tag, op in DATA.table.items() if op.kind == ops.NULL}
_STRINGS = frozenset(tag for tag, op in DATA.table.items() if op.kind == ops.OCTET_STRING)
_LONG = 0x80  # a length from here on has a form of its own


class _Sight:
    """What to look at in APDUs of one kind."""

    __slots__ = ("behind", "coded", "names", "only_asks", "optional", "result_at", "value_tag")

    def __init__(self, plan: Plan) -> None:
        self.behind = plan.behind
        self.only_asks = plan.asks_only
        self.result_at = -1
        self.names: dict[int, int] = {}
        self.value_tag = -1  # behind which a Data follows
        self.coded: dict[int, dict[int, int]] = {}  # tag -> names of the one byte behind it
        varying = plan.varying
        self.optional = varying is not None and plan.ends_with_varying and varying.kind == ops.OPTIONAL
        if len(plan.results) == 1 and (varying is None or self.optional):
            self.result_at, self.names = plan.results[0].start, _numbers(plan.results[0].op)
        elif varying is not None and plan.ends_with_varying and not plan.results and varying.kind == ops.CHOICE:
            if plan.family == xdlms.GET_RESPONSE.name and varying.table is not DATA.table:
                for tag, op in varying.table.items():
                    if op.table is DATA.table:
                        self.value_tag = tag
                    elif op.names in _CODED:
                        self.coded[tag] = _numbers(op)


def _numbers(op: Op) -> dict[int, int]:
    return {code: _NUMBER[name] for code, name in (op.names or {}).items()}


def _sights() -> tuple[list[_Sight | None], dict[int, list[_Sight | None]]]:
    def make(plan: Plan | None) -> _Sight | None:
        if plan is None:
            return None
        sight = _Sight(plan)
        return sight if sight.only_asks or sight.result_at >= 0 or sight.value_tag >= 0 else None

    return [make(plan) for plan in BY_TAG], {tag: [make(plan) for plan in plans] for tag, plans in BY_CHOICE.items()}


_BY_TAG, _BY_CHOICE = _sights()


def outcome(apdu: bytes) -> int:
    """Number of the result in :data:`RESULTS`, with SOUND where the whole encoding is known to be."""
    size = len(apdu)
    if size < 3:
        return UNREAD
    choices = _BY_CHOICE.get(apdu[0])
    sight = _BY_TAG[apdu[0]] if choices is None else choices[apdu[1]]
    if sight is None:
        return UNREAD
    at = sight.behind
    if sight.only_asks:
        return QUIET if size == at + 1 and not apdu[at] else UNREAD
    if sight.result_at >= 0:
        if size != at + 1 or apdu[at] if sight.optional else size != at:
            return UNREAD
        number = sight.names.get(apdu[sight.result_at])
        return UNREAD if number is None else number | SOUND
    if size < at + 2:
        return UNREAD
    if apdu[at] == sight.value_tag:
        tag = apdu[at + 1]
        length = _SIZES.get(tag)
        if length is None and tag in _STRINGS and size > at + 2 and apdu[at + 2] < _LONG:
            length = 2 + apdu[at + 2]
        if length is None:
            return _GOOD if tag in DATA.table else UNREAD
        return _GOOD | SOUND if size == at + 1 + length else UNREAD
    names = sight.coded.get(apdu[at])
    if names is None or size != at + 2:
        return UNREAD
    number = names.get(apdu[at + 1])
    return UNREAD if number is None else number | SOUND


__all__ = ["NO_RESULT", "QUIET", "RESULTS", "SOUND", "UNKNOWN", "UNREAD", "outcome"]
