"""What a capture teaches of a meter: object lists, short names, columns; by device, and only where the shape fits."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dissectors.core.reader import decode
from dissectors.meaning.facts import ANYWHERE, Fact, Facts, teaching
from dissectors.meaning.lessons import CAPTURE_OBJECTS, CAPTURE_PERIOD, SCALER_UNIT, columns_of
from dissectors.session.message import ObjectRef
from dissectors.spec import DATA

ENERGY = bytes.fromhex("0100010800FF")
CLOCK = bytes.fromhex("0000010000FF")
ASSOCIATION = bytes.fromhex("0000280000FF")
LN_LIST = ObjectRef(15, ASSOCIATION, 2)
SN_LIST = ObjectRef(None, None, None, False, 0xFA08)
METER = (("title", 1), ("address", 1))

# class 3 version 0 at 1-0:1.8.0 with rights {2: read}, {1: reset}; class 8 version 0 at the clock
OBJECTS_LN = (
    "0102"
    "0204 120003 1100 0906 0100010800FF 0202 0101 0203 0F02 1601 00 0101 0202 0F01 1601"
    "0204 120008 1100 0906 0000010000FF 0202 0100 0100"
)
# base names 2000 (class 3) and 2100 (class 8), and the association itself
OBJECTS_SN = (
    "0103"
    "0204 102000 120003 1100 0906 0100010800FF"
    "0204 102100 120008 1100 0906 0000010000FF"
    "0204 10FA00 12000C 1100 0906 0000280000FF"
)


def data(octets: str) -> Any:
    return decode(DATA, bytes.fromhex(octets))


def test_an_object_list_tells_versions_and_classes() -> None:
    facts = Facts()
    assert facts.version(METER, ObjectRef(3, ENERGY, 2)) is None
    facts.learn(METER, LN_LIST, data(OBJECTS_LN), 7)
    assert facts.version(METER, ObjectRef(3, ENERGY, 2)) == 0
    assert facts.version(METER, ObjectRef(4, ENERGY, 2)) is None
    assert facts.class_of(METER, ENERGY) == 3
    listed = facts.find(METER, LN_LIST, "object_list", 9)
    assert listed is not None and listed.row == 7
    assert listed.value[0].attributes == ((2, 1),) and listed.value[0].methods == ((1, 1),)


def test_a_name_of_two_classes_has_no_class() -> None:
    facts = Facts()
    both = OBJECTS_LN.replace("0102", "0103", 1) + "0204 120004 1100 0906 0100010800FF 0202 0100 0100"
    facts.learn(METER, LN_LIST, data(both), 1)
    assert facts.class_of(METER, ENERGY) is None


SHORT_NAMES = [
    (0x2000, (3, ENERGY, 1, False)),
    (0x2008, (3, ENERGY, 2, False)),
    (0x2010, (3, ENERGY, 3, False)),
    (0x2028, (3, ENERGY, 1, True)),
    (0x2108, (8, CLOCK, 2, False)),
    (0xFA08, (12, ASSOCIATION, 2, False)),
    (0x2004, None),
    (0x20F0, None),
    (0x1000, None),
]


@pytest.mark.parametrize("short_name, expected", SHORT_NAMES)
def test_base_names_resolve_short_names(short_name: int, expected: tuple[Any, ...] | None) -> None:
    facts = Facts()
    facts.learn(METER, SN_LIST, data(OBJECTS_SN), 3)
    ref = ObjectRef(None, None, None, False, short_name)
    found = facts.resolve(METER, ref)
    assert found == (ref if expected is None else ObjectRef(*expected, short_name))


def test_reserved_base_names_are_known_before_any_list() -> None:
    facts = Facts()
    assert facts.resolve(METER, SN_LIST) == ObjectRef(12, ASSOCIATION, 2, short_name=SN_LIST.short_name)
    assert facts.resolve(METER, ObjectRef(None, None, None, False, 0xFC08)).class_id == 17
    plain = ObjectRef(None, None, None, False, 0x2008)
    assert facts.resolve(METER, plain) is plain


def test_scalers_are_learnt_under_short_names_too() -> None:
    facts = Facts()
    facts.learn(METER, SN_LIST, data(OBJECTS_SN), 3)
    scaler = ObjectRef(None, None, None, False, 0x2010)
    assert facts.teaches(METER, (scaler,)) and not facts.teaches(METER, (replace(scaler, short_name=0x2008),))
    facts.learn(METER, scaler, data("02020F03161E"), 4)
    assert facts.find(METER, ObjectRef(3, ENERGY, 2), SCALER_UNIT, 9) == Fact(4, (3, 30))


def test_the_first_key_that_knows_decides() -> None:
    facts = Facts()
    ref = ObjectRef(3, ENERGY, 3)
    facts.add(ANYWHERE, 3, ENERGY, SCALER_UNIT, Fact(0, (0, 30)))
    assert facts.find((*METER, ANYWHERE), ref, SCALER_UNIT, 5) == Fact(0, (0, 30))
    facts.learn(("address",), ref, data("02020F01161E"), 3)
    assert facts.find(("address", ANYWHERE), ref, SCALER_UNIT, 5) == Fact(3, (1, 30))
    facts.learn(("title",), ref, data("02020F02161E"), 4)
    assert facts.find(("title", "address", ANYWHERE), ref, SCALER_UNIT, 5) == Fact(4, (2, 30))


def test_facts_may_come_in_any_order() -> None:
    facts = Facts()
    ref = ObjectRef(3, ENERGY, 3)
    for row, octets in ((30, "02020F03161E"), (10, "02020F01161E"), (20, "02020F02161E"), (25, "02020F02161E")):
        facts.learn(METER, ref, data(octets), row)
    found = [facts.find(METER, ref, SCALER_UNIT, row) for row in (5, 10, 21, 29, 31)]
    assert [fact.value[0] for fact in found if fact is not None] == [1, 1, 2, 2, 3]


def test_what_was_known_before_goes_with_a_new_run() -> None:
    facts, fresh = Facts(), Facts()
    facts.add(ANYWHERE, 3, ENERGY, SCALER_UNIT, Fact(0, (0, 30)))
    facts.learn(METER, ObjectRef(7, ENERGY, 4), data("0600000384"), 3)
    fresh.given(facts)
    assert fresh.find((ANYWHERE,), ObjectRef(3, ENERGY, 3), SCALER_UNIT, 1) is not None
    assert fresh.find(METER, ObjectRef(7, ENERGY, 4), CAPTURE_PERIOD, 9) is None


def test_columns() -> None:
    columns = columns_of(data("0102 0204 120008 09060000010000FF 0F02 120000 0204 120003 09060100010800FF 0F02 120003"))
    assert columns is not None
    assert [(column.ref.class_id, column.ref.number, column.data_index) for column in columns] == [(8, 2, 0), (3, 2, 3)]
    for octets in ("0100", "00", "0101 0204 120008 0905 0000010000 0F02 120000", "0102 00 00"):
        assert columns_of(data(octets)) is None


def test_which_attributes_teach() -> None:
    assert teaching((ObjectRef(3, ENERGY, 3),)) is True
    assert teaching((ObjectRef(3, ENERGY, 2),)) is False
    assert teaching((ObjectRef(3, ENERGY, 3, True),)) is False
    assert teaching((SN_LIST,)) is None
    assert teaching(()) is False


WRONG = [
    (LN_LIST, "0101 0204 120003 1100 0905 0100010800 0202 0100 0100"),
    (LN_LIST, "0601020304"),
    (ObjectRef(7, ENERGY, 3), "0101 00"),
    (ObjectRef(62, ENERGY, 5), "1100"),
    (ObjectRef(40, ENERGY, 2), "0202 00 00"),
]


@pytest.mark.parametrize("ref, octets", WRONG)
def test_another_shape_teaches_nothing(ref: ObjectRef, octets: str) -> None:
    facts = Facts()
    facts.learn(METER, ref, data(octets), 1)
    assert len(facts) == 0


def test_kinds_of_a_device_can_be_listed() -> None:
    facts = Facts()
    facts.learn(METER, ObjectRef(7, ENERGY, 3), data("0101 0204 120008 09060000010000FF 0F02 120000"), 3)
    assert [(class_id, what) for class_id, _, what, _ in facts.of(METER[1])] == [(7, CAPTURE_OBJECTS)]
    assert [name for name, _ in facts.every(METER, 7, CAPTURE_OBJECTS, 5)] == [ENERGY]
    assert not [*facts.every(("other",), 7, CAPTURE_OBJECTS, 5)]


def test_lists_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dissectors.meaning.facts.MOST_ELEMENTS", 5)
    facts = Facts()
    facts.learn(METER, LN_LIST, data(OBJECTS_LN), 1)  # two objects with two rights
    facts.learn(METER, LN_LIST, data(OBJECTS_LN), 2)  # nothing new
    facts.learn(METER, LN_LIST, data(OBJECTS_SN), 3)  # no room
    facts.learn(METER, ObjectRef(3, ENERGY, 3), data("0202 0F00 161E"), 4)
    assert [fact.row for _, _, _, fact in facts.of(METER[0])] == [1, 4]
