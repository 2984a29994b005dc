"""What may stand at the cursor of a filter that is being typed? Fields, operators, values, connectives; the likely first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analyzer.document import Document
from analyzer.fields import MESSAGE_FIELDS, Field, by_name, lookup, said_of_messages, split_prefix
from analyzer.filter.choices import choices
from analyzer.filter.compiled import in_rows
from analyzer.filter.errors import FilterError
from analyzer.filter.frequent import example, frequent
from analyzer.filter.lexer import SIGN, Token, quoted, tokens
from analyzer.filter.predicates import OPERATORS
from analyzer.filter.written import SECRET_FIELDS, written
from analyzer.render import printable
from dissectors.cosem.classes import class_name
from dissectors.meaning.names import names_of
from dissectors.session.findings import CATALOGUE
from dissectors.session.message import ObjectRef

MOST = 50  # candidates
FIELD, OPERATOR, VALUE, LOGIC, FIND = "field", "operator", "value", "logic", "find"
_MEANINGS = {
    "==": "equals", "!=": "is there, and no value equals", "<": "less", "<=": "at most", ">": "more", ">=": "at least",
    "contains": "has the part", "~": "matches the pattern", "in": "one of a set", "not in": "none of a set",
    "&&": "and", "||": "or",
}  # fmt: skip
_LONGEST = 80  # characters of a value that is offered
_SEVERAL = 3  # letters from which on a word is looked for in names of objects
_WORD_END = re.compile(r"[^\s\"'()\[\]{},!=<>&|~^]*")


class Candidate(NamedTuple):
    """``text`` would replace the characters ``start:end``; ``label`` and ``meaning`` explain it, fit for a terminal.

    ``kind`` is field, operator, value, logic, or find: then the text is no filter, and is looked for as it stands.
    """

    text: str
    start: int
    end: int
    label: str
    meaning: str
    kind: str


class _Place(NamedTuple):
    """What is expected, of which field, and the part of it that is there."""

    expects: str
    field: Field | None
    part: str
    start: int
    end: int


def complete(text: str, cursor: int, document: Document | None = None) -> list[Candidate]:
    """What could be put at ``cursor``, the likeliest first. Values and their numbers come from the document."""
    place = _place(text, max(0, min(cursor, len(text))))
    found = list(_CANDIDATES[place.expects](place, document))[:MOST]
    words = text.strip()
    if words and _is_no_filter(words):
        found.append(Candidate(words, 0, len(text), f"Find {quoted(printable(words))}", "in rows and values", FIND))
    return found


def _is_no_filter(words: str) -> bool:
    """Whether plain words begin with the name of no field: then they are meant to be found."""
    return lookup(words.split()[0]) is None and not any(
        sign in words for sign in ("==", "!=", "<", ">", "~", "&&", "||", "(")
    )


# --- where is the cursor? -------------------------------------------------------------------------


def _place(text: str, cursor: int) -> _Place:
    before = text[:cursor]
    try:
        found = tokens(before)[:-1]
    except FilterError as error:
        found = tokens(before[: error.start])[:-1]
        found.append(Token("open", before[error.start :], error.start, cursor))
    part, start, end = "", cursor, cursor
    if found and found[-1].end == cursor and (found[-1].kind != SIGN or found[-1].text in ("contains", "in")):
        last = found.pop()
        part, start = before[last.start :], last.start
        match = _WORD_END.match(text, cursor)
        end = match.end() if match is not None else cursor
    expects, field = _expected(found)
    return _Place(expects, field, part, start, end)


def _expected(found: list[Token]) -> tuple[str, Field | None]:
    """What comes after these tokens."""
    expects, field, in_set, in_slice = FIELD, None, False, False
    for token in found:
        sign = token.text if token.kind == SIGN else ""
        if in_slice:
            in_slice = sign != "]"
        elif sign == "[":
            in_slice = True
        elif sign in ("&&", "||", "^^"):
            expects, field, in_set = FIELD, None, False
        elif sign == "{":
            expects, in_set = VALUE, True
        elif sign == "}":
            expects, in_set = LOGIC, False
        elif sign in ("(", ")", "!", ","):
            expects = LOGIC if sign == ")" else expects
        elif sign:
            expects = VALUE
        elif expects == FIELD:
            expects, field = OPERATOR, lookup(token.text)
        elif expects == VALUE and not in_set:
            expects = LOGIC
    return expects, field


# --- fields ---------------------------------------------------------------------------------------


def _fields(place: _Place, document: Document | None) -> Iterator[Candidate]:
    prefix, part = split_prefix(place.part)
    usual = {field.name: at for at, field in enumerate(MESSAGE_FIELDS)}
    ranked = [(rank, usual.get(field.name, len(usual)) if not part else field.name not in usual, len(field.name), field)
              for field in by_name().values() if (rank := _rank(field, part.lower())) is not None]  # fmt: skip
    objects = list(_objects(place, document))
    for rank, _, _, field in sorted(ranked, key=lambda each: (*each[:3], each[3].name)):
        if rank >= _BY_MEANING and objects:
            yield from objects
            objects = []
        yield Candidate(
            f"{prefix}{field.name} ",
            place.start,
            place.end,
            f"{field.name}  {field.type}",
            _meaning(field, document),
            FIELD,
        )
    yield from objects


_BY_MEANING = 4


def _rank(field: Field, part: str) -> int | None:
    """How well a field answers what is typed: by its name, by its meaning, by letters in their order."""
    name, meaning = field.name, field.element.lower()
    if not part or name == part:
        return 0
    if name.startswith(part):
        return 1
    if re.search(rf"[._]{re.escape(part)}", name):
        return 2
    if part in name:
        return 3
    if re.search(rf"\b{re.escape(part)}", meaning):
        return 4
    if part in meaning:
        return 5
    letters = iter(name)
    return 6 if len(part) > 1 and all(letter in letters for letter in part) else None


def _meaning(field: Field, document: Document | None) -> str:
    """What a field is, with an example where the index has one: decoding at each keystroke would take too long."""
    if document is None or field.name not in said_of_messages() or in_rows(field):
        return field.element
    value = example(document, field)
    return field.element if value is None else f"{field.element}  like {_shown(field, value)}"


def _objects(place: _Place, document: Document | None) -> Iterator[Candidate]:
    """Objects of the capture whose names have the word that is typed."""
    part = place.part.lower()
    if document is None or len(part) < _SEVERAL:
        return
    field = by_name()["obis"]
    found = [(value, name, count) for value, count in frequent(document, field).values
             if part in (name := _name_of(value)).lower()]  # fmt: skip
    if len(found) > 1:
        text = f"name ~ {quoted(re.escape(place.part))}"
        yield Candidate(text, place.start, place.end, printable(text), f"{len(found)} objects", VALUE)
    for value, name, count in found:
        code = written(field, value)
        yield Candidate(f"obis == {code}", place.start, place.end, f"{code}  {name}", f"{count}×", VALUE)


def _name_of(code: object) -> str:
    name = names_of(ObjectRef(None, code, None)).name if isinstance(code, bytes) and len(code) == 6 else None
    return printable(name or "")


# --- operators and connectives --------------------------------------------------------------------


def _operators(place: _Place, document: Document | None) -> Iterator[Candidate]:
    del document
    if place.field is not None:
        for sign in OPERATORS[place.field.type]:
            if sign.startswith(place.part) or _spelt(sign).startswith(place.part):
                shown = "in {" if sign == "in" else "not in {" if sign == "not in" else f"{sign} "
                yield Candidate(shown, place.start, place.end, sign, _operator_meaning(place.field, sign), OPERATOR)
    yield from _logic(place, None)


def _spelt(sign: str) -> str:
    return "matches" if sign == "~" else sign


def _operator_meaning(field: Field, sign: str) -> str:
    if sign == "~":
        return "fits the OBIS pattern, like 1-0:x.8.0" if field.type == "obis" else "matches the expression"
    return _MEANINGS[sign]


def _logic(place: _Place, document: Document | None) -> Iterator[Candidate]:
    del document
    for sign, word in (("&&", "and"), ("||", "or")):
        if not place.part or word.startswith(place.part.lower()):
            yield Candidate(f"{sign} ", place.start, place.end, sign, _MEANINGS[sign], LOGIC)


# --- values ---------------------------------------------------------------------------------------


def _values(place: _Place, document: Document | None) -> Iterator[Candidate]:
    """The values that the capture has, by how often; then the names that the field could have."""
    field = place.field
    if field is None or field.name in SECRET_FIELDS:
        return
    part = place.part.strip("\"'").lower()
    seen: set[str] = set()
    if document is not None:
        known = frequent(document, field)
        for value, count in known.values:
            literal = written(field, value)
            name = _value_meaning(field, value)
            if literal not in seen and len(literal) <= _LONGEST and (part in literal.lower() or part in name.lower()):
                seen.add(literal)
                counted = f"{count}×" if known.exact else ""
                label = f"{printable(literal)}  {name}".rstrip()
                yield Candidate(literal, place.start, place.end, label, counted, VALUE)
    for name in (*(field.names or {}).values(), *choices(field)):
        literal = written(field, name) if field.type == "text" else name
        if part in name.lower() and literal not in seen:
            seen.add(literal)
            yield Candidate(literal, place.start, place.end, literal, _choice_meaning(field, name), VALUE)
    if field.type == "boolean":
        for literal in ("true", "false"):
            if literal.startswith(part) and literal not in seen:
                yield Candidate(literal, place.start, place.end, literal, "", VALUE)


def _shown(field: Field, value: object) -> str:
    return printable(written(field, value))


def _value_meaning(field: Field, value: object) -> str:
    if field.type == "obis":
        return _name_of(value)
    if field.name == "class_id" and isinstance(value, int):
        return class_name(value) or ""
    return _choice_meaning(field, str(value))


def _choice_meaning(field: Field, name: str) -> str:
    if field.name == "finding" and name in CATALOGUE:
        return CATALOGUE[name].title
    code = next((code for code, each in (field.names or {}).items() if each == name), None)
    return "" if code is None else str(code)


_CANDIDATES = {FIELD: _fields, OPERATOR: _operators, VALUE: _values, LOGIC: _logic}
__all__ = ["FIELD", "FIND", "LOGIC", "MOST", "OPERATOR", "VALUE", "Candidate", "complete"]
