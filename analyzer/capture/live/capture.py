"""A capture that grows: a source writes in its thread, a Document reads what has come, a batch at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from analyzer.capture import pcapng_writer
from analyzer.capture.live.files import Files
from analyzer.capture.live.source import LiveError, Source
from analyzer.capture.open import Capture
from analyzer.capture.pcapng import PcapngReader
from analyzer.capture.record import Record
from analyzer.capture.stream import GrowingInput, StoreInput

BATCH = 8 << 10  # bytes of file: at most 5 ms of work for the engine
MOST_NOTES = 1000
PENDING = 1 << 16  # bytes of packets that wait to be written together


class LiveCapture(Capture):
    """What open_capture gives for a file, of a source that is watched. The file comes first: every packet is written
    to it before anybody looks, and read back from it; so whoever is slow falls behind (``behind``), and loses nothing.

    ``seen`` packets came; ``failed`` tells that the source ended on a fault, ``state`` says in one line how it stands.
    """

    kind = "live"

    def __init__(self, source: Source, files: Files) -> None:
        growing = GrowingInput(files)
        super().__init__(
            source.name, files, PcapngReader(growing), None, lambda: PcapngReader(StoreInput(files)), growing
        )
        self.files = files
        self.source = source
        self.seen = 0
        self.ended = False
        self.failed = False
        self._reason = ""
        self._said = ""
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._units: list[int] = []  # nanoseconds a tick, of each interface
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._thread = threading.Thread(target=self._run, name=f"live {source.name}", daemon=True)

    # --- for those who look on --------------------------------------------------------------------

    def start(self) -> None:
        """Open the source and begin. Raises LiveError with one line."""
        try:
            self.source.open()
        except BaseException:
            self.files.close()
            raise
        self.name = self.source.name
        self._thread.start()

    def stop(self) -> None:
        """Ask the source to end; ``batches`` gives what came until then, and ends."""
        if not self.ended:
            self._reason = self._reason or "stopped"
            self.source.stop()

    def wait(self, seconds: float) -> bool:
        """Sleep until there is something to read or the capture has ended, at most ``seconds``; whether there is."""
        self._news.clear()
        return bool(self.behind) or self.ended or self._news.wait(seconds)

    def batches(self, size: int = BATCH) -> Iterator[list[Record]]:
        return super().batches(min(size, BATCH))

    def dropped(self) -> int:
        """Packets the system lost before they could be seen."""
        return self.source.dropped()

    @property
    def state(self) -> str:
        """One line: what happens or why it ended, and what was kept."""
        if not self.ended:
            reason = self._said or f"{self.name}: {self._reason or 'capturing'}"
        else:
            reason = self._reason if self.failed else f"{self.name}: {self._reason or 'ended'}"
        kept = f"{_count(self.seen)} packets seen"
        if self.files.paths:
            more = f" and {len(self.files.paths) - 1} more" if len(self.files.paths) > 1 else ""
            kept = f"{_count(self.files.saved)} packets saved in {self.files.paths[0]}{more}"
        parts = [reason, self.files.trouble, kept]
        for count, text in ((self.dropped(), "dropped by the system"), (self.files.lost, "lost: no room anywhere")):
            if count:
                parts.append(f"{_count(count)} {text}")
        return "; ".join(part for part in parts if part)

    def save(self, path: str) -> int:
        """Write what came so far, of a capture without a file of its own, as pcapng; bytes written. Raises OSError."""
        end, at = self.files.size, 0
        with open(path, "wb") as file:
            while at < end and (data := self.files.read(at, min(1 << 20, end - at))):
                at += file.write(data)
        return at

    def close(self) -> None:
        if self._thread.is_alive():
            self.stop()
            self._thread.join(2)
        with self._lock:
            self.files.close()

    # --- for the source ---------------------------------------------------------------------------

    def interface(self, link_type: int, name: str, resolution: int = 6) -> int:
        with self._lock:
            if not self._units:
                self.files.head(pcapng_writer.section(), True)
            self._units.append(10 ** (9 - resolution))
            self.files.head(pcapng_writer.interface(link_type, name, resolution), False)
            return len(self._units) - 1

    def packet(
        self,
        interface: int,
        time: int | None,
        data: bytes,
        original_length: int = 0,
        direction: int | None = None,
        comment: str = "",
    ) -> None:
        ticks = pcapng_writer.now(time) // self._units[interface]
        block = pcapng_writer.packet(interface, ticks, data, original_length, direction, comment)
        with self._lock:
            self._pending.append(block)
            self._pending_size += len(block)
        if self._pending_size >= PENDING:
            self.flush()

    def flush(self) -> None:
        with self._lock:
            pending, self._pending, self._pending_size = self._pending, [], 0
            if pending:
                self._write(b"".join(pending), len(pending))

    def head(self, block: bytes, begins_section: bool) -> None:
        with self._lock:
            self.files.head(block, begins_section)

    def blocks(self, data: bytes, packets: int) -> None:
        with self._lock:
            self._write(data, packets)

    def say(self, text: str) -> None:
        self._said = text
        if len(self.notes) < MOST_NOTES:
            self.notes.append(text)

    def _write(self, data: bytes, packets: int) -> None:
        self.files.append(data, packets)
        self.seen += packets
        if not self._news.is_set():
            self._news.set()

    def _run(self) -> None:
        try:
            self.source.run(self)
        except LiveError as error:
            self.failed, self._reason = True, str(error)
        except Exception as error:  # whatever a source does, what was captured stays
            self.failed, self._reason = True, f"{self.name}: {type(error).__name__}: {error}"
        self.flush()
        with self._lock:
            if len(self._units) == 1:
                dropped = self.source.dropped()
                self.files.append(
                    pcapng_writer.statistics(0, pcapng_writer.now(None) // self._units[0], self.seen + dropped, dropped)
                )
            self.files.seal()
        self.ended = True
        if self._growing is not None:
            self._growing.end()  # readers end behind what is there now
        self._news.set()


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")
