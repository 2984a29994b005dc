"""Invocation counters per sender, key and key set: replayed and falling ones are told; retransmissions are neither."""

from __future__ import annotations

from dissectors.security.key_ring import KeyRef
from dissectors.session.message import Finding, Message, Protection

SENDERS = 4096  # remembered at most
JUMP = 1000  # steps at once from which on a counter is said to jump
RESET = 16  # a counter this low, far below the last one, began anew
RECENT = 128  # counters a sender that are remembered at least, to tell a replay from a mere step back


class Counter:
    """The counters of one sender under one key: the highest, and the contents of the recent ones, one generation or two."""

    __slots__ = ("_before", "_recent", "last")

    def __init__(self) -> None:
        self.last = -1
        self._recent: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def follows(self, number: int) -> bool:
        """Whether a counter is one of the next, of which there is nothing to say."""
        return self.last < number <= self.last + JUMP

    def moves(self, number: int, content: bytes) -> bool:
        """Take a counter that is one of the next; False where it is none, and then it was not taken."""
        if not self.follows(number):
            return False
        self.take(number, hash(content))
        return True

    def take(self, number: int, mark: int) -> None:
        """A counter was used, with a content of that mark."""
        if number > self.last or _began_anew(number, self.last):
            self.last = number
        recent = self._recent
        recent[number] = mark
        if len(recent) >= RECENT:
            self._before, self._recent = recent, {}

    def mark(self, number: int) -> int | None:
        """The mark of the content that a recent counter came with."""
        mark = self._recent.get(number)
        return self._before.get(number) if mark is None else mark


class Counters:
    """The counters seen so far; bounded."""

    def __init__(self) -> None:
        self._counters: dict[tuple[object, ...], Counter] = {}

    def watch(self, message: Message, content: bytes, repeated: bool) -> tuple[int, int] | None:
        """Look at the counter of a protected message. ``repeated``: the link sent these bytes before.

        Where the counter fell: what it is, and the highest before.
        """
        protection, number = message.protection, message.counter
        if number < 0 or protection.system_title is None or repeated or protection.status == "failed":
            return None
        counter = self.of(protection)
        last, mark = counter.last, hash(content)
        fell = None
        if not counter.follows(number):
            finding = _judge(number, last, counter.mark(number), mark)
            if finding is not None:
                message.findings = (*message.findings, finding)
                fell = (number, last) if finding.code in _FELL else None
        counter.take(number, mark)
        return fell

    def prove(self, message: Message, title: bytes, key: KeyRef, number: int, proof: bytes) -> None:
        """The counter of a GMAC proof, which the sender took before that of the message around it (Green Book 9.2.3)."""
        counter, mark = self._of((title, key)), hash(proof)
        if counter.mark(number) not in (None, mark):
            message.tell("ic-replay", f"invocation counter {number} of the proof was used before")
        counter.take(number, mark)

    def of(self, protection: Protection) -> Counter:
        """The counters of the sender and key of a protection; of the kind of key where it stays closed."""
        return self._of((protection.system_title, protection.key or (protection.service or "")[:3]))

    def _of(self, key: tuple[object, ...]) -> Counter:
        counter = self._counters.get(key)
        if counter is None:
            counter = self._counters[key] = Counter()
            if len(self._counters) > SENDERS:
                del self._counters[next(iter(self._counters))]
        return counter


_FELL = ("ic-replay", "ic-regress", "ic-reset")


def _judge(number: int, last: int, before: int | None, mark: int) -> Finding | None:
    """What there is to say of a counter that is not one of the next. ``before`` marks the content it came with before."""
    if before is not None:
        return None if before == mark else Finding("ic-replay", f"invocation counter {number} was used before")
    if _began_anew(number, last):
        return Finding("ic-reset", f"invocation counter {number} after {last}: it began anew")
    if number < last:
        return Finding("ic-regress", f"invocation counter {number} is below the last one, {last}")
    if last >= 0:
        return Finding("ic-jump", f"invocation counter {number} after {last}: {number - last - 1} were left out")
    return None


def _began_anew(number: int, last: int) -> bool:
    return number <= RESET and last > number + JUMP
