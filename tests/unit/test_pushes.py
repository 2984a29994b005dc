"""Shapes of pushes: codes beside values, lists of objects, named lists, and bodies that are no proper Data."""

from __future__ import annotations

from typing import Any

import pytest

from dissectors.core.node import Source
from dissectors.core.reader import decode
from dissectors.meaning.deviations import read_anyway
from dissectors.meaning.facts import Fact, Facts
from dissectors.meaning.lessons import Column
from dissectors.meaning.pushes import deviant_items, items_of
from dissectors.meaning.values import Item, item_text
from dissectors.session.message import ObjectRef
from dissectors.spec import DATA

POWER, VOLTAGE, TIME = "0906 0100010700FF", "0906 0100200700FF", "090C 07E9010203 04050600 FFC4 00"
CLOCK = "0906 0000010000FF"
WATT, TENTH_VOLT = "0202 0F00 161B", "0202 0FFF 1623"
SETUP = "0906 0000190900FF"


def data(octets: str) -> Any:
    return decode(DATA, bytes.fromhex(octets))


def shown(items: tuple[Item, ...]) -> list[tuple[str | None, str | None]]:
    found = []
    for item in items:
        name = item.ref.logical_name if item.ref is not None else None
        found.append((name.hex() if name else None, item_text(item, (), Facts(), 1)))
    return found


P, U, T, SERIAL = "0100010700ff", "0100200700ff", "0000010000ff", "0000600100ff"
MOMENT = "2025-01-02T04:05:06.00+01:00"
BODIES = [
    (
        "triples",
        f"0102 0203 {POWER} 0600000230 {WATT} 0203 {VOLTAGE} 12091A {TENTH_VOLT}",
        [(P, "560 W"), (U, "233.0 V")],
    ),
    ("pairs", f"0202 0202 {POWER} 0600000230 0202 {CLOCK} {TIME}", [(P, None), (T, MOMENT)]),
    ("clock flat among triples", f"0203 {CLOCK} {TIME} 0203 {POWER} 0600000230 {WATT}", [(T, MOMENT), (P, "560 W")]),
    ("flat pairs", f"0204 {POWER} 0600000230 {VOLTAGE} 12091A", [(P, None), (U, None)]),
    ("flat, units inside", f"0204 {POWER} 0202 0600000230 {WATT} {VOLTAGE} 12091A", [(P, "560 W"), (U, None)]),
    ("time first", f"0203 {TIME} {POWER} 0600000230", [(None, MOMENT), (P, None)]),
    (
        "time, triples, number",
        f"0205 {TIME} {POWER} 0600000230 {WATT} 090C 313831323230303030303039",
        [(T, MOMENT), (P, "560 W"), (SERIAL, "181220000009")],
    ),
    ("name first, nulls", f"0205 0A03 4B5F31 {POWER} 0600000230 00 00", [(None, None), (P, None)]),
    (
        "list of objects first",
        f"0202 0102 0204 120028 {SETUP} 0F02 120000 0204 120046 {POWER} 0F03 120000 1601",
        [("0000190900ff", None), (P, "connected")],
    ),
    (
        "list of objects before its values",
        f"0202 0101 0204 120046 {POWER} 0F03 120000 1601",
        [(None, None), (P, "connected")],
    ),
    ("nothing known", "0203 0600000230 12091A 0903010203", []),
    ("one number", "0201 06000016DC", []),
    ("a code without a value", f"0203 {POWER} 0600000230 {VOLTAGE}", []),
    ("empty", "0100", []),
    ("no list", "0600000000", []),
]


@pytest.mark.parametrize("body, expected", [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_shapes(body: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert shown(items_of(data(body))) == expected


def test_a_list_that_its_name_fixes() -> None:
    head = "0907 4B464D5F303031 0904 31323334 0904 4D413330"
    numbers = " ".join(f"06{value:08X}" for value in (948, 0, 0, 64, 1416, 3241, 3119, 2385, 0, 2389))
    found = shown(items_of(data(f"020D {head} {numbers}")))
    assert [text for _, text in found] == [
        *("KFM_001", "1234", "MA30", "948 W", "0 W", "0 var", "64 var"),
        *("1.416 A", "3.241 A", "3.119 A", "238.5 V", "0.0 V", "238.9 V"),
    ]
    assert shown(items_of(data(f"020C {head} {numbers[:-11]}"))) == [], "no list of that length"


def test_the_push_setup_names_what_carries_no_codes() -> None:
    facts = Facts()
    columns = (Column(ObjectRef(8, bytes.fromhex(T), 2), 0), Column(ObjectRef(3, bytes.fromhex(P), 2), 0))
    body = f"0202 {TIME} 0600000230"
    assert items_of(data(body), ("meter",), facts, 5) == ()
    facts.add("meter", 40, bytes.fromhex("0000190900FF"), "push_object_list", Fact(3, columns))
    facts.add("meter", 3, bytes.fromhex(P), "scaler_unit", Fact(4, (0, 27)))
    items = items_of(data(body), ("meter",), facts, 5)
    assert [item_text(item, ("meter",), facts, 5) for item in items] == [MOMENT, "560 W"]
    assert items_of(data(body), ("other",), facts, 5) == ()
    facts.add("meter", 40, bytes.fromhex("0001190900FF"), "push_object_list", Fact(3, columns[::-1]))
    assert items_of(data(body), ("meter",), facts, 5) == (), "two lists of that length: neither is chosen"


def test_a_code_uses_the_scaler_that_was_read_elsewhere() -> None:
    facts = Facts()
    facts.add("meter", 3, bytes.fromhex(P), "scaler_unit", Fact(4, (1, 27)))
    item = items_of(data(f"0202 {POWER} 0600000230"), ("meter",), facts, 5)[0]
    assert item_text(item, ("meter",), facts, 5) == "5600 W"


DEVIANTS = [
    (
        "0202 1601 0102 0202 0046 0000600A0AFF 03 1601 0202 0003 0100010700FF 02 06000007A4",
        "attribute descriptors stand without tags",
        [("0000600a0aff", "connected"), (P, None)],
    ),
    (
        f"0102 0203 {POWER} 0600000230 {WATT} 0203 0609 0100200700FF 12091A {TENTH_VOLT}",
        "tag and length of a code are swapped",
        [(P, "560 W"), (U, "233.0 V")],
    ),
]


@pytest.mark.parametrize("body, deviation, expected", DEVIANTS)
def test_deviations(body: str, deviation: str, expected: list[tuple[str, str | None]]) -> None:
    node = data(body)
    found, items = deviant_items(node, len(node.source.data))
    assert found == deviation and shown(items) == expected


@pytest.mark.parametrize("body", [row[0] for row in DEVIANTS])
def test_a_deviant_body_must_fit_to_its_last_byte(body: str) -> None:
    raw = bytes.fromhex(body)
    for size in range(len(raw)):
        assert read_anyway(Source(raw[:size]), 0, size) == ("", ())
    assert read_anyway(Source(raw + b"\0"), 0, len(raw) + 1) == ("", ())


def test_a_proper_body_does_not_deviate() -> None:
    raw = bytes.fromhex(f"0102 0203 {POWER} 0600000230 {WATT} 0202 {VOLTAGE} 12091A")
    assert read_anyway(Source(raw), 0, len(raw)) == ("", ())
