"""Captures in which nothing is ever finished: what waits stays bounded, and what is given up is told."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from analyzer import conversation
from analyzer.capture.record import LINK_SERIAL, Record
from analyzer.engine import Engine
from analyzer.link import links
from dissectors.core.fcs import fcs16
from tests.packets import SYN, B, End, ethernet, ipv4, segment, udp

FLOWS, HELD, LOOK = 100, 300_000, 20_000
GET = bytes.fromhex("C001C100030100010800FF0200")
WRAPPED = bytes.fromhex("000100100001") + len(GET).to_bytes(2, "big") + GET
UNFINISHED = bytes.fromhex("000100010010EA60C401C100") + bytes(1300)  # announces 60,000 bytes


def hdlc(station: int, number: int, size: int = 1200) -> bytes:
    """An I frame of a station that says more follow."""
    front = (0xA800 | size + 9).to_bytes(2, "big") + bytes((0x03, station << 1 | 1, 0x10 | (number & 7) << 1))
    body = front + fcs16(front).to_bytes(2, "little") + b"\xe6\xe7\x00\xc4" + bytes(size - 4)
    return b"\x7e" + body + fcs16(body).to_bytes(2, "little") + b"\x7e"


def ends(number: int) -> tuple[End, End]:
    return (number.to_bytes(4, "big"), 40_000 + number % 20_000), B


# One connection, station or place after another, none of which ever completes what it began.
def unfinished_pdus(number: int) -> list[bytes]:
    return [segment(1, WRAPPED, ends=ends(number)), segment(1 + len(WRAPPED), UNFINISHED, ends=ends(number))]


def unfinished_segments(number: int) -> list[bytes]:
    sent = [hdlc(16, each) for each in range(3)]
    return [segment(1 + each * len(sent[0]), data, ends=ends(number)) for each, data in enumerate(sent)]


def undecided(number: int) -> list[bytes]:
    return [segment(1, WRAPPED[:-1] + bytes(900), ends=(ends(number)[0], (B[0], 5000)))]


def foreign(number: int) -> list[bytes]:
    return [segment(0, b"", SYN, ends=ends(number)), segment(1, bytes(6000), ends=(ends(number)[0], (B[0], 5000)))]


def holes(number: int) -> list[bytes]:
    return [
        segment(1, WRAPPED, ends=ends(number)),
        *(segment(9000 + 9 * each, bytes(8), ends=ends(number)) for each in range(12)),
    ]


def fragments(number: int) -> list[bytes]:
    datagram = udp(bytes(64))
    return [
        ethernet(ipv4(17, datagram[at : at + 16], ident=number, fragment=0x2000 | at // 8)) for at in range(0, 64, 16)
    ]


def datagrams(number: int) -> list[bytes]:
    end = ends(number)[0]
    return [ethernet(ipv4(17, udp(data, end[1], B[1]), end[0], B[0])) for data in (WRAPPED, hdlc(16, 0, 200))]


def stations(number: int) -> list[bytes]:
    return [hdlc(number & 127, number >> 7)]


Kind = Callable[[int], list[bytes]]
KINDS = [unfinished_pdus, unfinished_segments, undecided, foreign, holes, fragments, datagrams, stations]


def records(kind: Kind, first: int, last: int) -> Iterator[Record]:
    link_type = LINK_SERIAL if kind is stations else 1
    for number in range(first, last):
        for data in kind(number):
            yield Record(number, number * 1000, link_type, number * 10_000, data)


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "MOST_FLOWS", FLOWS)
    monkeypatch.setattr(links, "_OPENINGS", FLOWS)
    monkeypatch.setattr(links, "_WAITING_STREAMS", FLOWS)
    monkeypatch.setattr(conversation, "MOST_HELD", HELD)
    monkeypatch.setattr(conversation, "LOOK", LOOK)


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_in_all_flows_together_is_bounded(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are left out: they are what a capture is read for."""
    engine = Engine()
    monkeypatch.setattr(engine, "_row", lambda *_: None)

    def feed(first: int, last: int) -> int:
        engine.feed(records(kind, first, last))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    full = feed(0, 2 * FLOWS + 300)
    later = feed(2 * FLOWS + 300, 8 * FLOWS + 1200)
    tracemalloc.stop()
    assert later < full * 1.2 + 20_000
    assert len(engine.conversations) <= FLOWS and not engine.links.parting


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize("kind", [unfinished_pdus, unfinished_segments])
def test_what_is_given_up_is_shown_and_told(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "MOST_HELD", HELD // 5)
    engine = Engine()
    engine.feed(records(kind, 0, 300))
    engine.finish()
    found = engine.stage.index
    begun = [row for row in range(1, found.count + 1) if found.findings.get(row)]
    codes = [{finding.code for finding in found.findings[row]} for row in begun]
    assert len(begun) == 300  # of each that was begun, what is there
    assert all(each & {"frame-truncated", "segment-missing"} for each in codes)
    assert any("transfer-too-large" in each for each in codes) and not all(
        "transfer-too-large" in each for each in codes
    )


@pytest.mark.usefixtures("bounds")
def test_a_flow_that_goes_on_is_not_forgotten() -> None:
    """Half of the flows known are forgotten at a time, those that were silent longest."""
    engine = Engine()
    own = ends(1_000_000)
    at = 1
    for number in range(10 * FLOWS):
        engine.feed(records(unfinished_pdus, number, number + 1))
        engine.feed([Record(number, None, 1, 0, segment(at, WRAPPED, ends=own))])
        at += len(WRAPPED)
    index = engine.stage.index
    flows = {index.contexts[context].flow for context in index.context}
    places = [engine.flows[flow].a for flow in flows]
    assert places.count(own[0]) == 1 and len(places) == 10 * FLOWS + 1


@pytest.mark.usefixtures("bounds")
def test_a_flow_that_gave_something_up_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after it is found again, and its bytes where they lie."""
    monkeypatch.setattr(links, "MOST_FLOWS", 10_000)
    engine = Engine()
    begun, ended = hdlc(16, 0), hdlc(16, 0)[:1] + hdlc(16, 1)[1:]
    packets = [segment(1, begun[:700], ends=ends(0)), segment(701, begun[700:] + begun[:300], ends=ends(0))]
    packets += [data for number in range(1, 300) for data in unfinished_segments(number)]
    packets.append(segment(1 + len(begun) + 300, ended + hdlc(17, 0)[:-3], ends=ends(0)))
    packets.append(segment(1 + len(begun) + 300 + len(ended) + len(hdlc(17, 0)) - 3, hdlc(17, 0)[-3:], ends=ends(0)))
    store = b""
    for number, data in enumerate(packets, 1):
        engine.feed([Record(number, number, 1, len(store), data)])
        store += data
    engine.finish()
    index = engine.stage.index
    rows = [row for row in range(1, index.count + 1) if index.contexts[index.context[row - 1]].flow == 1]
    shown = [b"".join(store[piece.offset : piece.offset + piece.length] for piece in index.pieces(row)) for row in rows]
    assert "transfer-too-large" in {finding.code for finding in index.findings[rows[0]]}
    assert shown == [begun[:300], begun, ended, hdlc(17, 0)]
