"""Which country packs of OBIS names are there?

A pack names objects that a country or a companion specification defines on top of the standard. Packs are plug-ins: an
entry point in the group ``dlmscope.obis_packs`` names a function without parameters that returns a :class:`Pack`. The
packs of this package come through the same door.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dissectors.cosem.obis_rules import Rule, RuleSet, pack_rules

GROUP = "dlmscope.obis_packs"


class Pack(NamedTuple):
    """``name`` is what users enable it by; ``rules`` is called once, when the pack is first used."""

    name: str
    title: str
    rules: Callable[[], RuleSet]


def packs() -> dict[str, Pack]:
    """Every pack that is installed, by name. A plug-in that cannot be loaded is left out and told by :func:`broken`."""
    if not _found:
        _load()
    return _found


def broken() -> dict[str, str]:
    """The entry points that could not be loaded, with the reason."""
    packs()
    return _broken


def rules_of(name: str) -> RuleSet:
    """The rules of an enabled pack. Raises ValueError with the names there are where there is none of that name."""
    known = _rules.get(name)
    if known is None:
        pack = packs().get(name)
        if pack is None:
            raise ValueError(f"no OBIS pack {name!r}; there are {', '.join(sorted(packs()))}")
        known = _rules[name] = pack.rules()
    return known


def rules_from_csv(lines: Iterable[str]) -> RuleSet:
    """Rules for a plug-in from CSV lines A,B,C,D,E,F,class_ids,name,short; a header line is passed over."""
    rows = [row for row in csv.reader(lines) if row and row[0] != "A"]
    return RuleSet(Rule(tuple(row[:6]), row[6], row[7], row[8] if len(row) > 8 else "") for row in rows)


def india() -> Pack:
    """IS 15959 and Indian smart meters."""
    return _in_tree("IN")


def italy() -> Pack:
    """UNI/TS 11291 gas."""
    return _in_tree("IT")


def spain() -> Pack:
    """Spanish meters."""
    return _in_tree("ES")


def saudi_arabia() -> Pack:
    """Saudi meters."""
    return _in_tree("SA")


def russia() -> Pack:
    """SPODES."""
    return _in_tree("RU")


def european_p1() -> Pack:
    """Consumer ports in the manner of DSMR, HAN and IDIS."""
    return _in_tree("EU-P1")


_TITLES = {
    "IN": "India: IS 15959 and smart meters",
    "IT": "Italy: UNI/TS 11291 gas",
    "ES": "Spain",
    "SA": "Saudi Arabia",
    "RU": "Russia: SPODES",
    "EU-P1": "European consumer ports (P1, HAN)",
}
_IN_TREE = (india, italy, spain, saudi_arabia, russia, european_p1)
_found: dict[str, Pack] = {}
_broken: dict[str, str] = {}
_rules: dict[str, RuleSet] = {}


def _in_tree(name: str) -> Pack:
    return Pack(name, _TITLES[name], lambda: pack_rules(name))


def _load() -> None:
    from importlib import metadata  # slow to import, and most runs enable no pack

    for entry in metadata.entry_points(group=GROUP):
        try:
            pack = entry.load()()
            _found[pack.name] = pack
        except Exception as error:  # a plug-in of others may fail in any way
            _broken[entry.name] = f"{type(error).__name__}: {error}"
    for declared in _IN_TREE:  # a source tree that is not installed has no entry points
        pack = declared()
        _found.setdefault(pack.name, pack)
