"""Rows of a live capture written as they complete, and signals that end it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from analyzer.cli import lines
from analyzer.cli.columns import columns, for_output
from analyzer.document import Document
from analyzer.export.messages import encode_json, message

if TYPE_CHECKING:
    from analyzer.filter import Filter

WAIT = 0.25  # seconds between two looks at the signals
Write = Callable[[range], bool]


def watch(document: Document, write: Write, first: int = 1, count: int | None = None) -> None:
    """Give ranges of new rows, from row ``first`` on, to ``write`` until it says False, ``count`` were given, or the
    capture has ended."""
    capture = document.capture
    done, alive = first - 1, True
    while alive:
        alive = document.advance()
        last = document.count
        if count is not None and last >= first - 1 + count:
            last, alive = first - 1 + count, False
        if last > done:
            alive = write(range(done + 1, last + 1)) and alive
            done = last
        if alive and not capture.behind:
            capture.wait(WAIT)


@contextmanager
def signals(stop: Callable[[], None], duration: float = 0.0) -> Iterator[None]:
    """Meanwhile SIGINT, SIGTERM and SIGHUP call ``stop``, and so does the end of ``duration`` seconds.

    What is ignored stays ignored. A second Ctrl-C ends at once, as ever.
    """
    before: dict[int, Any] = {}

    def handle(number: int, _: object) -> None:
        if number == signal.SIGINT:
            signal.signal(number, before[number])
        stop()

    for name in ("SIGINT", "SIGTERM", "SIGHUP", *(("SIGALRM",) if duration else ())):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:  # as nohup wants it
            before[number] = signal.signal(number, handle)
    timed = duration and hasattr(signal, "setitimer")
    if timed:
        signal.setitimer(signal.ITIMER_REAL, duration)
    try:
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def printer(
    document: Document, form: str, utc: bool, show_secrets: bool, passing: Filter | None
) -> Callable[[range], bool]:
    """What writes rows to standard output at once; it says False when nobody reads any more."""
    colour, shown = lines.coloured("auto"), for_output(columns(None))
    if form == "list":
        print_bytes(lines.head_line(shown))

    def write(found: range) -> bool:
        rows = passing.rows(document, found[0], found[-1]) if passing is not None else found
        if form == "json":
            text = b"".join(encode_json(message(document, row, show_secrets=show_secrets)) + b"\n" for row in rows)
        else:
            text = lines.list_lines(document, rows, colour, utc, shown)
        try:
            print_bytes(text)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the interpreter flushes it at its end
            return False
        return True

    return write


def print_bytes(data: bytes) -> None:
    """Write to standard output at once and whole. A signal during a long write makes the buffered writer of CPython 3.11
    lose what did not go out with the first part; the system call tells how much went."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # not a file: standard output is caught by a test
        sys.stdout.buffer.write(data)
        return
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
