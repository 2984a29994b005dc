"""Whatever the bytes: nothing raises, nothing loops, and what is read does not depend on how it is cut up."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import render
from analyzer.capture.open import CaptureError, open_capture
from analyzer.document import Document, open_document
from analyzer.export.messages import json_lines
from dissectors.core.node import Node, notes, walk
from dissectors.core.reader import decode
from dissectors.core.writer import encode, encode_node
from dissectors.plain import plain
from dissectors.profiles.stack import PARTS, make
from dissectors.spec import APDU, DATA
from tests.golden import CAPTURES, captures

SMALL = [path for path in captures() if path.stat().st_size < 8000]


def show_all(document: Document) -> list[bytes]:
    for row in range(1, document.count + 1):
        render.list_line(document, row, 0)
        list(render.tree_lines(document.build(row)))
    return list(json_lines(document, range(1, document.count + 1)))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), capture=st.sampled_from(SMALL))
def test_cut_and_flipped_captures_never_raise(
    data: st.DataObject, capture: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = bytearray(capture.read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at] ^= 1 << data.draw(st.integers(0, 7))
    raw = raw[: data.draw(st.integers(0, len(raw)))]
    file = tmp_path_factory.mktemp("hostile") / "capture"
    file.write_bytes(raw)
    try:
        document = open_document(str(file)).load()
    except CaptureError:
        return
    show_all(document)


@pytest.mark.parametrize("capture", SMALL, ids=lambda path: path.name)
def test_rows_do_not_depend_on_the_size_of_batches(capture: Path) -> None:
    expected = show_all(open_document(str(capture)).load())
    for size in (1, 100, 1000):
        opened = open_capture(str(capture))
        batches = opened.batches(size)
        opened.batches = lambda size=size, batches=batches: batches  # type: ignore[method-assign, misc]
        assert show_all(Document(opened).load()) == expected


@pytest.mark.parametrize("capture", SMALL, ids=lambda path: path.name)
def test_decoding_twice_in_another_order_gives_the_same(capture: Path) -> None:
    document = open_document(str(capture)).load()
    forward = [plain(root) for row in range(1, document.count + 1) for root in document.build(row).roots]
    again = open_document(str(capture)).load()
    trees = {row: again.build(row) for row in range(again.count, 0, -1)}
    assert [plain(root) for row in sorted(trees) for root in trees[row].roots] == forward


@pytest.mark.parametrize("profile", PARTS)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=600), cuts=st.lists(st.integers(0, 600), max_size=6))
def test_profiles_take_any_bytes_in_any_chunks(profile: str, data: bytes, cuts: list[int]) -> None:
    chunked = make(profile)
    edges = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    for start, end in itertools.pairwise(edges):
        chunked.feed(0, data[start:end])
    chunked.gap(0, 5)
    chunked.finish()


@pytest.mark.parametrize("profile", ["hdlc", "wrapper", "mbus"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_frames_are_the_same_in_any_chunks(profile: str, data: st.DataObject) -> None:
    stream = _STREAMS[profile]
    whole = make(profile)
    expected = [(pdu.kind, pdu.data, pdu.sender) for pdu in whole.feed(0, stream) + whole.finish()]
    assert len(expected) >= 3
    cuts = sorted(data.draw(st.lists(st.integers(1, len(stream) - 1), max_size=12)))
    edges = [0, *cuts, len(stream)]
    chunked = make(profile)
    found = []
    for start, end in itertools.pairwise(edges):
        found += chunked.feed(0, stream[start:end])
    found += chunked.finish()
    assert [(pdu.kind, pdu.data, pdu.sender) for pdu in found] == expected


_SNRM = bytes.fromhex("7EA0070321930F017E")
_UA = bytes.fromhex("7EA02021037373988180140502008006020080070400000001080400000001CE6A7E")
_WPDU = bytes.fromhex("000100100001000DC001C100030100010800FF0200")
_MBUS = bytes.fromhex("6810106853FF1001670F000000010002021101110209") + b"\x00"
_STREAMS = {
    "hdlc": b"/?!\r\n" + _SNRM + b"\x00\x00" + _UA + _UA[1:] + b"NEXERRORNO-1" + _SNRM[:5] + _SNRM,
    "wrapper": _WPDU + b"\xff\x00\x01garbage" + _WPDU * 3,
    "mbus": b"",
}


def _mbus(apdu: bytes) -> bytes:
    body = bytes.fromhex("53FF100167") + apdu
    return bytes((0x68, len(body), len(body), 0x68)) + body + bytes((sum(body) & 0xFF, 0x16))


_STREAMS["mbus"] = b"\x10\x40\x01\x41\x16\x00" + _mbus(bytes.fromhex("0F00000001001107")) * 3 + b"\xe5"

PLAIN = st.recursive(
    st.one_of(
        st.just({"null-data": None}),
        st.booleans().map(lambda value: {"boolean": value}),
        st.integers(0, 255).map(lambda value: {"unsigned": value}),
        st.integers(-(1 << 63), (1 << 63) - 1).map(lambda value: {"long64": value}),
        st.binary(max_size=300).map(lambda value: {"octet-string": value.hex()}),
        st.text(alphabet="01", max_size=40).map(lambda value: {"bit-string": value}),
        st.text(max_size=20).filter(lambda text: "\\" not in text).map(lambda value: {"utf8-string": value}),
        st.floats(width=32, allow_nan=False, allow_infinity=False).map(lambda value: {"float32": value}),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5).map(lambda items: {"structure": items}),
        st.lists(inner, max_size=5).map(lambda items: {"array": items}),
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_what_is_encoded_decodes_to_the_same(value: object) -> None:
    octets = encode(DATA, value)
    node = decode(DATA, octets)
    assert plain(node) == value
    assert encode_node(node) == octets


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(APDU.table)), st.binary(max_size=80))
def test_any_bytes_behind_any_tag_decode_to_a_tree_inside_its_source(tag: int, rest: bytes) -> None:
    data = bytes((tag,)) + rest
    root = decode(APDU, data)
    inside(root, 0, len(data))
    plain(root)
    again = decode(APDU, data)
    assert [(node.start, node.end, repr(node.value)) for node in walk(root)] == [
        (node.start, node.end, repr(node.value)) for node in walk(again)
    ]
    if not notes(root):
        assert encode_node(root) == data[: root.end]


def inside(node: Node, start: int, end: int) -> None:
    assert start <= node.start <= node.end <= end, node
    at = node.start
    for child in node.children or ():
        assert child.start >= at
        inside(child, node.start, node.end)
        at = child.end


@pytest.mark.parametrize(
    "octets",
    [
        "01" * 0 + "0101" * 100_000 + "00",  # arrays in arrays without end
        "0102" * 30_000,
        "01840FFFFFFF" + "00" * 10,
        "13 01FFFF 01FFFF 01FFFF 00 01 00",  # 2^48 elements of no width
        "13 02 00 04 FFFFFFFF",
        "13 01FFFF 01FFFF 00 01 00",
        "0984FFFFFFFF00",
        "0288FFFFFFFFFFFFFFFF",
    ],
)
def test_depth_counts_and_lengths_cost_nothing(octets: str) -> None:
    root = decode(DATA, bytes.fromhex(octets))
    assert notes(root)
    assert sum(1 for _ in walk(root)) < 140_000


def test_captures_folder_is_not_empty() -> None:
    assert len(captures()) >= 15 and CAPTURES.is_dir()
