"""What does each key open, what stays closed and why, and what would another key open?

Counted from the columns of the index, whose numbers repeat: the cost is that of two counts over columns, whatever the
messages are. Keys are named by reference; no key is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analyzer.document import Document
from analyzer.index import Index
from dissectors.security.key_ring import KEY_FIELDS, SECRET_FIELDS, KeyEntry, KeyRef
from dissectors.session.message import Open

_TITLE = re.compile("[0-9a-f]{16}")
READABLE = ("ok", "unverified")
CLOSED = ("failed", "no-key")
# reason of a status -> what it means for whoever looks for the right key
REASONS: dict[str | None, str] = {
    "no-key": "no key for them; i adds one",
    "no-title": "the sender's system title was not seen",
    "wrong-key-or-title": "no key at hand fits",
    "wrong-authentication-key": "tag wrong, plaintext parses: gak differs",
    "truncated": "cut short before its tag",
}


class Use(NamedTuple):
    """A key: whose, where it comes from, and how many messages it opens (as authentication key: verifies)."""

    ref: KeyRef
    meter: str
    title: bytes | None
    field: str
    origin: str
    verified: int
    unverified: int


class Closed(NamedTuple):
    """Messages of one sender that stay closed for one reason; ``first`` is a row of theirs."""

    title: bytes | None
    meter: str
    status: str
    reason: str | None
    messages: int
    first: int


class Report(NamedTuple):
    uses: list[Use]
    closed: list[Closed]
    verified: int
    unverified: int
    failed: int
    no_key: int


class Trial(NamedTuple):
    """Of ``rows`` looked at, how many were closed, and how many of those open, verified or not, with another key."""

    rows: int
    closed: int
    verified: int
    unverified: int

    @property
    def opens(self) -> int:
        return self.verified + self.unverified


Opened = Counter[tuple[KeyRef | None, str]]
Shut = dict[tuple[bytes | None, str, str | None], tuple[int, int]]


def tally(index: Index) -> tuple[Opened, Shut]:
    """Messages by the key that opened them and status; and (how many, the first) closed, by title, status and reason."""
    opened: Opened = Counter()
    shut: Shut = {}
    column = index.protection[: index.count]
    first_row = dict(zip(reversed(column), range(len(column), 0, -1), strict=True))
    for number, count in Counter(column).items():
        protection = index.protections[number]
        if protection.status in READABLE:
            opened[protection.key, protection.status] += count
        elif protection.status in CLOSED:
            if protection.key is not None:
                opened[protection.key, protection.status] += count
            group = (protection.system_title, protection.status, protection.reason)
            before, first = shut.get(group, (0, first_row[number]))
            shut[group] = (before + count, min(first, first_row[number]))
    return opened, shut


def report(document: Document) -> Report:
    """What the keys of a document do to its messages."""
    index = document.index
    opened, shut = tally(index)
    totals: Counter[str] = Counter()
    for (_, status), count in opened.items():
        if status in READABLE:
            totals[status] += count
    for (_, status, _), (count, _) in shut.items():
        totals[status] += count
    for key, count in _authenticated(index).items():
        opened[key, "ok"] += count
    closed = [
        Closed(title, _name(document, first), status, reason, count, first)
        for (title, status, reason), (count, first) in shut.items()
    ]
    closed.sort(key=lambda each: (-each.messages, each.first))
    uses = [
        Use(ref, meter, title, field, origin, opened[ref, "ok"], opened[ref, "unverified"] + opened[ref, "failed"])
        for ref, meter, title, field, origin in _keys(document)
    ]
    return Report(uses, closed, *(totals[status] for status in (*READABLE, *CLOSED)))


def _name(document: Document, row: int) -> str:
    """What the key file calls the meter of a row; "" where only its title tells it."""
    name = document.meter(row) or ""
    return "" if _TITLE.fullmatch(name) else name


def trial(document: Document, entry: KeyEntry, most: int) -> Iterator[Trial]:
    """Try an entry on the messages that are closed, further step by step; ends with the capture or after ``most`` rows.

    The session stage runs as it would with the key, so what the key teaches counts, too. The document stays as it is.
    """
    before = document.index
    row, closed = 0, 0
    statuses: Counter[str] = Counter()
    for after in document.try_keys([entry]):
        last = min(after.count, before.count)
        for at in range(row, last):
            if before.protections[before.protection[at]].status in CLOSED:
                closed += 1
                statuses[after.protections[after.protection[at]].status] += 1
        row = last
        yield Trial(row, closed, statuses["ok"], statuses["unverified"])
        if row >= most:
            return


def _authenticated(index: Index) -> Counter[KeyRef]:
    """How many messages each authentication key verified."""
    found: Counter[KeyRef] = Counter()
    for number, count in Counter(index.opening[: index.count]).items():
        for step in index.openings[number][0]:
            if isinstance(step, Open) and step.authentication_key is not None:
                found[step.authentication_key] += count
    return found


def _keys(document: Document) -> Iterator[tuple[KeyRef, str, bytes | None, str, str]]:
    """(reference, meter, title, field, origin) of every key at hand: those of the key file, then those learnt."""
    ring = document.ring
    if ring is None:
        return
    names: dict[bytes, str] = {}
    for number, entry in enumerate(ring.entries):
        if entry.system_title is not None:
            names.setdefault(entry.system_title, entry.name)
        who = entry.name if entry.sap is None else f"{entry.name}, client {entry.sap or 'any'}"
        for field in SECRET_FIELDS:
            for slot, key in enumerate(entry.keys.get(field, ())):
                if key:
                    yield KeyRef("supplied", number, field, slot), who, entry.system_title, field, entry.origin
    for learnt in ring.learnt:
        name = names.get(learnt.device, "") if learnt.device is not None else ""
        yield learnt.ref, name, learnt.device, learnt.field, f"message {learnt.row}"


def removable(ref: KeyRef) -> bool:
    """Whether a key can be taken back: those of the key file that messages are opened with."""
    return ref.origin == "supplied" and ref.field in KEY_FIELDS


def key_files(document: Document) -> list[Path]:
    """The key files that keys of the document came from."""
    entries = document.ring.entries if document.ring is not None else []
    paths = (Path(entry.origin.rpartition(":")[0]) for entry in entries)
    return list(dict.fromkeys(path for path in paths if path.suffix and path.is_file()))
