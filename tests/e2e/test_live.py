"""Live capture over real sockets, interfaces and processes: what is seen, what is written, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.interfaces import interfaces, source_for
from analyzer.capture.live.source import LiveError, Source
from analyzer.capture.live.tap import TapSource
from analyzer.capture.open import being_written, open_capture
from analyzer.cli.sources import tap
from analyzer.document import Document
from tests.bench.live import measure
from tests.replay import CAPTURES, meter, play, rows, speak, steps

COMMAND = (sys.executable, "-m", "analyzer", "live")
SESSIONS = ["h-low-plain.pcap", "w-gbt1-plain.pcap", "w-gmac-glo-authenc-s0.pcap"]


def may_capture() -> bool:
    """Whether packets of an interface can be captured here: a right that not every user and container has."""
    if not sys.platform.startswith("linux"):
        return False
    import socket

    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close()
    except PermissionError:
        return False
    return True


needs_rights = pytest.mark.skipif(not may_capture(), reason="no right to capture packets")
needs_dumpcap = pytest.mark.skipif(shutil.which("dumpcap") is None, reason="no dumpcap")
needs_tshark = pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark")


def drain(document: Document, seconds: float = 60) -> Document:
    """Take what comes until the capture ends."""
    until = time.monotonic() + seconds
    while document.advance():
        assert time.monotonic() < until
        if not document.capture.behind:
            document.capture.wait(0.05)
    return document


@contextmanager
def watching(source: Source, path: Path | None = None) -> Iterator[LiveCapture]:
    capture = LiveCapture(source, Files(None if path is None else str(path)))
    capture.start()
    try:
        yield capture
    finally:
        capture.close()


def settle(capture: LiveCapture, count: int, seconds: float = 60) -> None:
    """Wait until so many packets came."""
    until = time.monotonic() + seconds
    while capture.seen < count and time.monotonic() < until:
        time.sleep(0.01)
    assert capture.seen >= count


def tapped(port: int, udp: str = "") -> TapSource:
    return TapSource([tap(f"{udp}0=127.0.0.1:{port}")])


@pytest.mark.parametrize("session", SESSIONS)
def test_a_tap_shows_what_the_recording_shows_and_so_does_its_file(tmp_path: Path, session: str) -> None:
    said = steps(session)
    with meter(said) as port:
        source = tapped(port)
        with watching(source, tmp_path / "a.pcapng") as capture:
            speak(said, source.addresses[0][1])
            settle(capture, len(said) + 5)  # with three packets that open and two that close
            capture.stop()
            live = rows(drain(Document(capture)))
    saved = Document(open_capture(tmp_path / "a.pcapng")).load()
    assert live == rows(saved) == rows(Document(open_capture(CAPTURES / session)).load())
    assert not saved.capture.notes


@needs_rights
@pytest.mark.parametrize("way", ["dumpcap", "scapy", "tshark"])
def test_an_interface_shows_what_was_said(tmp_path: Path, way: str) -> None:
    if way != "scapy" and shutil.which(way) is None:
        pytest.skip(f"no {way}")
    said = steps("w-low-plain.pcap")
    with meter(said) as port, watching(source_for("lo", f"tcp port {port}", way), tmp_path / "a.pcapng") as capture:
        time.sleep(0.5)  # the program has said that it is open, not that it looks
        speak(said, port)
        settle(capture, len(said) + 5)
        capture.stop()
        live = rows(drain(Document(capture)))
    assert live == rows(Document(open_capture(CAPTURES / "w-low-plain.pcap")).load())
    assert live == rows(Document(open_capture(tmp_path / "a.pcapng")).load())


@needs_rights
@pytest.mark.parametrize("way", ["dumpcap", "scapy"])
@pytest.mark.parametrize(
    ("interface", "capture_filter", "words"),
    [("nosuch0", "", "--interfaces"), ("lo", "tcp prot 4059", "not a capture filter")],
)
def test_what_cannot_be_watched_says_what_to_do(way: str, interface: str, capture_filter: str, words: str) -> None:
    if way == "dumpcap" and shutil.which(way) is None:
        pytest.skip("no dumpcap")
    with pytest.raises(LiveError, match=words):
        source_for(interface, capture_filter, way).open()


@needs_dumpcap
def test_interfaces_are_listed() -> None:
    names = [name for name, _ in interfaces()]
    assert "lo" in names or "any" in names or names


@contextmanager
def command(*arguments: str, stdin: int | None = subprocess.DEVNULL) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*COMMAND, *arguments], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_cleanly_with_the_file_intact(tmp_path: Path, number: signal.Signals) -> None:
    said = steps("w-low-plain.pcap")
    out = tmp_path / "a.pcapng"
    with meter(said) as port, command("--tap", f"0=127.0.0.1:{port}", "-w", str(out), "--format", "json") as process:
        assert process.stderr is not None and process.stdout is not None
        listening = process.stderr.readline().decode()
        speak(said, int(listening.split()[3].rpartition(":")[2]))
        first = process.stdout.readline()  # rows come while it runs
        time.sleep(0.3)
        process.send_signal(number)
        rest, talk = process.stdout.read(), process.stderr.read().decode()
        assert process.wait(30) == 0
    assert f"saved in {out}" in talk and "Traceback" not in talk
    printed = [json.loads(line) for line in (first + rest).splitlines()]
    saved = Document(open_capture(out)).load()
    assert [line["no"] for line in printed] == list(range(1, saved.count + 1))
    assert [line["service"] for line in printed] == [saved.service(row) for row in range(1, saved.count + 1)]
    assert not saved.capture.notes


@needs_tshark
def test_tshark_reads_the_file_of_a_tap(tmp_path: Path) -> None:
    said = steps("w-low-plain.pcap")
    out = tmp_path / "a.pcapng"
    with meter(said) as port:
        source = tapped(port)
        with watching(source, out) as capture:
            speak(said, source.addresses[0][1])
            settle(capture, len(said) + 5)
    faults = "tcp.analysis.flags or tcp.checksum.status == 0 or ip.checksum.status == 0 or _ws.malformed"
    options = ["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"]
    assert tshark(out, *options, "-Y", faults) == []
    payloads = tshark(out, "-T", "fields", "-e", "tcp.payload", "-Y", "tcp.len > 0")
    assert [bytes.fromhex(line) for line in payloads] == [data for _, data in said]


def tshark(path: Path, *options: str) -> list[str]:
    done = subprocess.run(["tshark", "-r", str(path), *options], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_pipe_shows_rows_as_they_come() -> None:
    content = (CAPTURES / "w-low-plain.pcap").read_bytes()
    with command("-", "--format", "json", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(content[: len(content) // 2])
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["no"] == 1  # while the pipe is open
        process.stdin.write(content[len(content) // 2 :])
        process.stdin.close()
        assert len(process.stdout.read().splitlines()) == 69
        assert process.wait(30) == 0


def test_nobody_reads_any_more(tmp_path: Path) -> None:
    out = tmp_path / "a.pcapng"
    script = f'cat "{CAPTURES / "h-low-plain.pcap"}" | "{sys.executable}" -m analyzer live - -w "{out}" | head -2'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert Document(open_capture(out)).load().count == 115


def test_packets_go_into_a_pipe_for_another_program(tmp_path: Path) -> None:
    said = steps("w-low-plain.pcap")
    with meter(said) as port, command("--tap", f"0=127.0.0.1:{port}", "-w", "-") as process:
        assert process.stderr is not None and process.stdout is not None
        listening = process.stderr.readline().decode()
        speak(said, int(listening.split()[3].rpartition(":")[2]))
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        (tmp_path / "a.pcapng").write_bytes(process.stdout.read())
        assert process.wait(30) == 0
    found = Document(open_capture(tmp_path / "a.pcapng")).load()
    assert rows(found) == rows(Document(open_capture(CAPTURES / "w-low-plain.pcap")).load())


def test_a_growing_file_is_followed_until_it_ends(tmp_path: Path) -> None:
    content = (CAPTURES / "w-low-plain.pcap").read_bytes()
    file = tmp_path / "a.pcap"
    file.write_bytes(content[:3000])
    capture = open_capture(file, follow=True)
    document = Document(capture)
    with file.open("ab") as out:
        for at in range(3000, len(content), 777):
            out.write(content[at : at + 777])
            out.flush()
            assert document.advance()
    for _ in range(3):
        assert document.advance()  # nothing more comes, and the end is not yet
    before = document.count
    assert before > 60 and not document.complete and capture.growing
    capture.stop()
    assert rows(drain(document)) == rows(Document(open_capture(CAPTURES / "w-low-plain.pcap")).load())


def test_a_file_that_grows_no_more_has_ended_after_a_while(tmp_path: Path) -> None:
    file = tmp_path / "a.pcap"
    shutil.copy(CAPTURES / "w-low-plain.pcap", file)
    assert not being_written(CAPTURES / "w-low-plain.pcap", 0) and being_written(file)
    document = drain(Document(open_capture(file, follow=True, patience=0.2)), 5)
    assert document.complete and document.count == 70 and not document.capture.growing


@pytest.mark.parametrize("what", ["shrunk", "replaced"])
def test_a_file_that_is_not_the_same_any_more_is_told(tmp_path: Path, what: str) -> None:
    file = tmp_path / "a.pcap"
    shutil.copy(CAPTURES / "w-low-plain.pcap", file)
    followed, opened = open_capture(file, follow=True), open_capture(file)
    document = Document(followed)
    while followed.behind:
        document.advance()
    assert followed.changed() == opened.changed() == ""
    if what == "shrunk":
        os.truncate(file, 100)
    else:
        shutil.copy(CAPTURES / "h-push.pcap", tmp_path / "b")
        os.replace(tmp_path / "b", file)
    assert opened.changed() == what
    drain(document)
    assert what in document.capture.notes[-1]
    assert document.count == 70  # what was seen stays


def test_a_peer_that_closes_in_the_middle_of_a_frame(tmp_path: Path) -> None:
    said = steps("w-low-plain.pcap")[:6]
    cut = [*said[:-1], (said[-1][0], said[-1][1][:7])]
    with meter(cut) as port:
        source = tapped(port)
        with watching(source, tmp_path / "a.pcapng") as capture:
            speak(cut, source.addresses[0][1])
            settle(capture, len(cut) + 5)
            capture.stop()
            document = drain(Document(capture))
    assert document.count in (5, 6)  # the rows before it are there, and nothing is invented
    assert "stopped" in capture.state


def test_a_meter_that_is_not_there_is_said_and_the_tap_goes_on() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    source = tapped(free)
    with watching(source) as capture:
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", source.addresses[0][1]), timeout=5) as sock:
                sock.settimeout(5)
                assert sock.recv(1) == b""
        settle(capture, 4)
        assert "cannot be reached" in capture.state


def test_datagrams_pass_both_ways() -> None:
    import socket

    said = [(0, b"\0\1\0\x10\0\1\0\5question"[:13]), (1, b"\0\1\0\1\0\x10\0\3yes")]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far:
        far.bind(("127.0.0.1", 0))
        far.settimeout(5)
        source = tapped(far.getsockname()[1], "udp:")
        with watching(source) as capture, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as near:
            near.settimeout(5)
            near.sendto(said[0][1], source.addresses[0])
            data, address = far.recvfrom(100)
            assert data == said[0][1]
            far.sendto(said[1][1], address)
            assert near.recv(100) == said[1][1]
            settle(capture, 2)
            capture.stop()
            from analyzer.link.links import Links

            links = Links()
            chunks = [chunk for batch in capture.batches() for record in batch for chunk in links.feed(record)]
    assert [(chunk.direction, chunk.data) for chunk in chunks] == said


def test_a_slow_reader_holds_the_sender_back_and_nothing_is_lost() -> None:
    import socket
    import threading

    size = 4 << 20
    with socket.create_server(("127.0.0.1", 0)) as listener:
        source = tapped(listener.getsockname()[1])
        with watching(source) as capture:
            near = socket.create_connection(("127.0.0.1", source.addresses[0][1]), timeout=10)
            far, _ = listener.accept()
            block = bytes(range(256)) * (size // 256)
            sender = threading.Thread(target=lambda: (near.sendall(block), near.shutdown(socket.SHUT_WR)))
            sender.start()
            time.sleep(0.3)
            assert capture.files.size < size + (2 << 20)  # it does not read ahead without bound
            heard = b""
            while data := far.recv(1 << 16):
                heard += data
            sender.join()
            play(far, 0, [(0, b"late")])  # the other direction is still open
            assert near.recv(4) == b"late"
            near.close()
            far.close()
    assert heard == block


@pytest.mark.parametrize("way", ["dumpcap", "scapy", "tap"])
def test_five_thousand_messages_a_second_without_a_drop(way: str) -> None:
    if way != "tap" and not may_capture():
        pytest.skip("no right to capture packets")
    if way == "dumpcap" and shutil.which(way) is None:
        pytest.skip("no dumpcap")
    found = measure(5000, 2, way)
    assert found["dropped"] == 0 and found["seen"] == found["sent"] > 1000  # a busy machine may send fewer
    assert found["longest batch ms"] < 50  # CPU time; 5 on a machine that does nothing else


def test_a_silent_pipe_can_be_left() -> None:
    with command("-", "--no-ui", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write((CAPTURES / "w-low-plain.pcap").read_bytes()[:2000])
        process.stdin.flush()
        process.stdout.readline()
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        talk = process.stderr.read().decode()
        assert process.wait(15) == 0 and time.monotonic() - begin < 15, talk
        assert "stopped" in talk


def test_an_ignored_hangup_stays_ignored() -> None:
    from analyzer.cli.watching import signals

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    stopped: list[int] = []
    try:
        with signals(lambda: stopped.append(1)):
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(0.01)
        assert not stopped
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_ui_that_dies_leaves_the_capture_running(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from analyzer.cli import live
    from analyzer.tui import app

    def run(document: Document, **_: object) -> None:
        document.advance()
        raise RuntimeError("secret things")

    monkeypatch.setattr(app, "run", run)
    capture = open_capture(CAPTURES / "w-low-plain.pcap", follow=True)
    document = Document(capture)
    assert not live._ui(document, "", False)
    talk = capsys.readouterr().err
    assert "the capture goes on" in talk and "secret" not in talk and capture.growing
    capture.stop()
    assert drain(document).count == 70


@needs_rights
@pytest.mark.parametrize("way", ["dumpcap", "scapy"])
def test_an_interface_that_goes_away_is_said(way: str) -> None:
    if way == "dumpcap" and shutil.which(way) is None:
        pytest.skip("no dumpcap")
    name = "dlmstest0"
    for kind in ("dummy", "ifb"):
        if not subprocess.run(["ip", "link", "add", name, "type", kind], capture_output=True).returncode:
            break
    else:
        pytest.skip("no interface can be made here")
    try:
        subprocess.run(["ip", "link", "set", name, "up"], check=True)
        with watching(source_for(name, "", way)) as capture:
            time.sleep(0.5)
            subprocess.run(["ip", "link", "del", name], check=True)
            until = time.monotonic() + 60
            while not capture.ended and time.monotonic() < until:
                time.sleep(0.05)
            assert capture.failed and f"{name} is gone" in capture.state
    finally:
        subprocess.run(["ip", "link", "del", name], capture_output=True)
