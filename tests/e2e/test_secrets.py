"""No key of the key file, and none that was derived or unwrapped, appears in any output, log, traceback or repr."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli import dlmscope
from analyzer.document import open_document
from analyzer.keys import load_keys
from captures import key_roll
from dissectors.security.agreement import derive, shared_secret
from dissectors.security.key_ring import KeyRing

CAPTURES = Path(__file__).parents[2] / "captures"
ROLL, AGREEMENT = CAPTURES / "made-key-roll.pcap", CAPTURES / "made-key-agreement.pcap"
PASSWORD = b"kwpt73-not-in-any-capture"


def _agreed() -> bytes:
    secret = shared_secret(key_roll.CLIENT_EPHEMERAL, key_roll.public(key_roll.METER_EPHEMERAL))
    assert secret is not None
    return derive(1, secret, bytes.fromhex("60857405080300") + key_roll.CLIENT_TITLE + key_roll.METER_TITLE)


SECRETS = [
    *key_roll.ENCRYPTION,
    *key_roll.AUTHENTICATION,
    *key_roll.MASTER,
    key_roll.DEDICATED,
    key_roll.METER_EPHEMERAL,
    _agreed(),
    PASSWORD,
]


def forms(secret: bytes) -> Iterator[str]:
    """How bytes may be written, in lower case."""
    yield secret.hex()
    yield secret.hex(" ")
    yield secret.hex(":")
    yield repr(secret).lower()[2:-1]
    yield base64.b64encode(secret).decode().lower()
    yield str(list(secret))[1:-1]
    yield str(int.from_bytes(secret, "big"))


def leaks(text: str) -> list[int]:
    """Numbers of the secrets that a text shows."""
    low = text.lower()
    return [number for number, secret in enumerate(SECRETS) if any(form in low for form in forms(secret))]


@pytest.fixture(params=[ROLL, AGREEMENT], ids=["transferred", "agreed"])
def capture(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A capture, and its key file with a password more."""
    path: Path = request.param
    keys = tmp_path / "keys.toml"
    text = path.with_suffix(".keys.toml").read_text()
    keys.write_text(text.replace("\n\n[[meter.client]]", f'\npassword = "{PASSWORD.hex()}"\n\n[[meter.client]]'))
    assert PASSWORD.hex() in keys.read_text()
    return path, keys


COMMANDS = [
    ["show"],
    ["show", "--format", "tree"],
    ["show", "--format", "json"],
    ["show", "--format", "json", "--ranges"],
    ["sessions"],
    ["sessions", "--format", "json"],
    ["objects"],
    ["objects", "--format", "json"],
    ["keys", "check"],
    ["keys", "check", "--format", "json"],
    ["export", "csv"],
    ["export", "csv", "--what", "values"],
    ["export", "csv", "--what", "findings"],
    ["export", "json"],
]


def test_the_forms_would_be_found() -> None:
    for number, secret in enumerate(SECRETS):
        assert leaks(f"key = {secret!r}") == [number] == leaks(secret.hex(" ").upper())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_output_shows_a_key(command: list[str], capture: tuple[Path, Path]) -> None:
    path, keys = capture
    result = CliRunner().invoke(dlmscope, [*command, str(path), "-k", str(keys)])
    assert result.exit_code == 0, result.output
    assert len(result.output) > 40
    assert leaks(result.output) == []


def test_exported_files_and_other_commands_show_no_key(capture: tuple[Path, Path], tmp_path: Path) -> None:
    path, keys = capture
    for arguments in (
        ["export", "pcapng", str(path), "-o", str(tmp_path / "out.pcapng"), "-k", str(keys)],
        ["export", "parquet", str(path), "-o", str(tmp_path / "out.parquet"), "-k", str(keys)],
    ):
        result = CliRunner().invoke(dlmscope, arguments)
        assert result.exit_code == 0, result.output
        octets = Path(arguments[4]).read_bytes()
        assert octets and not [secret for secret in SECRETS if secret in octets or secret.hex().encode() in octets]


def test_hex_panes_are_the_captured_bytes_and_show_no_key_of_the_file(capture: tuple[Path, Path]) -> None:
    path, keys = capture
    output = CliRunner().invoke(dlmscope, ["show", "--format", "hex", str(path), "-k", str(keys)]).output
    shown = set(leaks(output)) - {SECRETS.index(key_roll.DEDICATED)}  # the traffic itself carries that one
    assert not shown


def test_nothing_that_holds_keys_shows_them_in_its_repr(
    capture: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    path, keys = capture
    caplog.set_level(logging.DEBUG)
    document = open_document(str(path), KeyRing(load_keys(keys))).load()
    ring = document.ring
    assert ring is not None
    stage = document.engine.stage
    held = [ring, *ring.entries, *(vars(entry) if hasattr(entry, "__dict__") else () for entry in ring.entries)]
    held += [entry.keys for entry in ring.entries]
    held += [vars(ring), stage.tracker.titles, *document.associations]
    for conversation in stage.tracker._conversations.values():
        held += list(conversation.known.values())
    held += [document.index.openings, document.index.protections]
    assert leaks(" ".join(map(repr, held)) + " ".join(map(str, held)) + caplog.text) == []


CRASH = """
import sys
import dissectors.session.counters as counters
def crash(self, message, content, repeated):
    raise RuntimeError("made to fail")
counters.Counters.watch = crash
from analyzer.__main__ import main
sys.argv = ["dlmscope", *sys.argv[1:]]
main()
"""


def test_a_crash_inside_a_command_shows_no_key(capture: tuple[Path, Path]) -> None:
    path, keys = capture
    environment = {**os.environ, "PYTHONFAULTHANDLER": "1", "FORCE_COLOR": "1"}
    for command in (["show"], ["sessions"]):
        ended = subprocess.run(
            [sys.executable, "-c", CRASH, *command, str(path), "-k", str(keys)],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        assert ended.returncode not in (0, 2) and "made to fail" in ended.stderr
        assert leaks(ended.stdout + ended.stderr) == []


def test_a_traceback_with_all_local_variables_shows_no_key(
    capture: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As tools print that show locals: entries, rings and what was learnt hide their bytes even there."""
    from dissectors.session.counters import Counters

    def crash(*_: object) -> None:
        raise RuntimeError("made to fail")

    monkeypatch.setattr(Counters, "watch", crash)
    path, keys = capture
    ring = KeyRing(load_keys(keys))
    with pytest.raises(RuntimeError) as raised:
        open_document(str(path), ring).load()
    shown = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert leaks("".join(shown.format())) == []


@pytest.mark.parametrize("ranges", [[], ["--ranges"]], ids=["plain", "with ranges"])
def test_secrets_of_the_traffic_are_masked_wherever_they_are_decoded(ranges: list[str]) -> None:
    """A password in an AARQ, and the dedicated key inside a ciphered Initiate; `pdu` stays the captured bytes."""
    keys = ["-k", str(ROLL.with_suffix(".keys.toml"))]
    for path, row, secret in ((CAPTURES / "w-low-plain.pcap", "1", b"Gurux"), (ROLL, "17", key_roll.DEDICATED)):
        arguments = ["show", "--format", "json", *ranges, "--no", row, str(path), *keys]
        shown = json.loads(CliRunner().invoke(dlmscope, arguments).stdout)
        assert shown["service"] == "aarq" and "initiate-request" in json.dumps(shown["apdu"])
        assert not [form for form in forms(secret) if form in json.dumps(shown["apdu"]).lower()]
        spoken = json.loads(CliRunner().invoke(dlmscope, [*arguments, "--show-secrets"]).stdout)
        assert secret.hex() in json.dumps(spoken["apdu"])
