"""Counts, sizes and times of messages: by service, by meter, by kind of trouble, over time.

Each function is a generator that works in short steps: it yields how many rows it has looked at and returns its table
(``table`` runs one to its end). ``rows`` are those that are shown, in order. Times are nanoseconds, None where nothing
was timed. ``filter`` of a line picks its messages.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import NamedTuple, TypeVar

from analyzer.document import Document
from analyzer.fields import by_name
from analyzer.filter.rows import Row, Wanted
from analyzer.filter.values import CONTEXT, length_of, values_of
from analyzer.filter.written import written
from analyzer.index import NO_TIME
from analyzer.survey.times import Times
from dissectors.outcome import SOUND
from dissectors.session.findings import CATALOGUE, ERROR, severity

T = TypeVar("T")
Steps = Generator[int, None, list[T]]

STEP = 128  # rows of one step
_REFUSALS = ("access-refused", "association-refused")


class Service(NamedTuple):
    service: str
    messages: int
    share: float  # of the rows looked at, 0 to 1
    bytes: int
    errors: int  # messages with an error among their findings
    refused: int
    p50: int | None
    p95: int | None
    max: int | None
    filter: str


class Meter(NamedTuple):
    """``meter`` is its name, its system title, or where it is reached."""

    meter: str
    messages: int
    bytes: int
    questions: int
    unanswered: int
    closed: int  # messages that no key opens
    errors: int
    refused: int
    first: int | None
    last: int | None
    p50: int | None
    p95: int | None
    max: int | None
    filter: str


class Timing(NamedTuple):
    """How long one kind of question waits; ``slowest`` is the answer that took ``max``, 0 where none came."""

    service: str
    asked: int
    answered: int
    p50: int | None
    p95: int | None
    max: int | None
    slowest: int
    filter: str


class Trouble(NamedTuple):
    """``kind`` is finding, protection or result; ``first`` and ``last`` are messages."""

    kind: str
    code: str
    severity: str
    title: str
    messages: int
    first: int
    last: int
    filter: str


class Bucket(NamedTuple):
    """What passed from ``start`` on and before ``end``."""

    start: int
    end: int
    messages: int
    bytes: int
    errors: int


def codes_of(document: Document, row: int) -> list[str]:
    """Codes of a row's findings, those that its encoding gives included: only where that is in doubt is it decoded."""
    index = document.index
    found = index.findings.get(row)
    codes = [each.code for each in found] if found is not None else []
    if index.outcome[row - 1] & SOUND or not index.length[row - 1]:
        return codes
    return [*codes, *Row(document, row, _NOTHING_WANTED).faults()]


_NOTHING_WANTED = Wanted(())


def table(steps: Steps[T], progress: Callable[[int], None] | None = None) -> list[T]:
    """The table that a statistic makes; ``progress`` hears how many rows are done."""
    while True:
        try:
            done = next(steps)
        except StopIteration as finished:
            found: list[T] = finished.value
            return found
        if progress is not None:
            progress(done)


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    for at in range(0, len(rows), STEP):
        part = rows[at : at + STEP]
        yield at + len(part), part


class _Group:
    """What is counted of a service or a meter."""

    __slots__ = ("bytes", "closed", "count", "errors", "first", "last", "questions", "refused", "times", "unanswered")

    def __init__(self) -> None:
        self.count = self.bytes = self.errors = self.refused = self.closed = self.questions = self.unanswered = 0
        self.first: int | None = None
        self.last: int | None = None
        self.times = Times()

    def add(self, document: Document, row: int) -> None:
        self.count += 1
        self.bytes += length_of(document, row)
        codes = codes_of(document, row)
        if codes:
            self.errors += any(severity(code) == ERROR for code in codes)
            self.refused += any(code in _REFUSALS for code in codes)
            self.unanswered += "no-answer" in codes
        if document.index.answers[row - 1]:
            rtt = document.rtt(row)
            if rtt is not None:
                self.times.add(rtt)


def services(document: Document, rows: Sequence[int]) -> Steps[Service]:
    """By service, the most frequent first."""
    groups: dict[int, _Group] = {}
    column = document.index.service
    for done, part in _stretches(rows):
        for row in part:
            number = column[row - 1]
            group = groups.get(number)
            if group is None:
                group = groups[number] = _Group()
            group.add(document, row)
        yield done
    field = by_name()["service"]
    found = [(document.index.services[number], group) for number, group in groups.items()]
    return [
        Service(
            name,
            group.count,
            group.count / len(rows),
            group.bytes,
            group.errors,
            group.refused,
            *group.times.usual(),
            f"service == {written(field, name)}",
        )
        for name, group in sorted(found, key=lambda each: (-each[1].count, each[0]))
    ]


def meters(document: Document, rows: Sequence[int]) -> Steps[Meter]:
    """By meter, those that say most first."""
    groups: dict[tuple[str, str], _Group] = {}
    names: dict[tuple[int, int, int], tuple[str, str]] = {}
    index = document.index
    answered = index.answered_by
    for done, part in _stretches(rows):
        for row in part:
            place = (index.association[row - 1], index.context[row - 1], index.protection[row - 1])
            name = names.get(place)
            if name is None:
                name = names[place] = _meter(document, row)
            group = groups.get(name)
            if group is None:
                group = groups[name] = _Group()
            group.add(document, row)
            group.closed += document.closed(row)
            group.questions += answered[row - 1] > 0
            time = document.time(row)
            if time is not None:
                group.first = time if group.first is None else group.first
                group.last = time
        yield done
    return [
        Meter(
            name,
            group.count,
            group.bytes,
            group.questions + group.unanswered,
            group.unanswered,
            group.closed,
            group.errors,
            group.refused,
            group.first,
            group.last,
            *group.times.usual(),
            picked,
        )
        for (name, picked), group in sorted(groups.items(), key=lambda each: (-each[1].count, each[0]))
    ]


def _meter(document: Document, row: int) -> tuple[str, str]:
    """What a meter is called, and the filter that picks it; one without a name goes by where it is reached."""
    name = document.meter(row)
    if name is not None:
        return name, f"meter == {written(by_name()['meter'], name)}"
    context = document.context(row)
    side = "source" if context.sender == "server" else "destination"
    ends = CONTEXT[side](document, context)
    place = str(ends[-1] if len(ends) > 1 else ends[0])
    where = written(by_name()[side], place)
    if context.server is None:
        return place, f"!meter && !server && (source == {where} || destination == {where})"
    return (
        f"{place} server {context.server}",
        f"!meter && server == {context.server} && (source == {where} || destination == {where})",
    )


def timing(document: Document, rows: Sequence[int]) -> Steps[Timing]:
    """By service of the question, those that wait longest first."""
    index = document.index
    asked: dict[int, list[int]] = {}  # service -> asked, answered
    times: dict[int, Times] = {}
    slowest: dict[int, int] = {}
    for done, part in _stretches(rows):
        for row in part:
            question = index.answers[row - 1]
            if index.answered_by[row - 1] or (row in index.findings and _unanswered(document, row)):
                asked.setdefault(index.service[row - 1], [0, 0])[0] += 1
            if not question:
                continue
            service = index.service[question - 1]
            asked.setdefault(service, [0, 0])[1] += 1
            rtt = document.rtt(row)
            if rtt is not None:
                timed = times.setdefault(service, Times())
                if timed.greatest is None or rtt > timed.greatest:
                    slowest[service] = row
                timed.add(rtt)
        yield done
    field = by_name()["service"]
    lines: list[Timing] = []
    for service, (questions, answers) in asked.items():
        name = index.services[service]
        usual = times.get(service, Times()).usual()
        lines.append(
            Timing(name, questions, answers, *usual, slowest.get(service, 0), f"service == {written(field, name)}")
        )
    return sorted(lines, key=lambda line: (-(line.max or 0), line.service))


def _unanswered(document: Document, row: int) -> bool:
    return any(each.code == "no-answer" for each in document.findings(row))


def errors(document: Document, rows: Sequence[int]) -> Steps[Trouble]:
    """What went wrong: findings, protections that stay closed, refusals by their result; the worst and the most first."""
    seen: dict[tuple[str, str], list[int]] = {}  # -> count, first, last
    index = document.index
    result = by_name()["result"]
    wanted, results = Wanted((result,)), values_of(result)

    def count(kind: str, code: str, row: int) -> None:
        entry = seen.setdefault((kind, code), [0, row, row])
        entry[0] += 1
        entry[2] = row

    for done, part in _stretches(rows):
        for row in part:
            status = index.protections[index.protection[row - 1]].status
            if status in ("failed", "no-key"):
                count("protection", status, row)
            codes = dict.fromkeys(codes_of(document, row))
            for code in codes:
                count("finding", code, row)
            if any(code in codes for code in _REFUSALS):
                for name in results(Row(document, row, wanted)):
                    if name not in ("success", "accepted"):
                        count("result", name, row)
        yield done
    return sorted((_trouble(*key, *entry) for key, entry in seen.items()), key=_by_weight)


_FIELDS = {"finding": "finding", "protection": "protection", "result": "result"}
_RANK = {"error": 0, "warning": 1, "note": 2}


def _trouble(kind: str, code: str, count: int, first: int, last: int) -> Trouble:
    title, weight = "", "note"
    if kind == "finding":
        title = CATALOGUE[code].title if code in CATALOGUE else ""
        weight = severity(code)
    elif kind == "protection":
        weight = "error" if code == "failed" else "warning"
    literal = written(by_name()[_FIELDS[kind]], code)
    return Trouble(kind, code, weight, title, count, first, last, f"{_FIELDS[kind]} == {literal}")


def _by_weight(line: Trouble) -> tuple[int, int, str]:
    return _RANK[line.severity], -line.messages, line.code


def io(document: Document, rows: Sequence[int], buckets: int) -> Steps[Bucket]:
    """Messages, bytes and errors over time, in ``buckets`` stretches of one length from the first message to the last.

    Messages without a time are left out; empty where none has one.
    """
    index = document.index
    times = index.time
    first: int | None = None
    last = 0
    for _, part in _stretches(rows):
        known = [time for row in part if (time := times[row - 1]) != NO_TIME]
        if known:
            first = min(known) if first is None else min(first, min(known))
            last = max(last, max(known))
        yield 0
    if first is None or buckets < 1:
        return []
    width = max(1, -(-(last - first + 1) // buckets))
    messages, sizes, wrong = [0] * buckets, [0] * buckets, [0] * buckets
    for done, part in _stretches(rows):
        for row in part:
            time = times[row - 1]
            if time == NO_TIME:
                continue
            at = (time - first) // width
            messages[at] += 1
            sizes[at] += length_of(document, row)
            if any(severity(code) == ERROR for code in codes_of(document, row)):
                wrong[at] += 1
        yield done
    return [
        Bucket(first + at * width, first + (at + 1) * width, messages[at], sizes[at], wrong[at])
        for at in range(buckets)
    ]
