"""`python -m tests.bench.session`: what following sessions costs, in processor time: beside decoding, and with protection.

Processor time, the least of several interleaved runs: other work on the machine disturbs it less than the clock on the wall.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from analyzer import render
from analyzer.document import Document, open_document
from analyzer.keys import load_keys
from analyzer.stage import Row, Stage
from dissectors.core.reader import decode
from dissectors.security.key_ring import KeyRing
from dissectors.session.message import Message
from dissectors.spec import APDU
from tests.bench.generate import KEY_FILE, generate

PACKETS = 10_000
RUNS = 30
LINES = 10_000


def _nothing(self: Stage, rows: Iterable[Row]) -> None:
    """In place of the session stage: rows, of which nothing is said."""
    self.index.add_messages([Message(row, "apdu") for row, _, _, _ in rows])


def _decoding(self: Stage, rows: Iterable[Row]) -> None:
    """In place of the session stage: the tree of each APDU, and nothing else."""
    messages = []
    for row, _, pdu, _ in rows:
        decode(APDU, pdu.data)
        messages.append(Message(row, "apdu"))
    self.index.add_messages(messages)


def microseconds(action: Callable[[], object], count: int) -> float:
    start = time.process_time()
    action()
    return (time.process_time() - start) / count * 1e6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = generate(Path(folder) / "plain.pcap", PACKETS)
        ciphered = generate(Path(folder) / "ciphered.pcap", PACKETS, ciphered=True)
        keys = Path(folder) / "bench.toml"
        keys.write_text(KEY_FILE)

        def load(path: Path, stage: Callable[..., None] | None = None) -> Document:
            usual = Stage.take
            Stage.take = stage or usual  # type: ignore[method-assign]
            try:
                return open_document(str(path), KeyRing(load_keys(keys))).load()
            finally:
                Stage.take = usual  # type: ignore[method-assign]

        opened = load(ciphered)
        assert all(opened.protection(row).status == "ok" for row in range(1, opened.count + 1))
        actions: dict[str, tuple[Callable[[], object], int]] = {
            "link alone": (lambda: load(plain, _nothing), PACKETS),
            "link and decoding": (lambda: load(plain, _decoding), PACKETS),
            "link and session": (lambda: load(plain), PACKETS),
            "link and session, verified": (lambda: load(ciphered), PACKETS),
            "list line of a verified message": (
                lambda: list(render.list_lines(opened, range(1, LINES + 1), 0)),
                LINES,
            ),
        }
        best = dict.fromkeys(actions, float("inf"))
        for _ in range(RUNS):
            for name, (action, count) in actions.items():
                best[name] = min(best[name], microseconds(action, count))
        for name, figure in best.items():
            print(f"{name:<34} {figure:6.2f} µs a message")
        session = best["link and session"] - best["link alone"]
        print(f"{'session beside link and decoding':<34} {session / best['link and decoding']:6.0%}")
        both = best["link and session, verified"] + best["list line of a verified message"]
        print(f"{'ciphered, verified, as a list':<34} {1e6 / both:9,.0f} messages/s on one core")


if __name__ == "__main__":
    main()
