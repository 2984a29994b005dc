"""Flows: one for a pair of ends in both directions, named as people write them; and what went by is counted."""

from __future__ import annotations

import itertools

import pytest

from analyzer.capture.record import Record
from analyzer.link.flows import Flow, endpoint_name
from analyzer.link.links import Links
from tests.packets import A6, B6, A, B, ethernet, feed, ipv4, ipv6, segment, udp


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ((b"\x0a\0\0\x01", 4059), "10.0.0.1:4059"),
        ((b"\xfe\x80" + bytes(13) + b"\x01", 7), "[fe80::1]:7"),
        ((bytes(12) + b"\x7f\0\0\1", 0), "[::7f00:1]:0"),
        ((b"", 5), "?:5"),
        ((b"\xab\xcd", 5), "abcd:5"),
    ],
)
def test_names_of_ends(end: tuple[bytes, int], name: str) -> None:
    assert endpoint_name(end) in (name, name.replace("::7f00:1", "::127.0.0.1"))


def test_names_of_flows() -> None:
    flow = Flow(1, "tcp", A, B)
    assert (flow.names(), flow.names(1)) == ("10.0.0.1:40000 > 10.0.0.5:4059", "10.0.0.5:4059 > 10.0.0.1:40000")
    assert (flow.sides(0), flow.sides(1)) == (
        ("10.0.0.1:40000", "10.0.0.5:4059"),
        ("10.0.0.5:4059", "10.0.0.1:40000"),
    )
    line = Flow(2, "serial", None, None, "serial")
    assert (line.names(), line.names(1), line.sides(1)) == ("serial", "serial", ("serial", "serial"))


@pytest.mark.parametrize(
    ("a", "b", "hint"),
    [(A, B, True), (B, A, True), (A, A, False), (A6, B6, True), (None, None, False)],
)
def test_the_registered_port_is_a_hint(a: tuple[bytes, int] | None, b: tuple[bytes, int] | None, hint: bool) -> None:
    assert Flow(1, "tcp", a, b).port_hint is hint


def test_each_pair_of_ends_is_one_flow() -> None:
    links = Links()
    packets = [
        segment(1, b"x"),
        segment(1, b"x", back=True),
        ethernet(ipv4(17, udp(b"x"))),
        ethernet(ipv4(17, udp(b"x", B[1], A[1]), B[0], A[0])),
        ethernet(ipv6(17, udp(b"x"))),
        ethernet(ipv4(17, udp(b"x", 1, 2))),
        segment(1, b"x", ends=(A, (B[0], 4060))),
    ]
    chunks = feed(links, packets)
    assert [chunk.flow.id for chunk in chunks] == [1, 1, 2, 2, 3, 4, 5]
    assert [chunk.direction for chunk in chunks] == [0, 1, 0, 1, 0, 0, 0]


def test_both_directions_of_a_flow_with_itself() -> None:
    links = Links()
    ends = ((b"\x7f\0\0\1", 4059), (b"\x7f\0\0\1", 4059))
    assert [chunk.data for chunk in feed(links, [segment(1, b"x", ends=ends), segment(2, b"y", ends=ends)])] == [
        b"x",
        b"y",
    ]


def test_what_went_by_is_counted() -> None:
    links = Links()
    arp = ethernet(b"", 0x0806)
    for number, data in enumerate([segment(1), ethernet(ipv4(17, udp(b"x"))), arp, ethernet(ipv4(1, b"ping"))], 1):
        links.feed(Record(number, 0, 1, 0, data))
    assert links.stats.as_dict() == {
        "records": 4, "tcp": 1, "udp": 1, "fragments": 0, "foreign": 2, "unknown_links": {},
    }  # fmt: skip


def test_what_is_given_does_not_depend_on_batches() -> None:
    packets = [segment(100, b"aaaa"), segment(108, b"cccc"), segment(104, b"bbbb"), segment(200, b"dddd")]
    whole = Links()
    at_once = [chunk.data for chunk in itertools.chain(feed(whole, packets), whole.flush())]
    links = Links()
    one_by_one = [chunk.data for number, packet in enumerate(packets) for chunk in feed(links, [packet], first=number)]
    assert one_by_one + [chunk.data for chunk in links.flush()] == at_once == [b"aaaa", b"bbbb", b"cccc", b"dddd"]
