"""Files of a live capture: whole blocks always, rotation, disks that fill, one store over all of it."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.capture import pcapng_writer
from analyzer.capture.live.files import Files
from analyzer.capture.open import open_capture
from analyzer.capture.record import Record
from analyzer.store import GrowingFile

DATA = [bytes((number,)) * (number % 40 + 1) for number in range(200)]


def fill(files: Files, data: list[bytes] = DATA) -> None:
    files.head(pcapng_writer.section(), True)
    files.head(pcapng_writer.interface(147, "a line"), False)
    for number, each in enumerate(data):
        files.append(pcapng_writer.packet(0, number, each), 1)
    files.seal()


def read(path: str | Path) -> list[bytes]:
    capture = open_capture(path)
    found = [record.data for batch in capture.batches() for record in batch]
    assert not capture.notes
    return found


def test_one_file_holds_everything(tmp_path: Path) -> None:
    files = Files(str(tmp_path / "a.pcapng"))
    fill(files)
    assert read(tmp_path / "a.pcapng") == DATA
    assert files.saved == len(DATA) and not files.trouble
    assert files.read(0, files.size) == (tmp_path / "a.pcapng").read_bytes()


def test_rotation_by_size_makes_files_that_open_alone_and_offsets_that_go_on(tmp_path: Path) -> None:
    files = Files(str(tmp_path / "a.pcapng"), rotate_size=2000)
    fill(files)
    assert len(files.paths) > 3
    assert files.paths[1].endswith("a-0002.pcapng")
    assert [data for path in files.paths for data in read(path)] == DATA
    assert all(Path(path).stat().st_size < 2100 for path in files.paths)
    whole = b"".join(Path(path).read_bytes() for path in files.paths)
    assert files.read(0, files.size) == whole
    for at in range(0, len(whole), 977):
        assert files.read(at, 1500) == whole[at : at + 1500]


@pytest.mark.parametrize("batch", [1, 7, 200])
def test_rotation_looks_into_what_is_written_together(tmp_path: Path, batch: int) -> None:
    files = Files(str(tmp_path / "a.pcapng"), rotate_size=2000)
    files.head(pcapng_writer.section(), True)
    files.head(pcapng_writer.interface(1), False)
    blocks = [pcapng_writer.packet(0, number, each) for number, each in enumerate(DATA)]
    for at in range(0, len(blocks), batch):
        files.append(b"".join(blocks[at : at + batch]), len(blocks[at : at + batch]))
    files.seal()
    assert files.saved == len(DATA)
    assert [data for path in files.paths for data in read(path)] == DATA
    assert all(1900 < Path(path).stat().st_size < 2100 for path in files.paths[:-1])


def test_files_of_an_earlier_rotation_stay(tmp_path: Path) -> None:
    (tmp_path / "a-0002.pcapng").write_text("precious")
    files = Files(str(tmp_path / "a.pcapng"), rotate_size=2000)
    fill(files)
    assert (tmp_path / "a-0002.pcapng").read_text() == "precious"
    assert [data for path in files.paths for data in read(path)] == DATA


def test_rotation_by_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    files = Files(str(tmp_path / "a.pcapng"), rotate_time=60)
    files.head(pcapng_writer.section(), True)
    files.head(pcapng_writer.interface(1), False)
    for number in range(10):
        now[0] = number * 25
        files.append(pcapng_writer.packet(0, number, DATA[number]), 1)
    files.seal()
    assert [len(read(path)) for path in files.paths] == [3, 3, 3, 1]


def test_a_capture_without_packets_is_a_file_that_opens(tmp_path: Path) -> None:
    files = Files(str(tmp_path / "a.pcapng"))
    files.seal()
    assert read(tmp_path / "a.pcapng") == []


def test_a_disk_that_fills_keeps_whole_blocks_and_the_screen_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files(str(tmp_path / "a.pcapng"))
    append = GrowingFile.append

    def full(self: GrowingFile, data: bytes) -> int:
        if self.size + len(data) > 3000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return append(self, data)

    monkeypatch.setattr(GrowingFile, "append", full)
    fill(files)
    kept = read(tmp_path / "a.pcapng")
    assert 10 < len(kept) < len(DATA) and kept == DATA[: len(kept)]
    assert "No space left on device" in files.trouble and files.saved == len(kept)
    assert files.lost == 0
    spooled = tmp_path / "spooled.pcapng"
    spooled.write_bytes(files.read(files.size - files._parts[-1].size, files.size))  # what came after it
    assert kept + read(spooled) == DATA


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="wants tmpfs")
def test_a_real_disk_that_is_full(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("no right to mount")
    try:
        data = [bytes((number & 255,)) * 1000 for number in range(150)]
        files = Files(str(folder / "a.pcapng"))
        fill(files, data)
        kept = read(folder / "a.pcapng")
        assert 50 < len(kept) < 64 and kept == data[: len(kept)]
        assert "what it holds is kept" in files.trouble
        files.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_what_is_written_reads_back_as_it_was(tmp_path: Path) -> None:
    content = (
        pcapng_writer.section()
        + pcapng_writer.interface(1, "eth0", 9)
        + pcapng_writer.interface(147, "zähler")
        + pcapng_writer.secrets(0x444C4D53, b"secret")
        + pcapng_writer.packet(0, 1_700_000_000_123_456_789, b"abc", 99, None, "ein Päckchen")
        + pcapng_writer.packet(1, 5, b"abcd", 0, 1)
        + pcapng_writer.packet(1, 6, b"", 0, 0)
        + pcapng_writer.statistics(0, 7, 3, 1)
    )
    path = tmp_path / "a.pcapng"
    path.write_bytes(content)
    capture = open_capture(path)
    found: list[Record] = [record for batch in capture.batches() for record in batch]
    assert [(each.time, each.link_type, each.data, each.original_length, each.direction) for each in found] == [
        (1_700_000_000_123_456_789, 1, b"abc", 99, None),
        (5000, 147, b"abcd", 4, 1),
        (6000, 147, b"", 0, 0),
    ]
    assert capture.comments == {1: "ein Päckchen"}
    assert capture.secrets == [(0x444C4D53, b"secret")]
    again = [[record.data for record in batch] for batch in capture.again()]
    assert again == [[b"abc", b"abcd", b""]]
