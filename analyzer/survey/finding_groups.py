"""What went wrong, grouped: findings by code, by session, by meter, or one by one.

What the session found stands in the index and is looked up; what the encoding of a message gives is known only when it
is decoded, so a scan in steps finds that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, overload

from analyzer.document import Document
from analyzer.export.messages import findings_of
from analyzer.index import Index
from dissectors.session.findings import ERROR, NOTE, WARNING, severity

BY = ("code", "session", "meter", "flat")
STEP = 64  # rows decoded between two looks at the clock of whoever scans
NAMED = 3  # sessions that are named before "…"
_RANK = {ERROR: 0, WARNING: 1, NOTE: 2}


class Group(NamedTuple):
    """Findings that belong together: their code, where they are in words, and their rows in order."""

    code: str
    severity: str
    where: str
    rows: Sequence[int]


class Findings:
    """The findings of a document. ``scan`` decodes, in one thread; ``groups`` sorts what is known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.looked = 0  # rows that were decoded
        self._index: Index | None = None
        self._encoding: dict[int, tuple[str, ...]] = {}  # codes that decoding a row gives

    def scan(self) -> Iterator[int]:
        """Decode the rows that were not, up to the last one there is now; yields rows done, now and then."""
        document = self.document
        if self._index is not document.index:  # other keys: rows say other things
            self._index = document.index
            self._encoding, self.looked = {}, 0
        index = document.index
        while self.looked < index.count:
            row = self.looked + 1
            if index.length[row - 1]:
                faults = document.build(row, False).faults()
                if faults:
                    self._encoding[row] = tuple(dict.fromkeys(faults))
            self.looked = row
            if not row % STEP:
                yield row

    def codes(self, row: int) -> tuple[str, ...]:
        """Codes of a row, each once, as far as is known."""
        found = [finding.code for finding in self.document.findings(row)]
        return tuple(dict.fromkeys([*found, *self._encoding.get(row, ())]))

    def text(self, row: int, code: str) -> str:
        """What the finding of that code says of the row."""
        document = self.document
        tree = document.build(row, False) if row in self._encoding else None
        return next((each["text"] for each in findings_of(document, row, tree) if each["code"] == code), "")

    def groups(self, shown: Sequence[int], by: str) -> Sequence[Group]:
        """Groups of the findings on the rows shown, the worst first, then the most frequent."""
        pairs = self._pairs(shown)
        if by == "flat":
            return _Flat(self, pairs)
        grouped: dict[tuple[str, str], array[int]] = {}
        for row, code in pairs:
            grouped.setdefault((self._place(row, by), code), array("I")).append(row)
        groups = [
            Group(code, severity(code), self._where(place, rows, by), rows) for (place, code), rows in grouped.items()
        ]
        groups.sort(key=lambda group: (_RANK[group.severity], -len(group.rows), group.code, group.where))
        return groups

    def session(self, row: int) -> str:
        number = self.document.index.association[row - 1]
        return f"#{number}" if number else "—"

    def _pairs(self, shown: Sequence[int]) -> list[tuple[int, str]]:
        """(row, code) of every finding on the rows shown, in order."""
        rows = sorted({*self.document.index.findings.copy(), *self._encoding.copy()})  # other threads add to both
        last = self.document.count
        if isinstance(shown, range):
            kept = [row for row in rows if row <= last]
        else:
            visible = bytearray(last + 1)
            for row in islice(shown, len(shown)):
                if row <= last:
                    visible[row] = 1
            kept = [row for row in rows if row <= last and visible[row]]
        return [(row, code) for row in kept for code in self.codes(row)]

    def _place(self, row: int, by: str) -> str:
        if by == "session":
            return self.session(row)
        if by == "meter":
            return self.document.meter(row) or "unknown meter"
        return ""

    def _where(self, place: str, rows: Sequence[int], by: str) -> str:
        if by != "code":
            return place
        seen: dict[str, None] = {}
        for row in rows:
            seen[self.session(row)] = None
            if len(seen) > NAMED:
                return " ".join(islice(seen, NAMED)) + " …"
        return " ".join(seen)


class _Flat(Sequence[Group]):
    """A group for each finding, made when it is looked at."""

    def __init__(self, findings: Findings, pairs: list[tuple[int, str]]) -> None:
        self._findings = findings
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, i: int) -> Group: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[Group]: ...
    def __getitem__(self, i: int | slice) -> Group | Sequence[Group]:
        if isinstance(i, slice):
            return [self[at] for at in range(*i.indices(len(self._pairs)))]
        row, code = self._pairs[i]
        return Group(code, severity(code), self._findings.session(row), (row,))
