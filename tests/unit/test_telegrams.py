"""P1 telegrams: values with their codes and units; lines that are none are passed over, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissectors.core.node import Node, Source
from dissectors.meaning.facts import Facts
from dissectors.meaning.telegrams import lay_out, read_opened, telegram_items
from dissectors.meaning.values import item_text
from dissectors.spec import APDU
from dissectors.spec.telegram import P1_TELEGRAM


def telegram(text: bytes) -> Node:
    node = Node(P1_TELEGRAM, Source(text), 0, len(text), text)
    lay_out(node)
    return node


LINES = [
    (b"1-0:1.8.0(006545766*Wh)", [("1-0:1.8.0", "6545766 Wh")]),
    (b"1-0:1.7.0(00.286*kW)", [("1-0:1.7.0", "0.286 kW")]),
    (b"1-0:2.7.0(-000.5*kW)", [("1-0:2.7.0", "-0.5 kW")]),
    (b"0-0:1.0.0(210101001500W)", [("0-0:1.0.0", "2021-01-01T00:15:00.*")]),
    (b"0-1:24.2.1(221006155014S)(12785.123*m3)",
     [("0-1:24.2.1", "2022-10-06T15:50:14.* (daylight saving active)"), ("0-1:24.2.1", "12785.123 m³")]),
    (b"0-0:96.1.1(4B384547)", [("0-0:96.1.1", None)]),
    (b"0-0:96.13.0()", [("0-0:96.13.0", None)]),
    (b"1-0:4:24.7.0(000.1*kW)", [("1-0:4:24.7.0", "0.1 kW")]),  # as some meters write
    (b"/EST5\\253710000_A", []),
    (b"!7EF9", []),
    (b"1-0:1.8.0", []),
    (b"1-0:1.8.0(1*Wh", []),
    (b"1-0:1.8.0(1(2)*Wh)", []),
]  # fmt: skip


@pytest.mark.parametrize("line, expected", LINES, ids=[row[0].decode() for row in LINES])
def test_lines(line: bytes, expected: list[tuple[str, str | None]]) -> None:
    node = telegram(b"/XXX5abc\r\n\r\n" + line + b"\r\n!\r\n")
    items = telegram_items(node)
    assert [(each.node.field.name if each.node else "", item_text(each, (), Facts(), 1)) for each in items] == expected
    for each in items:
        assert each.node is not None and node.source.data[each.node.start : each.node.end] == each.node.value
        assert (each.ref is None) == bool(each.label)


def test_an_apdu_is_no_telegram() -> None:
    answer = read_opened(APDU, Source(bytes.fromhex("C401C10012090B")))
    assert answer.field is APDU and answer.note is None
    assert read_opened(APDU, Source(b"")).field is APDU
    assert read_opened(APDU, Source(b"/EST5")).field is P1_TELEGRAM


@given(st.binary(max_size=300) | st.text("01-:.*()\r\nW S", max_size=300).map(str.encode))
def test_any_bytes_are_laid_out(text: bytes) -> None:
    node = telegram(text)
    ends = [(each.start, each.end) for each in node.children or ()]
    assert ends == sorted(ends) and all(0 <= start <= end <= len(text) for start, end in ends)
    for item in telegram_items(node):
        item_text(item, (), Facts(), 1)
