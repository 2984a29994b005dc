"""What does an OBIS code name?

Codes are written ``A-B:C.D.E*F`` (IEC 62056-61). A name comes from the rules and tables of the package and of the
country packs that are enabled; a code that they do not cover gets no name, only what is known of its value groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dissectors.cosem import packs as country_packs
from dissectors.cosem.obis_rules import GROUPS, INTEGRAL, OWN_UNIT, Code, Rule, base_rules, cell_text, render, table

_LIMIT = 8192  # of each cache; a capture may name any number of codes


class Obis(NamedTuple):
    """The six value groups; ``bytes(obis)`` are the octets of the logical name."""

    a: int
    b: int
    c: int
    d: int
    e: int
    f: int

    @classmethod
    def parse(cls, text: str, a: int = 1, b: int = 0) -> Obis:
        """Read ``1-0:1.8.0*255``, ``1.0.1.8.0.255`` or twelve hex digits. Raises ValueError.

        F is 255 (not used) where it is left out, and so is E in the short forms; A and B are then ``a`` and ``b``: in
        ``1.8.0`` as a display shows it, those of an electricity meter.
        """
        stripped = text.strip()
        match = _FULL.fullmatch(stripped) or _REDUCED.fullmatch(stripped)
        if match is not None:
            groups = match.groupdict()
            defaults = {"a": a, "b": b, "e": 255, "f": 255}
            values = [defaults[key] if groups[key] is None else int(groups[key]) for key in "abcdef"]
        elif _HEX.fullmatch(stripped):
            values = list(bytes.fromhex(stripped))
        else:
            raise ValueError(f"{text!r} is no OBIS code: expected A-B:C.D.E*F, A.B.C.D.E.F or 12 hex digits")
        if max(values) > 255:
            raise ValueError(f"{text!r} is no OBIS code: a value group is above 255")
        return cls(*values)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Obis:
        """The six octets of a logical name. Raises ValueError for any other number of octets."""
        if len(raw) != 6:
            raise ValueError(f"a logical name has 6 octets, not {len(raw)}")
        return cls(*raw)

    def __str__(self) -> str:
        return f"{self.a}-{self.b}:{self.c}.{self.d}.{self.e}*{self.f}"


class Name(NamedTuple):
    """What a code names. ``text`` says all, ``short`` what a list has room for.

    ``found`` is False for a code outside the tables: then ``text`` tells what is known of it, and ``known`` has the
    letters of the value groups whose values the tables have. ``pack`` is the country pack the name is from, ``unit``
    the unit that the quantity usually has, ``remark`` says where the class of the object is not one the tables list.
    ``holds`` is "moment" where octets under the name are a date, a time, or both.
    """

    text: str
    short: str
    found: bool
    known: str
    pack: str | None
    unit: str | None
    remark: str
    holds: str = ""


def format_obis(raw: bytes) -> str:
    """``A-B:C.D.E*F`` of six octets; hex where there are not six."""
    text = _texts.get(raw)
    if text is None:
        text = "{}-{}:{}.{}.{}*{}".format(*raw) if len(raw) == 6 else raw.hex()
        if len(_texts) >= _LIMIT:
            _texts.clear()
        _texts[bytes(raw)] = text
    return text


def describe(obis: Obis | bytes | str, class_id: int | None = None, packs: Sequence[str] = ()) -> Name:
    """Name an object; ``class_id`` decides where a code means different things, ``packs`` come first in their order.

    Raises ValueError for text or octets that are no OBIS code, and for a pack that is not installed.
    """
    key = (obis, class_id, tuple(packs))
    known = _names.get(key)
    if known is None:
        code = Obis.parse(obis) if isinstance(obis, str) else Obis.from_bytes(bytes(obis))
        known = _describe(code, class_id, key[2])
        if len(_names) >= _LIMIT:
            _names.clear()
        _names[key] = known
    return known


_GROUP = r"(?P<{}>\d{{1,3}})"
_A, _B, _C, _D, _E, _F = (_GROUP.format(group) for group in "abcdef")
_FULL = re.compile(rf"{_A}\.{_B}\.{_C}\.{_D}\.{_E}\.{_F}")
_REDUCED = re.compile(rf"(?:{_A}-)?(?:{_B}:)?{_C}\.{_D}(?:\.{_E})?(?:[*&.]{_F})?")
_HEX = re.compile(r"[0-9A-Fa-f]{12}")
_texts: dict[bytes, str] = {}
_names: dict[tuple[Obis | bytes | str, int | None, tuple[str, ...]], Name] = {}

_ABSTRACT, _ELECTRICITY, _CHANNELS, _NOT_USED = 0, 1, range(1, 65), 255
# The tables that values of C and D are looked up in, by medium; the first that has the value of C decides.
_TABLES: dict[int, tuple[tuple[str, str], ...]] = {
    1: (("elec_C", "elec_D"),),
    4: (("hca_C", "hca_D"),),
    5: (("heat_C", "heat_D"),),
    6: (("heat_C", "heat_D"),),
    7: (("gas_C", "gas_D_index"), ("gas_process", "gas_D_process"), ("gas_factor", "")),
    8: (("water_C", "water_D"),),
    9: (("water_C", "water_D"),),
}
_ANY_C, _ANY_X = "any_C", "any_X"
_COUNTRY_SPECIFIC, _COUNTRIES = 94, "country_D"
_MANUFACTURER = range(128, 255)
_RESERVED = "reserved"


def _describe(code: Obis, class_id: int | None, enabled: tuple[str, ...]) -> Name:
    country = country_packs.of_country(code.d) if code.c == _COUNTRY_SPECIFIC else None
    for pack in enabled if country is None else (*enabled, country):
        rule = country_packs.rules_of(pack).find(code, class_id)
        if rule is not None:
            return _named(code, rule, pack, "")
    rule = base_rules().find(code, class_id)
    if rule is not None:
        return _named(code, rule, None, "")
    rule = base_rules().find(code, None)
    if rule is not None and rule.class_ids is not None:
        return _named(code, rule, None, f"the tables list it for class {', '.join(map(str, sorted(rule.class_ids)))}")
    return _unnamed(code)


def _named(code: Obis, rule: Rule, pack: str | None, remark: str) -> Name:
    measured = code.a == _ELECTRICITY and "{C:elec_C}" in rule.name
    integral = measured and _is_integral(code.d)
    text = render(rule.name, code, False, integral)
    short = render(rule.short, code, True, integral)
    if measured and short.endswith(" total") and not short.endswith(f"{_quantity(code, integral)} total"):
        short = short.removesuffix(" total")  # where the processing is named, "total" adds nothing
    medium = table("A_medium").get(code.a)
    if medium is not None and code.a not in (_ABSTRACT, _ELECTRICITY):
        text, short = f"{medium.text}, {text}", f"{medium.short} {short}"
    if code.b in _CHANNELS and "{B" not in rule.name:
        text, short = f"{text}, channel {code.b}", f"{short}, channel {code.b}"
    unit = _unit(code, integral) if measured or "{E:elec_angle}" in rule.name else None
    return Name(_capital(text), _capital(short), True, GROUPS, pack, unit, remark, rule.holds)


def _quantity(code: Obis, integral: bool) -> str:
    return cell_text("elec_C", code, code.c, True, integral)


def _is_integral(d: int) -> bool:
    cell = table("elec_D").get(d)
    return cell is not None and cell.unit == INTEGRAL


def _unit(code: Obis, integral: bool) -> str | None:
    """The unit of an electricity quantity; None for counters and times of limits, and for ratios of harmonics."""
    quantity, processing = table("elec_C").get(code.c), table("elec_D").get(code.d)
    harmonic = table("elec_E_harmonic").get(code.e) if code.e in _RATIOS else None
    if quantity is None or (processing is not None and processing.unit == OWN_UNIT) or harmonic is not None:
        return None
    return (quantity.alt_unit if integral else quantity.unit) or None


_RATIOS = (124, 125, 127)


def _unnamed(code: Obis) -> Name:
    """What the tables know of each group of a code that no rule covers."""
    parts: list[str] = []
    known: list[str] = []
    for group, value, says in zip(GROUPS, code, _group_texts(code), strict=True):
        if says:
            known.append(group)
        if group == "A":
            parts.append(f"A={value} ({says})" if says.endswith(_RESERVED) else says)
        elif group == "B":
            parts.append(says if says.startswith("channel") else f"B={value} ({says})")
        elif says:
            parts.append(f"{group}={value} ({says})")
        elif group != "F" or value != _NOT_USED:
            parts.append(f"{group}={value}")
    word = "unknown"
    if any(value in _MANUFACTURER for value in code[2:]) or code.b in range(128, 200):
        word = "manufacturer specific"
    elif code.b in range(65, 128):
        word = "utility specific"
    medium = parts[0].partition(" (")[0]
    return Name(f"unknown: {', '.join(parts)}", _capital(f"{word} ({medium})"), False, "".join(known), None, None, "")


def _group_texts(code: Code) -> tuple[str, ...]:
    a, b, c, d, e, f = code
    c_text = d_text = ""
    for c_table, d_table in _TABLES.get(a, ()):
        if c in table(c_table):
            c_text = table(c_table)[c].text
            d_text = table(d_table)[d].text if d in table(d_table) else ""
            break
    general = table(_ANY_X)
    rated = bool(c_text and d_text) and a == _ELECTRICITY and _is_integral(d)  # elsewhere E need not be a rate
    if not c_text and c in table(_ANY_C):
        c_text = table(_ANY_C)[c].text
        if c == _COUNTRY_SPECIFIC and d in table(_COUNTRIES):
            d_text = table(_COUNTRIES)[d].text
    rest = [general[value].text if value in general else "" for value in (c, d, e, f)]
    return (
        table("A_medium")[a].text,
        cell_text("B_channel", code, b),
        c_text or rest[0],
        d_text or rest[1],
        rest[2] or (cell_text("E_rate", code, e) if rated and e in table("E_rate") else ""),
        rest[3] or ("" if f == _NOT_USED else cell_text("F_period", code, f)),
    )


def _capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
