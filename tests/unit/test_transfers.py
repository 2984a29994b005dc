"""Transfers with holes show what stands before the hole and mark it; memory stays bounded whatever is left open."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.export.messages import encode_json, message
from dissectors.profiles.pdu import Pdu
from dissectors.session import blocks, tracker
from dissectors.session.association import identity_of
from dissectors.session.tracker import Tracker

GET, NEXT = "C001C100030100010800FF0200", "C002C1{:08X}"
# array of four long-unsigned
WHOLE = "0104 120001 120002 120003 120004".replace(" ", "")


def datablock(number: int, data: str, last: bool = False) -> str:
    return f"C402C1{last:02X}{number:08X}00{len(data) // 2:02X}{data}"


def gbt(number: int, data: str, last: bool = False, acknowledged: int = 1) -> str:
    return f"E0{last << 7 | 1:02X}{number:04X}{acknowledged:04X}{len(data) // 2:02X}{data}"


def document(apdus: Iterable[tuple[str, str]], folder: Path) -> Document:
    """APDUs of the client (">") and the meter ("<") as a log of wrapper PDUs."""
    lines = []
    for side, text in apdus:
        ports = "00100001" if side == ">" else "00010010"
        lines.append(f"0001{ports}{len(text) // 2:04X}{text}")
    log = folder / "log.hex"
    log.write_text("\n".join(lines) + "\n")
    return open_document(str(log)).load()


def shown(found: Document, row: int) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(encode_json(message(found, row)))
    return loaded


def codes(found: Document, row: int) -> set[str]:
    return {finding.code for finding in found.findings(row)}


def test_a_whole_transfer_for_comparison(tmp_path: Path) -> None:
    found = document(
        [(">", GET), ("<", datablock(1, WHOLE[:10])), (">", NEXT.format(1)), ("<", datablock(2, WHOLE[10:], True))],
        tmp_path,
    )
    assert shown(found, 4)["value"] == [1, 2, 3, 4] and shown(found, 4)["blocks"] == [2, 4]


def test_datablocks_end_before_the_hole_and_say_so(tmp_path: Path) -> None:
    found = document(
        [
            (">", GET),
            ("<", datablock(1, WHOLE[: 13 + 3])),
            (">", NEXT.format(1)),
            ("<", datablock(3, WHOLE[22:], True)),
        ],
        tmp_path,
    )
    assert {"block-missing", "transfer-incomplete"} <= codes(found, 4)
    last = shown(found, 4)
    assert last["value"] == [1, 2], "what came before the hole, and no value that was not there"
    tree = found.build(4)
    assert tree.whole is not None and tree.sources[-1].name == "reassembled up to block 2, which is missing"


def test_a_value_cut_by_a_hole_is_not_invented(tmp_path: Path) -> None:
    found = document([(">", GET), ("<", datablock(1, WHOLE[:14])), ("<", datablock(3, WHOLE[20:], True))], tmp_path)
    values = shown(found, 3)["value"]
    assert values == [1] or values == [1, None]


def test_a_transfer_whose_beginning_is_missing_gives_no_value(tmp_path: Path) -> None:
    found = document([(">", GET), ("<", datablock(2, WHOLE[10:], True))], tmp_path)
    assert shown(found, 2)["value"] is None
    assert {"block-missing", "transfer-incomplete"} <= codes(found, 2)


ANSWER = "C401C100" + WHOLE


def test_general_blocks_out_of_order_and_repeated_give_the_whole_once(tmp_path: Path) -> None:
    ask = (">", gbt(1, GET, True, 0))
    parts = [ANSWER[:8], ANSWER[8:16], ANSWER[16:]]
    orders = ([1, 2, 3], [1, 3, 2], [3, 1, 2], [1, 1, 2, 2, 3], [1, 2, 3, 3, 1])
    for order in orders:
        found = document([ask, *(("<", gbt(number, parts[number - 1], number == 3)) for number in order)], tmp_path)
        wholes = [row for row in range(1, found.count + 1) if found.service(row) == "get-response-normal"]
        assert len(wholes) == 1
        assert shown(found, wholes[0])["value"] == [1, 2, 3, 4] and shown(found, wholes[0])["answers"] == 1


def test_general_blocks_that_stop_show_what_came_before_the_hole(tmp_path: Path) -> None:
    found = document(
        [(">", gbt(1, GET, True, 0)), ("<", gbt(1, ANSWER[:18])), ("<", gbt(3, ANSWER[24:], True))], tmp_path
    )
    assert codes(found, 3) >= {"transfer-incomplete"}
    assert found.service(3) == "general-block-transfer"
    tree = found.build(3)
    assert tree.whole is not None and tree.whole.spec.name.startswith("get-response")
    assert tree.sources[-1].name == "reassembled up to block 2, which is missing"
    assert shown(found, 3)["value"] == [1]


def test_general_blocks_in_both_directions(tmp_path: Path) -> None:
    set_request = "C101C100010000600100FF02000904 01020304".replace(" ", "")
    found = document(
        [
            (">", gbt(1, set_request[:14], False, 0)),
            ("<", gbt(1, "", False, 1)),
            (">", gbt(2, set_request[14:], True, 0)),
            ("<", gbt(1, "C501C100", True, 2)),
            (">", gbt(3, "", True, 1)),
        ],
        tmp_path,
    )
    assert [found.service(row) for row in (3, 4)] == ["set-request-normal", "set-response-normal"]
    assert shown(found, 3)["blocks"] == [1, 3] and shown(found, 4)["answers"] == 3
    assert found.service(5) == "general-block-transfer"


def test_the_same_answer_twice_is_two_answers(tmp_path: Path) -> None:
    once = [(">", GET), ("<", gbt(1, ANSWER[:8])), ("<", gbt(2, ANSWER[8:], True))]
    found = document(once * 2, tmp_path)
    assert [shown(found, row)["answers"] for row in (3, 6)] == [1, 4]


# --- memory -----------------------------------------------------------------------------------------


def pdu(number: int, apdu: bytes, sender: str = "server") -> Pdu:
    found = Pdu("wrapper", "apdu", int(sender == "server"), ())
    found.data, found.sender = apdu, sender
    found.client, found.server = 16, number & 0xFFFF
    found.physical = number >> 16
    return found


HALF_OPEN = {
    "datablocks": bytes.fromhex("C402C100000000010081FA") + bytes(250),
    "general blocks": bytes.fromhex("E0010001000081FA") + bytes(250),
    "questions": bytes.fromhex(GET),
    "closed questions": bytes.fromhex("C81E3001234567411312FF935A47566827C467BC7D825C3BE4A77C3FCC056B6B"),
}


@pytest.mark.parametrize("name", HALF_OPEN)
def test_memory_is_bounded_when_nothing_is_ever_completed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept stops growing, as far as it is not a row's own: associations stand for rows."""
    monkeypatch.setattr(tracker, "MOST_CONVERSATIONS", 500)
    monkeypatch.setattr(blocks, "MOST_HELD", 200)
    watcher = Tracker()
    sender = "client" if "questions" in name else "server"

    def feed(first: int, last: int) -> int:
        for number in range(first, last):
            half = pdu(number, HALF_OPEN[name], sender)
            watcher.feed(number + 1, None, identity_of(1, half), half)
            watcher.late.clear()
            watcher.wholes.clear()
            watcher.associations.clear()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    full = feed(0, 1500)
    later = feed(1500, 6000)
    tracemalloc.stop()
    assert later < full * 1.3
    assert len(watcher._conversations) <= 500 and len(watcher.notebook.held) <= 200


def test_invoke_ids_of_one_conversation_stay_bounded() -> None:
    watcher = Tracker()
    for number in range(5000):
        apdu = (
            bytes.fromhex("D9")
            + (0x40000000 | number).to_bytes(4, "big")
            + bytes.fromhex("00 01 01 0003 0100010800FF 02 00".replace(" ", ""))
        )
        asked = pdu(1, apdu, "client")
        watcher.feed(number + 1, None, identity_of(1, asked), asked)
    (conversation,) = watcher._conversations.values()
    assert len(conversation.exchange.pending) <= 64 and len(conversation.exchange.subjects) <= 64


def test_a_tree_rebuilt_in_a_fresh_process_equals_the_first() -> None:
    captures = Path(__file__).parents[2] / "captures"
    script = """
import sys
from analyzer.document import open_document
from analyzer.export.messages import encode_json, message
from analyzer.keys import load_keys
from dissectors.security.key_ring import KeyRing
found = open_document(sys.argv[1], KeyRing(load_keys(sys.argv[2]))).load()
for row in reversed(range(1, found.count + 1)):
    print(encode_json(message(found, row, ranges=True)).decode())
"""
    for name in ("made-key-roll", "made-key-agreement"):
        arguments = [str(captures / f"{name}.pcap"), str(captures / f"{name}.keys.toml")]
        outputs = {
            subprocess.run(
                [sys.executable, "-c", script, *arguments],
                capture_output=True,
                check=True,
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(captures.parent)},
            ).stdout
            for seed in ("1", "2")
        }
        assert len(outputs) == 1 and outputs.pop()


# --- short names ------------------------------------------------------------------------------------


def test_short_name_reads_in_blocks(tmp_path: Path) -> None:
    results = "02 00 120001 00 0904AABBCCDD".replace(" ", "")  # two read results: Data, Data
    found = document(
        [
            (">", "0502022000022008"),
            ("<", f"0C01020000010{len(results[:8]) // 2:X}{results[:8]}"),
            (">", "0501050001"),
            ("<", f"0C01020100020{len(results[8:]) // 2:X}{results[8:]}"),
        ],
        tmp_path,
    )
    last = shown(found, 4)
    assert last["blocks"] == [2, 4] and last["value"] == [1, "aabbccdd"]
    assert [each["short_name"] for each in last["object"]] == [0x2000, 0x2008]  # type: ignore[attr-defined]
    assert [shown(found, row)["answers"] for row in (2, 4)] == [1, 3]


def test_short_name_writes_in_blocks(tmp_path: Path) -> None:
    whole = "01022008 01 0904AABBCCDD".replace(" ", "")  # the write request behind its tag
    found = document(
        [
            (">", f"06010700000101 09{len(whole[:8]) // 2:02X}{whole[:8]}".replace(" ", "")),
            ("<", "0D01020001"),
            (">", f"06010701000201 09{len(whole[8:]) // 2:02X}{whole[8:]}".replace(" ", "")),
            ("<", "0D0100"),
        ],
        tmp_path,
    )
    last = shown(found, 3)
    assert last["blocks"] == [1, 3] and last["value"] == ["aabbccdd"]
    assert shown(found, 4)["answers"] == 3
    for row in (3, 4):
        shown_object = shown(found, row)["object"]
        assert isinstance(shown_object, dict) and shown_object["short_name"] == 0x2008
