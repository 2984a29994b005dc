"""Captures that span a change of keys open from end to end; without what it takes they say from where on they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Document, open_document
from analyzer.export.messages import encode_json, message
from analyzer.export.sessions import sessions
from analyzer.keys import load_keys
from captures import key_roll
from dissectors.profiles.stack import make
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.session.association import identity_of
from dissectors.session.tracker import Tracker

CAPTURES = Path(__file__).parents[2] / "captures"
ROLL, AGREEMENT = CAPTURES / "made-key-roll.pcap", CAPTURES / "made-key-agreement.pcap"


def entries(**given: Any) -> list[KeyEntry]:
    keys = {"guek": [key_roll.ENCRYPTION[0]], "gak": [key_roll.AUTHENTICATION[0]], **given}
    return [
        KeyEntry("meter", keys, key_roll.METER_TITLE, origin="1"),
        KeyEntry("meter", {}, key_roll.CLIENT_TITLE, sap=16, origin="1"),
    ]


def opened(path: Path, keys: list[KeyEntry]) -> Document:
    return open_document(str(path), KeyRing(keys)).load()


def statuses(document: Document, rows: range) -> set[str]:
    return {document.protection(row).status for row in rows}


def told(document: Document, row: int) -> dict[str, str]:
    return {finding.code: finding.text for finding in document.findings(row)}


@pytest.mark.parametrize("path", [ROLL, AGREEMENT], ids=["transferred", "agreed"])
def test_everything_opens_and_every_value_is_there(path: Path) -> None:
    document = opened(path, load_keys(path.with_suffix(".keys.toml")))
    rows = range(1, document.count + 1)
    assert statuses(document, rows) == {"ok", "none"}
    assert {document.service(row) for row in rows if document.protection(row).status == "none"} == {"rlrq", "rlre"}
    values = [message(document, row)["value"] for row in rows if document.service(row) == "get-response-normal"]
    assert values == ([1000, 1001, 1002, 1003, 1004] if path is ROLL else [2000, 2001])
    codes = {code for row in rows for code in told(document, row)}
    assert codes == {
        "hls-verified",
        "key-transferred" if path is ROLL else "key-agreed",
    }  # and no counter is out of order
    assert [entry["verdict"] for entry in sessions(document)] == ["released"] * (2 if path is ROLL else 1)


def test_the_keys_name_the_message_that_handed_them_over() -> None:
    document = opened(ROLL, entries(kek=[key_roll.MASTER[0]]))
    names = [document.key_name(document.protection(row).key) for row in (6, 10, 14, 18, 22, 26)]
    assert names == [
        "meter: guek",
        "guek transferred in message 7",
        "guek transferred in message 7",
        "guek transferred in message 7",
        "dedicated dedicated in message 17",
        "guek transferred in message 23",
    ]


def test_without_the_master_key_it_says_which_key_is_missing_from_where_on() -> None:
    document = opened(ROLL, entries())
    assert statuses(document, range(1, 9)) == {"ok"}
    assert statuses(document, range(9, 15)) == {"failed"}
    text = told(document, 7)["key-transferred-unseen"]
    assert "guek" in text and "key id 0" in text and "message 7" in text
    first, second = sessions(document)
    assert statuses(document, range(17, 27)) == {"failed", "no-key"}  # the dedicated key stays closed, too
    for entry in (first, second):
        assert entry["closed"] and "a key was transferred in message 7" in entry["verdict"]


@pytest.mark.parametrize("private", [key_roll.CLIENT_EPHEMERAL, key_roll.METER_EPHEMERAL], ids=["client's", "meter's"])
def test_either_ephemeral_key_opens_what_follows_an_agreement(private: bytes) -> None:
    document = opened(AGREEMENT, entries(ephemeral_private_keys=[private]))
    assert statuses(document, range(1, document.count + 1)) == {"ok", "none"}


def test_an_agreement_unseen_names_message_and_key() -> None:
    document = opened(AGREEMENT, entries())
    assert statuses(document, range(1, 9)) == {"ok"} and statuses(document, range(9, 11)) == {"failed"}
    text = told(document, 8)["key-agreed-unseen"]
    assert "guek" in text and "key id 0" in text and "message 8" in text
    (entry,) = sessions(document)
    assert "a key was agreed on in message 8" in entry["verdict"]


def test_keys_of_before_and_after_in_the_key_file_open_both_sides_of_the_roll() -> None:
    document = opened(ROLL, entries(guek=key_roll.ENCRYPTION, gak=key_roll.AUTHENTICATION))
    assert statuses(document, range(1, document.count + 1)) == {"ok", "none"}


def test_the_master_key_added_later_changes_no_row_number() -> None:
    document = opened(ROLL, entries())
    at_once = opened(ROLL, [*entries(), KeyEntry("more", {"kek": [key_roll.MASTER[0]]}, key_roll.METER_TITLE)])
    count = document.count
    list(document.add_keys([KeyEntry("more", {"kek": [key_roll.MASTER[0]]}, key_roll.METER_TITLE)]))
    assert document.count == count
    for row in range(1, count + 1):
        assert encode_json(message(document, row)) == encode_json(message(at_once, row))


def counter_codes(said: list[bytes]) -> set[str]:
    """Codes about counters of a conversation in which client and meter speak in turn."""
    profile, tracker = make("wrapper"), Tracker(KeyRing(entries()))
    codes: set[str] = set()
    for row, apdu in enumerate(said, 1):
        ports = b"\0\x10\0\1" if row % 2 else b"\0\1\0\x10"
        for pdu in profile.feed(1 - row % 2, b"\0\1" + ports + len(apdu).to_bytes(2, "big") + apdu):
            codes |= {finding.code for finding in tracker.feed(row, None, identity_of(1, pdu), pdu).findings}
    return {code for code in codes if code.startswith("ic-")}


def test_a_proof_shares_its_counters_with_the_messages_around_it() -> None:
    """The Initiate takes counter 1, the proof 2, the message around it 3: a message that takes 2 again is a replay."""
    for taken, expected in ((3, set()), (1, {"ic-replay"})):
        client, meter = key_roll.Side(key_roll.CLIENT_TITLE, 0x30), key_roll.Side(key_roll.METER_TITLE, 0x30)
        said = key_roll._associate(client, meter)
        client._counters[client.key] = taken
        assert counter_codes([*said, client.glo(key_roll._get())]) == expected


def test_a_dedicated_key_has_counters_of_its_own() -> None:
    client, meter = key_roll.Side(key_roll.CLIENT_TITLE, 0x30), key_roll.Side(key_roll.METER_TITLE, 0x30)
    said = key_roll._associate(client, meter, key_roll.DEDICATED)
    said += [client.glo(key_roll._get(), key_roll._DED), meter.glo(key_roll._value(1), key_roll._DED)]
    assert counter_codes(said) == set()
