"""Whether a tshark loads the dissector is told by asking it, not by looking for files."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import tshark
from analyzer.export.lua import generate
from analyzer.tshark import find_tshark, loads_dissector

found = find_tshark()
pytestmark = pytest.mark.skipif(found is None, reason="tshark is not installed")


def test_a_tshark_says_its_version() -> None:
    assert found is not None
    assert found.numbers[0] >= 3 and found.version.startswith(str(found.numbers[0]))


def test_the_exported_script_loads_and_a_broken_one_does_not(tmp_path: Path) -> None:
    assert found is not None
    good, broken = tmp_path / "good.lua", tmp_path / "broken.lua"
    good.write_text(generate("test"))
    broken.write_text("this is no Lua")
    assert loads_dissector(found, str(good)).loaded
    answer = loads_dissector(found, str(broken))
    assert not answer.loaded and answer.reason and answer.folders


def test_root_is_told_where_scripts_are_not_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found is not None
    monkeypatch.setattr(tshark.os, "geteuid", lambda: 0)
    reason = loads_dissector(found._replace(numbers=(4, 4, 18), version="4.4.18"), "/nowhere.lua").reason
    assert reason.startswith("as root, tshark 4.4.18 skips scripts")
