"""Ladders: who said what to whom, how long it took, what was put again, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.survey.conversations import Conversations
from analyzer.survey.ladder import GAP, HIDDEN, LOST, MESSAGE, PAUSE, SILENCE, Ladder
from analyzer.tui.ladder_lines import duration, line, shape_of
from captures.make import write_packets
from dissectors.core.writer import encode
from dissectors.spec.link import HDLC_FRAME, WRAPPER

CAPTURES = Path(__file__).parents[2] / "captures"


def conversations(name: str) -> Conversations:
    document = open_document(str(CAPTURES / name)).load()
    found = Conversations(document)
    found.take(range(1, document.count + 1))
    found.settle()
    return found


def ladder(document: Document, rows: list[int], shown: set[int] | None = None) -> Ladder:
    made = Ladder(document, shown)
    for row in rows:
        made.take(row)
    made.finish()
    return made


def lines(document: Document, made: Ladder, width: int) -> list[str]:
    shape = shape_of(width, document.count)
    return ["".join(text for text, _ in line(document, made, step, shape)) for step in range(len(made))]


@pytest.fixture(scope="module")
def losses() -> Conversations:
    return conversations("made-losses.pcap")


def test_an_association_has_its_link_set_up_and_release(losses: Conversations) -> None:
    assert list(losses.inside[1].rows) == list(range(1, 14))
    assert not losses.outside


def test_rows_taken_in_pieces_give_the_same_conversations() -> None:
    whole = conversations("h-low-plain.pcap")
    pieces = Conversations(whole.document)
    for first in range(1, whole.document.count + 1, 7):
        pieces.take(range(first, min(first + 7, whole.document.count + 1)))
    assert {n: list(c.rows) for n, c in pieces.inside.items()} == {n: list(c.rows) for n, c in whole.inside.items()}
    assert sum(len(c.rows) for c in whole.inside.values()) == whole.document.count


def test_pushes_outside_any_association_stand_by_themselves() -> None:
    found = conversations("made-unasked.pcap")
    every = [row for each in (*found.inside.values(), *found.outside.values()) for row in each.rows]
    assert sorted(every) == list(range(1, found.document.count + 1))


def test_a_retry_a_gap_and_a_pause_have_their_lines(losses: Conversations) -> None:
    made = ladder(losses.document, list(losses.inside[1].rows))
    between = [(kind, made.row[at], made.count[at]) for at, kind in enumerate(made.kind) if kind != MESSAGE]
    assert between == [(LOST, 8, 7), (GAP, 11, 0), (PAUSE, 12, 11)]
    assert made.retries == {8: 1}
    text = lines(losses.document, made, 80)
    assert "!  no answer to 7 for 2.4 s" in text[7]
    assert "(retry 1) ──▸│" in text[8]
    assert "╳   N(S) is 6, 3 was next" in text[11]
    assert "┊   12.5 s" in text[13]


@pytest.mark.parametrize("width", [24, 30, 64, 80, 131, 200])
@pytest.mark.parametrize("name", ["made-losses.pcap", "h-low-plain.pcap", "made-malformed.pcap", "w-badpassword.pcap"])
def test_messages_are_as_wide_as_they_may_be(name: str, width: int) -> None:
    found = conversations(name)
    for each in found.inside.values():
        made = ladder(found.document, list(each.rows))
        text = lines(found.document, made, width)
        widths = {len(text[at]) for at, kind in enumerate(made.kind) if kind == MESSAGE}
        assert widths == {max(width - 1, 27)}, name
        assert all(len(each) <= max(width - 1, 27) for each in text)


def test_acknowledgements_stand_on_one_line() -> None:
    found = conversations("h-low-plain.pcap")
    made = ladder(found.document, list(found.inside[1].rows))
    at = made.step_of(28)
    assert (made.row[at], made.count[at]) == (28, 8)
    assert made.step_of(31) == at and made.step_of(36) == at + 1
    assert "rr × 8" in lines(found.document, made, 80)[at]


def test_rows_that_the_filter_hides_are_counted(losses: Conversations) -> None:
    made = ladder(losses.document, list(losses.inside[1].rows), {3, 4, 9})
    kinds = [(kind, made.count[at]) for at, kind in enumerate(made.kind) if kind in (HIDDEN, MESSAGE)]
    assert kinds == [(HIDDEN, 2), (MESSAGE, 1), (MESSAGE, 1), (HIDDEN, 4), (MESSAGE, 1), (HIDDEN, 4)]
    assert "4 messages not shown by the filter" in " ".join(lines(losses.document, made, 80))


def test_a_conversation_that_ends_with_a_question_says_so(losses: Conversations) -> None:
    ends: Callable[[int], bool] = lambda last: SILENCE in ladder(losses.document, list(range(1, last + 1))).kind  # noqa: E731
    assert ends(1) and ends(12)
    assert not ends(2) and not ends(6) and not ends(13)


def test_an_application_that_asks_again_retries(tmp_path: Path) -> None:
    plan = [("c", 0.0), ("c", 1.5), ("c", 1.6), ("s", 1.7), ("c", 5.0), ("c", 9.0)]
    question, answer = bytes.fromhex("c001c100030100010800ff0200"), bytes.fromhex("c401c1000600bc614e")
    packets = [
        (side, encode(WRAPPER, {"version": 1, "source-wport": 1 if side == "s" else 16,
                                "destination-wport": 16 if side == "s" else 1,
                                "payload": answer if side == "s" else question}), at)
        for side, at in plan
    ]  # fmt: skip
    write_packets(tmp_path / "retries.pcap", packets)
    found = conversations(str(tmp_path / "retries.pcap"))
    made = ladder(found.document, list(found.inside[1].rows))
    between = [(kind, made.row[at], made.count[at]) for at, kind in enumerate(made.kind) if kind != MESSAGE]
    assert made.retries == {2: 1, 3: 2, 6: 1}
    assert between == [(LOST, 2, 1), (LOST, 3, 2), (PAUSE, 5, 4), (LOST, 6, 5), (SILENCE, 6, 0)]


def test_a_link_that_never_came_about_has_its_conversation(tmp_path: Path) -> None:
    control = {"snrm": {"poll-final": 1}}
    ends = {"destination-address": {"upper": 1, "lower": 17}, "source-address": {"upper": 16}}
    frame = encode(HDLC_FRAME, {**ends, "control": control, "information": None})
    write_packets(tmp_path / "snrm.pcap", [("c", frame, at) for at in (0.0, 3.0, 6.0)])
    found = conversations(str(tmp_path / "snrm.pcap"))
    assert {number: list(each.rows) for number, each in found.inside.items()} == {1: [1, 2, 3]}
    made = ladder(found.document, [1, 2, 3])
    assert list(made.kind) == [MESSAGE, LOST, MESSAGE, LOST, MESSAGE, SILENCE]
    assert made.retries == {2: 1, 3: 2}


def test_what_is_closed_is_never_called_a_retry() -> None:
    found = conversations("w-gmac-glo-authenc-s0.pcap")
    assert not ladder(found.document, list(found.inside[1].rows)).retries


def test_ciphered_messages_have_double_lines() -> None:
    found = conversations("w-gmac-glo-authenc-s0.pcap")
    text = lines(found.document, ladder(found.document, list(found.inside[1].rows)), 80)
    assert "══ glo-get-request  closed: no-key ═" in text[4]


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "0.0 ms"),
        (1_500_000, "1.5 ms"),
        (18_200_000, "18 ms"),
        (2_400_000_000, "2.4 s"),
        (59_900_000_000, "59.9 s"),
        (200_000_000_000, "3 min 20 s"),
        (7_500_000_000_000, "2 h 5 min"),
        (86_400_000_000_000, "1 d"),
    ],
)
def test_stretches_of_time_are_said_as_people_do(nanoseconds: int, text: str) -> None:
    assert duration(nanoseconds) == text
