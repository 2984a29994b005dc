"""Invocation counters per sender, key and key set: replayed and falling ones are told; retransmissions are neither."""

from __future__ import annotations

from dissectors.session.message import Finding, Message

SENDERS = 4096  # remembered at most
JUMP = 1000  # steps at once from which on a counter is said to jump
RESET = 16  # a counter this low, far below the last one, began anew
RECENT = 512  # counters a sender, to tell a replay from a mere step back


class Counter:
    """The counters of one sender under one key: the highest, and the contents of the recent ones."""

    __slots__ = ("last", "recent")

    def __init__(self) -> None:
        self.last = -1
        self.recent: dict[int, int] = {}


class Counters:
    """The counters seen so far; bounded."""

    def __init__(self) -> None:
        self._counters: dict[tuple[object, ...], Counter] = {}

    def watch(self, message: Message, content: bytes, repeated: bool) -> None:
        """Look at the counter of a protected message. ``repeated``: the link sent these bytes before."""
        protection, number = message.protection, message.counter
        if number < 0 or protection.system_title is None or repeated or protection.status == "failed":
            return
        key = (protection.system_title, protection.key or (protection.service or "")[:3])
        counter = self._counters.get(key)
        if counter is None:
            counter = self._counters[key] = Counter()
            if len(self._counters) > SENDERS:
                del self._counters[next(iter(self._counters))]
        last, recent, mark = counter.last, counter.recent, hash(content)
        if not last < number <= last + JUMP:
            finding = _judge(number, last, recent.get(number), mark)
            if finding is not None:
                message.findings = (*message.findings, finding)
        if number > last or _began_anew(number, last):
            counter.last = number
        recent[number] = mark
        if len(recent) > RECENT:
            del recent[next(iter(recent))]


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
