"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import dlmscope
from analyzer.cli.columns import aligned, columns, fitted

CAPTURES = Path(__file__).parents[2] / "captures"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(dlmscope, arguments, input=stdin)


def test_list_has_a_line_a_message() -> None:
    result = run("show", str(CAPTURES / "w-low-plain.pcap"))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 71
    assert "get-response-normal" in lines[6] and "231.5 V" in result.stdout


def test_json_speaks_of_question_and_answer() -> None:
    result = run("show", str(CAPTURES / "w-low-plain.pcap"), "--format", "json")
    messages = [json.loads(line) for line in result.stdout.splitlines()]
    question = next(each for each in messages if each["object"] and each["object"]["obis"] == "1-0:32.7.0*255"
                    and each["object"]["attribute"] == 2)  # fmt: skip
    answer = messages[question["answered_by"] - 1]
    assert answer["answers"] == question["no"]
    assert (answer["value"], answer["type"], answer["result"]) == (2315, "long-unsigned", "success")
    assert answer["object"] == question["object"]
    assert answer["rtt"] > 0


def test_json_of_a_block_transfer_carries_the_whole_on_its_last_row() -> None:
    result = run("show", str(CAPTURES / "made-set-action.pcap"), "--format", "json")
    messages = [json.loads(line) for line in result.stdout.splitlines()]
    last = messages[4]
    assert last["service"] == "set-request-with-datablock"
    assert last["blocks"] == [3, 5]
    assert last["type"] == "octet-string" and len(last["value"]) == 86
    assert messages[2]["blocks"] is None and messages[2]["value"] is None


@pytest.mark.parametrize("password", ["Gurux", "wrong"])
def test_passwords_are_not_printed_unasked(password: str) -> None:
    file = str(CAPTURES / ("w-badpassword.pcap" if password == "wrong" else "w-low-plain.pcap"))
    for form in ("tree", "json"):
        apdu = run("show", file, "--format", form, "--no", "1").stdout
        assert "***" in apdu
    message = json.loads(run("show", file, "--format", "json", "--no", "1").stdout)
    assert password.encode().hex() not in json.dumps(message["apdu"])
    shown = json.loads(run("show", file, "--format", "json", "--no", "1", "--show-secrets").stdout)
    assert password.encode().hex() in json.dumps(shown["apdu"])


def test_ranges_name_source_and_bytes() -> None:
    result = run("show", str(CAPTURES / "w-low-plain.pcap"), "--format", "json", "--ranges", "--no", "3")
    apdu = json.loads(result.stdout)["apdu"]
    assert apdu["start"] == 8 and apdu["source"].startswith("frame")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (bytes(range(256)) * 4, "not a capture"),
        (b"hello world, this is no capture\n" * 3, "not a capture"),
    ],
)
def test_what_is_no_capture_is_one_line_and_exit_2(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "thing.pcap"
    if content is not None:
        file.write_bytes(content)
    result = run("show", str(file))
    assert result.exit_code == 2
    assert says in result.stderr and str(file) in result.stderr
    assert len(result.stderr.splitlines()) == 1 and not result.stdout


def test_cut_file_is_decoded_up_to_the_cut() -> None:
    result = run("show", str(CAPTURES / "made-truncated.pcap"))
    assert result.exit_code == 0
    assert "cut short at byte" in result.stderr
    assert len(result.stdout.splitlines()) == 16


def test_gzip_and_standard_input_give_the_same(tmp_path: Path) -> None:
    plain = CAPTURES / "w-none-plain.pcap"
    zipped = tmp_path / "c.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    expected = run("show", str(plain)).stdout
    assert run("show", str(zipped)).stdout == expected
    assert run("show", "-", stdin=plain.read_bytes()).stdout == expected


def test_a_hex_log_needs_no_ports_and_no_flags() -> None:
    messages = [
        json.loads(line)
        for line in run("show", str(CAPTURES / "made-serial.hex"), "--format", "json").stdout.splitlines()
    ]
    assert [each["service"] for each in messages[:4]] == ["snrm", "ua", "get-request-normal", "get-response-normal"]
    assert messages[3]["frames"] == [4, 5]
    assert messages[4]["findings"][0]["code"] == "fcs-wrong"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("7EA0070321930F017E", "HDLC"),
        ("00 01 00 10 00 01 00 0D C0 01 41 00 03 01 00 01 08 00 FF 02 00", "wrapper"),
        ("E6E600 C001C100030100010800FF0200", "LLC and APDU"),
        ("0xC0,0x01,0xC1,0x00,0x03,0x01,0x00,0x01,0x08,0x00,0xFF,0x02,0x00", "APDU"),
        ("02 02 0F 00 16 1E", "Data"),
    ],
)
def test_decode_says_what_it_guessed(text: str, what: str) -> None:
    result = run("decode", text)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"taken for: {what}"


def test_decode_without_hex_is_an_error() -> None:
    result = run("decode", "no hex here")
    assert result.exit_code == 2 and "no hex" in result.stderr


def test_decode_as_names_its_choices() -> None:
    result = run("show", str(CAPTURES / "w-none-plain.pcap"), "--decode-as", "tcp/7=bogus")
    assert result.exit_code == 2 and "wrapper" in result.stderr


def test_fields_have_one_line_each_and_the_prefix() -> None:
    lines = run("fields").stdout.splitlines()
    assert any(line.startswith("dlmscope.class_id ") for line in lines)
    assert len(lines) == len({line.split()[0] for line in lines})


def test_export_does_not_replace_a_file_silently(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    file = str(CAPTURES / "w-none-plain.pcap")
    assert run("export", "json", file, "-o", str(out)).exit_code == 0
    assert len(out.read_text().splitlines()) == 70
    again = run("export", "json", file, "-o", str(out))
    assert again.exit_code == 2 and "--force" in again.stderr


def test_hostile_text_reaches_no_terminal(tmp_path: Path) -> None:
    text = "\x1b[31mred\u202eabc\u200b".encode()
    apdu = bytes.fromhex("0F0000000100") + bytes((0x0C, len(text))) + text
    file = tmp_path / "hostile.hex"
    file.write_text(apdu.hex())
    for form in ("list", "tree"):
        shown = run("show", str(file), "--format", form).stdout
        assert "\x1b" not in shown and "\u202e" not in shown and "\u200b" not in shown
        assert "\\u001b" in shown


def test_rows_of_a_pipe_come_at_once() -> None:
    octets = (CAPTURES / "w-push-plain.pcap").read_bytes()
    cut = len(octets) // 2
    command = [sys.executable, "-m", "analyzer", "show", "-", "--format", "json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(octets[:cut])
        process.stdin.flush()
        first = json.loads(process.stdout.readline())  # while the rest is not there yet
        process.stdin.write(octets[cut:])
        process.stdin.close()
        rest = [json.loads(line) for line in process.stdout]
    assert [line["no"] for line in (first, *rest)] == list(range(1, 12))


def test_a_terminal_gets_lines_that_fit_and_a_pipe_whole_ones() -> None:
    usual = columns(None)
    for width in (80, 100, 140, 200):
        fit = fitted(usual, width)
        assert sum(each.width for each in fit) + len(fit) - 1 <= max(width, 90)
        assert len(aligned(fit, ["x" * 99] * len(fit))) == sum(each.width for each in fit) + len(fit) - 1
    assert aligned(usual, ["y" * 99] * len(usual)).count("y") == 99 * len(usual)
