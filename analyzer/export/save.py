"""Which messages go into which file? Any choice of rows in any form, written beside the name and put there when whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analyzer import render
from analyzer.document import Document
from analyzer.export import sheet, tables
from analyzer.export.messages import json_lines
from analyzer.export.pcapng import write_pcapng

WITH_KEYS = "with-keys"
STEP = 64  # rows between two looks at whether the user has had enough
Progress = Callable[[int], bool]


class Form(NamedTuple):
    """A file format: its name, the ending of its files, and what it is for."""

    name: str
    ending: str
    label: str


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("pcapng", ".pcapng", "capture, as it was, with notes as packet comments"),
        Form("decrypted", ".pcapng", "decrypted APDUs that any Wireshark opens, with notes"),
        Form(WITH_KEYS, ".pcapng", "capture with the key file inside: who has it has the keys"),
        Form("json", ".jsonl", "one JSON object a message"),
        Form("csv", ".csv", "messages as a table"),
        Form("values", ".csv", "every value as a table"),
        Form("parquet", ".parquet", "every value, for pandas and the like"),
        Form("text", ".txt", "the list as text"),
    )
}


class Cancelled(Exception):
    """The user had enough; nothing was left behind."""


class Refused(Exception):
    """The file cannot be written; the text says why."""


def save(
    document: Document,
    rows: Sequence[int],
    form: str,
    path: str | os.PathLike[str],
    *,
    force: bool = False,
    notes: Mapping[int, str] | None = None,
    keys: str = "",
    progress: Progress = lambda done: True,
) -> int:
    """Write the rows in a form; how many. ``progress`` is told how many are done and says whether to go on. ``keys`` is
    the text of the key file that WITH_KEYS embeds.

    Raises Refused where the file exists and ``force`` is not given, or cannot be written; Cancelled.
    """
    target = Path(path).expanduser()
    if target.exists() and not force:
        raise Refused(f"{target} exists")
    if target.is_dir():
        raise Refused(f"{target} is a folder")
    part = target.with_name(f".{target.name}.part")
    try:
        watched = _watched(rows, progress)
        if form == WITH_KEYS:
            write_pcapng(document, watched, part, notes=notes, keys=keys)
        else:
            _WRITERS[form](document, watched, part, notes or {})
        os.replace(part, target)
    except OSError as error:
        raise Refused(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return len(rows)


def _watched(rows: Sequence[int], progress: Progress) -> Iterator[int]:
    """The rows as they are; raises Cancelled when it is time."""
    for done, row in enumerate(rows):
        if done % STEP == 0 and not progress(done):
            raise Cancelled
        yield row


def _json(document: Document, rows: Iterable[int], path: Path, notes: Mapping[int, str]) -> None:
    with open(path, "wb") as out:
        out.writelines(line + b"\n" for line in json_lines(document, rows))


def _csv(what: str) -> Callable[[Document, Iterable[int], Path, Mapping[int, str]], None]:
    def write(document: Document, rows: Iterable[int], path: Path, notes: Mapping[int, str]) -> None:
        with open(path, "w", encoding="utf-8", newline="") as out:
            sheet.write_csv(tables.WHAT[what](document, rows), out)

    return write


def _parquet(document: Document, rows: Iterable[int], path: Path, notes: Mapping[int, str]) -> None:
    sheet.write_parquet(tables.values(document, rows), str(path))


def _text(document: Document, rows: Iterable[int], path: Path, notes: Mapping[int, str]) -> None:
    start = document.time(1)
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            line = "  ".join(each for each in render.list_line(document, row, start) if each.strip())
            out.write(f"{line}\n")
            if notes.get(row):
                out.write(f"        note: {render.printable(notes[row])}\n")


def _pcapng(decrypted: bool) -> Callable[[Document, Iterable[int], Path, Mapping[int, str]], None]:
    def write(document: Document, rows: Iterable[int], path: Path, notes: Mapping[int, str]) -> None:
        write_pcapng(document, rows, path, decrypted=decrypted, notes=notes)

    return write


_WRITERS: dict[str, Callable[[Document, Iterable[int], Path, Mapping[int, str]], None]] = {
    "pcapng": _pcapng(False),
    "decrypted": _pcapng(True),
    "json": _json,
    "csv": _csv("messages"),
    "values": _csv("values"),
    "parquet": _parquet,
    "text": _text,
}
