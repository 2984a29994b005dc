"""What is remembered between runs: visited messages, marks and notes of a capture, filters typed, captures opened.

Files lie in the user's state folder, readable by the user alone, and are replaced as a whole. No key gets into them:
text that holds a key of the ring is not remembered. A file that cannot be read or written is no error of the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from analyzer.document import Document
from dissectors.security.key_ring import KeyRing

MOST_HISTORY = 200
MOST_RECENT = 20
MOST_VISITS = 200
MOST_NOTE = 2000  # characters
MOST_CAPTURES = 300  # whose marks are kept
FINGERPRINTED = 4096  # bytes from the start of a capture that tell it from others
_NOT_HEX = re.compile(r"[^0-9A-Fa-f]")


def state_folder() -> Path:
    """Where it is kept; made when something is first written."""
    return user_state_path("dlmscope")


class Visits:
    """Messages looked at, as a browser keeps pages."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._at = -1

    def visit(self, row: int) -> None:
        """Look at a message: what lay ahead is forgotten."""
        if self._at >= 0 and self._rows[self._at] == row:
            return
        del self._rows[self._at + 1 :]
        self._rows.append(row)
        del self._rows[:-MOST_VISITS]
        self._at = len(self._rows) - 1

    def back(self) -> int | None:
        if self._at <= 0:
            return None
        self._at -= 1
        return self._rows[self._at]

    def forward(self) -> int | None:
        if self._at + 1 >= len(self._rows):
            return None
        self._at += 1
        return self._rows[self._at]


class History:
    """Lines typed before, the newest last, each once."""

    def __init__(self, name: str, folder: Path | None = None, most: int = MOST_HISTORY) -> None:
        self._path = (folder or state_folder()) / f"{name}.json"
        self._most = most
        kept = _read(self._path)
        self.lines: list[str] = [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []

    def add(self, line: str, ring: KeyRing | None = None) -> None:
        """Remember a line, unless it holds a key of the ring."""
        if not line.strip() or holds_key(line, ring):
            return
        self.lines = [*(each for each in self.lines if each != line), line][-self._most :]
        _write(self._path, self.lines)

    def matching(self, text: str) -> list[str]:
        """Lines that hold what is typed so far, those that begin with it first, the newest first."""
        low = text.lower()
        found = [line for line in reversed(self.lines) if low in line.lower()]
        return sorted(found, key=lambda line: not line.lower().startswith(low))


def recent(folder: Path | None = None) -> History:
    """Captures opened before."""
    return History("recent", folder, MOST_RECENT)


class Marks:
    """Marks and notes of one capture, by row; kept where the capture is known again, whatever its name."""

    def __init__(self, document: Document, folder: Path | None = None) -> None:
        self._document = document
        self._folder = (folder or state_folder()) / "marks"
        self._known: dict[int, str] = {}
        self._loaded = ""
        self.load()

    def load(self) -> None:
        """Take what was kept of this capture; where it had no bytes yet, call again."""
        name = fingerprint(self._document)
        if not name or name == self._loaded:
            return
        self._loaded = name
        kept = _read(self._folder / f"{name}.json")
        rows = kept.get("rows", {}) if isinstance(kept, dict) else {}
        for row, entry in rows.items() if isinstance(rows, dict) else ():
            if str(row).isdigit() and isinstance(entry, dict):
                self._known.setdefault(int(row), str(entry.get("note", ""))[:MOST_NOTE])

    def __contains__(self, row: int) -> bool:
        return row in self._known

    def __len__(self) -> int:
        return len(self._known)

    @property
    def rows(self) -> list[int]:
        """Marked rows of the document, in order."""
        return sorted(row for row in self._known if row <= self._document.count)

    def note(self, row: int) -> str:
        """The note of a row: ours, else the packet comment that came with the capture."""
        return self._known.get(row) or "\n".join(self.comments(row))

    def comments(self, row: int) -> list[str]:
        comments = self._document.capture.comments
        return [comments[record] for record in self._document.records(row) if record in comments] if comments else []

    def noted(self) -> dict[int, str]:
        """Own notes by row, as they are exported."""
        return {row: text for row, text in sorted(self._known.items()) if text}

    def toggle(self, row: int) -> bool:
        """Set or take away a mark; whether it is set now. Its note goes with it."""
        if row in self._known:
            del self._known[row]
        else:
            self._known[row] = ""
        self.save()
        return row in self._known

    def write_note(self, row: int, text: str) -> None:
        """Mark a row and write a note to it; an empty one leaves the mark."""
        self._known[row] = text.strip()[:MOST_NOTE]
        self.save()

    def save(self) -> None:
        name = fingerprint(self._document)
        if not name:
            return
        path = self._folder / f"{name}.json"
        if not self._known:
            path.unlink(missing_ok=True)
            return
        rows = {str(row): {"note": note} for row, note in sorted(self._known.items())}
        _write(path, {"capture": os.path.basename(self._document.capture.name), "rows": rows})
        _prune(self._folder)


def fingerprint(document: Document) -> str:
    """What tells a capture from others: its first bytes. A capture that grows is known again; empty, it has none."""
    start = document.store.read(0, FINGERPRINTED)
    return hashlib.sha256(start).hexdigest()[:32] if start else ""


def holds_key(text: str, ring: KeyRing | None) -> bool:
    """Whether a text holds a key of the ring, in hex however it is spaced, or as it is."""
    if ring is None:
        return False
    digits, octets = _NOT_HEX.sub("", text).lower(), text.encode("utf-8", "replace")
    return any(len(key) >= 4 and (key.hex() in digits or key in octets) for key in _secrets(ring))


def _secrets(ring: KeyRing) -> Iterable[bytes]:
    for entry in ring.entries:
        for keys in entry.keys.values():
            yield from keys
    for learnt in ring.learnt:
        yield ring.resolve(learnt.ref)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(path: Path, content: Any) -> None:
    """Replace a file as a whole, readable by the user alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=True)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return


def _prune(folder: Path) -> None:
    """Keep the marks of the captures that were marked last."""
    files = list(folder.glob("*.json"))
    if len(files) > MOST_CAPTURES:
        files.sort(key=lambda path: path.stat().st_mtime)
        for path in files[:-MOST_CAPTURES]:
            path.unlink(missing_ok=True)
