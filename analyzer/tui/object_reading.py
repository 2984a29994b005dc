"""What the panes of one object show, read from the capture by a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from analyzer.document import Document
from analyzer.export.profile_table import profile
from analyzer.export.sheet import csv_text
from analyzer.render import printable
from analyzer.survey.object_data import VALUE, History, has_buffer, has_numbers, last_text, name_of, numbers, ref_of
from analyzer.survey.profile import Profile, read_profile
from analyzer.survey.seen import Seen
from analyzer.survey.ways import counterpart
from analyzer.tui.bridge import Job
from analyzer.tui.chart import Content
from analyzer.tui.chosen import Chosen, Copy
from analyzer.tui.plots import of_numbers, of_profile
from dissectors.core.forms import show_obis
from dissectors.meaning.profiles import Table

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


def object_of(document: Document, objects: Sequence[Seen], row: int) -> Seen | None:
    """The object that a message, or the other half of its exchange, speaks of; else one of the same name and class."""
    rows = (row, counterpart(document, row) or row)
    alike: Seen | None = None
    for ref in document.meaning.refs(row):
        for seen in objects:
            if seen.logical_name != ref.logical_name or ref.class_id not in (None, seen.class_id):
                continue
            members = (*list(seen.attributes.values()), *list(seen.methods.values()))
            if any(each in member.rows for each in rows for member in members):
                return seen
            alike = alike or seen
    return alike


def read_object(job: Job, step: Callable[[], None], document: Document, seen: Seen, utc: bool) -> Data:
    """Read it all; where nobody wants it any more, as far as it is. ``step`` is called where others may go first."""
    size = size_of(seen)
    read: Profile | None = None
    plots: list[Content] = []
    if has_buffer(seen):
        rows = list(seen.attributes[VALUE].rows)
        read = _last(job, step, len(rows), read_profile(document, ref_of(seen, VALUE), rows))
        plots = of_profile(read)
    elif has_numbers(seen):
        plots = [of_numbers(_last(job, step, size, numbers(document, seen)), name_of(seen), utc)]
    return Data(seen, size, History(seen), read, plots)


def _last(job: Job, step: Callable[[], None], total: int, steps: Iterator[tuple[int, T]]) -> T:
    """What the last of some steps gives; the job hears of each, and may end them."""
    done, found = next(steps)
    while not job.cancelled:
        job.progress(done, total)
        step()
        more = next(steps, None)
        if more is None:
            break
        done, found = more
    return found


# --- as text ------------------------------------------------------------------------------------


def csv_of(document: Document, seen: Seen) -> str:
    """A profile as ``dlmscope objects --profile --format csv`` has it."""
    return csv_text(profile(_tables(document, seen)))


def chosen_of(document: Document, seen: Seen, row: str | None, has_profile: bool) -> Chosen:
    """An object to filter by and to copy; ``row`` is the row of its profile that is meant."""
    code = show_obis(seen.logical_name)
    if row is not None:
        first = Copy("y", "row", lambda: row)
    else:
        line = printable("  ".join((code, name_of(seen), last_text(seen))))
        first = Copy("y", "object", lambda: line)
    copies = [first, Copy("o", "OBIS code", lambda: code)]
    if has_profile:
        copies.append(Copy("c", "profile as CSV", lambda: csv_of(document, seen)))
    return Chosen(f"obis == {code}", tuple(copies))


def save_csv(document: Document, seen: Seen, name: str) -> tuple[str, str]:
    """Write a profile to a new file; what became of it, and how serious that is. A file that is there stays."""
    path = Path(name).expanduser()
    text = csv_of(document, seen)
    try:
        with path.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except FileExistsError:
        return f"{path} exists: choose another name", "error"
    except OSError as error:
        return f"{path}: cannot be written: {error.strerror or error}", "error"
    return f"{text.count(chr(10)) - 1} rows saved in {path}", "note"


def _tables(document: Document, seen: Seen) -> Iterator[tuple[str, Table]]:
    buffer = seen.attributes.get(VALUE)
    for row in list(buffer.rows) if buffer is not None else ():
        for item in document.said(row, document.build(row, False).reading()).items:
            if item.ref is not None and item.ref.logical_name == seen.logical_name:
                table = document.meaning.table(row, item)
                if table is not None:
                    yield seen.meter, table
