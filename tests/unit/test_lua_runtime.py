"""The Lua runtime reads as the core does: same nodes, same ranges, same notes, on every kind of element."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.document import open_document
from analyzer.export.lua import runtime, specifications
from dissectors.core import ops
from dissectors.core.node import Node, notes
from dissectors.core.reader import decode
from dissectors.spec import APDU, DATA
from dissectors.spec.link import HDLC_FRAME, WRAPPER
from tests.golden import captures

ROOTS = {"apdu": APDU, "data": DATA, "hdlc": HDLC_FRAME, "wrapper": WRAPPER}
# Wireshark refuses to read a global that nobody declared.
STRICT = b"setmetatable(_G, { __index = function(_, name) error('no such global: ' .. name, 2) end })"
LUAS = [name for name in ("lua52", "lua53", "lua54") if importlib.util.find_spec(f"lupa.{name}")]


@pytest.fixture(scope="module", params=[LUAS[0], LUAS[-1]])
def lua(request: pytest.FixtureRequest) -> Any:
    """The runtime, loaded into an old and a new Lua without Wireshark."""
    loaded = importlib.import_module(f"lupa.{request.param}").LuaRuntime(encoding=None)
    text = runtime(wireshark=False)
    loaded.execute(STRICT)
    return loaded.execute((specifications() + text).encode())


def shape_of_lua(node: Any) -> Any:
    children = node[b"children"]
    return (
        node[b"element"][b"name"].decode(),
        node[b"spec"][b"name"].decode(),
        int(node[b"from"]),
        int(node[b"to"]),
        node[b"note"] is not None,
        [shape_of_lua(children[at]) for at in range(1, len(children) + 1)] if children is not None else None,
    )


def shape(node: Node) -> Any:
    children = node.children
    below = [shape(child) for child in children] if children is not None else None
    return (node.field.name, node.spec.name, node.start, node.end, node.note is not None, below)


SIX = [
    ("apdu", "C40141010203 1203E8 06000001E2 161E"),
    ("apdu", "C401410002031203E80600 01E240161E"),
    (
        "apdu",
        "6036A1090607608574050801018A0207808B0760857405080201AC0A80083132333435363738BE10040E01000000065F1F0400007E1F04B0",
    ),
    ("data", "130202111206010102020304"),
    ("hdlc", "7EA00A00020023219318717E"),
    ("hdlc", "7EA0070321930F017E"),
    ("hdlc", "7EA0080223219 3BD647E"),
    ("hdlc", "7EA02021037373988180140502008006020080070400000001080400000001CE6A7E"),
    ("apdu", "C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B"),
    ("apdu", "C20000030100010800FF021107"),
    ("apdu", "C2010C07E9031E07030F0000FF888000030100010800FF021107"),
    ("apdu", "C20C07E9031E07030F0000FF888000030100010800FF021107"),
    ("apdu", "0F40000000090C07E1091C05101200FF8000000202060000157E1100"),
    ("wrapper", "000100100001000DC0014100030100010800FF0200"),
    ("apdu", "D801060000002A"),
    ("apdu", "0E010601"),
    ("apdu", "0588 8000000000000000"),
    ("apdu", "0588 0000000000000001 0220"),
]


@pytest.mark.parametrize(("root", "octets"), SIX)
def test_elements_read_alike(lua: Any, root: str, octets: str) -> None:
    data = bytes.fromhex(octets.replace(" ", ""))
    node, faults, _ = lua[b"decode"](root.encode(), data)
    tree = decode(ROOTS[root], data)
    assert shape_of_lua(node) == shape(tree)
    assert faults == len(notes(tree))


@pytest.mark.parametrize("kind", ops.KINDS)
def test_every_kind_has_a_reader(lua: Any, kind: str) -> None:
    assert lua[b"READ"][kind.encode()] is not None


def test_every_apdu_of_the_captures_reads_alike(lua: Any) -> None:
    for capture in captures():
        document = open_document(str(capture)).load()
        for row in range(1, document.count + 1):
            for root in document.build(row).roots:
                name = next((name for name, op in ROOTS.items() if op is root.field), None)
                if name is not None:
                    node, _, _ = lua[b"decode"](name.encode(), root.source.data, root.start, None)
                    again = decode(root.field, root.source, root.start)
                    assert shape_of_lua(node) == shape(again)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(SIX), st.data())
def test_damaged_elements_read_alike(lua: Any, row: tuple[str, str], draw: st.DataObject) -> None:
    root, octets = row
    data = bytearray.fromhex(octets.replace(" ", ""))
    for _ in range(draw.draw(st.integers(1, 3))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    whole = bytes(data[: draw.draw(st.integers(1, len(data)))])
    node, faults, _ = lua[b"decode"](root.encode(), whole, 0, None)
    tree = decode(ROOTS[root], whole)
    assert shape_of_lua(node) == shape(tree)
    assert faults == len(notes(tree))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(APDU.table)), st.binary(max_size=60))
def test_any_bytes_read_alike(lua: Any, tag: int, rest: bytes) -> None:
    data = bytes((tag,)) + rest
    node, _, _ = lua[b"decode"](b"apdu", data)
    assert shape_of_lua(node) == shape(decode(APDU, data))
