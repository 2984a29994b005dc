"""A capture that grows: a source writes in its thread, a Document takes what has come, a batch at a time."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator

from analyzer.capture import pcapng_writer
from analyzer.capture.live.files import Files
from analyzer.capture.live.source import LiveError, Source
from analyzer.capture.open import BATCH, Capture
from analyzer.capture.record import Record

BATCH_RECORDS = 128  # with BATCH bytes: at most 5 ms of work for the engine
QUEUE_RECORDS = 1 << 17
QUEUE_BYTES = 64 << 20


class LiveCapture(Capture):
    """What open_capture gives for a file, of a source that is watched: ``batches`` yields an empty list when nothing
    waits and ends when the source has. Every record is written before it is queued; a queue that is full drops
    records from the screen, never from the file.

    ``seen`` records came, ``skipped`` of them were not shown; ``failed`` tells that the source ended on a fault.
    """

    kind = "live"
    notes: list[str] = []  # noqa: RUF012 - each capture has its own
    secrets: list[tuple[int, bytes]] = []  # noqa: RUF012
    resolution = 6

    def __init__(self, source: Source, files: Files) -> None:
        self.name = source.name
        self.files = files
        self.store = files
        self.source = source
        self.notes = []
        self.secrets = []
        self.seen = 0
        self.skipped = 0
        self.ended = False
        self.failed = False
        self._reason = ""
        self._said = ""
        self._queue: deque[Record] = deque()
        self._queued = 0  # bytes that came, less those that were taken: each written by one thread only
        self._taken = 0
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._interfaces: list[tuple[int, int]] = []  # (link type, nanoseconds a tick)
        self._thread = threading.Thread(target=self._run, name=f"live {source.name}", daemon=True)

    # --- for those who look on --------------------------------------------------------------------

    def start(self) -> None:
        """Open the source and begin. Raises LiveError with one line."""
        try:
            self.source.open()
        except BaseException:
            self.files.close()
            raise
        self._thread.start()

    def stop(self) -> None:
        """Ask the source to end; ``batches`` gives what came until then, and ends."""
        self._reason = self._reason or "stopped"
        self.source.stop()

    def wait(self, seconds: float) -> bool:
        """Sleep until records wait or the capture has ended, at most ``seconds``; whether there is news."""
        if self._queue or self.ended:
            return True
        self._news.clear()
        return bool(self._queue) or self.ended or self._news.wait(seconds)

    def batches(self, size: int = BATCH) -> Iterator[list[Record]]:
        queue = self._queue
        while True:
            ended = self.ended  # asked first: what came before it is in the queue by then
            records: list[Record] = []
            room = size
            while queue and room > 0 and len(records) < BATCH_RECORDS:
                record = queue.popleft()
                records.append(record)
                room -= record.length
                self._taken += record.length
            if ended and not records:
                return
            yield records

    def progress(self) -> tuple[int, int | None]:
        return self.files.size, None

    def dropped(self) -> int:
        """Packets the system lost before they could be seen."""
        return self.source.dropped()

    @property
    def state(self) -> str:
        """One line: what happens or why it ended, and what was kept."""
        reason = self._reason or ("ended" if self.ended else "capturing")
        if self.ended and not self.failed:
            reason = f"{self.name}: {reason}"
        elif not self.ended:
            reason = self._said or f"{self.name}: {reason}"
        kept = f"{_count(self.seen)} seen"
        if self.files.paths:
            more = f" and {len(self.files.paths) - 1} more" if len(self.files.paths) > 1 else ""
            kept = f"{_count(self.files.saved)} saved in {self.files.paths[0]}{more}"
        parts = [reason, self.files.trouble, kept]
        for count, text in (
            (self.dropped(), "dropped by the system"),
            (self.skipped, "not shown: the screen lagged"),
            (self.files.lost, "lost: no room anywhere"),
        ):
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
            self._interfaces.append((link_type, 10 ** (9 - resolution)))
            self.resolution = max(self.resolution, resolution)
            return self.files.add_interface(pcapng_writer.interface(link_type, name, resolution))

    def packet(
        self,
        interface: int,
        time: int | None,
        data: bytes,
        original_length: int = 0,
        direction: int | None = None,
        comment: str = "",
    ) -> None:
        link_type, unit = self._interfaces[interface]
        length = len(data)
        with self._lock:
            ticks = (_now() if time is None else time) // unit
            block = pcapng_writer.packet(interface, ticks, data, original_length, direction, comment)
            offset = self.files.append(block, True) + pcapng_writer.PACKET_DATA
            self.seen += 1
            if len(self._queue) >= QUEUE_RECORDS or self._queued - self._taken > QUEUE_BYTES:
                self.skipped += 1
                return
            self._queued += length
            self._queue.append(
                Record(self.seen, ticks * unit, link_type, offset, data, original_length, interface, direction,
                       comment or None)
            )  # fmt: skip
        if not self._news.is_set():
            self._news.set()

    def say(self, text: str) -> None:
        self._said = text
        self.notes.append(text)

    def add_secrets(self, kind: int, data: bytes) -> None:
        """Keep secrets that the capture itself brings."""
        with self._lock:
            self.secrets.append((kind, data))
            self.files.append(pcapng_writer.secrets(kind, data))

    def _run(self) -> None:
        try:
            self.source.run(self)
        except LiveError as error:
            self.failed, self._reason = True, str(error)
        except Exception as error:  # whatever a source does, what was captured stays
            self.failed, self._reason = True, f"{self.name}: {type(error).__name__}: {error}"
        with self._lock:
            now = _now()
            dropped = self.source.dropped()
            if len(self._interfaces) == 1:
                self.files.append(
                    pcapng_writer.statistics(0, now // self._interfaces[0][1], self.seen + dropped, dropped)
                )
            self.files.seal()
        self.ended = True
        self._news.set()


def _now() -> int:
    return time.time_ns()


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")
