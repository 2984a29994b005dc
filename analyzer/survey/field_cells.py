"""What does a message say in a column that is a filter field: its first few values, as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from analyzer import render
from analyzer.document import Document
from analyzer.fields import Field
from analyzer.filter.literals import SEVERITIES
from analyzer.filter.rows import Row, Wanted
from analyzer.filter.values import values_of
from analyzer.filter.written import ALIASES
from analyzer.survey.cells import Text
from dissectors.core.clock import FORMS
from dissectors.core.forms import show_obis

MOST_VALUES = 8  # of one field that a cell shows


def text_of_field(field: Field) -> Text:
    """The column of a field."""
    values, wanted = values_of(field), Wanted((field,))
    return lambda document, row: joined(document, field, values(Row(document, row, wanted, hide=True)))


def joined(document: Document, field: Field, values: Iterable[Any], utc: bool = False) -> str:
    """The values that a field has in one row, in one cell."""
    most = 1 if field.name in ALIASES else MOST_VALUES
    texts = [_shown(document, field, value, utc) for value in islice(values, most + 1)]
    return ", ".join([*texts[:most], *(["…"] if len(texts) > most > 1 else [])])


def _shown(document: Document, field: Field, value: Any, utc: bool) -> str:
    """The value of a filter field as a cell of a list shows it."""
    if isinstance(value, bytes):
        show = _CLOCKS.get(len(value)) if field.type == "time" else show_obis if field.type == "obis" else None
        return show(value) if show is not None else value.hex()
    if field.type == "time" and isinstance(value, int):
        return render.moment(value, document.capture.resolution, utc)
    if field.type == "duration":
        return render.seconds(value, document.capture.resolution) if value >= 0 else str(value / 1e9)
    if field.type == "severity":
        return SEVERITIES[value]
    if isinstance(value, tuple):
        return "/".join(str(part) for part in value if part is not None)
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    return render.printable(str(value if field.names is None else field.names.get(value, value)))


_CLOCKS = {form.size: form.show for form in FORMS.values()}
