"""What keys open, what stays closed, and what another key would open: the same numbers whichever way they are counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.survey.key_report import CLOSED, READABLE, Trial, removable, report, trial
from dissectors.security.key_ring import KeyEntry, KeyRing

CAPTURES = Path(__file__).parents[2] / "captures"
GUEK = bytes.fromhex("000102030405060708090A0B0C0D0E0F")
GAK = bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")


def load(name: str, *entries: KeyEntry) -> Document:
    return open_document(str(CAPTURES / f"{name}.pcap"), KeyRing(entries)).load()


def still_closed(document: Document) -> int:
    return sum(each.messages for each in report(document).closed)


@pytest.mark.parametrize("name", ["w-gmac-glo-authenc-s0", "h-gmac-gded-s0", "made-malformed", "h-low-plain"])
@pytest.mark.parametrize("keys", [{}, {"guek": [GUEK]}, {"guek": [GUEK], "gak": [GAK]}, {"guek": [GAK]}])
def test_the_report_counts_every_protected_message_once(name: str, keys: dict[str, list[bytes]]) -> None:
    document = load(name, KeyEntry("lab", keys))
    statuses = Counter(document.protection(row).status for row in range(1, document.count + 1))
    found = report(document)
    assert (found.verified, found.unverified, found.failed, found.no_key) == tuple(
        statuses[status] for status in (*READABLE, *CLOSED)
    )
    assert sum(each.messages for each in found.closed) == found.failed + found.no_key
    for each in found.closed:
        assert document.protection(each.first).system_title == each.title


TRIALS = [
    ({"guek": [GUEK], "gak": [GAK]}, Trial(122, 73, 73, 0)),  # the dedicated key is learnt from what guek opens
    ({"guek": [GUEK]}, Trial(122, 73, 0, 73)),
    ({"guek": [GAK]}, Trial(122, 73, 0, 0)),
    ({}, Trial(122, 73, 0, 0)),
]


@pytest.mark.parametrize(("keys", "expected"), TRIALS)
def test_a_trial_says_what_accepting_the_key_gives(keys: dict[str, list[bytes]], expected: Trial) -> None:
    document = load("h-gmac-gded-s0")
    *_, last = trial(document, KeyEntry("tried", keys), 10_000)
    assert last == expected
    assert still_closed(document) == 73
    list(document.add_keys([KeyEntry("tried", keys)]))
    assert still_closed(document) == 73 - expected.opens


def test_a_trial_ends_after_as_many_rows_as_it_may_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyzer.stage.TOGETHER", 8)
    *_, last = trial(load("h-gmac-gded-s0"), KeyEntry("tried", {"guek": [GUEK]}), 40)
    assert last.rows == 40 and 0 < last.closed < 73


def test_only_keys_of_the_file_that_open_messages_can_be_taken_back() -> None:
    entry = KeyEntry("lab", {"guek": [GUEK], "gak": [GAK], "password": [b"secret"]})
    uses = {use.field: use.ref for use in report(load("h-gmac-gded-s0", entry)).uses}
    assert {field for field, ref in uses.items() if removable(ref)} == {"guek", "gak"}
    assert set(uses) == {"guek", "gak", "password", "dedicated"}
    document = load("h-gmac-gded-s0", entry)
    list(document.withdraw_key(uses["guek"]))
    assert {use.field for use in report(document).uses} == {"gak", "password"}
