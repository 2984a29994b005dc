"""Serial lines over pseudo terminals: a recorded session on one or two ports, speeds that follow, cables pulled."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable

import pytest

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.serial_port import SerialLine, SerialSource
from analyzer.capture.live.source import LiveError
from analyzer.capture.live.tap import TapSource
from analyzer.capture.live.tap_ends import Tap
from analyzer.capture.open import open_capture
from analyzer.cli.common import profile_chooser
from analyzer.document import Document
from dissectors.profiles.opening import Setting
from tests.e2e.test_live import drain, settle, watching
from tests.replay import CAPTURES, play, rows, speak, steps

if sys.platform == "win32":
    pytest.skip("no pseudo terminals", allow_module_level=True)

import termios
import tty

SESSION = "h-low-plain.pcap"


class Line:
    """A pseudo terminal whose far end is ours."""

    def __init__(self) -> None:
        self.far, self._near = os.openpty()
        tty.setraw(self._near)
        self.name = os.ttyname(self._near)

    def say(self, data: bytes, pause: float = 0.0) -> None:
        os.write(self.far, data)
        time.sleep(pause)

    @property
    def speed(self) -> int:
        """Speed as termios has it. Seven bits and parity cannot be asked for: a pseudo terminal refuses them."""
        return int(termios.tcgetattr(self._near)[4])

    def pull(self) -> None:
        os.close(self.far)


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def expected() -> list[tuple[object, ...]]:
    return rows(Document(open_capture(CAPTURES / SESSION)).load())


def said_by(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Rows without where answers belong and how retries look: one port does not tell who speaks."""
    return [(each[0], each[1], each[2], each[7]) for each in found]


def test_two_ports_hear_both_sides() -> None:
    client, meter = Line(), Line()
    with watching(SerialSource([client.name, meter.name])) as capture:
        said = steps(SESSION)
        for number, (direction, data) in enumerate(said, 1):
            (client, meter)[direction].say(data)
            settle(capture, number)  # each answer comes after its question, as on a line
        capture.stop()
        live = drain(Document(capture))
        assert rows(live) == expected()
        assert {live.flow(row).names() for row in range(1, live.count + 1)} == {f"{client.name} and {meter.name}"}
        assert f"serial:{meter.name}" in live.engine.stage.places(live.context(1).flow)


def test_one_port_hears_both_sides_in_pieces() -> None:
    line = Line()
    with watching(SerialSource([line.name], Setting(19200, "8N1"))) as capture:
        for _, data in steps(SESSION):
            for at in range(0, len(data), 20):
                line.say(data[at : at + 20])
        settle(capture, len(steps(SESSION)))
        capture.stop()
        assert said_by(rows(drain(Document(capture)))) == said_by(expected())


def test_the_ports_follow_the_opening_to_hdlc_and_back() -> None:
    client, meter = Line(), Line()
    source = SerialSource([client.name, meter.name], Setting(300, "8N1"), opening=True)
    with watching(source) as capture:
        assert client.speed == meter.speed == termios.B300
        client.say(b"/?!\r\n", 0.05)
        meter.say(b"/LGZ5\\2E450\r\n", 0.05)
        client.say(b"\x06252\r\n", 0.05)
        assert meter.speed == termios.B300  # not before the meter agrees
        meter.say(b"\x06252\r\n")
        until(lambda: client.speed == meter.speed == termios.B9600)
        before = capture.seen
        for number, (direction, data) in enumerate(steps(SESSION), 1):
            (client, meter)[direction].say(data)
            settle(capture, before + number)
        until(lambda: client.speed == termios.B300)
        capture.stop()
        assert rows(drain(Document(capture)))[-114:] == expected()[-114:]
    assert "9600 baud 8N1" in " ".join(capture.notes)


def test_keys_may_be_given_by_the_port() -> None:
    line = Line()
    with watching(SerialSource([line.name])) as capture:
        line.say(steps(SESSION)[0][1])
        settle(capture, 1)
        capture.stop()
        document = drain(Document(capture))
        assert document.engine.stage.places(document.context(1).flow) == (f"serial:{line.name}",)
        assert profile_chooser(("dlt/147=hdlc",))(document.flow(1)) == "hdlc"  # type: ignore[misc]


def test_silence_ends_what_is_unfinished() -> None:
    line = Line()
    with watching(SerialSource([line.name], Setting(115200, "8N1"))) as capture:
        line.say(b"\x7e\xa0\x20half a frame", 0.5)
        settle(capture, 1)
        line.say(b"more", 0.5)
        settle(capture, 2)
        capture.stop()
        records = [record.data for batch in capture.batches() for record in batch]
    assert records == [b"\x7e\xa0\x20half a frame", b"more"]


def test_a_cable_that_is_pulled_is_said_and_what_came_stays() -> None:
    line = Line()
    with watching(SerialSource([line.name])) as capture:
        line.say(steps(SESSION)[0][1])
        settle(capture, 1)
        line.pull()
        until(lambda: capture.ended)
        assert capture.failed and "is gone" in capture.state and "1 packets seen" in capture.state
        assert drain(Document(capture)).count == 1


@pytest.mark.parametrize(("name", "words"), [("/dev/nosuch", "--interfaces"), ("socket://127.0.0.1:1", "listens")])
def test_a_port_that_does_not_open_says_what_to_do(name: str, words: str) -> None:
    with pytest.raises(LiveError, match=words):
        SerialSource([name]).open()


def test_a_port_of_a_device_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        source = SerialSource([f"socket://127.0.0.1:{listener.getsockname()[1]}"])
        with watching(source) as capture:
            far, _ = listener.accept()
            for _, data in steps(SESSION)[:10]:
                far.sendall(data)
                time.sleep(0.01)
            settle(capture, 10)
            far.close()
            until(lambda: capture.ended)
            assert "is gone" in capture.state
            assert said_by(rows(drain(Document(capture)))) == said_by(expected()[:10])


def test_a_port_of_an_rfc_2217_server() -> None:
    import serial
    from serial.rfc2217 import PortManager

    said = steps(SESSION)[:10]
    far: list[tuple[socket.socket, PortManager]] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            sock, _ = listener.accept()
            end = type("End", (), {"write": lambda _, data: sock.sendall(data)})()
            manager = PortManager(serial.serial_for_url("loop://"), end)
            far.append((sock, manager))
            while data := sock.recv(1024):
                list(manager.filter(data))  # the negotiation; what is left is for the line

        server = threading.Thread(target=serve)
        server.start()
        with watching(SerialSource([f"rfc2217://127.0.0.1:{listener.getsockname()[1]}"])) as capture:
            sock, manager = far[0]
            for number, (_, data) in enumerate(said, 1):
                sock.sendall(b"".join(manager.escape(data)))
                settle(capture, number)
            capture.stop()
            assert said_by(rows(drain(Document(capture)))) == said_by(expected()[:10])
        server.join(10)
        sock.close()


def test_a_tap_from_tcp_to_a_serial_port() -> None:
    line = Line()
    said = steps(SESSION)
    source = TapSource([Tap(False, ("127.0.0.1", 0), SerialLine(line.name))])
    capture = LiveCapture(source, Files())
    capture.start()
    near, far = socket.socketpair()

    def carry() -> None:
        """The far end of the line as a socket, for ``play``."""
        threading.Thread(target=lambda: [os.write(line.far, far.recv(4096)) for _ in said], daemon=True).start()
        while True:
            try:
                data = os.read(line.far, 4096)
            except OSError:
                return
            far.sendall(data)

    near.settimeout(5)
    threading.Thread(target=carry, daemon=True).start()
    meter = threading.Thread(target=play, args=(near, 1, said))
    meter.start()
    speak(said, source.addresses[0][1])
    meter.join(10)
    settle(capture, len(said) + 4)
    capture.stop()
    live = drain(Document(capture))
    assert rows(live) == expected()
    capture.close()
