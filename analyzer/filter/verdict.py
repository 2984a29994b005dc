"""Is a text a filter, and is it likely the one that was meant? Cheap enough for every keystroke: no document is looked at."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.fields import by_name, split_prefix
from analyzer.filter.choices import choices
from analyzer.filter.compiled import Filter, field_of
from analyzer.filter.errors import FilterError
from analyzer.filter.nearest import nearest
from analyzer.filter.syntax import Literal, Logic, Not, Span, Syntax, Test

EMPTY, UNFINISHED, VALID, DOUBTFUL, WRONG = "empty", "unfinished", "valid", "doubtful", "wrong"


class Verdict(NamedTuple):
    """``message`` speaks of the characters ``start:end``; ``repair`` would stand there instead, "" where none is known."""

    state: str
    start: int = 0
    end: int = 0
    message: str = ""
    repair: str = ""

    @property
    def usable(self) -> bool:
        """Whether the filter can be applied; an empty one shows everything."""
        return self.state in (EMPTY, VALID, DOUBTFUL)


def check(text: str) -> Verdict:
    """What is to be said of a filter while it is typed."""
    if not text.strip():
        return Verdict(EMPTY)
    try:
        syntax = Filter(text).syntax
    except FilterError as error:
        state = UNFINISHED if error.unfinished or _still_typed(text, error) else WRONG
        return Verdict(state, error.start, error.end, error.advice(), error.hint)
    doubt = _doubt(syntax)
    return doubt if doubt is not None else Verdict(VALID)


def _still_typed(text: str, error: FilterError) -> bool:
    """Whether the fault is a word at the end that is the beginning of what was meant."""
    word = text[error.start : error.end]
    if error.end != len(text) or not word:
        return False
    part = split_prefix(word)[1]
    return error.hint.startswith(word) or (error.field and any(name.startswith(part) for name in by_name()))


def _doubt(syntax: Syntax) -> Verdict | None:
    """What is valid and probably not meant, the first of it."""
    if isinstance(syntax, Not):
        return _doubt(syntax.inner)
    if isinstance(syntax, Test):
        return _doubtful_test(syntax)
    for part in syntax.parts:
        found = _doubt(part)
        if found is not None:
            return found
    return _doubtful_logic(syntax)


def _doubtful_test(test: Test) -> Verdict | None:
    field = field_of(test.field)
    known = choices(field)
    if known and not test.field.slices and test.operator in ("==", "!=", "in", "not in"):
        for part in test.operands:
            for literal in (part.low, part.high) if isinstance(part, Span) else (part,):
                if literal.text not in known:
                    near = nearest(literal.text, known)
                    hint = f". Did you mean {near}?" if near else ""
                    text = f"no known {field.name} is called {literal.text}{hint}"
                    return Verdict(DOUBTFUL, literal.start, literal.end, text, near)
    if field.name == "value" and test.operator in ("<", "<=", ">", ">=") and isinstance(test.operands[0], Literal):
        literal = test.operands[0]
        if literal.quoted and literal.text.replace(".", "", 1).isdigit():
            return Verdict(
                DOUBTFUL,
                literal.start,
                literal.end,
                "in quotes this is a text: numbers do not compare with it",
                literal.text,
            )
    if test.operator in ("<", "<=", ">", ">=") and field.type in ("text", "obis", "bytes") and not test.field.slices:
        return Verdict(DOUBTFUL, test.start, test.end, f"{field.name} has no sizes: this compares it letter by letter")
    return None


def _doubtful_logic(logic: Logic) -> Verdict | None:
    """``x != a || x != b`` passes everything, ``x == a && x == b`` next to nothing."""
    wanted = "!=" if logic.operator == "||" else "==" if logic.operator == "&&" else ""
    seen: dict[str, Test] = {}
    for part in logic.parts:
        if not isinstance(part, Test) or part.operator != wanted or part.field.slices:
            continue
        before = seen.setdefault(str(part.field), part)
        if before is part or before.operands == part.operands:
            continue
        values = f"{before.operands[0]}, {part.operands[0]}"
        if wanted == "!=":
            repair = f"{part.field} not in {{{values}}}"
            text = f"whatever {part.field} is, one of both holds. Did you mean {repair}?"
        else:
            repair = f"{part.field} in {{{values}}}"
            text = f"{part.field} is seldom both. Did you mean {repair}?"
        return Verdict(DOUBTFUL, before.start, part.end, text, repair if _adjacent(logic, before, part) else "")
    return None


def _adjacent(logic: Logic, before: Test, after: Test) -> bool:
    """Whether nothing stands between two parts: then one repair may replace both."""
    at = next(number for number, part in enumerate(logic.parts) if part is before)
    return logic.parts[at + 1] is after
