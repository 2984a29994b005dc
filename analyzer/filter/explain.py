"""Why does nothing pass a filter? Which of its parts passes nothing alone, and what the capture has instead."""

from __future__ import annotations

from analyzer.document import Document
from analyzer.filter.compiled import Filter, compile_filter, field_of
from analyzer.filter.frequent import frequent
from analyzer.filter.syntax import Logic, Syntax, Test
from analyzer.filter.written import SECRET_FIELDS, written
from analyzer.render import printable

_SEEN = 3  # values of a field that are named
_PARTS = 8  # parts of a filter that are looked at
_FEW = 2_000  # messages that are decoded for one of them at most


def why_nothing(document: Document, passing: Filter) -> str:
    """One line on a filter that no message of a capture passes; "" where there is nothing to say that is not obvious.

    Parts for which many messages would have to be decoded are passed over.
    """
    told: list[str] = []
    parts = _parts(passing.syntax)
    all_asked = len(parts) <= _PARTS
    for part in parts[:_PARTS]:
        alone = compile_filter(str(part))
        if alone.to_decode(document) > _FEW:
            all_asked = False
        elif not any(hits for _, hits in alone.run(document, 1, document.count)):
            told.append(f"`{part}` alone passes none{_seen(document, part)}")
    if told:
        return "; ".join(told)
    return f"each of its {len(parts)} parts passes some, no message passes all" if all_asked and len(parts) > 1 else ""


def _parts(syntax: Syntax) -> tuple[Syntax, ...]:
    return syntax.parts if isinstance(syntax, Logic) and syntax.operator == "&&" else (syntax,)


def _seen(document: Document, part: Syntax) -> str:
    """What the field of a part has in the capture, where the part is a single test."""
    if not isinstance(part, Test):
        return ""
    field = field_of(part.field)
    if field.name in SECRET_FIELDS:
        return ""
    known = frequent(document, field)
    values = [printable(written(field, value)) for value, _ in known.values]
    if not values:
        return f": no message has {field.name}" if known.exact else ""
    more = ", …" if len(values) > _SEEN else ""
    return f": seen are {', '.join(values[:_SEEN])}{more}"
