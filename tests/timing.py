"""Time as a test can trust it: the least of several runs, without what else the process or the machine does."""

from __future__ import annotations

import time
import timeit
from collections.abc import Callable


def least(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of processor that `work` takes at best; the collection of other tests' garbage is not in it."""
    return min(timeit.repeat(work, timer=time.process_time, repeat=rounds, number=1))
