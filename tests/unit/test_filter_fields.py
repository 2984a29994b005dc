"""Every field that a captured tree shows is one that filters know: `field == its value` finds the row."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.fields import by_name
from analyzer.filter import as_filter, compile_filter
from analyzer.filter.rows import IN_TREES, Row, Wanted, node_values
from analyzer.filter.values import values_of
from analyzer.filter.written import SECRET_FIELDS, written
from analyzer.keys import keys_from_options
from dissectors.core.node import walk
from dissectors.security.key_ring import KeyRing
from tests.conftest import SHARED

CAPTURES = Path(__file__).parents[2] / "captures"
FILES = [*sorted(CAPTURES.glob("*.pcap")), CAPTURES / "made-serial.hex"]
MANY = [*sorted(SHARED.glob("hdlc-push/*.hex"))[::4], *sorted(SHARED.glob("mbus/*.hex"))[::4]]
_MANIFEST = tomllib.loads((CAPTURES / "manifest.toml").read_text(encoding="utf-8"))
KEY, AUTHENTICATION_KEY = next(
    (entry["encryption_key"], entry["authentication_key"]) for entry in _MANIFEST.values() if "encryption_key" in entry
)
_LITERALS = 12  # of one field that are tried in one capture


def opened(file: Path) -> Document:
    """A capture, opened with the keys that the recorded sessions use."""
    entries = keys_from_options((f"guek={KEY}", f"gak={AUTHENTICATION_KEY}"))
    return open_document(str(file), KeyRing(entries)).load()


def literals(document: Document) -> dict[str, set[int]]:
    """Filters for what the nodes of messages show, with the rows that show it."""
    found: dict[str, dict[str, set[int]]] = {}
    for row in range(1, document.count + 1):
        tree = document.build(row)
        for root in tree.roots:
            for node in walk(root):
                for name, value in node_values(node):
                    if name not in by_name() or (name in IN_TREES and root is not tree.apdu):
                        continue  # of an object and an invoke id the session tells, where it has read them
                    by_literal = found.setdefault(name, {})
                    literal = written(by_name()[name], value)
                    if literal in by_literal or len(by_literal) < _LITERALS:
                        by_literal.setdefault(literal, set()).add(row)
    return {f"{name} == {literal}": rows for name, each in found.items() for literal, rows in each.items()}


@pytest.mark.parametrize("file", [*FILES, *MANY], ids=lambda file: file.name)
def test_each_value_of_a_tree_finds_its_rows(file: Path) -> None:
    document = opened(file)
    for text, rows in literals(document).items():
        assert rows <= set(compile_filter(text).rows(document)), text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_filter_made_of_a_node_finds_its_row(file: Path) -> None:
    document = opened(file)
    for row in range(1, min(document.count, 12) + 1):
        tree = document.build(row)
        if tree.faults():
            continue
        for root in tree.roots:
            for node in list(walk(root))[:60]:
                text = as_filter(document, row, node)
                assert compile_filter(text).matches(document, row), text


@pytest.mark.parametrize("name", sorted(by_name()))
def test_the_filter_made_of_a_cell_finds_its_row(name: str) -> None:
    for file in ("w-low-plain.pcap", "h-gmac-gded-s0.pcap", "h-push.pcap"):
        document = open_document(str(CAPTURES / file)).load()
        field = by_name()[name]
        for row in (1, 4, 12):
            text = as_filter(document, row, field=name)
            filtered = compile_filter(text)
            assert filtered.matches(document, row), text
            assert row in filtered.rows(document, row, row)
            there = bool(values_of(field)(Row(document, row, Wanted((field,)))))
            assert compile_filter(name).matches(document, row) is there


def test_the_filter_made_of_a_password_does_not_write_it_out() -> None:
    document = open_document(str(CAPTURES / "w-low-plain.pcap")).load()
    password = b"Gurux"
    made = [as_filter(document, 1, node) for root in document.build(1).roots for node in walk(root)]
    made += [as_filter(document, 1, field=name) for name in SECRET_FIELDS]
    assert "authentication_value" in made
    for text in made:
        assert password.hex() not in text and password.decode() not in text


def test_an_unknown_field_is_told() -> None:
    document = open_document(str(CAPTURES / "w-low-plain.pcap")).load()
    with pytest.raises(ValueError, match="no such field"):
        as_filter(document, 1, field="nonsense")


def test_of_a_long_value_its_beginning_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "long.hex"
    file.write_text(
        "C401C1000982" + f"{6000:04x}" + "ab" * 6000 + "\nC401C1000A82" + f"{6000:04x}" + "41" * 6000 + "\n"
    )
    document = open_document(str(file)).load()
    for row in (1, 2):
        texts = [as_filter(document, row, node) for root in document.build(row).roots for node in walk(root)]
        texts += [as_filter(document, row, field=name) for name in ("pdu", "value", "text")]
        assert any("[0:64]" in text for text in texts) and any("contains" in text for text in texts)
        for text in texts:
            assert len(text) < 1000 and compile_filter(text).matches(document, row)
