"""The extcap: what Wireshark asks of it, what it captures, and that it does not slow Wireshark's start."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from analyzer.capture.open import open_capture
from analyzer.document import Document
from tests.replay import CAPTURES, meter, rows, speak, steps

if sys.platform == "win32":
    pytest.skip("named pipes of another kind", allow_module_level=True)

EXTCAP = Path(__file__).parents[2] / "plugins" / "wireshark" / "extcap" / "dlmscope_extcap.py"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(EXTCAP.parents[3])}
SESSION = "h-low-plain.pcap"


def ask(*arguments: str) -> str:
    done = subprocess.run([sys.executable, str(EXTCAP), *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_interfaces_and_link_types() -> None:
    listed = ask("--extcap-interfaces", "--extcap-version=4.0")
    assert re.findall(r"interface \{value=(.*?)\}\{display=(.*?)\}", listed) == [
        ("dlms-serial", "DLMS serial"),
        ("dlms-tap", "DLMS tap"),
    ]
    assert "{number=147}" in ask("--extcap-interface", "dlms-serial", "--extcap-dlts")
    assert "{number=1}" in ask("--extcap-interface=dlms-tap", "--extcap-dlts")


@pytest.mark.parametrize("interface", ["dlms-serial", "dlms-tap"])
def test_the_dialog_is_well_formed(interface: str) -> None:
    lines = ask("--extcap-interface", interface, "--extcap-config").splitlines()
    numbers = {}
    for line in lines:
        kind, fields = line.split(" ", 1)
        found = dict(re.findall(r"\{(\w+)=([^}]*)\}", fields))
        if kind == "arg":
            numbers[found["number"]] = found
            assert found["type"] in ("string", "selector", "boolflag") and found["call"].startswith("--")
        else:
            assert kind == "value" and numbers[found["arg"]]["type"] == "selector"
    assert numbers


def test_it_starts_at_once() -> None:
    def once() -> float:
        begin = time.perf_counter()
        ask("--extcap-interfaces")
        return time.perf_counter() - begin

    assert any(once() < 0.3 for _ in range(20))  # other tests run beside this one


def test_a_tap_captures_into_the_pipe_and_ends_when_it_is_told(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    said, listen = steps(SESSION), free_port()
    with meter(said) as far:
        process = subprocess.Popen(
            [sys.executable, str(EXTCAP), "--capture", "--extcap-interface", "dlms-tap", "--fifo", str(fifo),
             "--listen", f"127.0.0.1:{listen}", "--meter", f"127.0.0.1:{far}", "--udp", "false"],
            env=ENVIRONMENT, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        content = bytearray()

        def take() -> None:
            with open(fifo, "rb") as file:
                while data := file.read1(65536):  # type: ignore[attr-defined]
                    content.extend(data)

        reader = threading.Thread(target=take)
        reader.start()
        wait_for(lambda: bool(content))  # it listens
        speak(said, listen)
        wait_for(lambda: len(content) > sum(len(data) for _, data in said) + 60 * len(said))
        process.terminate()
        assert process.wait(30) == 0
        reader.join(10)
    out = tmp_path / "a.pcapng"
    out.write_bytes(content)
    assert rows(Document(open_capture(out)).load()) == rows(Document(open_capture(CAPTURES / SESSION)).load())


def wait_for(true: object, seconds: float = 60) -> None:
    assert callable(true)
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--extcap-interface", "dlms-serial", "--port", "/dev/nosuch"], "no such port"),
        (["--extcap-interface", "dlms-serial"], "no port"),
        (["--extcap-interface", "dlms-tap", "--meter", "nowhere", "--listen", "1"], "LISTEN=METER"),
        (["--extcap-interface", "what"], "no interface"),
    ],
)
def test_what_does_not_work_is_one_line_for_wireshark(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, str(EXTCAP), "--capture", "--fifo", str(tmp_path / "f"), *arguments],
        capture_output=True, text=True, timeout=60, env=ENVIRONMENT,
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr and len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark")
def test_tshark_captures_through_it(tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "wireshark" / "extcap"
    folder.mkdir(parents=True)
    (folder / EXTCAP.name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "{EXTCAP}" "$@"\n')
    (folder / EXTCAP.name).chmod(0o755)
    environment = {**ENVIRONMENT, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / ".config")}
    listed = subprocess.run(["tshark", "-D"], capture_output=True, text=True, timeout=60, env=environment)
    if "dlms-tap" not in listed.stdout:
        pytest.skip("this tshark reads extcaps from somewhere else")
    said, listen = steps(SESSION), free_port()
    with meter(said) as far:
        process = subprocess.Popen(
            ["tshark", "-i", "dlms-tap", "-l", "-o", f"extcap.dlms_tap.listen:127.0.0.1:{listen}",
             "-o", f"extcap.dlms_tap.meter:127.0.0.1:{far}", "-c", str(len(said) + 5), "-T", "fields", "-e", "tcp.payload"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        wait_for(lambda: listening(listen))
        speak(said, listen)
        out, _ = process.communicate(timeout=30)
    assert [bytes.fromhex(line) for line in out.splitlines() if line] == [data for _, data in said]


def listening(port: int) -> bool:
    """Whether somebody listens, found without connecting."""
    with socket.socket() as sock:
        try:
            sock.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
