"""How is a value written in a filter, and which filter picks what a node or a cell shows?"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from analyzer.document import Document
from analyzer.fields import Field, by_name, lookup
from analyzer.filter.errors import FilterError
from analyzer.filter.lexer import is_word, quoted
from analyzer.filter.literals import SEVERITIES
from analyzer.filter.predicates import SLICED
from analyzer.filter.rows import Row, Wanted, node_values
from analyzer.filter.values import values_of
from analyzer.secrets import secret_nodes
from dissectors.core.clock import FORMS
from dissectors.core.forms import show_obis
from dissectors.core.node import Node, walk

_SHOW = {form.size: form.show for form in FORMS.values()}


def written(field: Field, value: Any) -> str:
    """The literal that ``field == literal`` compares with ``value``."""
    return _WRITTEN[field.type](field, value)


def as_filter(document: Document, row: int, node: Node | None = None, field: str | None = None) -> str:
    """The filter that picks what a node of a row shows, or what the row has in the field of that name.

    Rows of the same service where a node has no value of its own; a password or a key is never written out: then it
    is its being there that is asked for. Raises :class:`FilterError` for a field that does not exist.
    """
    if node is not None:
        found = next(((by_name()[name], value) for name, value in node_values(node) if name in by_name()), None)
        if found is None:
            return as_filter(document, row, field="service")
        field_of_node, value = found
        if _tells_secret(document, row, node.value):
            return field_of_node.name
        return _equals(field_of_node, value)
    named = lookup(field or "")
    if named is None:
        raise FilterError("no such field", 0, len(field or ""))
    values = values_of(named)(Row(document, row, Wanted((named,))))
    if not values:
        return f"!{named.name}"
    if named.name in SECRET_FIELDS or any(_tells_secret(document, row, value) for value in values):
        return named.name
    most = 1 if named.name in ALIASES else _MOST
    return " && ".join(_equals(named, value) for value in values[:most])


def _equals(field: Field, value: Any) -> str:
    """The test that a value passes: of a long one only its beginning is asked for."""
    literal = written(field, value)
    if len(literal) <= _LONG or not isinstance(value, str | bytes):
        return f"{field.name} == {literal}"
    begins = written(field, value[:_BEGINNING])
    return f"{field.name}[0:{_BEGINNING}] == {begins}" if field.type in SLICED else f"{field.name} contains {begins}"


SECRET_FIELDS = ("dedicated_key", "authentication_value")
ALIASES = ("source", "destination")  # their first value is the whole, the others are other names of it
_MOST = 8  # values that a filter of a cell names
_LONG, _BEGINNING = 256, 64  # characters of a literal; bytes or characters of a value


def _tells_secret(document: Document, row: int, value: Any) -> bool:
    """Whether octets are, or hold, a password or a key that the row shows."""
    if not isinstance(value, bytes):
        return False
    tree = document.build(row)
    hidden = {identity for root in tree.roots for identity in secret_nodes(root)}
    found = [node.value for root in tree.roots for node in walk(root) if id(node) in hidden]
    reading = tree.reading()
    if reading is not None:
        found += [node.value for node in document.meaning.secrets(row, reading)]
    return any(isinstance(secret, bytes) and secret and secret in value for secret in found)


# --- literals by type -----------------------------------------------------------------------------


def _number(field: Field, value: Any) -> str:
    name = (field.names or {}).get(value)
    if (
        name is not None
        and is_word(name)
        and next(code for code, each in (field.names or {}).items() if each == name) == value
    ):
        return name
    return str(value)


def _text(field: Field, value: Any) -> str:
    del field
    return value if is_word(value) and ".." not in value else quoted(value)


def _bytes(field: Field, value: Any) -> str:
    del field
    return value.hex() if value else '""'


def _duration(field: Field, value: Any) -> str:
    del field
    sign, size = ("-", -value) if value < 0 else ("", value)
    return f"{sign}{size // 1_000_000_000}.{size % 1_000_000_000:09d}".rstrip("0").rstrip(".")


def _time(field: Field, value: Any) -> str:
    del field
    if isinstance(value, bytes):
        show = _SHOW.get(len(value))
        return quoted(show(value) if show is not None else value.hex())
    stamp = datetime.datetime.fromtimestamp(value // 1_000_000_000, datetime.UTC)
    return f'"{stamp:%Y-%m-%d %H:%M:%S}.{value % 1_000_000_000:09d}Z"'


def _address(field: Field, value: Any) -> str:
    del field
    upper, lower = value
    return str(upper) if lower is None else f"{upper}/{lower}"


def _value(field: Field, value: Any) -> str:
    del field
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)


_WRITTEN: dict[str, Callable[[Field, Any], str]] = {
    "number": _number,
    "signed": _number,
    "float": lambda field, value: repr(value),
    "boolean": lambda field, value: str(bool(value)).lower(),
    "severity": lambda field, value: SEVERITIES[value],
    "duration": _duration,
    "text": _text,
    "oid": _text,
    "bits": _text,
    "bytes": _bytes,
    "obis": lambda field, value: show_obis(value),
    "address": _address,
    "time": _time,
    "value": _value,
}
