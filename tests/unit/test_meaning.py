"""Meaning: scalers learnt from the capture, dates where declared, names of codes; nothing where nothing is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from analyzer.cli import dlmscope
from dissectors.core.reader import decode
from dissectors.meaning.facts import Facts
from dissectors.meaning.values import text_of, value_of
from dissectors.session.message import ObjectRef
from dissectors.spec import DATA

CAPTURES = Path(__file__).parents[2] / "captures"
VOLTAGE = bytes.fromhex("0100200700FF")
VALUE, SCALER_UNIT = ObjectRef(3, VOLTAGE, 2), ObjectRef(3, VOLTAGE, 3)


def data(octets: str) -> Any:
    return decode(DATA, bytes.fromhex(octets))


def test_a_scaler_holds_from_its_row_on_and_for_what_came_before_the_first() -> None:
    facts = Facts()
    facts.learn(("meter",), SCALER_UNIT, data("02020FFF1623"), 10)
    facts.learn(("meter",), SCALER_UNIT, data("02020FFE1623"), 20)
    texts = [text_of(data("12090B"), VALUE, ("meter",), facts, row) for row in (5, 10, 15, 20, 25)]
    assert texts == ["231.5 V", "231.5 V", "231.5 V", "23.15 V", "23.15 V"]


def test_a_scaler_belongs_to_its_device_and_object() -> None:
    facts = Facts()
    facts.learn(("meter",), SCALER_UNIT, data("02020FFF1623"), 1)
    assert text_of(data("12090B"), VALUE, ("another",), facts, 2) is None
    other = ObjectRef(3, bytes.fromhex("0100340700FF"), 2)
    assert text_of(data("12090B"), other, ("meter",), facts, 2) is None


def test_what_is_no_scaler_teaches_nothing() -> None:
    facts = Facts()
    for octets in ("00", "020112", "02020FFF0901AA", "1105"):
        facts.learn(("meter",), SCALER_UNIT, data(octets), 1)
    assert len(facts) == 0


def test_octets_are_a_date_only_where_declared() -> None:
    octets = "090C07E9031E07030F0000FF8880"
    assert value_of(data(octets), ObjectRef(8, bytes(6), 2)) == "2025-03-30T03:15:00.00+02:00"
    assert value_of(data(octets), ObjectRef(1, bytes(6), 2)) == octets[4:].lower()
    assert value_of(data(octets), None) == octets[4:].lower()


def test_codes_have_names() -> None:
    assert text_of(data("1601"), ObjectRef(70, bytes(6), 3), ("meter",), Facts(), 1) == "connected"
    assert text_of(data("16C8"), ObjectRef(70, bytes(6), 3), ("meter",), Facts(), 1) is None


TIMES = [
    ("0000010100FF", "0667E8D3F0", "2025-03-30T05:17:36.00+00:00"),
    ("0000010200FF", "1500000195E4D3F01E", "2025-03-30T02:14:09.69+00:00"),
    ("0100010100FF", "0667E8D3F0", None),
    ("0000010100FF", "15FFFFFFFFFFFFFFFF", None),
]


@pytest.mark.parametrize("code, octets, text", TIMES)
def test_unix_clocks_say_a_time(code: str, octets: str, text: str | None) -> None:
    ref = ObjectRef(1, bytes.fromhex(code), 2)
    assert text_of(data(octets), ref, ("meter",), Facts(), 1) == text


def test_characters_and_scalers_have_a_text() -> None:
    name = ObjectRef(1, bytes.fromhex("00002A0000FF"), 2)
    assert text_of(data("0904504C4D31"), name, ("meter",), Facts(), 1) == "PLM1"
    assert text_of(data("0904504C4D00"), name, ("meter",), Facts(), 1) == "PLM"
    assert text_of(data("0904504C4D80"), name, ("meter",), Facts(), 1) is None
    assert text_of(data("02020FFF1623"), SCALER_UNIT, ("meter",), Facts(), 1) == "10^-1 V"


def test_a_recorded_session_shows_no_bare_register_where_it_holds_a_scaler() -> None:
    result = CliRunner().invoke(dlmscope, ["show", str(CAPTURES / "w-low-plain.pcap"), "--format", "json"])
    messages = [json.loads(line) for line in result.stdout.splitlines()]
    scaled = {
        each["object"]["obis"]
        for each in messages
        if isinstance(each["object"], dict)
        and each["object"].get("attribute_name") == "scaler_unit"
        and each["result"] == "success"
    }
    assert scaled
    seen = 0
    for each in messages:
        is_value = isinstance(each["object"], dict) and each["object"].get("attribute_name") == "value"
        if is_value and each["object"]["obis"] in scaled and each["result"] == "success" and each["value"] is not None:
            assert each["text"], each["no"]
            seen += 1
    assert seen


MOMENTS = [
    (3, "0000000102FF", "090C07E90301060000000 0FF8880".replace(" ", ""), "2025-03-01T00:00:00.00+02:00"),
    (1, "0000600205FF", "090507E9030106", "2025-03-01"),
    (1, "0100000901FF", "0904 0C1E0000", "12:30:00.00"),
    (1, "0000600205FF", "090407E90301", None),  # no time of day
    (1, "0000600100FF", "090C07E9030106000000 00FF8880".replace(" ", ""), None),  # a device's name
    (1, "0000000102FF", "0600000001", None),
]


@pytest.mark.parametrize("class_id, code, octets, text", MOMENTS)
def test_octets_under_the_name_of_a_time_read_as_one_and_stay_octets(
    class_id: int, code: str, octets: str, text: str | None
) -> None:
    ref, node = ObjectRef(class_id, bytes.fromhex(code), 2), data(octets)
    assert text_of(node, ref, ("meter",), Facts(), 1) == text
    assert value_of(node, ref) in (node.value, node.value.hex() if isinstance(node.value, bytes) else None)
