"""Why rows are closed, red or empty, in words; each names its next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.survey.key_report import report
from analyzer.survey.why import Why, why, why_closed, why_code, why_key, why_node
from dissectors.core.node import notes, walk
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.session.findings import CATALOGUE

CAPTURES = Path(__file__).parents[2] / "captures"
GUEK = bytes.fromhex("000102030405060708090A0B0C0D0E0F")
GAK = bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")


def document(name: str, **keys: bytes) -> Document:
    entry = KeyEntry("lab", {field: [key] for field, key in keys.items()})
    return open_document(str(CAPTURES / f"{name}.pcap"), KeyRing([entry])).load()


def text(told: Why) -> str:
    return "\n".join(f"{each.label}: {each.text}" for each in told.paragraphs)


ADD = ("view-5", "add-key")
CASES: list[tuple[str, dict[str, bytes], int, str, str, tuple[str, ...]]] = [
    # capture, keys, row, severity, words, actions
    ("w-gmac-glo-authenc-s0", {}, 6, "warning", "No key of the kind it wants is at hand for title 504C4D0000000001", ADD),
    ("w-gmac-glo-authenc-s0", {}, 1, "warning", "the Initiate inside is closed", ADD),
    ("w-gmac-glo-authenc-s0", {"guek": GAK}, 6, "error", "No key at hand fits title", ADD),
    ("w-gmac-glo-authenc-s0", {"guek": GUEK, "gak": GUEK}, 6, "error", "the authentication key (gak) is another", ADD),
    ("w-gmac-glo-authenc-s0", {"guek": GUEK}, 6, "note", "no authentication key (gak)", ADD),
    ("w-gmac-glo-authenc-s0", {"guek": GUEK, "gak": GAK}, 6, "", "opened with lab: guek", ("answer",)),
    ("w-ecdsa-glo-s2", {"guek": GUEK}, 6, "warning", "suite 2: a global key (guek) of 32 bytes", ADD),
    ("made-malformed", {}, 5, "error", "octet-string wants 268435461 bytes, 6 left (byte 13", ()),
    ("made-malformed", {}, 10, "error", "cut short: its tag is missing", ()),
    ("h-low-plain", {}, 1, "", "snrm opens the link", ()),
    ("h-low-plain", {}, 5, "", "Answer: is message 6", ("answer",)),
    ("w-badpassword", {}, 2, "warning", "the meter refused the secret", ("to-session",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "keys", "row", "severity", "words", "actions"), CASES)
def test_a_row_explains_itself_and_names_the_next_step(
    name: str, keys: dict[str, bytes], row: int, severity: str, words: str, actions: tuple[str, ...]
) -> None:
    told = why(document(name, **keys), row)
    assert told.severity == severity
    assert words in text(told)
    assert not actions or actions in {each.actions for each in told.paragraphs}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_finding_is_explained_with_what_to_do(code: str) -> None:
    told = why_code(code)
    entry = CATALOGUE[code]
    assert told.severity == entry.severity
    assert entry.meaning in text(told) and entry.advice in text(told) and entry.clause in text(told)


def test_an_unknown_code_is_told_as_it_is() -> None:
    assert why_code("new-code", "something").paragraphs[0].text == "something"


def test_every_row_of_every_capture_has_an_explanation() -> None:
    for path in sorted(CAPTURES.glob("*.pcap")):
        opened = open_document(str(path)).load()
        for row in range(1, opened.count + 1):
            told = why(opened, row)
            assert told.title and told.paragraphs, (path.name, row)


def test_keys_say_what_they_do_and_closed_senders_what_they_want() -> None:
    good = document("h-gmac-gded-s0", guek=GUEK, gak=GAK)
    told = {use.field: text(why_key(use)) for use in report(good).uses}
    assert "Opens 5 messages" in told["guek"]
    assert "Verifies 73 messages" in told["gak"]
    assert "message 3" in told["dedicated"]
    shut = document("h-gmac-gded-s0", guek=GAK)
    (first, *_) = report(shut).closed
    assert "a dedicated key of 16 bytes" in text(why_closed(shut, first))
    assert "carries the dedicated key" in text(why_closed(shut, first))
    assert "Opens nothing" in text(why_key(report(shut).uses[0]))


def test_a_node_says_what_it_is_where_it_lies_and_what_is_wrong_with_it() -> None:
    opened = document("h-low-plain")
    row = next(row for row in range(1, opened.count + 1) if opened.service(row) == "get-response-normal")
    value = opened.tree(row).apdu
    assert value is not None
    told = text(why_node(opened, row, value))
    assert "Element: " in told and "bytes at" in told
    broken = document("made-malformed")
    node = next(node for node, _ in notes(broken.tree(5).apdu))  # type: ignore[arg-type]
    why_broken = why_node(broken, 5, node)
    assert why_broken.severity == "error" and "268435461 bytes" in text(why_broken)


def test_no_node_of_an_association_shows_its_password() -> None:
    opened = document("h-low-plain")
    tree = opened.tree(3)
    for root in tree.roots:
        for node in walk(root):
            assert "Gurux" not in text(why_node(opened, 3, node)) and b"Gurux".hex() not in text(
                why_node(opened, 3, node)
            )
