"""Find: which messages say something, and where to mark it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.survey.find import Finder

CAPTURES = Path(__file__).parents[2] / "captures"


@cache
def opened(name: str) -> Document:
    return open_document(str(CAPTURES / name)).load()


def found(text: str, name: str = "w-low-plain.pcap", **options: object) -> list[int]:
    document, finder = opened(name), Finder(text, **options)  # type: ignore[arg-type]
    by_step = [row for _, hits in finder.run(document, range(1, document.count + 1)) for row in hits]
    assert by_step == [row for row in range(1, document.count + 1) if finder.matches(document, row)]
    return by_step


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("logical device", [3, 4, 44, 45, 46]),
        ("LOGICAL Device", [3, 4, 44, 45, 46]),
        ("PLM0000000000001", [4, 46]),
        ("231.5", [12, 28, 30, 46]),
        ("object-undefined", [48, 68]),
        ("access-refused", [48, 68]),
        ("scaler_unit", [9, 10]),
        ("aarq", [1]),
        ("nowhere to be seen", []),
        ("hex: c4 03", [46]),
        ("hex: 0xC403", [46]),
        ("re: ^aa[rq]+$", [1]),
        ("re: plm0+1", [4, 46]),
        ("obis: 0-0:42.0.0*255", [3, 4, 45, 46]),
        ("obis: 0-0:42", [3, 4, 45, 46]),
        ("obis: logical device", [3, 4, 45, 46]),
        ("obis: device log", [3, 4, 45, 46]),
        ("obis: voltage L9", []),
    ],
)
def test_messages_that_say_it(text: str, rows: list[int]) -> None:
    assert found(text) == rows


def test_bytes_are_found_in_what_was_joined() -> None:
    assert 28 in found("hex: 07e901010300000000ff8880")


def test_notes_are_those_of_the_user() -> None:
    assert found("note: look", notes=lambda row: "Look here" if row == 7 else "") == [7]


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "say what"), ("hex:", "say what"), ("hex: 123", "even number"), ("hex: zz", "digits"), ("re: (", "expression"),
     ("note: x", "no notes")],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_told(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Finder(text)


@pytest.mark.parametrize(
    ("text", "shown", "spans"),
    [
        ("l1", "Voltage L1, L1", [(8, 10), (12, 14)]),
        ("re: L.", "Voltage L1", [(2, 4), (8, 10)]),
        ("hex: 00", "00", []),
        ("a*", "aaa", []),
        ("re: x*", "yyy", []),
    ],
)
def test_hits_are_marked_in_text(text: str, shown: str, spans: list[tuple[int, int]]) -> None:
    assert Finder(text).spans(shown) == spans


def test_hits_are_marked_in_bytes() -> None:
    assert Finder("hex: 01 02").in_bytes(bytes.fromhex("01020102")) == [(0, 2), (2, 4)]
    assert Finder("PLM").in_bytes(b"..PLM0") == [(2, 5)]
    assert Finder("obis: 1-0:1").in_bytes(b"1-0:1") == []


def test_passwords_are_not_found_in_values() -> None:
    assert b"Gurux".hex() in open_document(str(CAPTURES / "w-low-plain.pcap")).load().captured(1).hex()
    assert found("Gurux") == [] and found(b"Gurux".hex()) == []
