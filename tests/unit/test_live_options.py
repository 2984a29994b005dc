"""Options of `dlmscope live`: sources as they are named, sizes, times, and what is said of those that make no sense."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from analyzer.capture.live.serial_port import SerialLine
from analyzer.cli import dlmscope, live, sources
from analyzer.cli.common import Failure
from dissectors.profiles.opening import Setting

INTERFACES = [("eth0", ""), ("lo", "Loopback")]
PORTS = [("/dev/ttyUSB0", "FT232R")]


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "interfaces", lambda: INTERFACES)
    monkeypatch.setattr(sources, "ports", lambda: PORTS)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(dlmscope, ["live", *arguments])


@pytest.mark.parametrize(
    ("text", "udp", "listen", "meter"),
    [
        ("4059=127.0.0.1:4060", False, ("127.0.0.1", 4059), ("127.0.0.1", 4060)),
        ("udp:4059=127.0.0.1:4060", True, ("127.0.0.1", 4059), ("127.0.0.1", 4060)),
        ("0.0.0.0:1=127.0.0.2:2", False, ("0.0.0.0", 1), ("127.0.0.2", 2)),
        ("*:1=127.0.0.2:2", False, ("0.0.0.0", 1), ("127.0.0.2", 2)),
        ("[::1]:1=[::1]:2", False, ("::1", 1), ("::1", 2)),
        ("tcp:10.0.0.1:1=localhost:2", False, ("10.0.0.1", 1), None),
    ],
)
def test_taps(text: str, udp: bool, listen: tuple[str, int], meter: tuple[str, int] | None) -> None:
    found = sources.tap(text)
    assert (found.udp, found.listen) == (udp, listen)
    assert found.meter == meter if meter else found.meter[1] == 2  # type: ignore[index]


def test_a_tap_to_a_serial_port() -> None:
    found = sources.tap("4059=serial:/dev/ttyUSB0", Setting(300, "7E1"))
    assert isinstance(found.meter, SerialLine) and found.far == "/dev/ttyUSB0"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4059", "LISTEN=METER"),
        ("4059=", "LISTEN=METER"),
        ("port=127.0.0.1:1", "LISTEN=METER"),
        ("99999=127.0.0.1:1", "LISTEN=METER"),
        ("1=127.0.0.1", "LISTEN=METER"),
        ("1=no.such.host.invalid:1", "no such host"),
        ("udp:1=serial:x", "no datagrams"),
    ],
)
def test_taps_that_make_no_sense(text: str, words: str) -> None:
    with pytest.raises(Failure, match=words):
        sources.tap(text)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (live._size, None, 0), (live._size, "500", 500), (live._size, "2k", 2048), (live._size, "1MB", 1 << 20),
        (live._size, "3GiB", 3 << 30), (live._seconds, "30", 30.0), (live._seconds, "1.5s", 1.5),
        (live._seconds, "15m", 900.0), (live._seconds, "1h", 3600.0),
    ],
)  # fmt: skip
def test_sizes_and_times(read: Callable[..., float], text: str | None, value: float) -> None:
    context = click.Context(live.command)
    assert read(context, live.command.params[0], text) == value


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "want one of -i IFACE"),
        (["-i", "lo", "--tap", "1=2"], "not -i and --tap"),
        (["--tap", "1=127.0.0.1:2", "-f", "tcp"], "-f: filters what an interface"),
        (["--serial", "a", "--serial", "b", "--serial", "c"], "at most two ports"),
        (["-i", "7"], "interfaces 1 to 2"),
        (["-i", "lo", "--rotate-size", "many"], "want bytes"),
        (["-i", "lo", "--duration", "soon"], "want seconds"),
        (["-i", "lo", "-Y", "class_id =="], "class_id =="),
        (["no-such-file"], "no such file"),
        (["--tap", "0=127.0.0.1:2", "--rotate-size", "1M"], "want -w"),
    ],
)
def test_options_that_make_no_sense_are_one_clear_error(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and words in result.stderr
    assert "Traceback" not in result.output


def test_the_list_has_numbers_that_can_be_given() -> None:
    assert run("--interfaces").stdout.splitlines() == ["1. eth0", "2. lo (Loopback)", "3. /dev/ttyUSB0 (FT232R)"]
    assert [sources.by_number(each) for each in ("1", "2", "eth0")] == ["eth0", "lo", "eth0"]


@pytest.mark.parametrize(("answer", "chosen"), [("2", ("lo", ())), ("3", (None, ("/dev/ttyUSB0",)))])
def test_a_source_is_chosen_from_the_list(answer: str, chosen: tuple[str | None, tuple[str, ...]]) -> None:
    found: list[object] = []
    command = click.command()(lambda: found.append(sources.choose()))
    CliRunner().invoke(command, input=f"9\n{answer}\n")
    assert found == [chosen]


def test_a_machine_that_lists_nothing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "interfaces", list)
    result = run("--interfaces")
    assert result.exit_code == 2 and "apt install" in result.stderr
