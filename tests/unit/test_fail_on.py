"""`--fail-on` tells scripts by the exit code what a capture holds, faults of the encoding included."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli import dlmscope

CAPTURES = Path(__file__).parents[2] / "captures"
ROWS = [
    ("w-badpassword.pcap", "note", 1),
    ("w-badpassword.pcap", "error", 0),
    ("made-malformed.pcap", "error", 1),
    ("w-low-plain.pcap", "warning", 0),
]


@pytest.mark.parametrize("command", ["sessions", "show"])
@pytest.mark.parametrize("capture, severity, code", ROWS)
def test_the_exit_code_tells_what_was_found(command: str, capture: str, severity: str, code: int) -> None:
    result = CliRunner().invoke(dlmscope, [command, str(CAPTURES / capture), "--fail-on", severity])
    assert result.exit_code == code


def test_show_judges_only_what_it_shows() -> None:
    arguments = ["show", str(CAPTURES / "made-malformed.pcap"), "-f", "!finding", "--fail-on", "note"]
    assert CliRunner().invoke(dlmscope, arguments).exit_code == 0
