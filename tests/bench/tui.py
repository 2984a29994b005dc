"""How fast is the terminal UI? Measured at a pseudo-terminal: a key's byte in, the screen's bytes out.

    python -m tests.bench.tui [MESSAGES]

Prints the time to the first rows, key to paint while indexing and idle (median, p95), memory, and idle CPU.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import threading
import time
from pathlib import Path

from tests.bench.generate import generate

LINES, COLUMNS = 40, 120
KEYS = ("j", "j", "j", " ", "b", "k")
ROUNDS = 40
LIVE_RATE, LIVE_SECONDS = 5_000, 30
BYTES_A_MESSAGE = 96  # of the generated capture, about
PATIENCE = 20.0  # seconds for one paint
QUIET = 0.004  # seconds without output after which a paint is complete


class Terminal:
    """The program at a pseudo-terminal."""

    def __init__(self, command: list[str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LINES=str(LINES), COLUMNS=str(COLUMNS))
            os.execv(sys.executable, [sys.executable, *command])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def read(self, seconds: float) -> bytes:
        """What is painted within that time, at most one read."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        return os.read(self.fd, 1 << 16) if ready else b""

    def until(self, text: bytes) -> float:
        """Seconds since the start until a text is painted."""
        seen = b""
        while text not in seen:
            part = self.read(PATIENCE)
            if not part:
                raise SystemExit(f"never painted: {text!r}")
            seen = seen[-256:] + part
        return time.perf_counter() - self.began

    def press(self, key: str) -> float:
        """Seconds from a key to the first bytes of its paint; the rest is read before it returns."""
        while self.read(QUIET):
            pass
        begun = time.perf_counter()
        os.write(self.fd, key.encode())
        if not self.read(PATIENCE):
            raise SystemExit(f"nothing painted after {key!r}")
        taken = time.perf_counter() - begun
        while self.read(QUIET):
            pass
        return taken

    def memory(self) -> int:
        """Resident megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) >> 10

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        os.kill(self.pid, signal.SIGTERM)
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            with contextlib.suppress(OSError):  # it has closed its side
                self.read(0.05)


def busy(terminal: Terminal, seconds: float = 1.0) -> bool:
    """Whether the program works on: what it says of its work is painted where it changes only."""
    used = terminal.cpu()
    drain(terminal, seconds)
    return terminal.cpu() - used > seconds / 4


def latencies(terminal: Terminal, rounds: int = ROUNDS) -> list[float]:
    return [terminal.press(KEYS[number % len(KEYS)]) * 1000 for number in range(rounds)]


def line(name: str, values: list[float]) -> str:
    ordered = sorted(values)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:<28} median {statistics.median(ordered):6.1f} ms   p95 {worst:6.1f} ms   max {ordered[-1]:6.1f} ms"


def main(messages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        capture = os.environ.get("CAPTURE") or str(generate(Path(folder) / "bench.pcap", messages))
        terminal = Terminal(["-m", "analyzer", capture])
        print(f"first rows                   {terminal.until(b'get-request') * 1000:6.0f} ms")
        print(line("key to paint, indexing", latencies(terminal)))
        terminal.press("G")
        begun = time.perf_counter()
        while busy(terminal) and time.perf_counter() - begun < 600:
            pass
        print(f"indexed after                {time.perf_counter() - terminal.began:6.1f} s   {terminal.memory()} MB")
        print(line("key to paint, idle", latencies(terminal, 4 * ROUNDS)))
        print(line("first and last", [terminal.press("gG"[number % 2]) * 1000 for number in range(ROUNDS)]))
        used = terminal.cpu()
        time.sleep(5)
        print(f"idle CPU                     {(terminal.cpu() - used) / 5 * 100:6.1f} %")
        print(f"memory                       {terminal.memory():6d} MB")
        terminal.end()
        live(Path(folder), capture)


def live(folder: Path, capture: str) -> None:
    """Messages come at LIVE_RATE into a file that is followed."""
    data = Path(capture).read_bytes()[: 24 + LIVE_RATE * LIVE_SECONDS * 200]
    path = folder / "live.pcap"
    path.write_bytes(data[:40_000])
    terminal = Terminal(["-m", "analyzer", "live", str(path)])
    terminal.until(b"get-re")
    stop = threading.Event()

    def write() -> None:
        size = BYTES_A_MESSAGE * LIVE_RATE // 50
        with path.open("ab", buffering=0) as out:
            for at in range(40_000, len(data), size):
                out.write(data[at : at + size])
                if stop.wait(0.02):
                    return

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(1)
    begun, used = time.perf_counter(), terminal.cpu()
    print(line(f"key to paint, {LIVE_RATE} a second", latencies(terminal, 3 * ROUNDS)))
    print(f"CPU, {LIVE_RATE} a second         {(terminal.cpu() - used) / (time.perf_counter() - begun) * 100:6.0f} %")
    stop.set()
    writer.join()
    terminal.end()


def drain(terminal: Terminal, seconds: float) -> bytes:
    """What is painted within some seconds."""
    until, seen = time.perf_counter() + seconds, b""
    while (left := until - time.perf_counter()) > 0:
        seen += terminal.read(left)
    return seen


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
