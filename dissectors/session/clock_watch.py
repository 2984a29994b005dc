"""A meter's clock held against the time of capture, where both are known and the meter says its offset."""

from __future__ import annotations

from dissectors.core.node import Node
from dissectors.cosem.clock import DATE_TIME_SIZE, to_datetime
from dissectors.session.message import Finding, Message

CLOCK_TIME = 2  # attribute of class 8
DRIFT = 60  # seconds from which on a clock is said to differ


def watch_clock(message: Message, side: str, value: Node) -> None:
    """A finding where the clock that a meter reports differs from the capture's."""
    ref = message.objects[0]
    raw = value.value
    if ref.method or ref.number != CLOCK_TIME or side != "server" or message.time is None:
        return
    if not isinstance(raw, bytes) or len(raw) != DATE_TIME_SIZE:
        return
    shown = to_datetime(raw)
    if shown is None or shown.tzinfo is None:
        return
    drift = shown.timestamp() - message.time / 1e9
    if abs(drift) >= DRIFT:
        text = f"the meter's clock is {_length(abs(drift))} {'ahead of' if drift > 0 else 'behind'} the capture's time"
        message.findings = (*message.findings, Finding("clock-drift", text))


def _length(seconds: float) -> str:
    for unit, name in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds:.0f} seconds"
