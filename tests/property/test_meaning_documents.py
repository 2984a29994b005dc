"""Whatever a capture says, every view of its meaning comes out: lists, trees, JSON, tables, objects, profiles."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.document import open_document
from analyzer.export.messages import encode_json, message
from analyzer.export.profile_table import profile
from analyzer.export.sheet import text_lines, write_csv
from analyzer.export.tables import WHAT
from analyzer.known import save
from analyzer.overlay import overlay_alone
from analyzer.render import list_line, tree_lines
from analyzer.survey.objects import inventory, profile_tables
from analyzer.survey.seen import found_by, last_value
from dissectors.meaning.profiles import cell_text
from dissectors.security.key_ring import KeyRing
from tests.bench.meaning import mixed

with tempfile.TemporaryDirectory() as _folder:
    _TALK = [bytes.fromhex(line) for line in mixed(Path(_folder) / "talk.hex", 1).read_text().splitlines()]
_SHORT = [
    bytes.fromhex(line)
    for line in (
        "050102FA08",
        "0C01000102020410200012000311000906010020070 0FF".replace(" ", "").replace("0102", "0101", 1),
        "0502022008022010",
        "0C020012090B0002020FFF1623",
        "C001C1003E0000420000FF0200",
        "C401C1000903070 90C".replace(" ", ""),
        "C001C100070100630100FF020101020404020412000809060000010000FF0F02120000090C07E90102FF00000000000000090C07E9"
        "0102FF060000000000000100",
    )
]
_PAIRS = [*_TALK, *_SHORT]


@st.composite
def talks(draw: st.DrawFn) -> list[bytes]:
    """A conversation, here and there with bytes changed, cut out or put in, or a message lost."""
    apdus: list[bytes] = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(_PAIRS) - 1))
        apdus += _PAIRS[start : start + draw(st.integers(1, 30))]
    for _ in range(draw(st.integers(0, 6))):
        which = draw(st.integers(0, len(apdus) - 1))
        apdu = bytearray(apdus[which])
        at = draw(st.integers(0, len(apdu) - 1)) if apdu else 0
        match draw(st.integers(0, 3)):
            case 0 if apdu:
                apdu[at] = draw(st.integers(0, 255))
            case 1:
                del apdu[at : at + draw(st.integers(1, 4))]
            case 2:
                apdu[at:at] = draw(st.binary(min_size=1, max_size=4))
            case _:
                apdu.clear()
        apdus[which] = bytes(apdu)
    return [apdu for apdu in apdus if apdu]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(talks())
def test_every_view_of_a_hostile_capture(apdus: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.hex"
        log.write_text("\n".join(apdu.hex() for apdu in [_TALK[0], *apdus]) + "\n")
        document = open_document(str(log), KeyRing()).load()
        for row in range(1, document.count + 1):
            tree = document.build(row)
            list_line(document, row, None)
            list(tree_lines(tree, document.names(row, tree)))
            encode_json(message(document, row))
            encode_json(message(document, row, ranges=True))
            for item in document.said(row, tree.reading()).items:
                table = document.meaning.table(row, item)
                if table is not None:
                    texts = [[cell_text(each.value, each.text, each.filled) for each in line] for line in table.rows]
                    assert document.meaning.texts(row, item) == texts, "the fast way says the same"
            if tree.apdu is not None:
                overlay_alone(tree.apdu)
        for what in WHAT.values():
            write_csv(what(document), io.StringIO())
        found = inventory(document)
        save(document.meaning.facts, found.devices, found.names)
        found_by(found.objects, "voltage")
        for seen in found.objects:
            for member in (*seen.attributes.values(), *seen.methods.values()):
                last_value(document, member)
            list(text_lines(profile(profile_tables(document, seen.logical_name), offsets=True)))
        document.close()
