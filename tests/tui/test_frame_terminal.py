"""At a real pseudo-terminal: it comes up, ends cleanly by key and by signal, and a fault shows no secret."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CAPTURES = Path(__file__).parents[2] / "captures"
CAPTURE = str(CAPTURES / "w-none-plain.pcap")
ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"
CRASHES = """
import sys
from analyzer.document import open_document
from analyzer.tui import app
from analyzer.tui.widgets.footer import FooterLine
def render_line(self, y):
    guek = "SECRET-" + "IN-A-LOCAL"
    raise RuntimeError("broken on purpose")
FooterLine.render_line = render_line
try:
    app.run(open_document(sys.argv[1]))
except app.Crash:
    sys.exit(1)
"""


class Run:
    """A process at a pseudo-terminal of 80x24."""

    def __init__(self, *arguments: str) -> None:
        self.output = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LINES="24", COLUMNS="80")
            os.execv(sys.executable, [sys.executable, *arguments])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def until(self, text: bytes, seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while text not in self.output and time.monotonic() < end:
            if not select.select([self.fd], [], [], 0.2)[0]:
                continue
            try:
                part = os.read(self.fd, 1 << 16)
            except OSError:
                break
            self.output += part
        return text in self.output

    def status(self, seconds: float = 60) -> int | None:
        """The exit status; None where it does not end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.until(b"\0never", 0.1)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        return None


@contextlib.contextmanager
def running(*arguments: str) -> Iterator[Run]:
    run = Run(*arguments)
    try:
        yield run
    finally:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(run.pid, signal.SIGKILL)
            os.waitpid(run.pid, 0)
        os.close(run.fd)


@pytest.mark.parametrize("way", ["q", "\x11", "\x03", signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_every_way_out_gives_the_terminal_back(way: str | signal.Signals) -> None:
    with running("-m", "analyzer", CAPTURE) as run:
        assert run.until(b"get-request")
        assert ALTERNATE in run.output
        if isinstance(way, str):
            os.write(run.fd, way.encode())
        else:
            os.kill(run.pid, way)
        status = run.status()
        assert status == (0 if isinstance(way, str) else 128 + way)
        assert NORMAL in run.output


def test_a_fault_ends_with_a_report_without_local_variables() -> None:
    with running("-c", CRASHES, CAPTURE) as run:
        assert run.status() == 1
        assert NORMAL in run.output and b"broken on purpose" in run.output
        assert b"SECRET-IN-A-LOCAL" not in run.output


@pytest.mark.parametrize(
    "arguments, says",
    [
        ((CAPTURE, "-f", "clas_id == 3"), b"Did you mean class_id?"),
        ((CAPTURE, "-k", "nowhere.toml"), b"nowhere.toml"),
        ((str(CAPTURES / "make.py"),), b"not a capture"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(arguments: tuple[str, ...], says: bytes) -> None:
    with running("-m", "analyzer", *arguments) as run:
        assert run.status() == 2
        assert says in run.output and b"Traceback" not in run.output


def test_colours_go_when_asked_to() -> None:
    os.environ["NO_COLOR"] = "1"
    try:
        with running("-m", "analyzer", CAPTURE) as run:
            assert run.until(b"get-request")
            os.write(run.fd, b"q")
            assert run.status() == 0
            assert b"\x1b[38" not in run.output and b";38;" not in run.output and b"48;2" not in run.output
    finally:
        del os.environ["NO_COLOR"]


def test_a_terminal_without_unicode_gets_letters_and_no_other_sign() -> None:
    with running("-m", "analyzer", CAPTURE, "--ascii") as run:
        assert run.until(b"get-request")
        os.write(run.fd, b"jj\t")
        run.until(b"\0never", 1)
        os.write(run.fd, b"\x11")
        assert run.status() == 0
        assert run.output.isascii()


def test_called_alone_it_asks_what_to_open() -> None:
    with running("-m", "analyzer") as run:
        assert run.until(b"Paste hex")
        os.write(run.fd, b"\x1b")
        run.until(b"\0never", 1)
        os.write(run.fd, b"\x11")
        assert run.status() == 0


def test_without_a_terminal_messages_are_printed() -> None:
    import subprocess

    done = subprocess.run([sys.executable, "-m", "analyzer", CAPTURE], capture_output=True, timeout=60)
    assert done.returncode == 0 and b"get-request-normal" in done.stdout and b"\x1b" not in done.stdout
