"""Captures as pcapng: what was captured, decrypted APDUs, notes and keys, as we and as Wireshark read them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analyzer.capture import pcapng_writer
from analyzer.capture.open import open_capture
from analyzer.cli import dlmscope
from analyzer.document import Document, open_document
from analyzer.export.messages import encode_json, message
from analyzer.export.pcapng import finding_notes, write_pcapng
from analyzer.filter import compile_filter
from analyzer.key_text import KIND, entries_of, key_text
from analyzer.keys import keys_from_options, load_keys
from dissectors.security.key_ring import KeyRing
from tests.replay import CAPTURES, rows

CIPHERED = CAPTURES / "w-gmac-glo-authenc-s0.pcap"
GUEK, GAK = "000102030405060708090A0B0C0D0E0F", "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"
OPTIONS = (f"guek={GUEK}", f"gak={GAK}", "password_text=Gurux", "client.system_title=4752583132333435")
KEY_OPTIONS = [word for option in OPTIONS for word in ("--key", option)]
needs_tshark = pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark")


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(dlmscope, [str(each) for each in arguments], input=stdin)


def document(path: Path, *options: str) -> Document:
    return open_document(str(path), KeyRing(keys_from_options(options))).load()


def captured(found: Document, chosen: Iterable[int] | None = None) -> list[bytes]:
    return [found.captured(row) for row in chosen or range(1, found.count + 1)]


def lines(found: Document) -> list[dict[str, Any]]:
    return [json.loads(encode_json(message(found, row))) for row in range(1, found.count + 1)]


@pytest.mark.parametrize("name", ["h-low-plain.pcap", "w-gbt1-plain.pcap", "made-serial.hex", "made-malformed.pcap"])
def test_all_that_was_captured_comes_back(tmp_path: Path, name: str) -> None:
    out = tmp_path / "a.pcapng"
    before = document(CAPTURES / name)
    write_pcapng(before, None, out)
    after = document(out)
    assert rows(after) == rows(before)
    assert not after.capture.notes
    if not name.endswith(".hex"):  # whose times are not known, which a packet with a direction cannot say
        assert [after.time(row) for row in range(1, after.count + 1)] == [
            before.time(row) for row in range(1, before.count + 1)
        ]


def test_only_what_passes_a_filter(tmp_path: Path) -> None:
    out = tmp_path / "a.pcapng"
    result = run("export", "pcapng", CAPTURES / "w-low-plain.pcap", "-f", "class_id == 3", "-o", out)
    assert result.exit_code == 0, result.stderr
    whole = document(CAPTURES / "w-low-plain.pcap")
    passing = compile_filter("class_id == 3").rows(whole, 1, whole.count)
    # Packets in between are missing, as in Wireshark's own export: TCP waits for them, and what follows may come later.
    assert sorted(captured(whole, passing)) == sorted(captured(document(out)))
    assert f"{len(passing)} of {whole.count} messages" in result.stderr


def test_a_capture_travels_with_its_keys(tmp_path: Path) -> None:
    out = tmp_path / "a.pcapng"
    result = run("export", "pcapng", CIPHERED, *KEY_OPTIONS, "--embed-keys", "--yes", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert GAK.lower() not in result.output.lower()
    assert out.stat().st_mode & 0o077 == 0  # it holds keys
    shown = run("show", out, "--format", "json")
    assert "came with the capture" in shown.stderr
    opened = [json.loads(line)["protection"]["status"] for line in shown.stdout.splitlines()]
    assert opened == [line["protection"]["status"] for line in lines(document(CIPHERED, *OPTIONS))]
    assert "ok" in opened


def test_keys_are_written_only_for_meters_of_the_capture(tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    other = "AB" * 16
    keys.write_text(
        f'[[meter]]\nname = "this"\nguek = "{GUEK}"\ngak = "{GAK}"\n'
        '[[meter.client]]\nsap = 16\nsystem_title = "4752583132333435"\n'
        f'[[meter]]\nname = "another"\nsystem_title = "4142434400000001"\nguek = "{other}"\n'
    )
    out = tmp_path / "a.pcapng"
    result = run("export", "pcapng", CIPHERED, "-k", keys, "--embed-keys", "--yes", "-o", out)
    assert result.exit_code == 0 and "(this)" in result.stderr
    content = out.read_bytes().lower()
    assert GUEK.lower().encode() in content and other.lower().encode() not in content


@pytest.mark.parametrize("options", [["--embed-keys", *KEY_OPTIONS], ["--embed-keys", "--yes"]])
def test_keys_are_not_written_unasked(tmp_path: Path, options: list[str]) -> None:
    out = tmp_path / "a.pcapng"
    result = run("export", "pcapng", CIPHERED, *options, "-o", out)
    assert result.exit_code == 2 and not list(tmp_path.iterdir())
    assert "--embed-keys" in result.stderr


def test_key_text_gives_the_same_entries_back(tmp_path: Path) -> None:
    pem = tmp_path / "cert.pem"
    pem.write_text("-----BEGIN THIS-----")
    file = tmp_path / "keys.toml"
    file.write_text(
        f'[[meter]]\nname = "Zähler \\"7\\" \\u0007 😀"\nguek = ["{GUEK}", "{GAK}"]\naddress = ["10.0.0.5:4059"]\n'
        'system_title = "4D4D4D0000BC614E"\npassword_text = "geheim"\nsigning_public_key = "cert.pem"\n'
        '[[meter.client]]\nsap = 1\nsystem_title = "4D4D4D0000000001"\n[[meter]]\nname = "b"\n'
    )
    entries = load_keys(file)
    again, faults = entries_of([(KIND, key_text(entries).encode())])
    assert not faults
    seen = [[(e.name, e.keys, e.system_title, e.addresses, e.sap) for e in each] for each in (entries, again)]
    assert seen[0] == seen[1]
    assert [e.origin == again[0].origin for e in again] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe",
        b"[[meter]]\nguek = 'zz'",
        b"a = " + b"[" * 100_000,
        b"[[meter]]\nsigning_public_key = '/etc/passwd'",  # a capture may not have files read
        b"x" * (2 << 20),
    ],
)
def test_keys_of_a_hostile_capture_are_a_note(tmp_path: Path, text: bytes) -> None:
    out = tmp_path / "a.pcapng"
    plain = document(CAPTURES / "w-low-plain.pcap")
    write_pcapng(plain, None, out)
    content = out.read_bytes()
    head = len(pcapng_writer.section())
    out.write_bytes(content[:head] + pcapng_writer.secrets(KIND, text) + content[head:])
    found = document(out)
    assert rows(found) == rows(plain)
    assert len(found.capture.notes) == 1 and "keys in the capture" in found.capture.notes[0]
    assert "root:" not in found.capture.notes[0]


def test_keys_that_come_late_open_what_came_before(tmp_path: Path) -> None:
    out = tmp_path / "a.pcapng"
    write_pcapng(document(CIPHERED, *OPTIONS), None, out)
    text = key_text(keys_from_options(OPTIONS), [16])
    out.write_bytes(out.read_bytes() + pcapng_writer.secrets(KIND, text.encode()) + pcapng_writer.packet(0, 0, b"x"))
    found = document(out)
    assert rows(found) == rows(document(CIPHERED, *OPTIONS)) or found.protection(20).status == "ok"


def test_notes_and_findings_become_packet_comments(tmp_path: Path) -> None:
    out, again = tmp_path / "a.pcapng", tmp_path / "b.pcapng"
    before = document(CAPTURES / "w-badpassword.pcap")
    notes = finding_notes(before, range(1, before.count + 1))
    assert notes
    write_pcapng(before, None, out, notes={**notes, 1: "hier anfangen \x1b[31m"})
    found = document(out)
    assert "hier anfangen" in found.capture.comments[found.index.record[0]]
    write_pcapng(found, None, again)
    assert document(again).capture.comments == found.capture.comments
    shown = run("show", out, "--format", "tree").stdout
    assert "note: hier anfangen" in shown and "\x1b[31m" not in shown


def test_decrypted_apdus_are_those_of_the_json(tmp_path: Path) -> None:
    out = tmp_path / "a.pcapng"
    before = document(CIPHERED, *OPTIONS)
    write_pcapng(before, None, out, decrypted=True)
    after = document(out)
    wanted = [line for line in lines(before) if line["pdu"]]
    found = lines(after)
    for key in ("pdu", "service", "invoke_id", "time", "value", "object"):
        assert [str(line[key]) for line in found] == [str(line[key]) for line in wanted], key
    assert {line["flow"] for line in found} == {line["flow"] for line in wanted}


@needs_tshark
@pytest.mark.parametrize("decrypted", [False, True])
def test_tshark_opens_it(tmp_path: Path, decrypted: bool) -> None:
    out = tmp_path / "a.pcapng"
    before = document(CIPHERED, *OPTIONS)
    notes = finding_notes(before, range(1, before.count + 1))
    text = "" if decrypted else key_text(keys_from_options(OPTIONS), [16])
    write_pcapng(before, None, out, decrypted=decrypted, notes=notes, keys=text)
    done = subprocess.run(
        ["tshark", "-r", str(out), "-T", "fields", "-e", "ip.src", "-e", "frame.comment", "-e", "exported_pdu.ipv4_src"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [line.split("\t") for line in done.stdout.splitlines()]
    records = sum(len(batch) for batch in open_capture(out).batches())
    assert len(found) == records and all("127.0.0.1" in (line[0], line[-1]) for line in found)
    assert sum("message" in line[1] for line in found) == len({before.index.record[row - 1] for row in notes})


@needs_tshark
def test_tshark_with_our_dissector_reads_decrypted_apdus(tmp_path: Path) -> None:
    out, lua = tmp_path / "a.pcapng", tmp_path / "dlmscope.lua"
    write_pcapng(document(CIPHERED, *OPTIONS), None, out, decrypted=True)
    assert run("export", "lua", "-o", lua).exit_code == 0
    done = subprocess.run(
        ["tshark", "-X", f"lua_script:{lua}", "-r", str(out), "-Y", "dlmscope.class_id == 3"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    if "skip" in done.stderr or "neither a field nor a protocol" in done.stderr:
        pytest.skip("this tshark does not run scripts here")
    assert len(done.stdout.splitlines()) > 5
