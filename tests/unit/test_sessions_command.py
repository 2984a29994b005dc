"""`sessions` and `keys check`: what they say of good, refused and closed sessions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import dlmscope

CAPTURES = Path(__file__).parents[2] / "captures"
EK, AK = "000102030405060708090A0B0C0D0E0F", "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF"
KEYS = ["--key", f"guek={EK}", "--key", f"gak={AK}"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dlmscope, arguments)


def test_a_refused_password_is_explained() -> None:
    result = run("sessions", str(CAPTURES / "w-badpassword.pcap"))
    assert "refused the secret" in result.stdout and "LLS" in result.stdout
    (entry,) = [
        json.loads(line)
        for line in run("sessions", str(CAPTURES / "w-badpassword.pcap"), "--format", "json").stdout.splitlines()
    ]
    assert (entry["state"], entry["diagnostic"]) == ("rejected", "authentication-failure")


def test_a_good_session_is_summed_up() -> None:
    (entry,) = [
        json.loads(line)
        for line in run("sessions", str(CAPTURES / "w-low-plain.pcap"), "--format", "json").stdout.splitlines()
    ]
    assert entry["state"] == "released" and entry["verdict"] == "released"
    assert entry["questions"] == entry["answers"] == 33
    assert entry["client_max_receive_pdu_size"] == 65535 and entry["server_max_receive_pdu_size"] == 1024
    assert 0 < entry["response_ms"]["p50"] <= entry["response_ms"]["p95"]


def test_hls_shows_its_proofs() -> None:
    text = run("sessions", str(CAPTURES / "w-gmac-gglo-authenc-s0.pcap"), *KEYS).stdout
    assert "HLS-GMAC" in text and "client verified, server verified" in text


@pytest.mark.parametrize(
    ("keys", "code", "says"),
    [
        (KEYS, 0, "--key: guek"),
        ([], 1, "no-key"),
        (["--key", "guek=" + "00" * 16, "--key", f"gak={AK}"], 1, "wrong-key-or-title"),
        (["--key", f"guek={EK}", "--key", "gak=" + "00" * 16], 1, "wrong-authentication-key"),
        (["--key", f"guek={EK}"], 0, "unverified"),
    ],
)
def test_keys_check_says_what_opens_and_why_not(keys: list[str], code: int, says: str) -> None:
    result = run("keys", "check", str(CAPTURES / "w-gmac-gglo-authenc-s0.pcap"), *keys)
    assert result.exit_code == code
    assert says in result.stdout
    assert EK.lower() not in result.output.lower()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[[meter]]\nname = "lab"\nguek = "0011"', 'keys.toml: [[meter]] 1 "lab": guek: 2 bytes, wants 16 or 32'),
        ('[[meter]]\nguekk = "00"', "guekk: no such field; did you mean guek?"),
        ('[[meter]]\nguek = "xyz"', "guek: not hex"),
        ('[[meter]]\npassword = "31"\npassword_text = "1"', "password and password_text: give one of them"),
        ("[[meter]\n", "not valid TOML"),
        ('[[meter]]\n[[meter.client]]\nguek = ""', "sap: wants a number"),
        ('[[meter]]\nsystem_title = "4D4D"', "system_title: 2 bytes, wants 8"),
    ],
)
def test_a_bad_key_file_is_one_line_without_values(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(content)
    result = run("show", str(CAPTURES / "w-low-plain.pcap"), "-k", str(file))
    assert result.exit_code == 2
    assert says in result.stderr and str(file) in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_no_key_ever_appears_in_output(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    unique = "5A6B7C8D9E0F1A2B3C4D5E6F70819203"  # the test keys themselves are counting bytes, which values hold too
    file.write_text(
        f'[[meter]]\nname = "lab"\nguek = ["{unique}", "{EK}"]\ngak = ["{unique}", "{AK}"]\nkek = "{unique}"\n'
    )
    capture = str(CAPTURES / "h-gmac-gded-s0.pcap")
    for arguments in (("show", "--format", "json"), ("show", "--format", "tree"), ("sessions",), ("keys", "check")):
        output = run(*arguments, capture, "-k", str(file)).output.lower()
        assert output and unique.lower() not in output


def test_a_wrong_authentication_key_closes_nothing_that_can_be_read() -> None:
    """Blocks that are joined after they were opened, too."""
    keys = ["--key", f"guek={EK}", "--key", "gak=" + "00" * 16]
    lines = run("show", str(CAPTURES / "w-gmac-glo-authenc-s0.pcap"), *keys, "--format", "json").stdout.splitlines()
    messages = [json.loads(line) for line in lines]
    assert {message["protection"]["reason"] for message in messages} == {"wrong-authentication-key", None}
    assert all(message["pdu"] for message in messages)
    assert any(message["blocks"] for message in messages)
