"""TCP and fragments under any order, loss, overlap and hostile header: nothing invented, nothing captured lost."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.capture.record import Record
from analyzer.link.links import Links
from analyzer.link.tcp import WAITING_BYTES, WAITING_SEGMENTS
from tests.packets import SYN, ethernet, feed, ipv4, lying_at, segment, stream, tcp, udp, whole

DATA = random.Random(7).randbytes(600)


@st.composite
def segments(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Half-open parts of the data, overlapping and repeated, in any order."""
    parts = st.tuples(st.integers(0, 599), st.integers(1, 80)).map(lambda part: (part[0], min(600, sum(part))))
    return draw(st.lists(parts, max_size=40))


@settings(max_examples=200, deadline=None)
@given(segments(), st.integers(0, 2**32 - 1))
def test_every_byte_comes_once_in_order_and_gaps_are_what_is_missing(parts: list[tuple[int, int]], start: int) -> None:
    packets = [segment(start - 1, b"", SYN), *(segment(start + low, DATA[low:high]) for low, high in parts)]
    position = 0
    covered = sorted({at for low, high in parts for at in range(low, high)})
    given_out: list[int] = []
    for chunk in whole(packets):
        position += chunk.gap
        assert chunk.data == DATA[position : position + len(chunk.data)]
        given_out += range(position, position + len(chunk.data))
        position += len(chunk.data)
    assert given_out == covered


@settings(max_examples=100, deadline=None)
@given(segments(), st.lists(st.integers(0, 600), max_size=10), st.randoms(use_true_random=False))
def test_acknowledgements_of_captured_bytes_lose_nothing(
    parts: list[tuple[int, int]], acknowledged: list[int], shuffle: random.Random
) -> None:
    """Acknowledgements come after the data they acknowledge, as they do where nothing is lost."""
    cuts = sorted({0, 600, *(low for low, _ in parts)})
    order = [(low, high) for low, high in itertools.pairwise(cuts)]
    shuffle.shuffle(order)
    packets = [segment(999, b"", SYN)]
    present: set[int] = set()
    for low, high in order:
        packets.append(segment(1000 + low, DATA[low:high]))
        present |= set(range(low, high))
        for ack in acknowledged:
            if all(at in present for at in range(ack)):
                packets.append(segment(1, back=True, acknowledged=1000 + ack))
    assert stream(whole(packets)) == (DATA, [])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 2**32 - 1), st.binary(max_size=30), st.integers(0, 63), st.integers(0, 2**32 - 1), st.booleans()
        ),
        max_size=60,
    )
)  # fmt: skip
def test_any_header_is_survived_and_what_waits_is_bounded(
    packets: list[tuple[int, bytes, int, int, bool]],
) -> None:
    links = Links()
    carried = [0, 0]
    for number, (sequence, payload, flags, acknowledged, back) in enumerate(packets, 1):
        chunks = feed(links, [segment(sequence, payload, flags, acknowledged, back=back)], first=number)
        for chunk in chunks:
            carried[chunk.direction] += len(chunk.data)
        for held, _ in links._streams.values():
            for half in held.halves:
                assert len(half.waiting) <= WAITING_SEGMENTS
                assert half.waiting_bytes == sum(len(each[1]) for each in half.waiting) <= WAITING_BYTES
    rest = links.flush()
    assert not any(half.waiting for held, _ in links._streams.values() for half in held.halves)
    assert sum(carried) + sum(len(chunk.data) for chunk in rest) <= sum(len(each[1]) for each in packets)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=120),
    st.sampled_from([0, 1, 9, 12, 50, 51, 101, 113, 189, 204, 220, 228, 229, 249, 250, 252, 276]),
)
def test_any_bytes_of_any_link_type_are_survived(data: bytes, link_type: int) -> None:
    whole([data], link_type)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 200), st.lists(st.tuples(st.integers(14, 80), st.integers(0, 255)), max_size=6), st.booleans())
def test_damaged_and_cut_packets_are_survived(cut: int, damage: list[tuple[int, int]], datagram: bool) -> None:
    inner = ipv4(17, udp(DATA[:40])) if datagram else ipv4(6, tcp(5, DATA[:40]), options=bytes(8))
    packet = bytearray(ethernet(inner))
    for at, value in damage:
        packet[at] = value
    whole([bytes(packet[:cut]), bytes(packet)])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12), st.booleans()), min_size=1, max_size=25))
def test_fragments_give_back_the_datagram_or_nothing(parts: list[tuple[int, int, bool]]) -> None:
    payload = udp(DATA[:392])
    assert len(payload) == 400
    links = Links()
    found = []
    packets: dict[int, bytes] = {}
    for number, (start, units, _) in enumerate(parts, 1):
        low, high = start * 8, min(400, (start + units) * 8)
        if low < high:
            field = (0x2000 if high < 400 else 0) | start
            data = ethernet(ipv4(17, payload[low:high], ident=3, fragment=field))
            packets[number] = data
            found += links.feed(Record(number, 0, 1, 0, data))
    for chunk in found:
        assert chunk.data == DATA[:392]
        if chunk.pieces is not None:  # else one packet held all of it
            assert lying_at(chunk.pieces, packets) == chunk.data
