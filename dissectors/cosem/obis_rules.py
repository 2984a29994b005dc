"""Which rule names an OBIS code?

A rule covers a set of values in each of the six value groups and has a name with places to fill in. Rules and the
tables they draw on are the package's CSV files. Of the rules that cover a code, the one that covers the fewest codes
wins.

Places in a name, for any group X:

* ``{X}``, ``{X+1}``, ``{X-100}``: the value, the value plus or minus a number;
* ``{X:table}``: what the table says of the value (``obis_groups.csv``);
* ``{X:1=first;2-5=other #}``: one of a few texts, ``#`` being the value;
* ``{X? #}``: the text after the question mark, left out where the value is 0 or 255.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

Code = tuple[int, int, int, int, int, int]
GROUPS = "ABCDEF"
REGISTER_MONITOR = 21
# In place of a unit in table elec_D: the value makes an energy of a power; it has not the unit of the quantity.
INTEGRAL, OWN_UNIT = "integral", "-"
_UNUSED = (0, 255)
_EXACT_LIMIT = 256  # rules for more (A, C, D) than this are looked up by (A, C)


class Cell(NamedTuple):
    """What a table says of one value: in full and in short, each also for time integrals, and the units."""

    text: str
    short: str
    alt: str
    alt_short: str
    unit: str
    alt_unit: str


class Rule:
    """One line of a rule file. ``class_ids`` is None for any class; ``size`` is the number of codes covered; ``holds``
    says what octets under the name are where no class declares it ("moment": a date and time, a date or a time)."""

    __slots__ = ("class_ids", "fields", "holds", "name", "short", "size", "values")

    def __init__(self, fields: tuple[str, ...], class_ids: str, name: str, short: str, holds: str = "") -> None:
        self.fields = fields
        self.values = tuple(values_of(field) for field in fields)
        self.class_ids = None if class_ids == "*" else values_of(class_ids)
        self.name = name
        self.short = short or name
        self.holds = holds
        self.size = 1
        for values in self.values:
            self.size *= len(values)

    def covers(self, code: Code) -> bool:
        """Whether all six values of ``code`` belong to the rule."""
        return all(value in values for value, values in zip(code, self.values, strict=True))


class RuleSet:
    """Rules with an index over them by (A, C, D), or by (A, C) where a rule spans many."""

    __slots__ = ("_exact", "_wide", "rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._exact: dict[tuple[int, int, int], list[Rule]] = {}
        self._wide: dict[tuple[int, int], list[Rule]] = {}
        for rule in self.rules:
            a_values, _, c_values, d_values, *_ = rule.values
            narrow = len(a_values) * len(c_values) * len(d_values) <= _EXACT_LIMIT
            for a in a_values:
                for c in c_values:
                    if narrow:
                        for d in d_values:
                            self._exact.setdefault((a, c, d), []).append(rule)
                    else:
                        self._wide.setdefault((a, c), []).append(rule)

    def find(self, code: Code, class_id: int | None) -> Rule | None:
        """The rule for an object; with the class unknown, one for class 21 only where no other rule fits."""
        a, _, c, d, _, _ = code
        best: Rule | None = None
        best_rank = (2, 0)
        for rule in (*self._exact.get((a, c, d), ()), *self._wide.get((a, c), ())):
            if not rule.covers(code):
                continue
            classes = rule.class_ids
            if class_id is not None and classes is not None and class_id not in classes:
                continue
            monitor = class_id is None and classes is not None and len(classes) == 1 and REGISTER_MONITOR in classes
            rank = (int(monitor), rule.size)
            if rank < best_rank:
                best, best_rank = rule, rank
        return best


def values_of(field: str) -> frozenset[int]:
    """The values of ``"0-3,7,255"``; all 256 for ``"*"``."""
    known = _values.get(field)
    if known is None:
        known = _values[field] = frozenset(_expand(field))
    return known


def base_rules() -> RuleSet:
    """The rules of the standard."""
    global _base
    if _base is None:
        _base = RuleSet(rule_of(row) for row in _rows("obis_rules.csv"))
    return _base


def pack_rules(pack: str) -> RuleSet:
    """The rules of a country pack of this package; empty for a pack it does not have."""
    return RuleSet(rule_of(row[1:]) for row in _rows("obis_packs.csv") if row[0] == pack)


def rule_of(row: Sequence[str]) -> Rule:
    """A rule from A,B,C,D,E,F,class_ids,name and perhaps short, source, holds."""
    short, _, holds = (*row[8:11], "", "", "")[:3]
    return Rule(tuple(row[:6]), row[6], row[7], short, holds)


def table(name: str) -> Mapping[int, Cell]:
    """A table of values by its name; empty where there is none of that name."""
    if not _tables:
        for row in _rows("obis_groups.csv"):
            text, short = row[2], row[2] if row[3] == "=" else row[3]
            cell = Cell(text, short, row[4] or text, row[5] or short, row[6], row[7] or row[6])
            _tables.setdefault(row[0], {}).update(dict.fromkeys(values_of(row[1]), cell))
    return _tables.get(name, _NOTHING)


def render(template: str, code: Code, short: bool = False, integral: bool = False) -> str:
    """A rule's name with its places filled in for ``code``; parts that come out empty go, commas and all."""

    def fill(match: re.Match[str]) -> str:
        value = code[GROUPS.index(match["group"])]
        if match["sum"]:
            return str(value + int(match["sum"]))
        if match["given"] is not None:
            return "" if value in _UNUSED else match["given"].replace("#", str(value))
        if match["table"] is None:
            return str(value)
        if "=" in match["table"]:
            return _inline(match["table"], value)
        return cell_text(match["table"], code, value, short, integral)

    text = _PLACE.sub(fill, template)
    return _SPACES.sub(" ", ", ".join(part for part in _COMMAS.split(text.strip(" ,")) if part))


def cell_text(name: str, code: Code, value: int, short: bool = False, integral: bool = False) -> str:
    """What table ``name`` says of ``value``, its own places filled in; the bare number where it says nothing."""
    cell = table(name).get(value)
    if cell is None:
        return str(value)
    text = cell[(2 if integral else 0) + (1 if short else 0)]
    return render(text, code) if "{" in text else text


_PLACE = re.compile(r"\{(?P<group>[A-F])(?:(?P<sum>[+-]\d+)|\?(?P<given>[^}]*)|:(?P<table>[^}]*))?\}")
_COMMAS = re.compile(r"\s*,\s+|\s+,\s*")
_SPACES = re.compile(r"\s{2,}")
_NOTHING: dict[int, Cell] = {}
_tables: dict[str, dict[int, Cell]] = {}
_values: dict[str, frozenset[int]] = {}
_base: RuleSet | None = None


def _expand(field: str) -> Iterator[int]:
    for part in ["0-255"] if field == "*" else field.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _inline(choices: str, value: int) -> str:
    for choice in choices.split(";"):
        values, _, text = choice.partition("=")
        if value in values_of(values):
            return text.replace("#", str(value))
    return str(value)


def _rows(name: str) -> list[list[str]]:
    """The lines of a data file of the package without its header."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]
