"""Find: does a message say a text, hold bytes, concern an object, or carry a note? And where is it in what is shown?

Plain words are looked for in any case of letters, in what a message says of itself: service, objects and their names,
values and readings, results, meter, addresses, findings. ``hex:`` looks in the bytes of frames, joined and decrypted,
``re:`` matches an expression against the same texts as plain words, ``obis:`` finds objects by code, pattern or the
words of their names, ``note:`` looks in the notes that the user wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from analyzer.document import Document
from analyzer.fields import by_name
from analyzer.filter.patterns import checked, expression, obis_matcher
from analyzer.filter.rows import Row, Wanted
from analyzer.filter.values import CONTEXT, PROTECTION, values_of
from analyzer.index import Index, Table
from analyzer.render import printable
from dissectors.core.forms import show_obis
from dissectors.meaning.names import names_of
from dissectors.session.message import ObjectRef

TEXT, HEX, EXPRESSION, OBIS, NOTE = "text", "hex", "re", "obis", "note"
_PREFIX = re.compile(r"\s*(hex|re|obis|note):\s*(.*)", re.DOTALL)
_NOT_HEX = re.compile(r"0x|[\s:,.-]")
_WORD = re.compile(r"[^\W_]+")
_READ = tuple(by_name()[name] for name in ("text", "value", "result", "diagnostic"))
_GETTERS = tuple(values_of(field) for field in _READ)
_WANTED = Wanted(_READ)
_NEXT = 512  # rows of one step of a search

Says = Callable[[str], bool]


class Finder:
    """What is looked for. ``notes`` gives the user's note to a row, where there are any.

    Raises ValueError, with what is wrong, for a text that cannot be looked for.
    """

    def __init__(self, text: str, notes: Callable[[int], str] | None = None) -> None:
        match = _PREFIX.fullmatch(text)
        self.kind, self.text = (match[1], match[2]) if match is not None else (TEXT, text.strip())
        if not self.text.strip():
            raise ValueError("say what to find")
        self._notes = notes
        self._matches = _KINDS[self.kind](self)
        # What interned entries say does not change: each is asked once a document.
        self._known: WeakKeyDictionary[Index, dict[str, dict[int, bool]]] = WeakKeyDictionary()

    def __repr__(self) -> str:
        return f"<Finder {self.kind}>"

    def matches(self, document: Document, row: int) -> bool:
        """Whether a message has what is looked for."""
        return self._matches(document, row)

    def run(self, document: Document, rows: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
        """The rows that match, in steps: (how many were looked at, hits of the step)."""
        looked = 0
        hits: list[int] = []
        for row in rows:
            looked += 1
            if self._matches(document, row):
                hits.append(row)
            if looked % _NEXT == 0:
                yield looked, hits
                hits = []
        yield looked, hits

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where a shown text says it: half-open ranges of characters, to be marked."""
        if self.kind in (TEXT, NOTE):
            part = self.text.casefold()
            return [(each.start(), each.end()) for each in re.finditer(re.escape(part), text.casefold())]
        if self.kind == EXPRESSION:
            return [each.span() for each in checked(self.text).finditer(text[:_MARKED]) if each.group()]
        return []

    def in_bytes(self, data: bytes) -> list[tuple[int, int]]:
        """Where bytes hold it: half-open ranges, to be marked."""
        if self.kind == HEX:
            part = _octets(self.text)
        elif self.kind == TEXT:
            part = self.text.encode("utf-8", "replace")
        else:
            return []
        return [(each.start(), each.end()) for each in re.finditer(re.escape(part), data)]

    # --- by kind ----------------------------------------------------------------------------------

    def _text(self) -> Callable[[Document, int], bool]:
        part = self.text.casefold()
        return self._texts(lambda text: part in text.casefold())

    def _expression(self) -> Callable[[Document, int], bool]:
        return self._texts(expression(self.text))

    def _texts(self, says: Says) -> Callable[[Document, int], bool]:
        def matches(document: Document, row: int) -> bool:
            index = document.index
            known = self._of(index)
            return (
                _once(known["service"], index.service[row - 1], index.services, lambda each: says(each))
                or _once(known["objects"], index.objects[row - 1], index.object_lists, lambda each: _named(each, says))
                or _once(known["context"], index.context[row - 1], index.contexts,
                         lambda each: any(says(text) for text in _context_texts(document, each)))
                or _once(known["protection"], index.protection[row - 1], index.protections,
                         lambda each: any(says(str(text)) for of in _PROTECTION for text in of(document, each)))
                or says(document.meter(row) or "")
                or any(says(found.code) or says(found.text) for found in document.findings(row))
                or any(says(text) for text in _row_texts(document, row))
            )  # fmt: skip

        return matches

    def _hex(self) -> Callable[[Document, int], bool]:
        part = _octets(self.text)

        def matches(document: Document, row: int) -> bool:
            if any(part in data for _, data in document.frames(row)):
                return True
            if not document.index.opening[row - 1] and len(document.frames(row)) < 2:
                return False
            return any(part in source.data for source in document.build(row).sources)

        return matches

    def _obis(self) -> Callable[[Document, int], bool]:
        fits = _object_test(self.text)

        def matches(document: Document, row: int) -> bool:
            index = document.index
            number = index.objects[row - 1]
            if _once(self._of(index)["objects"], number, index.object_lists, lambda refs: any(map(fits, refs))):
                return True
            refs = index.object_lists[number]
            short = bool(refs) and refs[0].class_id is None
            return short and any(map(fits, document.meaning.refs(row)))

        return matches

    def _note(self) -> Callable[[Document, int], bool]:
        notes, part = self._notes, self.text.casefold()
        if notes is None:
            raise ValueError("there are no notes here")
        return lambda document, row: part in notes(row).casefold()

    def _of(self, index: Index) -> dict[str, dict[int, bool]]:
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = {name: {} for name in ("service", "objects", "context", "protection")}
        return known


_MARKED = 4096  # characters of a shown text that an expression is marked in
_PROTECTION = (PROTECTION["protection"], PROTECTION["protection.key"])
_KINDS: dict[str, Callable[[Finder], Callable[[Document, int], bool]]] = {
    TEXT: Finder._text,
    HEX: Finder._hex,
    EXPRESSION: Finder._expression,
    OBIS: Finder._obis,
    NOTE: Finder._note,
}


def _once(known: dict[int, bool], number: int, table: Table[Any], test: Callable[[Any], bool]) -> bool:
    found = known.get(number)
    if found is None:
        found = known[number] = test(table[number])
    return found


def _octets(text: str) -> bytes:
    hexed = _NOT_HEX.sub("", text)
    try:
        return bytes.fromhex(hexed)
    except ValueError:
        what = "an even number of digits" if re.fullmatch(r"[0-9a-fA-F]*", hexed) else "digits 0 to f"
        raise ValueError(f"hex: wants {what}, like c4 01 c1") from None


def _object_test(text: str) -> Callable[[ObjectRef], bool]:
    """By a code or a pattern, else by words: each the beginning of a word of the name, or a part of the code."""
    if any(sign.isdigit() for sign in text):
        try:
            fits = obis_matcher(text)
        except ValueError:
            pass
        else:
            return lambda ref: ref.logical_name is not None and fits(ref.logical_name)
    words = text.casefold().split()

    def matches(ref: ObjectRef) -> bool:
        if ref.logical_name is None:
            return False
        names = names_of(ref)
        code = show_obis(ref.logical_name)
        parts = _WORD.findall(f"{names.name or ''} {names.interface_class or ''}".casefold())
        return all(word in code or any(part.startswith(word) for part in parts) for word in words)

    return matches


def _named(refs: tuple[ObjectRef, ...], says: Says) -> bool:
    for ref in refs:
        names = names_of(ref)
        code = show_obis(ref.logical_name) if ref.logical_name is not None else ""
        if says(" ".join(part for part in (code, names.name, names.interface_class, names.member) if part)):
            return True
    return False


def _context_texts(document: Document, context: Any) -> Iterator[str]:
    for name in ("flow", "profile"):
        for text in CONTEXT[name](document, context):
            yield str(text)


def _row_texts(document: Document, row: int) -> Iterator[str]:
    """What a message says: readings, values, results; names and readings of the parts of its values."""
    asked = Row(document, row, _WANTED)
    for values in _GETTERS:
        for value in values(asked):
            yield printable(value) if isinstance(value, str) else str(value)
    reading = asked.reading()
    if reading is None or not any(node is not None and node.children for node in reading.values):
        return
    for meant in document.names(row, asked.tree()).values():
        yield printable(f"{meant.name} {meant.text}" if meant.text is not None else meant.name)


__all__ = ["EXPRESSION", "HEX", "NOTE", "OBIS", "TEXT", "Finder"]
