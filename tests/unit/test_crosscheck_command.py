"""`dlmscope crosscheck`: exit codes and words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli.crosscheck import command
from analyzer.export.lua import generate
from tests.golden import CAPTURES

pytestmark = pytest.mark.skipif(shutil.which("tshark") is None, reason="tshark is not installed")
CAPTURE = str(CAPTURES / "w-low-plain.pcap")


def test_a_capture_that_both_decode_alike_exits_zero() -> None:
    result = CliRunner().invoke(command, [CAPTURE])
    assert result.exit_code == 0
    assert result.output.strip().endswith("fields: no differences")


def test_differences_are_printed_and_exit_one(tmp_path: Path) -> None:
    changed = tmp_path / "changed.lua"
    text = generate("test")
    assert "read-write-denied" in text
    changed.write_text(text.replace('"get-request-normal"', '"get-request-strange"'))
    result = CliRunner().invoke(command, [CAPTURE, "--lua", str(changed)])
    assert result.exit_code == 1
    assert "service: ours 'get-request-normal', tshark's 'get-request-strange'" in result.output
    assert "more; --all shows them" in result.output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-"], "give its name"),
        ([CAPTURE, "--lua", "/nowhere.lua"], "does not load"),
        ([str(CAPTURES / "made-serial.hex")], "tshark"),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exit_two(arguments: list[str], reason: str) -> None:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 2
    assert reason in result.output and "Traceback" not in result.output
