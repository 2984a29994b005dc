"""Every capture of captures/ decodes to its golden JSON, and the manifest tells of each."""

import tomllib
from pathlib import Path

import pytest

from tests.golden import CAPTURES, captures, decode, golden_file


@pytest.mark.parametrize("capture", captures(), ids=lambda path: path.name)
def test_decodes_to_its_golden_file(capture: Path) -> None:
    assert decode(capture).splitlines() == golden_file(capture).read_text(encoding="utf-8").splitlines()


def test_manifest_names_every_capture_and_nothing_else() -> None:
    manifest = tomllib.loads((CAPTURES / "manifest.toml").read_text())
    assert {entry["file"] for entry in manifest.values() if "file" in entry} == {path.name for path in captures()}


def test_made_captures_are_what_the_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from captures import make

    monkeypatch.setattr(make, "HERE", tmp_path)
    make.main()
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (CAPTURES / path.name).read_bytes(), path.name
