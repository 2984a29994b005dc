"""Findings of a session: each is triggered by one exchange, and not by another that differs in just that."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dissectors.profiles.stack import make
from dissectors.session.findings import CATALOGUE
from dissectors.session.tracker import Tracker

AARQ_NONE = "601DA109060760857405080101BE10040E01000000065F1F0400007E1F04B0"
AARQ_LLS = (
    "6036A1090607608574050801018A0207808B0760857405080201AC0A80083132333435363738BE10040E01000000065F1F0400007E1F04B0"
)
AARE = "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F0400007C1F04000007"
AARE_NO_GET = "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F0400000C0F04000007"
AARE_SMALL = "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F0400007C1F000C0007"
GET, GET_2 = "C001C100030100010800FF0200", "C001C200030100010800FF0200"
GET_UNCONFIRMED = "C0018100030100010800FF0200"
ANSWER, ANSWER_2, REFUSED = "C401C1001105", "C401C2001105", "C401C10103"
ANSWER_UNCONFIRMED = "C40181001105"
SET, SET_REFUSED, SET_OK = "C101C100030100010800FF02001105", "C501C103", "C501C100"
BLOCK_1, BLOCK_2, BLOCK_3 = "C402C1000000000100020905", "C402C10000000002000201 02", "C402C101000000030003030405"
NEXT_1, NEXT_2 = "C002C100000001", "C002C100000002"

SECOND = 1_000_000_000


def findings(exchange: Iterable[str], seconds: int = 1) -> set[str]:
    """Codes of findings of a wrapper session; clients' and meters' APDUs are told apart by their tags."""
    profile, tracker = make("wrapper"), Tracker()
    codes: set[str] = set()
    row = 0
    for text in exchange:
        apdu = bytes.fromhex(text)
        meter = apdu[0] in (0x61, 0xC4, 0xC5, 0xC7, 0x63)
        ports = (1, 16) if meter else (16, 1)
        frame = (
            b"\0\1" + ports[0].to_bytes(2, "big") + ports[1].to_bytes(2, "big") + len(apdu).to_bytes(2, "big") + apdu
        )
        for pdu in profile.feed(int(meter), frame):
            row += 1
            message = tracker.feed(row, row * seconds * SECOND, 1, pdu)
            codes |= {finding.code for finding in message.findings}
    tracker.finish()
    return codes | {finding.code for _, finding in tracker.late}


OPEN = (AARQ_NONE, AARE)


@pytest.mark.parametrize(
    ("code", "triggers", "does_not"),
    [
        ("weak-mechanism", (AARQ_LLS.replace("0760857405080201", "0760857405080203"), AARE), OPEN),
        ("password-in-clear", (AARQ_LLS, AARE), OPEN),
        ("access-refused", (*OPEN, GET, REFUSED), (*OPEN, GET, ANSWER)),
        ("access-refused", (*OPEN, SET, SET_REFUSED), (*OPEN, SET, SET_OK)),
        ("no-answer", (*OPEN, GET), (*OPEN, GET, ANSWER)),
        ("no-answer", (*OPEN, GET, GET, ANSWER), (*OPEN, GET, ANSWER, GET, ANSWER)),
        ("no-answer", (*OPEN, GET), (*OPEN, GET_UNCONFIRMED)),
        ("answer-without-question", (*OPEN, ANSWER), (*OPEN, GET_UNCONFIRMED, ANSWER_UNCONFIRMED)),
        ("invoke-id-mismatch", (*OPEN, GET, ANSWER_2), (*OPEN, GET_2, ANSWER_2)),
        ("not-negotiated", (AARQ_NONE, AARE_NO_GET, GET, ANSWER), (*OPEN, GET, ANSWER)),
        ("pdu-too-large", (AARQ_NONE, AARE_SMALL, GET, ANSWER), (*OPEN, GET, ANSWER)),
        (
            "block-missing",
            (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_3),
            (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2, NEXT_2, BLOCK_3),
        ),
        (
            "block-repeated",
            (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2, NEXT_1, BLOCK_2),
            (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2),
        ),
        (
            "transfer-incomplete",
            (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2),
            (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2, NEXT_2, BLOCK_3),
        ),
        ("unknown-apdu", (*OPEN, "FF00"), OPEN),
    ],
)
def test_finding(code: str, triggers: tuple[str, ...], does_not: tuple[str, ...]) -> None:
    assert code in CATALOGUE
    assert code in findings(triggers)
    assert code not in findings(does_not)


def test_slow_answers() -> None:
    assert "slow-answer" in findings((*OPEN, GET, ANSWER), seconds=6)
    assert "slow-answer" not in findings((*OPEN, GET, ANSWER), seconds=4)


def test_a_session_without_association_request_gets_one() -> None:
    profile, tracker = make("wrapper"), Tracker()
    for pdu in profile.feed(0, bytes.fromhex("000100100001000D" + GET)):
        assert tracker.feed(1, None, 1, pdu).association == 1
    assert tracker.associations[0].state == "pre-established"


def test_the_page_of_findings_is_what_the_catalogue_gives() -> None:
    from pathlib import Path

    from analyzer.export.findings import page

    assert (Path(__file__).parents[2] / "docs" / "findings.md").read_text() == page()
