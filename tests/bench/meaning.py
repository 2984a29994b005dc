"""`python -m tests.bench.meaning`: what meaning costs in JSON, for registers, load profiles and pushes."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import analyzer.export.messages as messages
from analyzer.document import Document, Tree, open_document
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
    """The best of some runs over all rows."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for document in documents:
            for _ in messages.json_lines(document, range(1, document.count + 1)):
                pass
        best = min(best, time.perf_counter() - start)
    return best


def pushes(path: Path, count: int = 400, values: int = 20) -> Path:
    """A log of pushes, each an array of code, value and unit."""
    head = f"0F400000000001{values:02X}"
    body = "".join(f"020309060100{c:02X}0700FF060000011802020F00161B" for c in range(1, values + 1))
    path.write_text(f"{head}{body}\n" * count)
    return path


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        mixes = {
            "registers": [open_document(str(generate(Path(folder) / "registers.pcap", 20_000))).load()],
            "recorded sessions": [open_document(str(path)).load() for path in sorted(CAPTURES.glob("*.pcap"))],
            "pushes": [open_document(str(pushes(Path(folder) / "pushes.hex"))).load()],
        }
        meaning = messages._value
        for name, documents in mixes.items():
            full = seconds(documents)
            messages._value = bare
            without = seconds(documents)
            messages._value = meaning
            rows = sum(document.count for document in documents)
            print(f"{name:<20} {rows / full:>9,.0f} messages/s   {full / without:5.2f} × the time without meaning")


if __name__ == "__main__":
    main()
