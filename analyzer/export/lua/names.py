"""Names for Lua: the OBIS rules and their tables as text that is read at the first look-up, classes and units as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dissectors.core import clock
from dissectors.cosem import obis, obis_rules, packs, units
from dissectors.cosem.classes import interface_class, interface_classes
from dissectors.cosem.obis_rules import Rule
from dissectors.cosem.types import InterfaceClass, Type
from dissectors.meaning.lessons import SCALER_UNIT

_SEPARATOR = "\t"
_EVERY = range(256)


def rule_text(enabled: Sequence[str]) -> str:
    """A line a rule: pack ("" for the standard's), the six fields, classes, name, short name; packs in their order first.

    Packs of a country are those whose codes name the country, whether they are enabled or not.
    """
    countries = sorted({pack for number in _EVERY if (pack := packs.of_country(number)) is not None})
    lines: list[str] = []
    for pack in dict.fromkeys((*enabled, *countries)):
        lines += [_line(pack, rule) for rule in packs.rules_of(pack).rules]
    lines += [_line("", rule) for rule in obis_rules.base_rules().rules]
    return "\n".join(lines)


def _line(pack: str, rule: Rule) -> str:
    classes = "*" if rule.class_ids is None else ",".join(map(str, sorted(rule.class_ids)))
    return _SEPARATOR.join((pack, *rule.fields, classes, rule.name, rule.short))


def cell_text() -> str:
    """A line a cell of the tables that rules draw on: table, values, text, short, alt, alt_short, whether it integrates."""
    obis_rules.table("")  # reads them
    lines: list[str] = []
    for name, cells in obis_rules._tables.items():
        rows: dict[obis_rules.Cell, list[int]] = {}
        for value, cell in cells.items():
            rows.setdefault(cell, []).append(value)
        for cell, values in rows.items():
            integral = "1" if cell.unit == obis_rules.INTEGRAL else ""
            parts = (name, ",".join(map(str, values)), cell.text, cell.short, cell.alt, cell.alt_short, integral)
            lines.append(_SEPARATOR.join(parts))
    return "\n".join(lines)


def obis_facts(enabled: Sequence[str]) -> dict[str, Any]:
    """What else the names go by."""
    countries = {number: pack for number in _EVERY if (pack := packs.of_country(number)) is not None}
    return {
        "packs": list(enabled),
        "countries": countries,
        "country_specific": obis._COUNTRY_SPECIFIC,
        "electricity": obis._ELECTRICITY,
        "abstract": obis._ABSTRACT,
        "first_channel": obis._CHANNELS.start,
        "last_channel": obis._CHANNELS.stop - 1,
        "monitor": obis_rules.REGISTER_MONITOR,
    }


def classes() -> dict[int, dict[str, Any]]:
    """Name, attributes and methods of each class: what all its known versions agree on."""
    latest: dict[int, InterfaceClass] = {each.class_id: each for each in interface_classes()}
    found: dict[int, dict[str, Any]] = {}
    for class_id, named in latest.items():
        common = interface_class(class_id)
        row: dict[str, Any] = {"name": named.name}
        if common is not None:
            row["attributes"] = {
                index: _leaf(each.type, {"name": each.name})
                | ({"scaled": True} if each.scaled_by else {})
                | ({"scaler": True} if each.teaches == SCALER_UNIT else {})
                for index, each in common.attributes.items()
            }
            row["methods"] = {index: {"name": each.name} for index, each in common.methods.items()}
        found[class_id] = row
    return found


def _leaf(declared: Type, row: dict[str, Any]) -> dict[str, Any]:
    """What a value of one element stands for: a date, or a code with a name."""
    if declared.meaning in clock.FORMS:
        return row | {"form": declared.meaning}
    if declared.names and not declared.bits:
        return row | {"codes": dict(declared.names)}
    return row


def unit_symbols() -> dict[int, str]:
    """What stands behind a number, by the code of its unit."""
    return {code: units.symbol(code) for code in units.UNITS}
