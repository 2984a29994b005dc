"""The same filter on the same capture: ours, and Wireshark's over the exported dissector, let the same records through."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.export.lua import generate
from analyzer.filter import compile_filter

CAPTURES = Path(__file__).parents[2] / "captures"
# What both write alike: Wireshark wants the prefix and quotes.
FILTERS = [
    "dlmscope.class_id == 7 || dlmscope.class_id == 8",
    'dlmscope.service == "get-request-normal" && dlmscope.attribute != 2',
    'dlmscope.obis == "1-0:32.7.0*255" && dlmscope.data.long_unsigned == 2315',
    'dlmscope.obis contains "32.7" && !dlmscope.answers',
    "dlmscope.block.number > 1 || dlmscope.data_access_result == 4 || dlmscope.mechanism_name",
    "dlmscope.rtt > 0.0004 && dlmscope.invoke_id in {1, 3..5}",
    "dlmscope.data.octet_string[0:2] == 07:e9 || dlmscope.wrapper.length >= 300",
]


@pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark")
@pytest.mark.parametrize("text", FILTERS)
def test_wireshark_lets_the_same_records_through(text: str, tmp_path: Path) -> None:
    capture = CAPTURES / "w-low-plain.pcap"
    lua = tmp_path / "dlmscope.lua"
    lua.write_text(generate("test"))
    command = [
        "tshark",
        "-X",
        f"lua_script:{lua}",
        "-r",
        str(capture),
        "-Y",
        text,
        "-T",
        "fields",
        "-e",
        "frame.number",
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    document = open_document(str(capture)).load()
    ours = {document.records(row)[-1] for row in compile_filter(text).rows(document)}
    assert ours == set(map(int, shown.split()))
    assert ours
