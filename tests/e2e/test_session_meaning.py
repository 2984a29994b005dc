"""Recorded sessions, plain and ciphered, show no bare number where they hold its scaler, and their profiles as tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Document
from analyzer.export.messages import encode_json, message
from tests.e2e.test_sessions import SESSIONS, read

REGISTERS = (3, 4)


def said(document: Document) -> list[dict[str, Any]]:
    return [json.loads(encode_json(message(document, row))) for row in range(1, document.count + 1)]


def triples(each: dict[str, Any]) -> list[tuple[dict[str, Any], Any, Any]]:
    """Object, value and reading of each value of a message."""
    if isinstance(each["object"], list) and isinstance(each["value"], list):
        return [part for part in zip(each["object"], each["value"], each["text"], strict=True) if part[0] is not None]
    return [(each["object"], each["value"], each["text"])] if isinstance(each["object"], dict) else []


@pytest.mark.parametrize("name", SESSIONS)
def test_no_bare_number_where_the_session_holds_a_scaler(name: str, shared: Path) -> None:
    messages = said(read(name, shared))
    scaled = {
        named["obis"]
        for each in messages
        if each["answers"] and each["result"] not in ("object-undefined", "read-write-denied")
        for named, value, _ in triples(each)
        if named.get("attribute_name") == "scaler_unit" and value is not None
    }
    for each in messages:
        for named, value, text in triples(each):
            if named["obis"] in scaled and named["class_id"] in REGISTERS and named.get("attribute") == 2:
                assert value is None or (isinstance(text, str) and " " in text), each["no"]


@pytest.mark.parametrize("name", ["w-low-plain", "h-gmac-gded-s0", "w-gmac-glo-authenc-s0", "w-ecdsa-glo-s2"])
def test_profiles_are_tables(name: str, shared: Path) -> None:
    buffers = [
        each
        for each in said(read(name, shared))
        if isinstance(each["object"], dict) and each["object"].get("attribute_name") == "buffer" and each["answers"]
    ]
    tables = [each for each in buffers if isinstance(each["text"], list)]
    assert tables
    for each in tables:
        assert len(each["text"]) == len(each["value"])
        assert all(line[0][:2] == "20" for line in each["text"])
    questions = [each["text"] for each in said(read(name, shared)) if isinstance(each["text"], str)]
    assert "entries 1 to 60" in questions
    assert "from 2025-01-02T00:00:00.00+00:00 to 2025-01-02T06:00:00.00+00:00" in questions


def test_object_lists_tell_versions(shared: Path) -> None:
    messages = said(read("w-low-plain", shared))
    versions = {
        named["obis"]: named["version"] for each in messages for named, _, _ in triples(each) if named["class_id"] == 7
    }
    assert versions == {"1-0:99.1.0*255": 1, "0-0:99.98.0*255": 1}
