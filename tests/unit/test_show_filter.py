"""`show -f`, `export -f`, `--columns` and `--color`: what a user of the command line sees."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import dlmscope

CAPTURES = Path(__file__).parents[2] / "captures"
LOW = str(CAPTURES / "w-low-plain.pcap")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dlmscope, arguments)


def numbers(text: str) -> list[int]:
    return [int(line.split()[0]) for line in text.splitlines() if line.split()[:1] and line.split()[0].isdigit()]


def test_a_list_of_those_that_pass_and_how_many() -> None:
    result = run("show", LOW, "-f", "obis ~ 0-0:42 && value")
    assert result.exit_code == 0
    assert numbers(result.stdout) == [4, 46]
    assert result.stderr == "2 of 70 messages\n"


def test_filter_and_numbers_go_together() -> None:
    result = run("show", LOW, "--filter", "obis ~ 0-0:42", "--no", "4-45")
    assert numbers(result.stdout) == [4, 45] and result.stderr == "2 of 42 messages\n"


def test_every_format_filters() -> None:
    lines = run("show", LOW, "-f", "obis ~ 0-0:42", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["no"] for line in lines] == [3, 4, 45, 46]
    for form in ("tree", "hex"):
        shown = run("show", LOW, "-f", "value contains 504c4d", "--format", form).stdout
        assert re.findall(r"^── (\d+) ", shown, re.MULTILINE) == ["4", "46"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("clas_id == 7", "no such field. Did you mean class_id?\n  clas_id == 7\n  ^^^^^^^"),
        ("class_id ==", "a value is missing here\n  class_id ==\n             ^"),
        ("name ~ '(a'", "no regular expression"),
    ],
)
@pytest.mark.parametrize("command", [("show",), ("export", "json"), ("export", "csv")])
def test_a_wrong_filter_is_told_before_anything_is_read(command: tuple[str, ...], text: str, says: str) -> None:
    result = run(*command, LOW, "-f", text)
    assert result.exit_code == 2 and not result.stdout
    assert result.stderr.startswith("dlmscope: --filter: ") and says in result.stderr


def test_a_doubtful_filter_runs_and_says_so() -> None:
    result = run("show", LOW, "-f", "service == get-respons-normal")
    assert result.exit_code == 0
    assert "Did you mean get-response-normal?" in result.stderr and "0 of 70" in result.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("obis == 1-0:1.8.0*255", "`obis == 1-0:1.8.0*255` alone passes none: seen are 1-0:99.1.0*255, "),
        ("client == 16 && physical == 1", "`physical == 1` alone passes none: no message has physical"),
        ("service == aarq && obis", "each of its 2 parts passes some, no message passes all"),
        ("client == 16 && value == 7777", "`value == 7777` alone passes none: seen are "),
        ("result == hardware-fault", "`result == hardware-fault` alone passes none: seen are success, "),
    ],
)
def test_where_nothing_passes_it_is_told_why(text: str, says: str) -> None:
    result = run("show", LOW, "-Y", text)
    assert result.exit_code == 0 and result.stderr.startswith("0 of 70 messages") and says in result.stderr


def test_exports_filter(tmp_path: Path) -> None:
    lines = run("export", "json", LOW, "-f", "obis ~ 0-0:42").stdout.splitlines()
    assert [json.loads(line)["no"] for line in lines] == [3, 4, 45, 46]
    for what, expected in (
        ("messages", ["3", "4", "45", "46"]),
        ("values", ["4", "46", "46", "46"]),
        ("findings", ["46"]),
    ):
        text = run("export", "csv", LOW, "--what", what, "-f", "obis ~ 0-0:42").stdout
        assert [line["no"] for line in csv.DictReader(io.StringIO(text))] == expected
    out = tmp_path / "out.parquet"
    result = run("export", "parquet", LOW, "-f", "value > 2000", "-o", str(out))
    assert result.exit_code == 0 and "7 of 70 messages" in result.stderr
    import pyarrow.parquet as pq

    assert pq.read_table(out).num_rows == 7


def test_any_field_is_a_column() -> None:
    result = run("show", LOW, "--no", "12", "--columns", "no,obis,name,text,dlms.data.long_unsigned,result")
    head, line = result.stdout.splitlines()
    assert head.split() == ["No", "obis", "name", "text", "dlms.data.long_unsigned", "result"]
    assert line.split() == ["12", "1-0:32.7.0*255", "Voltage", "L1", "231.5", "V", "2315", "success"]


def test_columns_of_the_list_are_the_same_as_without() -> None:
    usual = run("show", LOW).stdout
    assert run("show", LOW, "--columns", "no,time,client,arrow,server,service,object,value,ms,status").stdout == usual


def test_help_on_columns_needs_no_file_that_exists() -> None:
    result = run("show", "nothing.pcap", "--columns", "help")
    assert result.exit_code == 0 and "hdlc.control" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--columns", "no,obiss"), "no column obiss. Did you mean obis?"),
        (("--columns", "no", "--format", "tree"), "tree has none"),
        (("--columns", ","), "names none"),
    ],
)
def test_wrong_columns_are_told(arguments: tuple[str, ...], says: str) -> None:
    result = run("show", LOW, *arguments)
    assert result.exit_code == 2 and says in result.stderr


def test_columns_do_not_print_passwords() -> None:
    for column in ("authentication_value", "dedicated_key", "data.octet_string", "value"):
        result = run("show", LOW, "--columns", f"no,{column}")
        assert b"Gurux".hex() not in result.stdout and "Gurux" not in result.stdout
    assert "***" in run("show", LOW, "--columns", "authentication_value").stdout


def test_colours_survive_a_pipe_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("show", LOW).stdout
    coloured = run("show", LOW, "--color", "always").stdout
    assert "\x1b[" not in plain and "\x1b[" in coloured
    assert _STYLE.sub("", coloured) == plain
    assert run("show", LOW, "--color=never").stdout == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" in run("show", LOW, "--color=always", "--format", "tree").stdout


def test_hostile_text_reaches_no_terminal_through_a_column(tmp_path: Path) -> None:
    text = "\x1b[31mred\u202eabc".encode()
    file = tmp_path / "hostile.hex"
    file.write_text((bytes.fromhex("0F0000000100") + bytes((0x0C, len(text))) + text).hex())
    shown = run("show", str(file), "--columns", "no,dlms.value,text,data.utf8_string").stdout
    assert "\x1b" not in shown and "\u202e" not in shown and "\\u001b" in shown


def test_fields_are_found_by_words() -> None:
    names = [line.split()[0] for line in run("fields", "recipient", "Title").stdout.splitlines()]
    assert names == ["dlmscope.recipient_system_title"]
    nothing = run("fields", "qqq")
    assert nothing.exit_code == 2 and "no field has qqq" in nothing.stderr
