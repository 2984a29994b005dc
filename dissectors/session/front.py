"""What the first bytes of a plain APDU say: its invoke id, the objects it names, and its outcome where its size fits.

The same bytes always say the same, and a meter is asked the same again and again: a front is looked at once.
"""

from __future__ import annotations

import msgspec

from dissectors.outcome import outcome_by_size
from dissectors.session.message import ObjectRef
from dissectors.session.objects import objects_of
from dissectors.spec.facts import Plan

_MOST_KNOWN = 65_536
_known: dict[bytes, Front] = {}


class Front(msgspec.Struct, frozen=True, gc=False):
    """``outcome`` is that of an APDU of ``size`` bytes; where ``size`` is 0, each must be looked at."""

    invoke_id: int | None
    confirmed: bool
    objects: tuple[ObjectRef, ...]
    size: int
    outcome: int


def front_of(apdu: bytes, plan: Plan) -> Front:
    """The front of an APDU of that plan."""
    start = apdu[: plan.front]
    return _known.get(start) or _look(apdu, plan, start)


def _look(apdu: bytes, plan: Plan, start: bytes) -> Front:
    invoke_id, confirmed = None, True
    if plan.invoke is not None:
        octets = int.from_bytes(apdu[slice(*plan.invoke)])
        invoke_id, confirmed = octets & plan.invoke_mask, bool(octets & plan.confirmed_bit)
    objects = objects_of(apdu, plan) if plan.names_objects else ()
    front = Front(invoke_id, confirmed, objects, *outcome_by_size(start, plan))
    if start and len(_known) < _MOST_KNOWN:
        _known[start] = front
    return front
