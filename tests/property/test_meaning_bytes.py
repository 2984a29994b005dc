"""Whatever the bytes of a value: its meaning never raises, names nothing that is not there, and stays bounded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dissectors.core.node import Source
from dissectors.core.reader import decode
from dissectors.cosem.classes import interface_classes
from dissectors.meaning.access import selection_of
from dissectors.meaning.deviations import read_anyway
from dissectors.meaning.facts import Fact, Facts
from dissectors.meaning.lessons import SHAPES, Column
from dissectors.meaning.named import named, walk
from dissectors.meaning.profiles import later, table_of
from dissectors.meaning.pushes import deviant_items, items_of
from dissectors.meaning.values import item_text, value_of
from dissectors.session.message import ObjectRef
from dissectors.spec import DATA
from tests.timing import least

TAGS = (0, 1, 2, 3, 4, 5, 6, 9, 10, 15, 16, 17, 18, 19, 22, 25, 28)
CODE = bytes.fromhex("09060100010800FF")
SCALER = bytes.fromhex("02020FFF161E")
pieces = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: bytes((tag,))),
    st.sampled_from((CODE, SCALER, b"\x02\x02", b"\x01\x03", b"\x02\x03", b"\x00", b"\x06\x00\x00\x00\x01")),
    st.binary(max_size=6),
)
values = st.lists(pieces, max_size=20).map(b"".join)
CLASSES = interface_classes()
BUFFER = ObjectRef(7, bytes(6), 2)
METER = ("meter",)


@settings(max_examples=300, deadline=None)
@given(values)
def test_any_value_as_a_push(raw: bytes) -> None:
    node = decode(DATA, raw)
    for item in items_of(node, METER, Facts(), 1):
        item_text(item, METER, Facts(), 1)
        if item.node is not None:
            value_of(item.node, item.ref, None, item.form)
    deviation, items = deviant_items(node, len(raw))
    assert bool(deviation) == bool(items)


@settings(max_examples=300, deadline=None)
@given(values, st.sampled_from(CLASSES))
def test_any_value_under_any_declaration(raw: bytes, declared: object) -> None:
    node = decode(DATA, raw)
    for row in declared.attributes.values():  # type: ignore[attr-defined]
        for part in walk(named(node, row.type)):
            assert isinstance(part.name, str)
    for shape in SHAPES.values():
        shape(node)
    for class_id, number in ((7, 2), (15, 2), (12, 2), (26, 4), (61, 2)):
        for selector in (None, 1, 2, 3, 4):
            selection_of(ObjectRef(class_id, bytes(6), number), selector, node)


@settings(max_examples=300, deadline=None)
@given(values, st.integers(1, 4), st.integers(0, 1 << 32))
def test_any_value_as_a_buffer(raw: bytes, columns: int, period: int) -> None:
    facts = Facts()
    column = Column(ObjectRef(8, bytes(6), 2), 0)
    facts.add("meter", 7, bytes(6), "capture_objects", Fact(1, (column,) * columns))
    facts.add("meter", 7, bytes(6), "capture_period", Fact(1, period))
    table = table_of(decode(DATA, raw), BUFFER, METER, facts, 1)
    assert table is None or all(len(line) == columns for line in table.rows)


@given(st.binary(max_size=14), st.integers(-(1 << 40), 1 << 40))
def test_a_time_later_is_a_time(raw: bytes, seconds: int) -> None:
    found = later(raw, seconds)
    assert found is None or (len(found) == 12 and found[9:] == raw[9:])


@given(st.binary(max_size=40))
def test_any_bytes_as_a_deviant_body(raw: bytes) -> None:
    deviation, entries = read_anyway(Source(raw), 0, len(raw))
    assert bool(deviation) == bool(entries)


def test_hostile_bodies_take_no_long_time() -> None:
    """Lists that promise much, nested deep: time grows with the bytes."""

    def read_them() -> None:
        for raw in (b"\x02\x02" * 4000, (b"\x02\x02" + CODE) * 2000, b"\x01\x7f" + b"\x02\x02\x00\x03" * 2000):
            node = decode(DATA, raw)
            items_of(node, METER, Facts(), 1)
            deviant_items(node, len(raw))

    assert least(read_them, rounds=3) < 2
