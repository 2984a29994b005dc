"""A view that follows a capture: one look at a time, by a worker, and another when more has come meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from analyzer.tui.bridge import Bridge, Job

PATIENCE = 1.0  # seconds between two looks at a capture that grows

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
        self._last = float("-inf")

    def batch(self) -> None:
        """More has come: look now, or later when it has come to an end."""
        if self.bridge.complete or self.bridge.clock.tick() - self._last >= PATIENCE:
            self.look()

    def look(self) -> None:
        """Look at what there is; at once, or as soon as the look before has ended."""
        if self.busy:
            self._again = True
            return
        self.busy, self._again = True, False
        self._last = self.bridge.clock.tick()
        work = self._prepare()

        def guarded(job: Job) -> T:
            try:
                return work(job)
            finally:
                self.busy = False

        self.bridge.run(self.name, guarded, self._done)

    def _done(self, result: T) -> None:
        self._take(result)
        if self._again:
            self.look()
