"""A view that follows a capture: one look at a time, by a worker, and another when more has come meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from analyzer.tui.bridge import Bridge, Job

PATIENCE = 1.0  # seconds between two looks at a capture that grows
_REST = 4  # times as long as a look took, if that is more

T = TypeVar("T")


class Follower(Generic[T]):
    """``prepare`` says on the UI thread what the worker will do; ``take`` gets its result there."""

    def __init__(
        self, bridge: Bridge, name: str, prepare: Callable[[], Callable[[Job], T]], take: Callable[[T], None]
    ) -> None:
        self.bridge, self.name = bridge, name
        self.busy = False
        self._prepare, self._take = prepare, take
        self._again = False
        self._next = float("-inf")  # when to look again
        self._started = 0.0

    def batch(self) -> None:
        """More has come: look now, or later when it has come to an end."""
        if self.bridge.complete or self.bridge.clock.tick() >= self._next:
            self.look()

    def look(self) -> None:
        """Look at what there is; at once, or as soon as the look before has ended."""
        if self.busy:
            self._again = True
            return
        self.busy, self._again = True, False
        self._started = self.bridge.clock.tick()
        self._next = self._started + PATIENCE
        work = self._prepare()

        def guarded(job: Job) -> T:
            try:
                return work(job)
            finally:
                self.busy = False

        self.bridge.run(self.name, guarded, self._done)

    def _done(self, result: T) -> None:
        now = self.bridge.clock.tick()
        self._next = now + max(PATIENCE, _REST * (now - self._started))
        self._take(result)
        if self._again:
            self.look()
