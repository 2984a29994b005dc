"""More keys: the session stage runs again, rows keep their numbers, and nothing differs from opening with the keys at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import stage
from analyzer.document import Document, open_document
from analyzer.export.messages import encode_json, message
from dissectors.security.key_ring import KeyEntry, KeyRing

CAPTURES = Path(__file__).parents[2] / "captures"
KEYS = {
    "guek": [bytes.fromhex("000102030405060708090A0B0C0D0E0F")],
    "gak": [bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")],
}


def shown(document: Document) -> list[bytes]:
    return [encode_json(message(document, row)) for row in range(1, document.count + 1)]


@pytest.mark.parametrize(
    "name", ["w-gmac-glo-authenc-s0", "w-gmac-gglo-authenc-s0", "h-gmac-gded-s0", "made-truncated"]
)
def test_keys_added_later_give_what_keys_given_first_give(name: str) -> None:
    path = str(CAPTURES / f"{name}.pcap")
    entry = KeyEntry("lab", KEYS)
    at_once = open_document(path, KeyRing([entry])).load()
    later = open_document(path).load()
    before = shown(later)
    steps = list(later.add_keys([entry]))
    assert steps[-1] == later.count == at_once.count
    assert shown(later) == shown(at_once)
    assert (shown(later) != before) is ("gmac" in name)


def test_wrong_keys_change_no_row_number_and_right_ones_still_open() -> None:
    path = str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")
    document = open_document(path, KeyRing([KeyEntry("wrong", {"guek": [bytes(16)], "gak": [bytes(16)]})])).load()
    count = document.count
    assert any(document.closed(row) for row in range(1, count + 1))
    list(document.add_keys([KeyEntry("lab", KEYS)]))
    assert document.count == count
    assert not any(document.closed(row) for row in range(1, count + 1))


def test_a_tree_stays_what_it_was_in_a_second_document() -> None:
    path = str(CAPTURES / "h-gmac-gded-s0.pcap")
    first, second = (open_document(path, KeyRing([KeyEntry("lab", KEYS)])).load() for _ in range(2))
    rows = range(1, first.count + 1)
    assert [encode_json(message(first, row)) for row in rows] == [
        encode_json(message(second, row)) for row in reversed(rows)
    ][::-1]


def test_a_key_taken_back_closes_what_it_opened_and_trees_seen_before_stay_readable() -> None:
    path = str(CAPTURES / "w-gmac-glo-authenc-s0.pcap")
    bare = open_document(path, KeyRing()).load()
    document = open_document(path, KeyRing([KeyEntry("lab", KEYS)])).load()
    key = document.protection(5).key
    assert key is not None and document.ring is not None
    secret = document.ring.resolve(key)
    list(document.withdraw_key(key))
    assert document.ring.resolve(key) == secret
    assert [row for row in range(1, bare.count + 1) if document.closed(row)] == [
        row for row in range(1, bare.count + 1) if bare.closed(row)
    ]
    list(document.withdraw_key(key))  # twice is once
    list(document.add_keys([KeyEntry("again", KEYS)]))
    assert not any(document.closed(row) for row in range(1, document.count + 1))


def test_trying_keys_tells_what_they_would_open_and_changes_nothing() -> None:
    document = open_document(str(CAPTURES / "h-gmac-gded-s0.pcap")).load()
    before = shown(document)
    *_, tried = document.try_keys([KeyEntry("lab", KEYS)])
    assert tried.count == document.count and len(set(tried.opening)) > 1
    assert shown(document) == before and document.ring is None


def test_rows_that_come_while_the_stage_runs_again_are_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(CAPTURES / "h-gmac-gded-s0.pcap")
    at_once = open_document(path, KeyRing([KeyEntry("lab", KEYS)])).load()
    document = open_document(path)
    records = [record for batch in document.capture.batches() for record in batch]
    document.engine.feed(records[:80])
    monkeypatch.setattr(stage, "TOGETHER", 4)
    steps = document.add_keys([KeyEntry("lab", KEYS)])
    done = next(steps)
    document.engine.feed(records[80:])
    assert done < 80 < document.count
    list(steps)
    document.load()
    assert shown(document) == shown(at_once)


@pytest.mark.parametrize(
    "name", ["w-gmac-glo-authenc-s0", "h-gmac-gded-s0", "made-key-roll", "made-losses", "made-profile", "made-unasked"]
)
def test_nothing_depends_on_how_many_rows_are_taken_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages as JSON with their values, findings told late and associations."""
    path = str(CAPTURES / f"{name}.pcap")
    seen = []
    for together, batch in ((1, 1), (3, 1 << 10), (256, 1 << 16)):
        monkeypatch.setattr("analyzer.engine.TOGETHER", together)
        document = open_document(path, KeyRing([KeyEntry("lab", KEYS)]), batch=batch).load()
        facts = [
            (device, *fact)
            for device in document.engine.stage.facts._names
            for fact in document.meaning.facts.of(device)
        ]
        findings = sorted((row, told) for row, told in document.index.findings.items())
        associations = [(each.number, each.state, each.answers, each.server_title) for each in document.associations]
        seen.append((shown(document), facts, findings, associations))
    assert seen[0][0]
    assert seen[0] == seen[1] == seen[2]
