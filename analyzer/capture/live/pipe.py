"""What another program pipes to us: packets of dumpcap or tshark; a capture, a hex log or raw bytes on standard input."""

from __future__ import annotations

import io
import os
import re
import select
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import IO, BinaryIO

from analyzer.capture.live.source import LiveError, Sink
from analyzer.capture.live.streams import Window, forward

KERNEL_BUFFER = 32  # MiB: seconds of busy traffic
_DROPPED = re.compile(r"received/dropped on interface .*: \d+/(\d+) ")
_WAIT = 0.25
_PERMISSION = ("permission", "not permitted", "privileg")


class StreamSource:
    """A pcap or pcapng stream, a hex log or bytes of a serial line, by default on standard input."""

    def __init__(self, stream: BinaryIO | None = None, name: str = "standard input") -> None:
        self.name = name
        self._stream = stream
        self._stopped = False

    def open(self) -> None:
        if self._stream is None:
            if sys.stdin.isatty():
                raise LiveError(
                    "standard input is a terminal: pipe a capture into it, as in tcpdump -w - | dlmscope live -"
                )
            self._stream = sys.stdin.buffer

    def run(self, sink: Sink) -> None:
        assert self._stream is not None
        window = Window(self._read_some)
        if window.reaches(4):
            forward(window, sink, self.name, lambda: self._stopped)
        elif not self._stopped:
            raise LiveError(f"{self.name}: ended before a capture began")

    def stop(self) -> None:
        self._stopped = True

    def dropped(self) -> int:
        return 0

    def _read_some(self, size: int) -> bytes:
        """Bytes as they come; none at the end, or when we are to stop."""
        assert self._stream is not None
        if os.name != "posix":  # select takes sockets only
            return self._stream.read1(size) if isinstance(self._stream, io.BufferedReader) else self._stream.read(size)
        descriptor = self._stream.fileno()
        while not self._stopped:
            if select.select([descriptor], [], [], _WAIT)[0]:
                return os.read(descriptor, size)
        return b""


class ProgramSource:
    """An interface watched by dumpcap, or by tshark, which takes the same options."""

    def __init__(self, interface: str, capture_filter: str = "", program: str = "dumpcap") -> None:
        self.name = interface
        self._filter = capture_filter
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._talk: list[str] = []
        self._listener: threading.Thread | None = None
        self._stopped = False
        self._head = b""

    def open(self) -> None:
        program = shutil.which(self._program)
        if program is None:
            raise LiveError(f"{self._program} is not installed; it comes with Wireshark (apt install wireshark-common)")
        command = [program, "-i", self.name, "-q", "-B", str(KERNEL_BUFFER), "-w", "-"]
        if self._filter:
            command += ["-f", self._filter]
        options = {"start_new_session": True} if sys.platform != "win32" else {}  # Ctrl-C is ours to pass on
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,  # type: ignore[call-overload]
        )
        self._listener = threading.Thread(target=self._listen, name=f"{self._program} talk", daemon=True)
        self._listener.start()
        assert self._process.stdout is not None
        self._head = self._process.stdout.read(4)  # the section begins as soon as the interface is open
        if len(self._head) < 4:
            self._process.wait()
            self._listener.join(2)
            raise LiveError(self._explain(program))

    def run(self, sink: Sink) -> None:
        process = self._process
        assert process is not None and process.stdout is not None and self._listener is not None
        forward(Window(_read1(process.stdout), self._head), sink, self.name, lambda: False)
        process.wait()
        self._listener.join(2)
        if not self._stopped:
            raise LiveError(self._gone())

    def stop(self) -> None:
        self._stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()  # it writes what it has, and ends

    def dropped(self) -> int:
        return sum(int(match[1]) for line in self._talk if (match := _DROPPED.search(line)))

    def _listen(self) -> None:
        assert self._process is not None and self._process.stderr is not None
        for line in self._process.stderr:
            text = line.decode("utf-8", "replace").strip()
            if text and len(self._talk) < 100:
                self._talk.append(text)

    def _explain(self, program: str) -> str:
        talk = " ".join(self._talk)
        if any(word in talk.lower() for word in _PERMISSION):
            return (
                f"{self.name}: no permission to capture; `sudo usermod -aG wireshark $USER` and log in again, "
                f"or `sudo setcap cap_net_raw,cap_net_admin+eip {program}`"
            )
        if "no such device" in talk.lower() or "isn't a valid" in talk.lower():
            if "filter" not in talk.lower():
                return f"{self.name}: no such interface; `dlmscope live --interfaces` lists them"
        if "filter" in talk.lower():
            why = next((line for line in self._talk if line.startswith("(")), "").strip("().")
            return f"-f {self._filter}: not a capture filter{': ' + why if why else ''}; example: tcp port 4059"
        return f"{self.name}: {self._program} cannot capture: {talk or 'it says nothing'}"

    def _gone(self) -> str:
        talk = " ".join(self._talk).lower()
        if "went down" in talk or "disappeared" in talk or "no longer" in talk:
            return f"{self.name} is gone"
        return f"{self.name}: {self._program} ended by itself"


def _read1(stream: IO[bytes]) -> Callable[[int], bytes]:
    """What reads as much as there is, from a pipe."""
    return stream.read1 if isinstance(stream, io.BufferedReader) else stream.read
