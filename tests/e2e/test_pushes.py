"""Pushes of real meters, over HDLC, M-Bus and bare, plain and ciphered, give the values an independent decoder gave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Document, open_document
from dissectors.core import ops
from dissectors.core.node import Node
from dissectors.security.key_ring import KeyEntry, KeyRing
from tests.conftest import SHARED

LOGS = sorted(path for folder in ("apdu", "hdlc-push", "mbus", "p1") for path in (SHARED / folder).glob("*.hex"))
# Their descriptors stand without tags inside structures, which is no A-XDR: an independent decoder gave up as well.
NOT_AXDR = ("egd_example", "sagecom_xt211")


def plainly(node: Node) -> Any:
    """A value in the notation of the expected decodes."""
    if node.spec.kind == ops.CHOICE and node.children:
        return plainly(node.children[0])
    if node.spec.name == "structure":
        return {"struct": [plainly(child) for child in node.children or ()]}
    if node.spec.name == "array":
        return [plainly(child) for child in node.children or ()]
    if isinstance(node.value, bytes):
        return "str:" + node.value.decode() if node.spec.form == "text" else node.value.hex()
    return node.value


def opened(log: Path, expected: dict[str, Any]) -> Document:
    keys = {
        field: [bytes.fromhex(expected[given])]
        for field, given in (("guek", "ek"), ("gak", "ak"))
        if expected.get(given)
    }
    return open_document(str(log), KeyRing([KeyEntry("meter", keys)])).load()


def expected_values(expected: dict[str, Any]) -> list[Any]:
    found: list[Any] = []
    for entry in expected.get("own_decode", []):
        for apdu in (entry.get("inner"), entry, *(entry.get("apdu") or [])):
            if isinstance(apdu, dict) and apdu.get("apdu_tag") == "data-notification" and "value" in apdu:
                found.append(apdu["value"])
    return [value for value in found if value is not None]


def values(document: Document) -> list[Any]:
    found: list[Any] = []
    for row in range(1, document.count + 1):
        if document.service(row) == "data-notification":
            reading = document.build(row).reading()
            if reading is not None and reading.value is not None:
                found.append(plainly(reading.value))
    return found


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_push_values(log: Path, shared: Path) -> None:
    del shared
    description = log.with_suffix(".json")
    if any(word in log.stem for word in NOT_AXDR):
        pytest.skip("descriptors without tags: shown up to where A-XDR ends")
    expected = json.loads(description.read_text())
    found = values(opened(log, expected))
    for value in expected_values(expected):
        assert value in found
    if expected.get("ek") and "no_pushlist" not in log.stem and "kmswest" not in log.stem:
        document = opened(log, expected)
        statuses = {document.protection(row).status for row in range(1, document.count + 1)} - {"none"}
        assert statuses <= ({"ok"} if expected.get("ak") else {"unverified"})


def test_p1_telegram_opens_to_its_text(shared: Path) -> None:
    log = shared / "p1" / "dsmrparser_synthetic.hex"
    document = opened(log, json.loads(log.with_suffix(".json").read_text()))
    assert document.service(1) == "p1-telegram"
    assert document.protection(1).status == "ok"
    assert b"1-0:1.8.0(006545766*Wh)" in document.build(1).sources[-1].data


def test_telegrams_of_a_p1_port_back_to_back(shared: Path, tmp_path: Path) -> None:
    source = shared / "p1" / "dsmrparser_synthetic.hex"
    expected = json.loads(source.with_suffix(".json").read_text())
    telegram = bytes.fromhex("".join(line for line in source.read_text().split("\n") if not line.startswith("#")))
    log = tmp_path / "p1.bin"
    log.write_bytes(b"\0" + telegram * 12)
    document = opened(log, expected)
    assert document.count == 12
    assert {document.context(row).profile for row in range(1, 13)} == {"p1"}
    assert {document.protection(row).status for row in range(1, 13)} == {"ok"}
