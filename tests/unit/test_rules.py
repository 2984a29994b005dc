"""Findings of a session: each is triggered by one exchange, and not by another that differs in just that."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dissectors.profiles.stack import make
from dissectors.session import blocks
from dissectors.session.association import identity_of
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

AARE_REFUSED = "6129A109060760857405080101A203020101A305A10302010DBE10040E0800065F1F0400007C1F04000007"
AARE_MODEST = "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040000001F04000007"
AARE_LISTS = AARE.replace("007C1F", "007E1F")
GET_LIST = "C003C1020003 0100010800FF 02000003 0100020800FF 0200".replace(" ", "")
LIST_ANSWER = "C403C1020011050011 06".replace(" ", "")
LIST_REFUSED = "C403C102001105 0103".replace(" ", "")
ACTION = "C301C1000F0000280000FF0100"

SECOND = 1_000_000_000
Item = str | int


def gbt(side: str, number: int, data: str, acknowledged: int = 0, last: bool = False, window: int = 1) -> str:
    """A general block transfer APDU of the client (">") or the meter ("<")."""
    octets = bytes.fromhex(data)
    return f"{side}E0{last << 7 | window:02X}{number:04X}{acknowledged:04X}{len(octets):02X}{data}"


def findings(exchange: Iterable[Item]) -> set[str]:
    """Codes of findings of a wrapper session, a second between messages; a number is a longer pause.

    Clients' and meters' APDUs are told apart by their tags, or by ">" and "<".
    """
    profile, tracker = make("wrapper"), Tracker()
    codes: set[str] = set()
    row = time = 0
    for item in exchange:
        if isinstance(item, int):
            time += item
            continue
        apdu = bytes.fromhex(item.strip("<>"))
        meter = item.startswith("<") if item[0] in "<>" else apdu[0] in (0x61, 0xC4, 0xC5, 0xC7, 0x63)
        ports = (1, 16) if meter else (16, 1)
        frame = (
            b"\0\1" + ports[0].to_bytes(2, "big") + ports[1].to_bytes(2, "big") + len(apdu).to_bytes(2, "big") + apdu
        )
        for pdu in profile.feed(int(meter), frame):
            row += 1
            time += 1
            message = tracker.feed(row, time * SECOND, identity_of(1, pdu), pdu)
            codes |= {finding.code for finding in message.findings}
    tracker.finish()
    return codes | {finding.code for _, finding in tracker.late}


OPEN = (AARQ_NONE, AARE)
GBT_ASK = gbt(">", 1, GET, last=True)
PARTS = (ANSWER[:4], ANSWER[4:8], ANSWER[8:])
# code, an exchange that gives it, one that does not
CASES: list[tuple[str, tuple[Item, ...], tuple[Item, ...]]] = [
    ("weak-mechanism", (AARQ_LLS.replace("0760857405080201", "0760857405080203"), AARE), OPEN),
    ("mechanism-unchecked", (AARQ_LLS.replace("0760857405080201", "0760857405080208"), AARE), OPEN),
    ("password-in-clear", (AARQ_LLS, AARE), OPEN),
    ("association-refused", (AARQ_LLS, AARE_REFUSED), OPEN),
    ("association-refused", (AARQ_NONE, "<0E010601"), OPEN),
    ("association-refused", (AARQ_NONE, "<D80102"), OPEN),
    ("access-refused", (*OPEN, GET, REFUSED), (*OPEN, GET, ANSWER)),
    ("access-refused", (*OPEN, SET, SET_REFUSED), (*OPEN, SET, SET_OK)),
    ("access-refused", (*OPEN, GET_LIST, LIST_REFUSED), (*OPEN, GET_LIST, LIST_ANSWER)),
    ("exception", (*OPEN, GET, "<D80102"), (*OPEN, GET, ANSWER)),
    ("service-error", (*OPEN, "050102 2000", "<0E050300"), (*OPEN, "050102 2000", "<0C01001105")),
    ("no-answer", (*OPEN, GET), (*OPEN, GET, ANSWER)),
    ("no-answer", (*OPEN, GET, GET, ANSWER), (*OPEN, GET, ANSWER, GET, ANSWER)),
    ("no-answer", (*OPEN, GET), (*OPEN, GET_UNCONFIRMED)),
    ("no-answer", (AARQ_NONE, AARQ_LLS, AARE), (AARQ_NONE, AARE, AARQ_LLS, AARE)),
    ("no-answer", (*OPEN, GET, AARQ_NONE, AARE), (*OPEN, "<640100")),
    ("retry", (*OPEN, GET, 9, GET, ANSWER), (*OPEN, GET, GET.replace("0108", "0208"), ANSWER)),
    ("retry", (AARQ_NONE, AARQ_NONE, AARE), (AARQ_NONE, AARE, AARQ_NONE, AARE)),
    ("slow-answer", (*OPEN, GET, 6, ANSWER), (*OPEN, GET, 3, ANSWER)),
    ("answer-without-question", (*OPEN, ANSWER), (*OPEN, GET_UNCONFIRMED, ANSWER_UNCONFIRMED)),
    ("invoke-id-mismatch", (*OPEN, GET, ANSWER_2), (*OPEN, GET_2, ANSWER_2)),
    ("not-negotiated", (AARQ_NONE, AARE_NO_GET, GET, ANSWER), (*OPEN, GET, ANSWER)),
    ("not-negotiated", (AARQ_NONE, AARE_MODEST, GET_LIST, LIST_ANSWER), (AARQ_NONE, AARE_LISTS, GET_LIST, LIST_ANSWER)),
    ("not-negotiated", (AARQ_NONE, AARE_MODEST, GET, BLOCK_1), (*OPEN, GET, BLOCK_1)),
    ("not-negotiated", (*OPEN, GBT_ASK), (GBT_ASK,)),
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
        "block-repeated",
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt("<", 1, PARTS[0], 1)),
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt("<", 2, PARTS[0], 1)),
    ),
    (
        "transfer-incomplete",
        (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2),
        (*OPEN, GET, BLOCK_1, NEXT_1, BLOCK_2, NEXT_2, BLOCK_3),
    ),
    (
        "transfer-incomplete",
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt("<", 3, PARTS[2], 1, True)),
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt("<", 3, PARTS[2], 1, True), gbt("<", 2, PARTS[1], 1)),
    ),
    ("transfer-incomplete", (*OPEN, GET, BLOCK_1, AARQ_NONE, AARE), (*OPEN, GET, ANSWER, AARQ_NONE, AARE)),
    (
        "transfer-aborted",
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt(">", 0, "", 0, True)),
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt(">", 1, "", 1, True)),
    ),
    (
        "gbt-window-exceeded",
        (GBT_ASK, *(gbt("<", number, "00", 1) for number in (1, 2))),
        (gbt(">", 1, GET, last=True, window=2), *(gbt("<", number, "00", 1) for number in (1, 2))),
    ),
    (
        "gbt-window-exceeded",
        (gbt(">", 1, GET, last=True, window=3), *(gbt("<", number, "00", 1) for number in (1, 2, 3, 4))),
        (gbt(">", 1, GET, last=True, window=0), *(gbt("<", number, "00", 1) for number in (1, 2, 3, 4))),
    ),
    (
        "gbt-acknowledge-wrong",
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt(">", 2, "", 2, True)),
        (GBT_ASK, gbt("<", 1, PARTS[0], 1), gbt(">", 2, "", 1, True)),
    ),
    (
        "gbt-recovery",
        (gbt(">", 1, GET, last=True, window=3), *(gbt("<", number, "00", 1) for number in (1, 2)), gbt(">", 2, "", 1, True)),
        (gbt(">", 1, GET, last=True, window=3), *(gbt("<", number, "00", 1) for number in (1, 2)), gbt(">", 2, "", 2, True)),
    ),
    ("unknown-apdu", (*OPEN, "FF00"), OPEN),
]  # fmt: skip


@pytest.mark.parametrize(("code", "triggers", "does_not"), CASES, ids=[case[0] for case in CASES])
def test_finding(code: str, triggers: tuple[Item, ...], does_not: tuple[Item, ...]) -> None:
    assert code in CATALOGUE
    assert code in findings(triggers)
    assert code not in findings(does_not)


def test_a_session_without_association_request_gets_one() -> None:
    profile, tracker = make("wrapper"), Tracker()
    for pdu in profile.feed(0, bytes.fromhex("000100100001000D" + GET)):
        assert tracker.feed(1, None, identity_of(1, pdu), pdu).association == 1
    assert tracker.associations[0].state == "pre-established"


def test_the_page_of_findings_is_what_the_catalogue_gives() -> None:
    from pathlib import Path

    from analyzer.export.findings import page

    assert (Path(__file__).parents[2] / "docs" / "findings.md").read_text() == page()


def test_open_transfers_are_bounded_and_the_oldest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_HELD", 2)
    first = [BLOCK_1.replace("C402C1", f"C402C{number}") for number in (1, 2, 3)]
    assert "transfer-too-large" not in findings((*OPEN, *first[:2]))
    assert "transfer-too-large" in findings((*OPEN, *first))
