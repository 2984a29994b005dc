"""`python -m tests.bench.filters [MESSAGES]`: seconds of display filters over a million messages, completion, statistics."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analyzer.document import open_document
from analyzer.filter import compile_filter, complete
from analyzer.survey import statistics
from analyzer.survey.find import Finder
from tests.bench.generate import generate

RUNS = 3
INDEXED = (
    "client == 16",
    "source == 10.0.0.1 && port == 40003",
    "service == get-response-normal",
    "class_id == 3 && attribute == 2",
    "obis ~ 1-0:x.8.0",
    "result != success",
    "protection != none || finding.severity >= warning",
    "length > 12 && rtt > 0.5ms",
    "time > 2023-11-14",
)
DECODED = (
    "value > 100",
    "text contains Wh",
    "type == boolean",
    "data.double_long_unsigned == 77",
    "wrapper.source == 1",
)


def best(action: Callable[[], object]) -> float:
    """Seconds of the quickest run."""
    found = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        found = min(found, time.perf_counter() - start)
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        document = open_document(str(generate(Path(folder) / "bench.pcap", count))).load()
        rows = range(1, document.count + 1)
        for text in (*INDEXED, *DECODED):
            filtered = compile_filter(text)
            seconds = best(lambda each=filtered: each.rows(document))  # type: ignore[misc]
            print(f"{seconds:>8.3f} s  {'decodes ' + str(filtered.to_decode(document)):<18}  {text}")
        for text in ("", "obis == ", "value > "):
            complete(text, len(text), document)
            print(f"{best(lambda each=text: complete(each, len(each), document)):>8.4f} s  complete {text!r}")  # type: ignore[misc]
        for name in ("services", "meters", "timing", "errors"):
            kind = getattr(statistics, name)
            print(f"{best(lambda each=kind: statistics.table(each(document, rows))):>8.3f} s  statistics, {name}")  # type: ignore[misc]
        finder = Finder("nowhere to be found")
        print(f"{best(lambda: list(finder.run(document, rows))):>8.3f} s  find")


if __name__ == "__main__":
    main()
