"""Mistyped commands name the likely one; shells complete commands, files, filters and columns."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from analyzer.cli import COMMANDS, dlmscope


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["shwo", "x"], "no command shwo. Did you mean show?"),
        (["export", "jsn", "x"], "no command jsn. Did you mean json?"),
        (["keys", "chek", "x"], "Did you mean check?"),
        (["nothing.pcap"], "nothing.pcap: no such file, and no command of that name"),
        (["qqqq"], "no command qqqq"),
        (["show", "x", "--fliter", "a"], "--filter"),
    ],
)
def test_what_was_mistyped_is_told(arguments: list[str], says: str) -> None:
    result = CliRunner().invoke(dlmscope, arguments)
    assert result.exit_code == 2 and says in result.stderr and not result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    result = CliRunner().invoke(dlmscope, ["completion", shell])
    assert result.exit_code == 0 and f"{shell}_complete" in result.stdout and "dlmscope" in result.stdout


@pytest.mark.parametrize(
    ("words", "part", "offers"),
    [
        ([], "", list(COMMANDS)),
        ([], "sho", ["show"]),
        (["show", "x", "-f"], "class_", ["class_id"]),
        (["show", "x", "-f"], "client == 1 && finding.s", ["client == 1 && finding.severity"]),
        (["show", "x", "--columns"], "no,ob", ["no,object", "no,obis"]),
        (["show", "x"], "--colu", ["--columns"]),
    ],
)
def test_what_a_shell_offers(words: list[str], part: str, offers: list[str]) -> None:
    shell = ShellComplete(dlmscope, {}, "dlmscope", "_DLMSCOPE_COMPLETE")
    assert {*offers} <= {each.value for each in shell.get_completions(words, part)}


def test_a_shell_completes_files_itself() -> None:
    shell = ShellComplete(dlmscope, {}, "dlmscope", "_DLMSCOPE_COMPLETE")
    for words in (["show"], ["export", "csv"], ["show", "x", "-k"]):
        assert [each.type for each in shell.get_completions(words, "cap")] == ["file"]
