"""Any choice of rows in any form: whole files or none, never over another unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.export.save import FORMS, Cancelled, Refused, save

CAPTURES = Path(__file__).parents[2] / "captures"


@pytest.fixture(scope="module")
def document() -> Document:
    return open_document(str(CAPTURES / "h-low-plain.pcap")).load()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_writes_the_rows_that_were_chosen(document: Document, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMS[form].ending}"
    assert save(document, [5, 6, 9], form, path, notes={6: "here"}, keys="[[meter]]\n") == 3
    data = path.read_bytes()
    if form in ("pcapng", "decrypted", "with-keys"):
        again = open_document(str(path)).load()
        assert again.count == 3 and b"here" in data
        assert (b"[[meter]]" in data) is (form == "with-keys")
    elif form == "json":
        assert [json.loads(line)["no"] for line in data.splitlines()] == [5, 6, 9]
    elif form == "csv":
        assert len(data.splitlines()) == 4
    elif form == "text":
        assert b"note: here" in data and len(data.splitlines()) == 4
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_cancelled_leaves_no_file(document: Document, form: str, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        save(document, range(1, 100), form, tmp_path / "out", progress=lambda done: done < 64)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_forced(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("mine")
    with pytest.raises(Refused, match="exists"):
        save(document, [1], "json", path)
    assert path.read_text() == "mine"
    save(document, [1], "json", path, force=True)
    assert path.read_text().startswith("{")


def test_a_place_that_cannot_be_written_is_one_clear_line(document: Document, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere" / "x"):
        with pytest.raises(Refused, match=str(place)):
            save(document, [1], "json", place, force=True)
