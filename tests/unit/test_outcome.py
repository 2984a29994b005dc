"""The first sight of an APDU says what its tree says, or says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.document import open_document
from dissectors.core.node import notes
from dissectors.core.reader import decode
from dissectors.outcome import NO_RESULT, RESULTS, SOUND, UNKNOWN, outcome
from dissectors.reading import reading
from dissectors.spec import APDU
from dissectors.spec.facts import plan_of
from tests.conftest import SHARED

CAPTURES = Path(__file__).parents[2] / "captures"
FILES = [*sorted(CAPTURES.glob("*.pcap")), CAPTURES / "made-serial.hex", *sorted(SHARED.glob("*/*.hex"))[::5]]


@pytest.mark.parametrize(
    ("apdu", "result", "sound"),
    [
        ("C0 01 C1 00 03 01 00 01 08 00 FF 02 00", NO_RESULT, True),
        ("C0 01 C1 00 03 01 00 01 08 00 FF 02 01 02 02", UNKNOWN, False),  # selective access
        ("C4 01 C1 00 06 00 00 00 01", "success", True),
        ("C4 01 C1 00 06 00 00 00", UNKNOWN, False),  # cut short
        ("C4 01 C1 00 06 00 00 00 01 00", UNKNOWN, False),  # a byte behind it
        ("C4 01 C1 00 09 03 61 62 63", "success", True),
        ("C4 01 C1 00 09 81 03 61 62 63", "success", False),  # a length in a form of its own
        ("C4 01 C1 00 02 01 00", "success", False),  # a structure, which is not looked into
        ("C4 01 C1 00 00", "success", True),
        ("C4 01 C1 01 04", "object-undefined", True),
        ("C4 01 C1 01 77", UNKNOWN, False),  # unassigned
        ("C5 01 C1 00", "success", True),
        ("C5 01 C1 03", "read-write-denied", True),
        ("C7 01 C1 00 00", "success", True),
        ("C7 01 C1 00 01 00 00", UNKNOWN, False),  # with a value
        ("FF 00", UNKNOWN, False),
        ("", UNKNOWN, False),
    ],
)
def test_first_sight(apdu: str, result: str, sound: bool) -> None:
    data = bytes.fromhex(apdu)
    seen = outcome(data, plan_of(data))
    assert (RESULTS[seen & ~SOUND], bool(seen & SOUND)) == (result, sound)


def agrees(apdu: bytes) -> None:
    """Whatever is told at first sight, the tree tells too."""
    seen = outcome(apdu, plan_of(apdu))
    node = decode(APDU, apdu)
    if seen & SOUND:
        assert not notes(node), apdu.hex()
    result = RESULTS[seen & ~SOUND]
    if result != UNKNOWN:
        assert reading(node).results == ([result] if result != NO_RESULT else []), apdu.hex()


@given(
    st.sampled_from(["C001C1", "C401C100", "C401C101", "C4", "C501C1", "C701C1", "C701C100", "C001C100030100010800FF02", "C5", "C7"]),
    st.binary(max_size=14),
)  # fmt: skip
@example("C401C100", bytes.fromhex("16FF"))
@example("C401C100", bytes.fromhex("0305"))
@example("C401C100", bytes.fromhex("0284FFFFFFFF"))
@example("C401C100", bytes.fromhex("13"))
@example("C401C100", bytes.fromhex("1301"))
def test_first_sight_never_contradicts_the_tree(head: str, rest: bytes) -> None:
    agrees(bytes.fromhex(head) + rest)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_first_sight_of_captured_rows(file: Path) -> None:
    document = open_document(str(file)).load()
    index = document.index
    for row in range(1, document.count + 1):
        seen = index.outcome[row - 1]
        tree = document.build(row)
        if seen & SOUND:
            assert not tree.faults()
        result = RESULTS[seen & ~SOUND]
        if result != UNKNOWN:
            found = tree.reading()
            assert (found.results if found is not None else []) == ([result] if result != NO_RESULT else [])
