"""Bytes to nodes: every row reads as its value; cut short, followed by more or broken it is noted, never raised."""

from __future__ import annotations

import pytest

from dissectors.core.node import Source, at, find, notes, walk
from dissectors.core.ops import Op
from dissectors.core.reader import MAX_DEPTH, MAX_NODES, decode, read
from dissectors.plain import plain
from dissectors.spec import APDU, DATA, catalog, link
from tests.rows import Row, every, octets
from tests.trees import assert_whole

ROWS = every()
BY_NAME = {row.name: row for row in ROWS}
all_rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def codes(element: Op, data: bytes) -> list[tuple[str, int]]:
    return [(note.code, note.offset) for _, note in notes(decode(element, data))]


def test_rows_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(ROWS) > 250


def test_every_apdu_and_every_choice_of_one_has_a_row() -> None:
    found = {node.spec.name for row in ROWS for node in walk(decode(row.element, row.octets))}
    declared = {op.name for op in APDU.table.values()}
    declared |= {each.name for op in APDU.table.values() for each in op.table.values()}
    declared |= {op.name for op in DATA.table.values()}
    assert declared - found == set()


@all_rows
def test_reads_as_its_value(row: Row) -> None:
    node, clean = read(row.element, row.octets)
    assert plain(node) == row.value
    assert (node.start, node.end) == (0, len(row.octets))
    assert [note.code for _, note in notes(node)] == ([row.note] if row.note else [])
    assert clean is (not row.note)
    assert_whole(node, len(row.octets))


@all_rows
def test_reads_the_same_in_the_middle_of_other_bytes(row: Row) -> None:
    source = Source(b"\x01\x02\x03" + row.octets + b"\xff\x00")
    node = decode(row.element, source, 3, 3 + len(row.octets))
    assert plain(node) == row.value
    assert node.data == row.octets


@all_rows
def test_cut_anywhere_is_noted(row: Row) -> None:
    data = row.octets
    whole = data[:-1] if row.element is link.HDLC_FRAME else data  # a frame reads without its closing flag, too
    if "tagged" in row.name:
        whole = data[:5]  # cut short, a tag before a date-time reads as its length
    for size in range(len(whole)):
        node, clean = read(row.element, data[:size])
        assert not clean and notes(node), f"{size} of {len(data)} bytes"
        assert_whole(node, size)


@all_rows
def test_more_bytes_than_wanted_are_noted(row: Row) -> None:
    node, clean = read(row.element, row.octets + b"\x00\x01")
    assert not clean and notes(node)
    assert_whole(node, len(row.octets) + 2)


# name, element, bytes, [(code, offset) of each note]
MALFORMED = [
    ("nothing", APDU, "", [("truncated", 0)]),
    ("no APDU", APDU, "FF 00", [("unknown-tag", 0)]),
    ("an APDU without its choice", APDU, "C0", [("truncated", 1)]),
    ("a choice nobody knows", APDU, "C0 04 C1", [("unknown-tag", 1)]),
    ("a Data type nobody knows", APDU, "C4 01 C1 00 0B 01", [("unknown-tag", 4)]),
    ("a wrong choice of result", APDU, "C4 01 C1 02", [("unknown-tag", 3)]),
    ("a wrong presence flag", APDU, "C0 01 C1 0003 0100010800FF 02 02", [("presence-flag", 12)]),
    ("a long unsigned of one byte", APDU, "C4 01 C1 00 12 03", [("truncated", 5)]),
    ("a length cut short", DATA, "09 82 01", [("truncated", 1)]),
    ("a length of no octets", DATA, "09 80 00", [("truncated", 1)]),
    ("a length of nine octets", DATA, "09 89 000000000000000001 00", [("truncated", 1)]),
    ("a length past the end", DATA, "09 84 FFFFFFFF 00", [("truncated", 1)]),
    ("bits past the end", DATA, "04 88 FFFFFFFFFFFFFFFF 00", [("truncated", 1)]),
    ("a count past the end", DATA, "01 05 00 00", [("count-too-large", 1)]),
    ("a count without end", DATA, "02 88 FFFFFFFFFFFFFFFF 11 01", [("count-too-large", 1)]),
    ("a count cut short", DATA, "01", [("truncated", 1)]),
    ("two structures, the first broken", DATA, "02 02 02 01 07 11 01", [("unknown-tag", 4)]),
    ("an exception without counter", APDU, "D8 01 06 00", [("truncated", 3)]),
    ("an exception of no known service error", APDU, "D8 03 09", [("unknown-tag", 2)]),
    ("a timestamp cut short", APDU, "0F 40000001 0C 07E9", [("truncated", 5)]),
    ("ciphered content without a counter", APDU, "C8 03 30 01 23", [("truncated", 3)]),
    ("ciphered content shorter than its tag", APDU, "C8 07 30 01234567 AABB", [("truncated", 7)]),
    ("ciphered content longer than there is", APDU, "C8 20 20 01234567 AA", [("truncated", 1)]),
    ("content that leaves bytes over", APDU, "DF 00 00 00 00 00 04 62 00 BEEF 00", [("trailing-bytes", 9)]),
    ("a wrapper of more than there is", link.WRAPPER, "0001 0001 0001 0003 AA", [("truncated", 6)]),
]


@pytest.mark.parametrize(
    ("element", "text", "expected"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED]
)
def test_malformed_is_noted_where_it_is(element: Op, text: str, expected: list[tuple[str, int]]) -> None:
    data = octets(text)
    assert codes(element, data) == expected
    assert_whole(decode(element, data), len(data))


def test_what_was_read_before_the_fault_is_kept() -> None:
    node = decode(APDU, octets("C4 03 C1 03 00 11 01 00 12 0002 00 0B 00"))
    assert plain(node)["get-response"]["get-response-with-list"]["result"] == [
        {"data": {"unsigned": 1}},
        {"data": {"long-unsigned": 2}},
        {"data": {"undecoded": "000b00"}},
    ]


def test_after_a_broken_part_of_known_length_reading_goes_on() -> None:
    node = decode(APDU, octets("DF 00 00 00 00 00  02 C0 09  02 AABB"))
    assert [note.code for _, note in notes(node)] == ["unknown-tag"]
    signature = find(node, "signature")
    assert signature is not None and signature.value == b"\xaa\xbb"


def test_nothing_behind_the_end_is_touched() -> None:
    data = octets("09 04 AABBCCDD")
    node = decode(DATA, data, 0, 4)
    assert [note.code for _, note in notes(node)] == ["truncated"]
    assert node.end <= 4


NESTED = {
    "arrays": (DATA, b"\x01\x01" * 10_000 + b"\x00"),
    "structures": (DATA, b"\x02\x01" * 10_000 + b"\x00"),
    "type descriptions": (DATA, b"\x13" + b"\x02\x01" * 10_000 + b"\x00\x00"),
    "array descriptions": (DATA, b"\x13" + b"\x01\x00\x01" * 10_000 + b"\x00\x00"),
}


def _signed(times: int) -> bytes:
    apdu = b"\x62\x00"
    for _ in range(times):
        apdu = b"\xdf\0\0\0\0\0\x84" + len(apdu).to_bytes(4, "big") + apdu + b"\0"
    return apdu


def _associated(times: int) -> bytes:
    apdu = b""
    for _ in range(times):
        for tag in (0x04, 0xBE, 0x60):
            apdu = bytes((tag, 0x84)) + len(apdu).to_bytes(4, "big") + apdu
    return apdu


NESTED["signed APDUs"] = (APDU, _signed(3000))
NESTED["associations"] = (APDU, _associated(3000))


@pytest.mark.parametrize(("element", "data"), NESTED.values(), ids=NESTED)
def test_nesting_without_end_stops_at_the_depth(element: Op, data: bytes) -> None:
    root = decode(element, data)
    assert "too-deep" in {note.code for _, note in notes(root)}
    assert_whole(root, len(data))
    assert sum(1 for _ in walk(root)) < 20 * MAX_DEPTH


def test_the_deepest_allowed_nesting_reads() -> None:
    data = b"\x01\x01" * MAX_DEPTH + b"\x00"
    assert notes(decode(DATA, data)) == []
    assert notes(decode(DATA, b"\x01\x01" + data)) != []


def test_elements_of_no_width_are_limited() -> None:
    root = decode(DATA, octets("13 01 FFFF 01 FFFF 00  01 00"))
    assert "too-many" in {note.code for _, note in notes(root)}
    assert sum(1 for _ in walk(root)) <= MAX_NODES + 100


def test_a_long_profile_reads_whole() -> None:
    rows = 10_000
    data = b"\x01\x82" + rows.to_bytes(2, "big") + b"\x02\x02\x06\x00\x00\x00\x01\x11\x05" * rows
    node = decode(DATA, data)
    assert notes(node) == [] and len(node.children or ()) == rows


def test_nodes_are_found_by_name_and_by_offset() -> None:
    row = BY_NAME["get-request/normal"]
    source = Source(row.octets)
    node = decode(APDU, source)
    instance = find(node, "instance-id")
    assert instance is not None and instance.data == bytes.fromhex("0100010800FF")
    assert at(node, source, 7) is instance
    assert at(node, source, 0) is node
    assert at(node, source, 13) is None
    assert at(node, Source(row.octets), 7) is None
    assert node.child("get-request-normal") is None or node.spec is catalog.PLAIN[0xC0]
