"""The tree with what its nodes mean: names, readings, and where these come from; the raw value stays beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.document import Document
from analyzer.export.messages import encode_json, message
from analyzer.guess import guess
from analyzer.overlay import overlay_alone
from analyzer.render import node_lines, tree_lines
from dissectors.meaning.names import use_packs
from tests.unit.test_meters import ASK_SCALER, ASK_VALUE, AT, CLIENT, HERE, METER, SCALER, VALUE, capture, talk


def lines(document: Document, row: int) -> list[str]:
    tree = document.build(row, False)
    return [text for _, text, _ in tree_lines(tree, document.names(row, tree))]


TALK = (ASK_SCALER, SCALER, ASK_VALUE, VALUE)
SHOWN = [
    ("an object that is asked for", TALK, 3, "class-id  3 → Register"),
    ("its code", TALK, 3, "instance-id  1-0:32.7.0*255 → Voltage L1"),
    ("its attribute", TALK, 3, "attribute-id  2 → value"),
    ("a part of a structure", TALK, 2, "unit: enum  35 → V"),
    ("the structure", TALK, 2, "scaler_unit: structure  → 10^-1 V"),
    ("a value with a scaler from elsewhere", TALK, 4, "value: long-unsigned  2315 → 231.5 V  ← scaler from message 2"),
    (
        "a scaler that comes later",
        (ASK_VALUE, VALUE, ASK_SCALER, SCALER),
        2,
        "value: long-unsigned  2315 → 231.5 V  ← scaler from message 4",
    ),
    (
        "a method",
        ("C301C100460000600310FF0100", "C701C10000"),
        1,
        "method-id  1 → remote_disconnect",
    ),
    (
        "selective access",
        ("C001C100070100630100FF0201020204060000000106000000021200011200 00", "C401C1000100"),
        1,
        "access-parameters: structure  → entries 1 to 2",
    ),
    (
        "a short name",
        ("050102FA08",),
        1,
        "variable-access-specification: variable-name  variable-name 64008 → "
        "Association SN, Current association, object_list  ← reserved base name",
    ),
]


@pytest.mark.parametrize("apdus, row, line", [each[1:] for each in SHOWN], ids=[each[0] for each in SHOWN])
def test_nodes_say_what_they_mean(apdus: tuple[str, ...], row: int, line: str, tmp_path: Path) -> None:
    assert line in lines(capture(tmp_path / "meters.pcap", talk(HERE, AT, *apdus)), row)


PUSHES = [
    ("codes in the push", "0202" + "09060100200700FF" + "12090C", [], "Voltage L1: long-unsigned  2316"),
    (
        "a scaler beside the value",
        "0101" + "0203" + "09060100200700FF" + "12090C" + "02020FFF1623",
        [],
        "Voltage L1: long-unsigned  2316 → 231.6 V  ← scaler in the message",
    ),
    (
        "an object list in the push",
        "0202" + "0102" + "020412002809060004190900FF0F02120000" + "020412000309060100200700FF0F02120000" + "12090C",
        [],
        "Voltage L1, value: long-unsigned  2316  ← object list in the push",
    ),
    (
        "a name from a pack",
        "0202" + "09060000600E00FF" + "1101",
        ["EU-P1"],
        "Tariff indicator: unsigned  1  ← name from pack EU-P1",
    ),
]


@pytest.mark.parametrize("body, packs, line", [each[1:] for each in PUSHES], ids=[each[0] for each in PUSHES])
def test_pushed_values_say_what_named_them(body: str, packs: list[str], line: str, tmp_path: Path) -> None:
    use_packs(packs)
    try:
        pushed = (((METER, 50000), (CLIENT, 4059), f"0F0000000100{body}", True),)
        assert line in lines(capture(tmp_path / "push.pcap", [*pushed]), 1)
    finally:
        use_packs([])


ALONE = [
    (
        "C001C1000301006481C8FF0200",
        "instance-id  1-0:100.129.200*255 → unknown: electricity, channel 0, C=100, D=129 (manufacturer specific), "
        "E=200 (manufacturer specific)",
    ),
    (
        "0101 0202 09060100C80700FF 12090C",
        "octet-string  0100c80700ff → 1-0:200.7.0*255 unknown: electricity, channel 0, C=200 (manufacturer specific), "
        "D=7, E=0",
    ),
    ("C001C1000301000108 00FF0200", "instance-id  1-0:1.8.0*255 → Active energy import (+A) total"),
    ("C401C10012090B", "result: data"),
    ("C101C1000F0000280000FF070009083132333435363738", "Current association, secret: value: octet-string  ***"),
    ("C201 00 0003 0100200700FF 02 12090C", "Voltage L1, value: attribute-value: long-unsigned  2316"),
    ("0101 0203 09060100200700FF 12090C 02020FFF1623",
     "Voltage L1: long-unsigned  2316 → 231.6 V  ← scaler in the message"),
    ("0101 0203 09060100200700FF 12090C 02020FFF1623", "octet-string  0100200700ff → 1-0:32.7.0*255"),
    ("0101 0203 09060100200700FF 12090C 02020FFF1623", "structure  → 10^-1 V"),
]  # fmt: skip


@pytest.mark.parametrize("octets, line", ALONE)
def test_a_piece_of_hex_says_what_it_means_by_itself(octets: str, line: str) -> None:
    roots = guess(bytes.fromhex(octets)).roots
    shown = [text for root in roots for _, text, _ in node_lines(root, 0, set(), overlay_alone(root))]
    assert line in shown, shown


COMPACT = (
    "C001C1003E0000420000FF0300",
    "C401C1000102" + "020412003E09060000420000FF0F04120000" + "020412000309060100200700FF0F02120000",
    "C001C1003E0000420000FF0500",
    "C401C100090402021112",
    "C001C1003E0000420000FF0200",
    "C401C100 0903 07090C",
)


def test_compact_data_is_read_by_its_template(tmp_path: Path) -> None:
    document = capture(tmp_path / "compact.pcap", talk(HERE, AT, ASK_SCALER, SCALER, *COMPACT))
    line = "compact_buffer: octet-string  07090c → Compact data, template_id 7, Voltage L1 231.6 V  ← columns from"
    assert any(each.startswith(line) for each in lines(document, 8)), lines(document, 8)


def test_ranges_carry_what_nodes_mean(tmp_path: Path) -> None:
    document = capture(tmp_path / "meters.pcap", talk(HERE, AT, *TALK))
    said = json.loads(encode_json(message(document, 4, ranges=True)))
    node = said["apdu"]
    while node.get("children"):
        node = node["children"][-1]
    assert (node["start"], node["end"], node["value"]) == (12, 15, 2315)
    assert node["meaning"] == {"name": "value", "text": "231.5 V", "origin": "scaler from message 2"}


def test_secrets_in_values_stay_hidden(tmp_path: Path) -> None:
    written = "C101C1000F0000280000FF0700" + "0908" + b"12345678".hex()
    shown = lines(capture(tmp_path / "set.pcap", talk(HERE, AT, written)), 1)
    assert "secret: value: octet-string  ***" in shown
    assert b"12345678".hex() not in "\n".join(shown)
