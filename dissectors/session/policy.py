"""What a meter's security policy demands, where the capture showed it, and who keeps to it (class 64, attribute 2)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from dissectors.core.node import Node
from dissectors.session.message import Message

T = TypeVar("T")
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

    __slots__ = ("_asked", "demands")

    def __init__(self) -> None:
        self.demands: dict[Hashable, frozenset[str]] = {}
        self._asked: dict[Hashable, tuple[int, frozenset[str]]] = {}  # what a client wants, by the row that says so

    def learn(self, message: Message, meter: Hashable, side: str, value: Node) -> None:
        """A policy that was read holds from here on; one that is written or activated when the meter has agreed."""
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
        if side == "client":
            _keep(self._asked, meter, (message.row, sides))
        else:
            _keep(self.demands, meter, sides)

    def answered(self, message: Message, meter: Hashable) -> None:
        """The meter answers a question about its security setup: what was wanted holds unless it refused."""
        row, sides = self._asked.get(meter, (0, frozenset[str]()))
        if row and row == message.answers:
            del self._asked[meter]
            if not any(finding.code == "access-refused" for finding in message.findings):
                _keep(self.demands, meter, sides)

    def judge(self, message: Message, meter: Hashable, side: str) -> None:
        """A finding on a message that came without the protection that the policy demands."""
        if side in self.demands.get(meter, ()):
            message.tell("unprotected", f"the meter's policy demands protection of what the {side} sends")


def _keep(table: dict[Hashable, T], meter: Hashable, value: T) -> None:
    table.pop(meter, None)
    table[meter] = value
    if len(table) > MOST_METERS:
        del table[next(iter(table))]
