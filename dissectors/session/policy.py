"""What a meter's security policy demands, where the capture showed it, and who keeps to it (class 64, attribute 2)."""

from __future__ import annotations

from collections.abc import Hashable

from dissectors.core.node import Node
from dissectors.session.message import Finding, Message

_POLICY, _ACTIVATE = 2, 1  # attribute, and the method that sets it
MOST_METERS = 65_536
# Version 0 counts from 1 to 3; version 1 has bits, of which the lowest two are not in use: the values never meet.
_OLD = {
    0: frozenset[str](),
    1: frozenset({"client", "server"}),
    2: frozenset({"client", "server"}),
    3: frozenset({"client", "server"}),
}
_REQUEST_BITS, _RESPONSE_BITS = 0b0001_1100, 0b1110_0000


class Policies:
    """Which sides must protect what they send, by where the meter is found."""

    __slots__ = ("_protect",)

    def __init__(self) -> None:
        self._protect: dict[Hashable, frozenset[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._protect)

    def learn(self, message: Message, places: tuple[Hashable, ...], side: str, value: Node) -> None:
        """A policy that was read, written or activated holds from here on."""
        ref = message.objects[0]
        if ref.number != (_ACTIVATE if ref.method else _POLICY) or not isinstance(value.value, int):
            return
        if ref.method and side == "server":  # what an activation returns is no policy
            return
        policy = value.value
        sides = _OLD.get(policy)
        if sides is None:
            sides = frozenset(
                name for name, bits in (("client", _REQUEST_BITS), ("server", _RESPONSE_BITS)) if policy & bits
            )
        for place in places:
            self._protect[place] = sides
        while len(self._protect) > MOST_METERS:
            del self._protect[next(iter(self._protect))]

    def judge(self, message: Message, places: tuple[Hashable, ...], side: str) -> None:
        """A finding on a message that came without the protection that the policy demands."""
        if any(side in self._protect.get(place, ()) for place in places):
            text = f"the meter's policy demands protection of what the {side} sends"
            message.findings = (*message.findings, Finding("unprotected", text))
