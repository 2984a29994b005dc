"""Recorded sessions decode to the plaintext that their meter logged, APDU by APDU."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from dissectors.core.writer import encode_node
from tests.conftest import SHARED

PLAIN = sorted(
    path.stem
    for path in (SHARED / "sessions").glob("*.pcap")
    if not any(word in path.stem for word in ("-glo-", "gglo", "-ded-", "gded", "wrongkey"))
)


def whole_apdus(document: Document) -> list[tuple[str, str]]:
    """(direction, hex) of every APDU that is no block of another, joined wholes instead of their last blocks."""
    found: list[tuple[str, str]] = []
    for row in range(1, document.count + 1):
        tree = document.build(row)
        if tree.apdu is None or document.service(row) in ("aarq", "aare", "rlrq", "rlre", "general-block-transfer"):
            continue
        arrow = "C>S" if document.context(row).sender == "client" else "S>C"
        found.append((arrow, tree.apdu.source.data[tree.apdu.start : tree.apdu.end].hex()))
    return found


@pytest.mark.parametrize("name", PLAIN)
def test_plain_session_gives_what_the_meter_logged(name: str, shared: Path) -> None:
    log = shared / "sessions" / f"{name}.meter.jsonl"
    if not log.exists():
        pytest.skip(f"{name}: the meter logged nothing")
    logged = [json.loads(line) for line in log.read_text().splitlines() if line]
    expected = Counter((entry["dir"], entry["plain"]) for entry in logged if entry["plain"][:2] not in _ACSE_TAGS)
    document = open_document(str(shared / "sessions" / f"{name}.pcap")).load()
    found = Counter(whole_apdus(document))
    assert expected - found == Counter()
    unlogged = {apdu for apdu in found - expected if not apdu[1].startswith(_PUSH)}  # the meter logs no pushes
    assert not unlogged


_PUSH = "0f"
_ACSE_TAGS = ("60", "61", "62", "63")


@pytest.mark.parametrize("name", PLAIN)
def test_every_answer_of_a_plain_session_finds_its_question(name: str, shared: Path) -> None:
    document = open_document(str(shared / "sessions" / f"{name}.pcap")).load()
    codes = Counter(finding.code for row in range(1, document.count + 1) for finding in document.findings(row))
    assert not codes["answer-without-question"]
    assert not codes["invoke-id-mismatch"]
    for row in range(1, document.count + 1):
        service = document.service(row)
        if (document.context(row).sender == "server" and "response" in service) or service in ("aare", "rlre"):
            assert document.index.answers[row - 1], f"{row} {service}"


@pytest.mark.parametrize("name", PLAIN)
def test_every_frame_is_rebuilt_byte_for_byte(name: str, shared: Path) -> None:
    document = open_document(str(shared / "sessions" / f"{name}.pcap")).load()
    for row in range(1, document.count + 1):
        for root in document.build(row).roots:
            assert encode_node(root) == root.data
