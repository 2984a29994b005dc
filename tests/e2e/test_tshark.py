"""The exported dissector in a real tshark: the same services, classes, codes and values as ours, and no Lua error."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from analyzer.document import open_document
from analyzer.export.lua import generate
from dissectors.core.forms import show_obis
from tests.golden import CAPTURES

pytestmark = pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not installed")
WRAPPED = [
    "w-low-plain",
    "w-none-plain",
    "w-push-plain",
    "made-unasked",
    "made-compact-array",
    "made-set-action",
    "made-malformed",
]


@pytest.fixture(scope="module")
def dissector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lua") / "dlmscope.lua"
    file.write_text(generate("test"))
    return file


def tshark(dissector: Path, capture: Path, *arguments: str) -> str:
    command = ["tshark", "-X", f"lua_script:{dissector}", "-r", str(capture), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("name", WRAPPED)
def test_services_and_objects_are_ours(name: str, dissector: Path) -> None:
    capture = CAPTURES / f"{name}.pcap"
    fields = ("dlmscope.service", "dlmscope.class_id", "dlmscope.obis")
    shown = tshark(
        dissector,
        capture,
        "-Y",
        "dlmscope.service",
        "-T",
        "json",
        *(each for field in fields for each in ("-e", field)),
    )
    packets = [packet["_source"]["layers"] for packet in json.loads(shown)]
    document = open_document(str(capture)).load()
    assert [service for packet in packets for service in packet["dlmscope.service"]] == [
        document.service(row) for row in range(1, document.count + 1)
    ]
    for row, packet in enumerate(packets, 1):
        asked = [ref for ref in document.objects(row) if ref.logical_name is not None]
        if (
            document.context(row).sender == "client"
            and "-next" not in document.service(row)
            and asked
            and packet.get("dlmscope.obis")
        ):
            assert packet["dlmscope.obis"] == [show_obis(ref.logical_name or b"") for ref in asked]
            assert packet["dlmscope.class_id"] == [str(ref.class_id) for ref in asked]


def test_values_are_typed_and_filterable(dissector: Path) -> None:
    capture = CAPTURES / "w-low-plain.pcap"
    assert len(tshark(dissector, capture, "-Y", "dlmscope.data.long_unsigned == 2315").splitlines()) == 3
    assert len(tshark(dissector, capture, "-Y", 'dlmscope.obis == "1-0:32.7.0*255"').splitlines()) >= 2


def test_hdlc_addresses_of_every_length(dissector: Path) -> None:
    shown = tshark(
        dissector,
        CAPTURES / "h-addr4.pcap",
        "-T",
        "fields",
        "-e",
        "dlmscope.hdlc.destination",
        "-Y",
        "dlmscope.hdlc.destination",
    )
    assert set(shown.split()) == {"16/10000", "16"}


@pytest.mark.parametrize("name", [*WRAPPED, "h-low-plain", "h-push", "w-gmac-glo-authenc-s0"])
@pytest.mark.parametrize("seed", [1, 2])
def test_damaged_captures_give_no_lua_error(name: str, seed: int, dissector: Path, tmp_path: Path) -> None:
    if shutil.which("editcap") is None:
        pytest.skip("editcap is not installed")
    damaged = tmp_path / "damaged.pcap"
    subprocess.run(
        ["editcap", "-E", "0.02", "--seed", str(seed), str(CAPTURES / f"{name}.pcap"), str(damaged)], check=True
    )
    assert tshark(dissector, damaged, "-V", "-Y", "_ws.lua.error") == ""
