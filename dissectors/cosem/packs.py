"""Which country packs of OBIS names are there?

A pack names objects that a country or a companion specification defines on top of the standard. Packs are plug-ins: an
entry point in the group ``dlmscope.obis_packs`` names a function without parameters that returns a :class:`Pack`. The
packs of this package come through the same door. A pack is used when it is asked for; for codes of the range that the
standard sets aside for its country (C = 94, D the country) it is used by itself.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dissectors.cosem.obis_rules import RuleSet, pack_rules, rule_of

GROUP = "dlmscope.obis_packs"


class Pack(NamedTuple):
    """``name`` is what users enable it by; ``rules`` is called once, when the pack is first used.

    ``country`` is the value of D whose country specific codes (C = 94) are the pack's, None where it has none or shares
    them: India and Saudi Arabia both use 96.
    """

    name: str
    title: str
    rules: Callable[[], RuleSet]
    country: int | None = None


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
            there = ", ".join(f"{each.name} ({each.title})" for _, each in sorted(packs().items()))
            raise ValueError(f"no OBIS pack {name!r}; there are {there}")
        known = _rules[name] = pack.rules()
    return known


def of_country(country: int) -> str | None:
    """The one pack to which a country's own codes belong; None where there is none, or several."""
    found = [pack.name for pack in packs().values() if pack.country == country]
    return found[0] if len(found) == 1 else None


def rules_from_csv(lines: Iterable[str]) -> RuleSet:
    """Rules for a plug-in from CSV lines A,B,C,D,E,F,class_ids,name,short,source,holds; a header line is passed over.

    What follows the name may be left out. ``holds`` is ``moment`` where octets are a date, a time, or both.
    """
    rows = [row for row in csv.reader(lines) if row and row[0] != "A"]
    return RuleSet(map(rule_of, rows))


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
    "EU-P1": "European consumer ports: DSMR, Nordic HAN, IDIS",
}
_COUNTRIES = {"IN": 91, "IT": 39, "ES": 34, "RU": 7}  # as table country_D has them
_IN_TREE = (india, italy, spain, saudi_arabia, russia, european_p1)
_found: dict[str, Pack] = {}
_broken: dict[str, str] = {}
_rules: dict[str, RuleSet] = {}


def _in_tree(name: str) -> Pack:
    return Pack(name, _TITLES[name], lambda: pack_rules(name), _COUNTRIES.get(name))


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
