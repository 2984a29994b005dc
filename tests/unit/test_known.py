"""Files of objects: what a capture taught goes out and comes back whole, whatever kind it is."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.known import KnownError, load, save
from dissectors.meaning.facts import ANYWHERE, Fact, Facts
from dissectors.meaning.lessons import Column, Listed
from dissectors.session.message import ObjectRef

TITLE, SERVER = "4d4d4d0000bc614e", 1
KEYS = ((TITLE, SERVER), ("10.0.0.5", 4059, SERVER))
NAME = bytes.fromhex("0100630100FF")
CLOCK, ENERGY = bytes.fromhex("0000010000FF"), bytes.fromhex("0100010800FF")
COLUMNS = (Column(ObjectRef(8, CLOCK, 2), 0), Column(ObjectRef(3, ENERGY, 2), 1))
LISTED = (
    Listed(3, 0, ENERGY, None, ((1, 1), (2, 3)), ((1, 1),)),
    Listed(7, 1, NAME, None, (), ()),
)
SHORT = (Listed(3, 0, ENERGY, 0x2008, (), ()), Listed(12, 0, bytes.fromhex("0000280000FF"), 0xFA00, (), ()))

FACTS: list[tuple[int, bytes, str, Any]] = [
    (3, ENERGY, "scaler_unit", (-3, 30)),
    (7, NAME, "capture_objects", COLUMNS),
    (7, NAME, "capture_period", 900),
    (40, bytes.fromhex("0000190900FF"), "push_object_list", COLUMNS),
    (62, bytes.fromhex("0000420000FF"), "template_id", 7),
    (62, bytes.fromhex("0000420000FF"), "template_description", b"\x02\x02\x11\x06"),
    (15, bytes.fromhex("0000280000FF"), "object_list", LISTED),
    (12, bytes.fromhex("0000280000FF"), "object_list", SHORT),
]


def taught(*facts: tuple[int, bytes, str, Any]) -> Facts:
    found = Facts()
    for class_id, name, what, value in facts:
        for key in KEYS:
            found.add(key, class_id, name, what, Fact(5, value))
    return found


def through(facts: Facts, path: Path) -> tuple[dict[str, Any], Facts]:
    written = save(facts, {KEYS[0]: KEYS}, {KEYS[0]: "lab meter"})
    path.write_text(json.dumps(written))
    read = Facts()
    load(read, str(path))
    return written, read


@pytest.mark.parametrize("fact", FACTS, ids=[f"{fact[2]} {fact[0]}" for fact in FACTS])
def test_a_fact_comes_back(fact: tuple[int, bytes, str, Any], tmp_path: Path) -> None:
    _, read = through(taught(fact), tmp_path / "meter.json")
    class_id, name, what, value = fact
    for device in ((TITLE, SERVER), ANYWHERE):
        if what == "object_list":
            for listed in value:
                ref = ObjectRef(listed.class_id, listed.logical_name, None)
                assert read.version((device,), ref) == listed.version
                if listed.base_name is not None:
                    short = ObjectRef(None, None, None, False, listed.base_name + 8)
                    assert read.resolve((device,), short).logical_name == listed.logical_name
        else:
            found = read.find((device,), ObjectRef(class_id, name, None), what, 1)
            assert found == Fact(0, value)


def test_what_was_read_is_written_alike(tmp_path: Path) -> None:
    written, read = through(taught(*FACTS), tmp_path / "meter.json")
    again = save(read, {(TITLE, SERVER): ((TITLE, SERVER),)}, {(TITLE, SERVER): "lab meter"})
    by_name = [
        sorted(meters["meters"][0]["objects"], key=lambda each: (each["class_id"], each["obis"]))
        for meters in (written, again)
    ]
    assert by_name[0] == by_name[1] and len(by_name[0]) == 5


def test_several_meters_keep_apart(tmp_path: Path) -> None:
    other = ("4b414d0000000001", 1)
    facts = taught(FACTS[0])
    facts.add(other, 3, ENERGY, "scaler_unit", Fact(9, (0, 30)))
    path = tmp_path / "meters.json"
    path.write_text(json.dumps(save(facts, {KEYS[0]: KEYS, other: (other,)}, {KEYS[0]: "one", other: "two"})))
    read = Facts()
    assert load(read, str(path)) == 2
    ref = ObjectRef(3, ENERGY, None)
    assert [read.find((each,), ref, "scaler_unit", 1) for each in (KEYS[0], other, ANYWHERE)] == [
        Fact(0, (-3, 30)),
        Fact(0, (0, 30)),
        None,
    ]


FIELDS = st.sampled_from(
    ["meters", "objects", "class_id", "obis", "version", "scaler", "unit", "capture_objects", "attribute", "base_name",
     "attribute_rights", "template_description", "capture_period", "system_title", "server"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_refused_in_one_line(content: Any) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"format": "dlmscope objects", "meters": [{"objects": [content]}]}, file)
        file.flush()
        try:
            load(Facts(), file.name)
        except KnownError as error:
            assert "\n" not in str(error)
