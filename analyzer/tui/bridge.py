"""The one way between worker threads and the UI: the document that grows, the filter that follows it, jobs and results.

Workers never touch widgets. What they bring waits here until the UI thread drains it, at most 15 times a second;
results of jobs wake it at once.
"""

from __future__ import annotations

import asyncio
import contextvars
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from analyzer.document import Document
from dissectors.security.key_ring import KeyEntry

DRAIN = 1 / 15  # seconds between two looks at what grew
WAIT = 0.05  # seconds that a worker sleeps where nothing has come
SWITCH_INTERVAL = 0.0005
YIELD = 0.05  # seconds that a worker stands back at most, for the UI to paint

T = TypeVar("T")


class Clock:
    """Time as the UI sees it: ``now`` since the epoch, ``tick`` for durations; both in seconds."""

    def __init__(self, now: Callable[[], float] = time.time, tick: Callable[[], float] = time.monotonic) -> None:
        self.now = now
        self.tick = tick


class Filter(Protocol):
    """What the bridge needs of a compiled filter."""

    needs_trees: bool

    def run(self, document: Document, first: int, last: int) -> Iterable[tuple[int, array[int]]]: ...


class Job:
    """Work in a thread. The work looks at ``cancelled`` between steps and tells ``progress(done, total)``."""

    __slots__ = ("cancelled", "done", "name", "started", "total")

    def __init__(self, name: str, started: float) -> None:
        self.name = name
        self.started = started
        self.cancelled = False
        self.done = 0
        self.total = 0

    def progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Bridge:
    """A document, and what goes on around it. ``shown`` are the rows after the filter (a range where none is set)."""

    def __init__(
        self, document: Document, clock: Clock | None = None, failed: Callable[[str, Exception], None] = print
    ):
        self.document = document
        self.clock = clock or Clock()
        self.failed = failed
        self.jobs: dict[str, Job] = {}
        self.stopped = False  # the user ended the indexing
        self.filter: Filter | None = None
        self.filter_text = ""
        self.first = 1  # rows before it are hidden
        self.looked = 0  # rows that the filter has seen
        self.started = self.clock.tick()
        self._hits: array[int] = array("I")
        self._results: list[tuple[Callable[[Any], None], Any]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: contextvars.Context | None = None
        self._thread: threading.Thread | None = None
        self._running = 0
        self._idle = True  # nothing came at the indexer's last look
        self._free = threading.Event()  # whether workers may run: not while the UI has something to paint
        self._free.set()

    # --- what there is ----------------------------------------------------------------------------

    @property
    def count(self) -> int:
        return self.document.count

    @property
    def complete(self) -> bool:
        """Whether every row is there, and the filter has seen it."""
        return (self.document.complete or self.stopped) and (self.filter is None or self.looked >= self.document.count)

    @property
    def shown(self) -> Sequence[int]:
        """Numbers of the rows that the filter lets through, in order."""
        return range(self.first, self.document.count + 1) if self.filter is None else self._hits

    @property
    def progress(self) -> tuple[int, int | None]:
        """Bytes indexed, and bytes in all where that is known."""
        return self.document.capture.progress()

    # --- indexing ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin indexing. Call on the UI thread, once."""
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._idle = False
        self._thread = threading.Thread(target=self._index, name="index", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End indexing where it is; what is there stays."""
        self.stopped = True

    def close(self) -> None:
        """End every worker."""
        self.stopped = True
        for job in list(self.jobs.values()):
            job.cancelled = True
        self._loop = None

    def _index(self) -> None:
        document = self.document
        wait = getattr(document.capture, "wait", None) or time.sleep
        try:
            while not self.stopped:
                before = document.count, document.capture.progress()[0]
                if not document.advance():
                    break
                self._idle = before == (document.count, document.capture.progress()[0])
                if self._idle:
                    wait(WAIT)
                else:
                    self.step()
        except Exception as error:
            self.stopped = True
            self._result(lambda caught: self.failed("reading the capture", caught), error)
        self._idle = True

    def add_keys(self, entries: Iterable[KeyEntry], done: Callable[[None], None]) -> Job:
        """Take more keys and run the session stage again, in a worker."""
        listed = list(entries)

        def work(job: Job) -> None:
            for rows in self.document.add_keys(listed):
                job.progress(rows, len(self.document.index.time))
                self.step()

        return self.run("keys", work, done)

    # --- who goes first ---------------------------------------------------------------------------

    def hold(self) -> None:
        """The UI has something to do: workers stand back until :meth:`release`, though not for long."""
        self._free.clear()

    def release(self) -> None:
        self._free.set()

    def step(self) -> None:
        """What a worker calls between its steps."""
        time.sleep(0)
        if not self._free.is_set():
            self._free.wait(YIELD)

    # --- jobs -------------------------------------------------------------------------------------

    def run(self, name: str, work: Callable[[Job], T], done: Callable[[T], None]) -> Job:
        """Work in a thread; ``done`` gets its result on the UI thread, unless a newer job of the name replaced it."""
        before = self.jobs.get(name)
        if before is not None:
            before.cancelled = True
        job = self.jobs[name] = Job(name, self.clock.tick())
        self._running += 1

        def finish(result: Any) -> None:
            self._running -= 1
            if self.jobs.get(name) is job:
                del self.jobs[name]
            if job.cancelled:
                return
            if isinstance(result, _Failed):
                self.failed(name, result.error)
            else:
                done(result)

        def thread() -> None:
            try:
                result: Any = work(job)
            except Exception as error:  # a worker's fault is a line in the status bar, never the end of the program
                result = _Failed(error)
            self._result(finish, result)

        threading.Thread(target=thread, name=name, daemon=True).start()
        return job

    def cancel(self, name: str) -> None:
        job = self.jobs.get(name)
        if job is not None:
            job.cancelled = True

    def _result(self, done: Callable[[Any], None], value: Any) -> None:
        self._results.append((done, value))
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._deliver, context=self._context)  # widgets look for the app in it

    def _deliver(self) -> None:
        while self._results:
            done, value = self._results.pop(0)
            try:
                done(value)
            except Exception as error:
                self.failed("showing a result", error)

    # --- the filter -------------------------------------------------------------------------------

    def set_filter(self, text: str, compiled: Filter | None) -> None:
        """Show the rows that a filter lets through; hits come as it runs. None shows all rows again."""
        self.cancel("filter")
        self.filter_text = text
        self.filter = compiled
        self.looked = self.first - 1
        self._hits = array("I")
        if compiled is None:
            return
        hits = self._hits

        def work(job: Job) -> None:
            while not job.cancelled:
                first, last = self.looked + 1, self.document.count
                if first > last:
                    if self.document.complete or self.stopped:
                        return
                    time.sleep(WAIT)
                    continue
                for seen, found in compiled.run(self.document, first, last):
                    if job.cancelled:
                        return
                    hits.extend(found)
                    self.looked = seen
                    job.progress(seen, self.document.count)
                    self.step()
                self.looked = max(self.looked, last)

        self.run("filter", work, lambda _: None)

    def filter_again(self) -> None:
        """Run the filter anew: rows have changed."""
        self.set_filter(self.filter_text, self.filter)

    def clear(self, last: int | None = None) -> None:
        """Hide rows up to ``last``, all that are there now where it is None."""
        self.first = (self.document.count if last is None else last) + 1
        self.filter_again()

    # --- for tests --------------------------------------------------------------------------------

    async def idle(self) -> None:
        """Wait until nothing is on its way: rows indexed (or none waiting), filter through, jobs delivered."""
        while not self._settled():
            await asyncio.sleep(0.005)

    def _settled(self) -> bool:
        done = self._idle and (self.filter is None or self.looked >= self.document.count)
        waiting = self._running - ("filter" in self.jobs)
        return done and not waiting and not self._results


class _Failed:
    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error
