"""Invocation counters per sender, key and key set: replayed and falling ones are told; retransmissions are neither."""

from __future__ import annotations

from collections import OrderedDict

from dissectors.session.message import Finding, Message

SENDERS = 4096  # remembered at most
JUMP = 1000  # steps at once from which on a counter is said to jump
RESET = 16  # a counter this low, far below the last one, began anew
RECENT = 512  # counters a sender, to tell a replay from a mere step back


class Counters:
    """The counters seen so far; bounded."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[object, ...], tuple[int, OrderedDict[int, int]]] = OrderedDict()

    def watch(self, message: Message, content: bytes, repeated: bool) -> None:
        """Look at the counter of a protected message. ``repeated``: the link sent these bytes before."""
        protection = message.protection
        counter, title = protection.invocation_counter, protection.system_title
        if counter is None or title is None or repeated or protection.status == "failed":
            return
        key = (title, protection.key or (protection.service or "")[:3])
        last, recent = self._last.pop(key, (-1, OrderedDict()))
        mark = hash(content)
        if counter in recent:
            if recent[counter] != mark:
                text = f"invocation counter {counter} was used before by {title.hex()}"
                message.findings = (*message.findings, Finding("ic-replay", text))
        elif counter <= RESET and last > counter + JUMP:
            text = f"invocation counter {counter} after {last}: it began anew"
            message.findings = (*message.findings, Finding("ic-reset", text))
        elif 0 <= last < counter - JUMP:
            text = f"invocation counter {counter} after {last}: {counter - last - 1} were left out"
            message.findings = (*message.findings, Finding("ic-jump", text))
        elif counter < last:
            text = f"invocation counter {counter} is below the last one, {last}"
            message.findings = (*message.findings, Finding("ic-regress", text))
        recent[counter] = mark
        if len(recent) > RECENT:
            recent.popitem(last=False)
        began_anew = counter <= RESET and last > counter + JUMP
        self._last[key] = (counter if began_anew else max(last, counter), recent)
        if len(self._last) > SENDERS:
            self._last.popitem(last=False)
