"""Captures that begin in the midst of a session, or hold it half open: what can be told is told, and nothing else."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from dissectors.profiles.stack import make
from dissectors.security.key_ring import KeyEntry, KeyRing
from dissectors.session.association import identity_of
from dissectors.session.tracker import Tracker
from tests.conftest import SHARED

CAPTURES = Path(__file__).parents[2] / "captures"
METER = KeyEntry(
    "lab",
    {
        "guek": [bytes.fromhex("000102030405060708090A0B0C0D0E0F")],
        "gak": [bytes.fromhex("D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF")],
    },
    bytes.fromhex("504C4D0000000001"),
)
BEFORE = 14  # records that were missed: the association opens in them


def later(name: str, folder: Path, *entries: KeyEntry, missed: int = BEFORE, of: Path = CAPTURES) -> Document:
    """A capture without its first records."""
    data = (of / f"{name}.pcap").read_bytes()
    at = 24
    for _ in range(missed):
        at += 16 + struct.unpack_from("<I", data, at + 8)[0]
    path = folder / f"{name}.pcap"
    path.write_bytes(data[:24] + data[at:])
    return open_document(str(path), KeyRing(list(entries))).load()


def told(document: Document) -> Counter[str]:
    return Counter(finding.code for findings in document.index.findings.values() for finding in findings)


def without_question(document: Document) -> list[int]:
    """Rows of a server that answer no question."""
    rows = range(2, document.count + 1)
    return [row for row in rows if document.service(row).endswith("response") and not document.index.answers[row - 1]]


@pytest.mark.parametrize("name", ["w-gmac-glo-authenc-s0", "w-gmac-gglo-authenc-s0"])
def test_a_session_joined_late_pairs_answers_with_questions(name: str, tmp_path: Path) -> None:
    document = later(name, tmp_path, METER)
    codes = told(document)
    assert document.count > 60 and not without_question(document)
    assert codes["answer-without-question"] <= 1  # of the first message, whose question was missed
    assert not codes["invoke-id-mismatch"] and not codes["no-answer"]


def test_questions_that_stay_closed_are_answered_by_what_opens(tmp_path: Path) -> None:
    """Only the meter's title is known, and nothing of what passes here brings the client's."""
    document = later("w-gmac-glo-authenc-s0", tmp_path, METER)
    closed = [row for row in range(1, document.count + 1) if document.closed(row)]
    assert len(closed) == 30 and all(document.context(row).sender == "client" for row in closed)
    assert all(document.index.answered_by[row - 1] == row + 1 for row in closed)


def test_both_ways_of_general_ciphering_are_one_conversation(tmp_path: Path) -> None:
    document = later("w-gmac-gglo-authenc-s0", tmp_path, METER)
    pairs = {(document.context(row).client, document.context(row).server) for row in range(2, document.count + 1)}
    assert len(pairs) == 1 and not any(document.closed(row) for row in range(1, document.count + 1))
    (association,) = document.associations
    assert (association.questions, association.answers) == (31, 31)
    assert association.server_title == METER.system_title and association.client_title == b"GRX12345"
    assert document.objects(3) == document.objects(2) and document.objects(3)


def test_general_ciphering_that_stays_closed_is_paired_by_order() -> None:
    document = open_document(str(CAPTURES / "w-gmac-gglo-authenc-s0.pcap"), KeyRing()).load()
    general = [row for row in range(1, document.count + 1) if document.service(row) == "general-glo-ciphering"]
    asked, answers = general[::2], general[1::2]
    assert len(general) > 60
    assert [document.index.answers[row - 1] for row in answers] == asked
    assert not any(document.index.answers[row - 1] for row in asked)
    assert not told(document)["no-answer"]


def test_a_push_that_stays_closed_answers_nothing() -> None:
    path = SHARED / "sessions" / "w-push-20-gglo.pcap"
    if not path.is_file():
        pytest.skip("the recorded sessions are not at hand")
    document = open_document(str(path), KeyRing()).load()
    assert document.service(11) == "general-glo-ciphering" and document.context(11).sender == "server"
    assert not document.index.answers[10] and document.index.answers[9] == 9


@pytest.mark.parametrize("entries", [(METER,), ()], ids=["with keys", "without"])
def test_blocks_of_two_transfers_are_never_put_together(entries: tuple[KeyEntry, ...], tmp_path: Path) -> None:
    """The end of a general block transfer, then another whole one: its first blocks fill no hole of the first."""
    if not (SHARED / "sessions" / "w-gbt1-gglo-s0.pcap").is_file():
        pytest.skip("the recorded sessions are not at hand")
    document = later("w-gbt1-gglo-s0", tmp_path, *entries, missed=20, of=SHARED / "sessions")
    codes = told(document)
    assert codes["transfer-incomplete"] == 1
    assert not {"block-repeated", "gbt-recovery", "tag-failed", "malformed"} & set(codes)
    (whole,) = document.index.blocks
    assert len(document.index.blocks[whole]) == 8
    if entries:
        assert document.service(whole) == "get-response-normal" and document.index.answers[whole - 1]


def test_a_question_ends_the_transfer_before_it() -> None:
    """Blocks 2 and 3 of a transfer whose first was missed, a question, and blocks 1 to 3 of its answer."""
    answer = bytes.fromhex("C401C1000906414243444546")

    def block(number: int, part: bytes, last: bool) -> bytes:
        head = bytes((0xE0, 0x80 if last else 0x00)) + number.to_bytes(2, "big") + b"\0\0"
        return head + bytes((len(part),)) + part

    parts = (answer[:4], answer[4:8], answer[8:])
    question = bytes.fromhex("C001C1000100002A0000FF0200")
    sent = [
        *((1, block(number, b"\xaa\xbb\xcc\xdd", number == 3)) for number in (2, 3)),
        (0, question),
        *((1, block(number, part, number == 3)) for number, part in enumerate(parts, 1)),
    ]
    profile, tracker = make("wrapper"), Tracker()
    messages = []
    for direction, apdu in sent:
        ports = b"\0\1\0\x10" if direction else b"\0\x10\0\1"
        for pdu in profile.feed(direction, b"\0\1" + ports + len(apdu).to_bytes(2, "big") + apdu):
            messages.append(tracker.feed(len(messages) + 1, None, identity_of(1, pdu), pdu))
    assert messages[-1].apdu == answer and messages[-1].answers == 3
    assert [finding.code for _, finding in tracker.late] == ["transfer-incomplete"]
