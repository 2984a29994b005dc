"""Long output made by several processes: trees are a pure function of store, keys and row, so any process may make them."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from analyzer.document import Document
from analyzer.store import FileStore

ENOUGH = 20_000  # rows from which on more processes pay
CHUNK = 4_000

Maker = Callable[[Sequence[int]], bytes]
_maker: list[Maker] = []  # what a forked process finds to call


def output(document: Document, rows: Sequence[int], make: Maker) -> Iterator[bytes]:
    """``make`` of consecutive parts of ``rows``, in order; by forked processes where that is possible and pays."""
    chunks = [rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK)]
    cores = os.cpu_count() or 1
    if (
        len(rows) < ENOUGH
        or cores < 2
        or not sys.platform.startswith("linux")
        or not isinstance(document.store, FileStore)
    ):
        yield from map(make, chunks)
        return
    _maker[:] = [make]
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_call, chunks)


def _call(rows: Sequence[int]) -> bytes:
    return _maker[0](rows)
