"""Stores: the bytes of any input at any offset, whatever happens to the file meanwhile."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from analyzer.store import FileStore, SpoolStore, Store

DATA = bytes(range(256)) * 40


def file_store(folder: Path, data: bytes) -> FileStore:
    path = folder / "a"
    path.write_bytes(data)
    return FileStore(path)


def spool_store(data: bytes, memory_limit: int) -> SpoolStore:
    spool = SpoolStore(memory_limit)
    for start in range(0, len(data), 1000):
        assert spool.append(data[start : start + 1000]) == start
    return spool


@pytest.mark.parametrize(
    ("offset", "length"), [(0, 0), (0, 10), (250, 20), (0, len(DATA)), (len(DATA) - 3, 10), (len(DATA), 1), (10**9, 5)]
)
@pytest.mark.parametrize("kind", ["file", "in memory", "in a temporary file"])
def test_reads_give_what_is_there(tmp_path: Path, kind: str, offset: int, length: int) -> None:
    store: Store
    store = file_store(tmp_path, DATA) if kind == "file" else spool_store(DATA, 1 << 20 if kind == "in memory" else 99)
    assert store.size == len(DATA)
    assert store.read(offset, length) == DATA[offset : offset + length]
    store.close()


def test_an_empty_file_has_no_bytes(tmp_path: Path) -> None:
    store = file_store(tmp_path, b"")
    assert (store.size, store.read(0, 10)) == (0, b"")
    store.close()


def test_a_file_that_shrinks_gives_short_reads(tmp_path: Path) -> None:
    store = file_store(tmp_path, bytes(1 << 20))
    os.truncate(tmp_path / "a", 10)
    assert store.read(500_000, 10) == b""  # the very next read: a map behind the end of its file faults
    assert store.read(4, 10) == bytes(6)
    assert store.size == 10
    store.close()


def test_a_file_that_grows_keeps_its_size(tmp_path: Path) -> None:
    store = file_store(tmp_path, b"abc")
    with (tmp_path / "a").open("ab") as file:
        file.write(b"def")
    assert (store.size, store.read(0, 10)) == (3, b"abc")
    store.close()


@pytest.mark.parametrize("memory_limit", [200_000, 64 << 20])
def test_a_spool_is_read_while_another_thread_appends(memory_limit: int) -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads change places wherever they can
    spool = SpoolStore(memory_limit)
    block = bytes(range(251)) * 4
    spool.append(block)
    wrong: list[bytes] = []

    def look() -> None:
        for number in range(3000):
            start = number % 500
            if (found := spool.read(start, 200)) != block[start : start + 200]:
                wrong.append(found)

    readers = [threading.Thread(target=look) for _ in range(2)]
    try:
        for reader in readers:
            reader.start()
        for _ in range(3000):
            spool.append(block)
        for reader in readers:
            reader.join()
    finally:
        sys.setswitchinterval(interval)
    assert not wrong
    assert spool.read(0, spool.size) == block * 3001
    spool.close()
