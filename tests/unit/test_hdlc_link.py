"""HDLC links: what was agreed on, numbers, windows, what is sent again, refused or echoed, and segments through all that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from dissectors.core.writer import encode
from dissectors.profiles.hdlc_link import OPEN_STREAMS
from dissectors.profiles.pdu import LinkParameters, Pdu
from dissectors.profiles.stack import make
from dissectors.spec.link import HDLC_FRAME

CLIENT, SERVER = {"upper": 16}, {"upper": 1, "lower": 17}
GET = bytes.fromhex("E6E600 C001C100030100010800FF0200")
ANSWER = bytes.fromhex("E6E700 C401C1000905 0102030405")
PARAMETERS = "818012 0501{0:02X} 0601{1:02X} 0704000000{2:02X} 0804000000{3:02X}"


def frame(
    to_server: bool, control: Any, information: Any = None, segmented: bool = False, server: Any = SERVER
) -> bytes:
    """One frame with both checksums."""
    ends = (server, CLIENT) if to_server else (CLIENT, server)
    return encode(
        HDLC_FRAME,
        {
            "format": {"segmentation": int(segmented)},
            "destination-address": ends[0],
            "source-address": ends[1],
            "control": control,
            "information": information,
        },
    )


def unnumbered(to_server: bool, name: str, information: Any = None) -> bytes:
    return frame(to_server, {name: {"poll-final": 1}}, information)


def i(to_server: bool, ns: int, nr: int, information: bytes | None = None, segmented: bool = False) -> bytes:
    numbers = {"poll-final": 1, "receive-sequence-number": nr, "send-sequence-number": ns}
    if information is None:
        information = GET if to_server else ANSWER
    return frame(to_server, {"i": numbers}, information, segmented)


def s(to_server: bool, name: str, nr: int) -> bytes:
    return frame(to_server, {name: {"poll-final": 1, "receive-sequence-number": nr}})


def damaged(octets: bytes) -> bytes:
    return octets[:-6] + bytes((octets[-6] ^ 1,)) + octets[-5:]


SNRM, DISC, DM = unnumbered(True, "snrm"), unnumbered(True, "disc"), unnumbered(False, "dm")
UA = unnumbered(False, "ua")
OPEN = [SNRM, UA]


def parameters(to_server: bool, *values: int) -> bytes:
    """SNRM or UA with information fields sent and received, windows sent and received."""
    return unnumbered(to_server, "snrm" if to_server else "ua", bytes.fromhex(PARAMETERS.format(*values)))


def run(frames: Iterable[bytes], line: bool = False) -> list[Pdu]:
    """PDUs of frames; clients' go one way, meters' the other, or all on one ``line``."""
    profile = make("hdlc")
    found: list[Pdu] = []
    for octets in frames:
        from_server = octets[3] == 0x21  # destination is the client
        found += profile.feed(int(from_server and not line), octets)
    return found + profile.finish()


def codes(pdus: Iterable[Pdu]) -> list[str]:
    return [note.code for pdu in pdus for note in pdu.notes]


LONG = ANSWER + bytes(120)
REJECTED = {"rejected-control-field": 0x32, "state-variables": {"receive-state-variable": 1, "response": 0,
            "send-state-variable": 1}, "reason": {"control-field-invalid": 0, "information-not-permitted": 0,
            "information-too-long": 1, "receive-number-invalid": 0}}  # fmt: skip
SEGMENT_1, SEGMENT_2 = ANSWER[:8], ANSWER[8:]

# code, frames that give it, frames that do not
CASES: list[tuple[str, list[bytes], list[bytes]]] = [
    ("sequence-gap", [*OPEN, i(True, 0, 0), i(True, 2, 0)], [*OPEN, i(True, 0, 0), i(False, 0, 1), i(True, 1, 1)]),
    ("sequence-gap", [*OPEN, i(True, 1, 0)], [*OPEN, i(True, 0, 0)]),
    ("retransmission", [*OPEN, i(True, 0, 0), i(True, 0, 0)], [*OPEN, i(True, 0, 0), i(False, 0, 1), i(True, 1, 1)]),
    ("retransmission", [*OPEN, damaged(i(True, 0, 0)), i(True, 0, 0)], [*OPEN, damaged(i(True, 0, 0)), i(False, 0, 0)]),
    ("retransmission", [SNRM, SNRM, UA], [SNRM, UA, SNRM, UA]),
    ("retransmission", [*OPEN, DISC, DISC], [*OPEN, DISC, UA, *OPEN, DISC]),
    ("receive-number-wrong", [*OPEN, i(True, 0, 0), i(False, 0, 2)], [*OPEN, i(True, 0, 0), i(False, 0, 1)]),
    ("receive-number-wrong", [*OPEN, i(True, 0, 0), s(False, "rr", 3)], [*OPEN, i(True, 0, 0), s(False, "rr", 1)]),
    ("window-exceeded", [*OPEN, i(False, 0, 0), i(False, 1, 0)], [*OPEN, i(False, 0, 0), s(True, "rr", 1), i(False, 1, 0)]),
    (
        "window-exceeded",
        [parameters(True, 128, 128, 3, 3), parameters(False, 128, 128, 2, 2), *(i(False, n, 0) for n in range(3))],
        [parameters(True, 128, 128, 3, 3), parameters(False, 128, 128, 3, 3), *(i(False, n, 0) for n in range(3))],
    ),
    ("frame-too-long", [*OPEN, i(False, 0, 0, LONG)], [i(False, 0, 0, LONG)]),
    (
        "frame-too-long",
        [parameters(True, 200, 130, 1, 1), parameters(False, 200, 200, 1, 1), i(False, 0, 0, LONG)],
        [parameters(True, 200, 200, 1, 1), parameters(False, 200, 130, 1, 1), i(False, 0, 0, ANSWER)],
    ),
    ("not-connected", [SNRM, DM], [*OPEN, DISC, DM]),
    ("not-connected", [i(True, 0, 0), DM], [i(True, 0, 0), i(False, 0, 1)]),
    ("frame-rejected", [*OPEN, i(True, 0, 0), unnumbered(False, "frmr", REJECTED)], OPEN),
    ("station-busy", [*OPEN, i(True, 0, 0), s(False, "rnr", 1)], [*OPEN, i(True, 0, 0), s(False, "rr", 1)]),
    ("reject-used", [*OPEN, i(True, 0, 0), s(False, "rej", 0)], [*OPEN, i(True, 0, 0), s(False, "rr", 0)]),
    ("segment-missing", [*OPEN, i(False, 0, 0, SEGMENT_1, True)], [*OPEN, i(False, 0, 0, SEGMENT_1, True), i(False, 1, 0, SEGMENT_2)]),
    ("illegal-address", [bytes.fromhex("7EA00A 02222222 21 93 FFFF 7E")], OPEN),
]  # fmt: skip


@pytest.mark.parametrize(("code", "triggers", "does_not"), CASES, ids=[case[0] for case in CASES])
def test_note(code: str, triggers: list[bytes], does_not: list[bytes]) -> None:
    assert code in codes(run(triggers))
    assert code not in codes(run(does_not))


def test_the_smaller_value_of_each_pair_is_agreed_on() -> None:
    (_, ua) = run([parameters(True, 200, 100, 5, 2), parameters(False, 150, 180, 3, 4)])
    assert ua.link == LinkParameters(180, 100, 4, 2)
    assert run([SNRM, UA])[1].link == LinkParameters(128, 128, 1, 1)
    assert run([UA])[0].link == LinkParameters(128, 128, 1, 1)
    assert run([*OPEN, DISC, UA])[3].link is None


def test_a_rejected_frame_says_why() -> None:
    (note,) = run([unnumbered(False, "frmr", REJECTED)])[0].notes
    assert "32" in note.text and "information too long" in note.text


def joined(pdus: list[Pdu]) -> list[bytes]:
    return [pdu.data for pdu in pdus if pdu.data]


@pytest.mark.parametrize("line", [False, True], ids=["two directions", "one line"])
@pytest.mark.parametrize(
    "frames",
    [
        [i(False, 0, 0, SEGMENT_1, True), i(False, 1, 0, SEGMENT_2)],
        [i(False, 0, 0, SEGMENT_1, True), i(False, 0, 0, SEGMENT_1, True), i(False, 1, 0, SEGMENT_2)],
        [i(False, 0, 0, SEGMENT_1, True), s(True, "rr", 1), i(False, 1, 0, SEGMENT_2), i(False, 1, 0, SEGMENT_2)],
        [i(False, 0, 0, SEGMENT_1, True), i(False, 1, 0, SEGMENT_2), i(False, 0, 0, SEGMENT_1, True), i(False, 1, 0, SEGMENT_2)],
        [damaged(i(False, 0, 0, SEGMENT_1, True)), i(False, 0, 0, SEGMENT_1, True), i(False, 1, 0, SEGMENT_2)],
    ],
    ids=["once", "first again", "last again", "both again", "first damaged"],
)  # fmt: skip
def test_segments_are_joined_once_however_often_they_come(frames: list[bytes], line: bool) -> None:
    assert joined(run([*OPEN, *frames], line)) == [ANSWER[3:]]


def test_a_damaged_last_segment_is_replaced_by_the_one_that_comes_again() -> None:
    pdus = run([*OPEN, i(False, 0, 0, SEGMENT_1, True), damaged(i(False, 1, 0, SEGMENT_2)), i(False, 1, 0, SEGMENT_2)])
    assert joined(pdus)[-1] == ANSWER[3:]
    assert "fcs-wrong" in codes(pdus) and "sequence-gap" not in codes(pdus)


def test_two_meters_and_two_clients_on_one_line_never_mix() -> None:
    other = {"upper": 1, "lower": 18}
    numbers = {"poll-final": 1, "receive-sequence-number": 0, "send-sequence-number": 0}
    pdus = run([
        *OPEN, i(False, 0, 0, SEGMENT_1, True), frame(False, {"i": numbers}, ANSWER, server=other), i(False, 1, 0, SEGMENT_2),
    ], True)  # fmt: skip
    assert [(pdu.physical, pdu.data) for pdu in pdus if pdu.data] == [(18, ANSWER[3:]), (17, ANSWER[3:])]


def test_ui_segments_without_numbers() -> None:
    first, last = (frame(False, {"ui": {"poll-final": 0}}, part, part is SEGMENT_1) for part in (SEGMENT_1, SEGMENT_2))
    assert joined(run([first, last, first, first, last])) == [ANSWER[3:], SEGMENT_1[3:], ANSWER[3:]]


def test_an_echo_is_no_message() -> None:
    profile = make("hdlc")
    found: list[Pdu] = []
    for direction, octets in (
        (0, SNRM),
        (1, SNRM),
        (1, UA),
        (0, i(True, 0, 0)),
        (1, i(True, 0, 0)),
        (1, i(False, 0, 1)),
    ):
        found += profile.feed(direction, octets)
    assert [(pdu.kind, codes([pdu])) for pdu in found] == [
        ("snrm", []), ("snrm", ["echo"]), ("ua", []), ("apdu", []), ("i", ["echo"]), ("apdu", []),
    ]  # fmt: skip


def test_the_same_frame_of_both_sides_is_no_echo_where_both_have_one_address() -> None:
    ready = encode(HDLC_FRAME, {"destination-address": {"upper": 1}, "source-address": {"upper": 1},
                                "control": {"rr": {"poll-final": 1, "receive-sequence-number": 1}}, "information": None})  # fmt: skip
    profile = make("hdlc")
    assert codes(profile.feed(0, ready) + profile.feed(1, ready)) == []


def test_pushes_that_all_bear_one_number_are_no_gap() -> None:
    pushes = [i(False, 0, 0, ANSWER[:-1] + bytes((number,))) for number in range(5)]
    assert codes(run(pushes)) == []


def test_half_open_segments_of_many_stations_stay_bounded_and_are_told() -> None:
    numbers = {"poll-final": 1, "receive-sequence-number": 0, "send-sequence-number": 0}
    profile = make("hdlc")
    found: list[Pdu] = []
    for lower in range(1, 3 * OPEN_STREAMS):
        server = {"upper": 1, "lower": lower}
        found += profile.feed(1, frame(False, {"i": numbers}, SEGMENT_1, True, server=server))
    assert len(found) == 3 * OPEN_STREAMS - 1 - OPEN_STREAMS
    assert len(found) + len(profile.finish()) == 3 * OPEN_STREAMS - 1
    assert set(codes(found)) == {"segment-missing"}
