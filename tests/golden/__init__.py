"""Golden decodes of captures/: the JSON of every capture, kept beside it and compared in the tests."""

from __future__ import annotations

from pathlib import Path

from analyzer.document import open_document
from analyzer.export.messages import json_lines
from analyzer.keys import load_keys
from dissectors.security.key_ring import KeyRing

CAPTURES = Path(__file__).parents[2] / "captures"
GOLDEN = CAPTURES / "golden"


def captures() -> list[Path]:
    return sorted(path for path in CAPTURES.iterdir() if path.suffix in (".pcap", ".pcapng", ".hex"))


def golden_file(capture: Path) -> Path:
    return GOLDEN / f"{capture.name}.jsonl"


def decode(capture: Path) -> str:
    """The JSON lines of a capture, with the keys that stand beside it."""
    keys = capture.with_suffix(".keys.toml")
    ring = KeyRing(load_keys(keys)) if keys.is_file() else None
    document = open_document(str(capture), ring).load()
    return "".join(line.decode() + "\n" for line in json_lines(document, range(1, document.count + 1)))
