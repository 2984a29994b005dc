"""What the panes of one object show, read from the capture by a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from analyzer.document import Document
from analyzer.object_data import VALUE, History, has_buffer, has_numbers, name_of, numbers, ref_of
from analyzer.objects import Seen
from analyzer.profile import Profile, read_profile
from analyzer.tui.bridge import Job
from analyzer.tui.chart import Content
from analyzer.tui.plots import of_numbers, of_profile

T = TypeVar("T")


class Data(NamedTuple):
    """What the panes of one object show, as far as it has been read."""

    seen: Seen
    size: int  # messages that spoke of it
    history: History
    profile: Profile | None
    plots: Sequence[Content]


def size_of(seen: Seen) -> int:
    """How often messages spoke of an object: it has more to show when that grows."""
    return sum(len(each.rows) for each in (*list(seen.attributes.values()), *list(seen.methods.values())))


def read_object(job: Job, document: Document, seen: Seen, utc: bool) -> Data:
    """Read it all; where nobody wants it any more, as far as it is."""
    size = size_of(seen)
    profile: Profile | None = None
    plots: list[Content] = []
    if has_buffer(seen):
        rows = list(seen.attributes[VALUE].rows)
        profile = _last(job, len(rows), read_profile(document, ref_of(seen, VALUE), rows))
        plots = of_profile(profile)
    elif has_numbers(seen):
        plots = [of_numbers(_last(job, size, numbers(document, seen)), name_of(seen), utc)]
    return Data(seen, size, History(seen), profile, plots)


def _last(job: Job, total: int, steps: Iterator[tuple[int, T]]) -> T:
    """What the last of some steps gives; the job hears of each, and may end them."""
    done, found = next(steps)
    while not job.cancelled:
        job.progress(done, total)
        step = next(steps, None)
        if step is None:
            break
        done, found = step
    return found
