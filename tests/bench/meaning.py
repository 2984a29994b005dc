"""`python -m tests.bench.meaning`: what meaning costs in JSON, for registers, load profiles and pushes; and the list of
objects and values as CSV from the same captures, in one process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import analyzer.export.messages as messages
from analyzer.document import Document, open_document
from analyzer.export.sheet import csv_text
from analyzer.export.tables import values
from analyzer.survey.objects import inventory
from analyzer.trees import Tree
from dissectors.plain import data_type, data_value
from dissectors.reading import Reading
from tests.bench.generate import generate

RUNS = 5
CAPTURES = Path(__file__).parents[2] / "captures"


def bare(document: Document, row: int, tree: Tree | None, reading: Reading | None, show_secrets: bool) -> Any:
    """What stands in place of meaning: the plain values alone."""
    del document, row, tree, show_secrets
    if reading is None or not reading.values:
        return None, None, None, None
    values = [None if node is None else data_value(node) for node in reading.values]
    kinds = [None if node is None else data_type(node) for node in reading.values]
    return (None, values, kinds, None) if reading.is_list else (None, values[0], kinds[0], None)


def seconds(documents: list[Document]) -> float:
    """One run over all rows."""
    start = time.process_time()
    for document in documents:
        for _ in messages.json_lines(document, range(1, document.count + 1)):
            pass
    return time.process_time() - start


def timed(work: Callable[[Document], object], documents: list[Document]) -> float:
    start = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - start


def measure(documents: list[Document]) -> tuple[float, float]:
    """The best of some runs with and without meaning, taken in turn: other work on the machine strikes both alike."""
    meaning = messages._value
    full, without = [], []
    for _ in range(RUNS):
        messages._value = meaning
        full.append(seconds(documents))
        messages._value = bare
        without.append(seconds(documents))
    messages._value = meaning
    return min(full), min(without)


def pushes(path: Path, count: int = 400, values: int = 20) -> Path:
    """A log of pushes, each an array of code, value and unit."""
    head = f"0F400000000001{values:02X}"
    body = "".join(f"020309060100{c:02X}0700FF060000011802020F00161B" for c in range(1, values + 1))
    path.write_text(f"{head}{body}\n" * count)
    return path


def mixed(path: Path, rounds: int = 150) -> Path:
    """A log of a head-end's day: an object list, columns and scalers once, then registers, a clock, profiles, pushes."""
    objects = {bytes((1, 0, c, 8, 0, 255)).hex(): 30 if c < 3 else 32 for c in range(1, 9)}
    listed = "".join(f"02041200031100 0906{each} 020201000100" for each in objects)
    columns = "020412000809060000010000FF0F02120000" + "".join(f"0204120003 0906{each} 0F02120000" for each in objects)
    lines = [
        *("C001C1000F0000280000FF0200", f"C401C10001{len(objects):02X}{listed}"),
        *("C001C100070100630100FF0300", f"C401C1000109{columns}"),
        *("C001C100070100630100FF0400", "C401C1000600000384"),
    ]
    for each, unit in objects.items():
        lines += [f"C001C10003{each}0300", f"C401C10002020F0016{unit:02X}"]
    rows = "".join(f"0209 090C07E9010103{hour:02X}000000FFC400" + "0600BC614E" * 8 for hour in range(12))
    pushed = "".join(f"0203 0906{each} 0600BC614E 02020F0016{unit:02X}" for each, unit in objects.items())
    for _ in range(rounds):
        for each in objects:
            lines += [f"C001C10003{each}0200", "C401C1000600BC614E"]
        lines += ["C001C100080000010000FF0200", "C401C100090C07E9031E07070F0000FF8800"]
        lines += ["C001C100070100630100FF0200", f"C401C100010C{rows}"]
        lines += [f"0F40000000000108{pushed}"]
    path.write_text("\n".join(line.replace(" ", "") for line in lines) + "\n")
    return path


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        mixes = {
            "registers": [open_document(str(generate(Path(folder) / "registers.pcap", 20_000))).load()],
            "recorded sessions": [open_document(str(path)).load() for path in sorted(CAPTURES.glob("*.pcap"))],
            "mixed": [open_document(str(mixed(Path(folder) / "mixed.hex"))).load()],
            "pushes": [open_document(str(pushes(Path(folder) / "pushes.hex"))).load()],
        }
        for name, documents in mixes.items():
            full, without = measure(documents)
            rows = sum(document.count for document in documents)
            print(f"{name:<20} {rows / full:>9,.0f} messages/s   {full / without:5.2f} × the time without meaning")
        for name, work in (("list of objects", inventory), ("values as CSV", lambda each: csv_text(values(each)))):
            for mix, documents in mixes.items():
                best = min(timed(work, documents) for _ in range(RUNS))
                rows = sum(document.count for document in documents)
                print(f"{name:<20} {rows / best:>9,.0f} messages/s   {mix}")


if __name__ == "__main__":
    main()
