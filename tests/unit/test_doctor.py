"""The doctor: what it says of good and bad machines, and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from analyzer import doctor
from analyzer.cli import dlmscope
from analyzer.doctor import MISSING, NOTE, OK, WARNING, Check, checks

if sys.platform == "win32":
    pytest.skip("programs are made of shell scripts here", allow_module_level=True)

KEY = "000102030405060708090A0B0C0D0E0F"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dlmscope, ["doctor", *arguments])


def found(name: str) -> Check:
    return next(check for check in checks() if check.name == name)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """A machine without programs, in an empty folder; what is called adds a program that prints."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("DLMSCOPE_KEYS", raising=False)
    (tmp_path / "bin").mkdir()
    monkeypatch.chdir(tmp_path)

    def program(name: str, script: str) -> None:
        path = tmp_path / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    return program


def tshark(version: str, folder: Path, loads: bool) -> str:
    return (
        f'case "$*" in\n*--version*) echo "TShark (Wireshark) {version} (x)";;\n'
        f'*folders*) printf "Personal configuration:\\t{folder}\\nGlobal Lua Plugins:\\t{folder}\\n";;\n'
        f"*) exit {0 if loads else 4};;\nesac"
    )


def test_this_machine_passes() -> None:
    result = run("--format", "json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"Python", "packages", "terminal"} <= {line["name"] for line in lines}
    assert all(set(line) == {"name", "state", "text", "advice"} for line in lines)
    assert result.exit_code == (1 if MISSING in {line["state"] for line in lines} else 0)
    assert found("Python").state == OK


def test_what_is_not_installed_comes_with_advice(machine: Callable[[str, str], None]) -> None:
    for name in ("dumpcap", "tshark"):
        check = found(name)
        assert check.state == NOTE and "apt install" in check.advice
    assert run().exit_code == 0


def test_dumpcap_that_may_not_capture(machine: Callable[[str, str], None]) -> None:
    machine("dumpcap", 'case "$*" in *-D*) echo "1. eth0";; *) exit 2;; esac')
    check = found("dumpcap")
    assert check.state == WARNING and "wireshark" in check.advice


@pytest.mark.parametrize(
    ("version", "installed", "loads", "state", "words"),
    [
        ("4.0.17", True, True, OK, "loaded from"),
        ("4.0.17", False, False, NOTE, "export lua"),
        ("4.4.18", True, False, MISSING, "does not load it"),
    ],
)
def test_whether_the_dissector_is_really_loaded(
    machine: Callable[[str, str], None],
    tmp_path: Path,
    version: str,
    installed: bool,
    loads: bool,
    state: str,
    words: str,
) -> None:
    machine("tshark", tshark(version, tmp_path, loads))
    if installed:
        (tmp_path / "dlmscope.lua").write_text("")
    check = found("Lua dissector")
    assert check.state == state and words in f"{check.text} {check.advice}"
    assert check.state == OK or check.advice
    assert run().exit_code == (1 if state == MISSING else 0)


def test_the_extcap_is_found_and_else_told_how_to_get(machine: Callable[[str, str], None], tmp_path: Path) -> None:
    machine("tshark", tshark("4.0.17", tmp_path, True))
    assert "ln -s" in found("extcap").advice
    (tmp_path / "extcap").mkdir()
    (tmp_path / "extcap" / "dlmscope_extcap.py").write_text("")
    assert found("extcap").state == OK


def test_key_files(machine: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("keys").state == NOTE
    keys = tmp_path / "keys.toml"
    keys.write_text(f'[[meter]]\nname = "a"\nguek = "{KEY}"\n')
    keys.chmod(0o644)
    assert found("keys").state == WARNING and "chmod 600" in found("keys").advice
    keys.chmod(0o600)
    assert found("keys").state == OK
    keys.write_text(f'[[meter]]\nguek = "{KEY}00"\n')
    monkeypatch.setenv("DLMSCOPE_KEYS", str(keys))
    result = run()
    assert result.exit_code == 1 and "guek" in result.stdout and KEY not in result.stdout


def test_a_check_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Check]:
        raise OSError("odd")
        yield

    monkeypatch.setattr(doctor, "CHECKS", (broken, *doctor.CHECKS[:1]))
    assert [check.state for check in checks()] == [WARNING, OK]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    assert found("temporary files").state == WARNING
