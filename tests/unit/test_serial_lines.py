"""Serial lines: units found in bytes that come in pieces, and the speeds of an IEC 62056-21 opening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.capture.live.framer import LONGEST, Framer, silence
from dissectors.profiles.opening import ECHO_WAIT, INACTIVE, START, Opening, Setting


def hdlc() -> bytes:
    from tests.replay import steps

    return next(data for _, data in steps("h-low-plain.pcap"))


FRAME = hdlc()
MBUS = b"\x68\x03\x03\x68\x08\x01\x72\x7b\x16"
IDENTIFICATION = b"/ISK5\\2ME172\r\n"


@pytest.mark.parametrize(
    ("stream", "units"),
    [
        (FRAME + FRAME, [FRAME, FRAME]),
        (b"\x7e\x7e" + FRAME, [b"\x7e\x7e" + FRAME]),  # flags between frames belong to the next one
        (b"\0\0" + FRAME, [b"\0\0", FRAME]),  # noise before a frame
        (MBUS + b"\xe5" + MBUS, [MBUS]),  # then an acknowledgement whose end only a silence tells
        (b"/?!\r\n" + IDENTIFICATION, [b"/?!\r\n", IDENTIFICATION]),
        (bytes(each | 0x80 for each in b"/?!\r\n"), [bytes(each | 0x80 for each in b"/?!\r\n")]),  # parity in bit 7
        (FRAME[:-3], []),
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_units_end_where_frames_and_lines_do(stream: bytes, units: list[bytes], size: int) -> None:
    framer = Framer()
    found: list[bytes] = []
    for at in range(0, len(stream), size):
        found += framer.feed(stream[at : at + size])
    assert found[: len(units)] == units
    assert b"".join(found + framer.gap()) == stream


@given(
    st.lists(st.one_of(st.binary(max_size=60), st.just(FRAME), st.just(MBUS), st.just(b"\x7e\xa7\xff")), max_size=12)
)
def test_every_byte_comes_out_once_and_in_order(parts: list[bytes]) -> None:
    framer = Framer()
    found: list[bytes] = []
    for part in parts:
        found += framer.feed(part)
    assert b"".join(found + framer.gap()) == b"".join(parts)


def test_what_never_ends_does_not_pile_up() -> None:
    framer = Framer()
    units = [unit for _ in range(40) for unit in framer.feed(bytes(200))]
    assert b"".join(units) and framer.waiting <= LONGEST


def test_a_slow_line_is_given_more_time() -> None:
    assert silence(300) == pytest.approx(0.2) and silence(115200) == 0.05


def fed(*events: tuple[int, bytes] | float, start: Setting = START) -> list[Setting]:
    """The settings that a line goes through; a number is a silence in seconds."""
    opening = Opening(start)
    found = [opening.silence(each) if isinstance(each, float) else opening.feed(*each) for each in events]
    return [setting for setting in found if setting is not None]


REQUEST = (0, b"/?!\r\n")
E9600 = (0, b"\x06252\r\n")
FAST = Setting(9600, "8N1")


@pytest.mark.parametrize(
    ("events", "settings"),
    [
        pytest.param([REQUEST, (1, IDENTIFICATION), E9600, (1, E9600[1])], [FAST], id="mode E, after the echo"),
        pytest.param([REQUEST, (0, IDENTIFICATION), E9600, (0, E9600[1])], [FAST], id="mode E, one port hears both"),
        pytest.param([REQUEST, (1, IDENTIFICATION), E9600], [], id="mode E, before the echo"),
        pytest.param(
            [REQUEST, (1, IDENTIFICATION), E9600, (1, E9600[1][:3]), (1, E9600[1][3:])], [FAST], id="echo in two"
        ),
        pytest.param([REQUEST, (1, IDENTIFICATION), E9600, ECHO_WAIT], [FAST], id="mode E, no echo"),
        pytest.param([REQUEST, (1, IDENTIFICATION), E9600, (1, b"\xf8\x00")], [FAST], id="echo at the new speed"),
        pytest.param([REQUEST, (1, IDENTIFICATION), (0, b"\x06050\r\n")], [Setting(9600, "7E1")], id="mode C"),
        pytest.param([REQUEST, (1, b"/ABCB meter\r\n")], [Setting(1200, "7E1")], id="mode B"),
        pytest.param([REQUEST, (1, b"/ABC meter\r\n")], [], id="mode A"),
        pytest.param([REQUEST, (1, IDENTIFICATION), (0, b"\x06000\r\n")], [], id="300 baud accepted"),
        pytest.param(
            [REQUEST, (1, IDENTIFICATION), (0, b"\x06051\r\n"), (0, b"\x01B0\x03q")],
            [Setting(9600, "7E1"), START],
            id="break",
        ),
        pytest.param([E9600, ECHO_WAIT, INACTIVE], [FAST, START], id="everybody left"),
        pytest.param([(0, bytes(each | 0x80 for each in E9600[1])), (0, E9600[1])], [FAST], id="parity in bit 7"),
    ],
)
def test_the_speeds_of_an_opening(events: list[tuple[int, bytes] | float], settings: list[Setting]) -> None:
    assert fed(*events) == settings


def test_a_disconnect_brings_the_line_back() -> None:
    from tests.replay import steps

    said = steps("h-low-plain.pcap")
    found = fed(E9600, (1, E9600[1]), *said)
    assert found == [FAST, START]  # not before DISC and UA, which end the session


@given(st.lists(st.tuples(st.integers(0, 1), st.binary(max_size=40)), max_size=20))
def test_an_opening_takes_any_bytes(events: list[tuple[int, bytes]]) -> None:
    for setting in fed(*events):
        assert setting.baud > 0
