"""Stores: the bytes of any input at any offset, whatever happens to the file meanwhile."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from analyzer.store import FileStore, FollowedFile, GrowingFile, SpoolStore, Store

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


def test_a_growing_file_is_read_while_it_is_written(tmp_path: Path) -> None:
    file = GrowingFile(tmp_path / "a")
    block = bytes(range(251)) * 4
    wrong: list[int] = []

    def look() -> None:
        while file.size < len(block) * 3000:
            start = file.size // len(block) * len(block) - len(block)
            if start >= 0 and file.read(start, len(block)) != block:
                wrong.append(start)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(3000):
        assert file.append(block) == number * len(block)
    reader.join()
    assert not wrong
    file.seal()
    assert file.read(len(block), len(block)) == block  # sealed, and read all the same
    (tmp_path / "a").unlink()
    assert file.read(0, 10) == b""  # somebody took it away


def test_a_write_that_fails_leaves_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = GrowingFile(tmp_path / "a")
    file.append(b"whole")

    class Full:
        """A disk with room for three bytes more."""

        def __init__(self, out: IO[bytes]) -> None:
            self._out = out
            self.seek, self.truncate = out.seek, out.truncate

        def write(self, data: bytes) -> int:
            if len(data) > 3:
                return self._out.write(data[:3])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(file, "_out", Full(file._out))  # type: ignore[arg-type]
    with pytest.raises(OSError, match="No space"):
        file.append(b"half!!")
    assert (file.size, (tmp_path / "a").read_bytes()) == (5, b"whole")


def test_what_became_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    followed, opened = FollowedFile(path), FileStore(path)
    assert (followed.size, followed.changed(), opened.changed()) == (5, "", "")
    with path.open("ab") as file:
        file.write(b"678")
    assert (followed.changed(), opened.changed()) == ("grown", "grown")
    assert (followed.size, followed.read(5, 9), followed.changed()) == (8, b"678", "")
    os.truncate(path, 2)
    assert (followed.changed(), opened.changed()) == ("shrunk", "shrunk")
    (tmp_path / "b").write_bytes(b"12345678")
    os.replace(tmp_path / "b", path)
    assert opened.changed() in ("replaced", "shrunk")
    path.unlink()
    fresh = tmp_path / "c"
    fresh.write_bytes(b"1")
    store = FollowedFile(fresh)
    fresh.unlink()
    assert (store.changed(), store.read(0, 5)) == ("", b"1")  # what was opened is still there
