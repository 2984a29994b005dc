"""Live capture on loopback: messages a second without a drop, and how far rows lag behind.

python -m tests.bench.live [RATE] [SECONDS] [dumpcap|scapy|tap]      RATE 0: as fast as the sender can
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any

from analyzer.capture.live.capture import LiveCapture
from analyzer.capture.live.files import Files
from analyzer.capture.live.interfaces import source_for
from analyzer.capture.live.source import Source
from analyzer.capture.live.tap import TapSource
from analyzer.cli.live import SWITCH
from analyzer.cli.sources import tap
from analyzer.document import Document

QUESTION = bytes.fromhex("0001 0010 0001 000d c001c1 0003 0100010800ff 02 00")
ANSWER = bytes.fromhex("0001 0001 0010 0009 c401c100 06 00bc614e")
_TICK = 0.005
WARM = 100

# Runs in a process of its own, as a head-end would: sends questions, each answered by the meter in another thread.
_TALK = """
import socket, sys, threading, time
sent_to, listening, rate, seconds, question, answer = (int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]),
    float(sys.argv[4]), bytes.fromhex(sys.argv[5]), bytes.fromhex(sys.argv[6]))
listener = socket.create_server(("127.0.0.1", listening))
print("ready", flush=True)
sys.stdin.readline()
def meter():
    sock, _ = listener.accept()
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    held = b""
    while data := sock.recv(65536):
        held += data
        while len(held) >= len(question):
            held = held[len(question):]
            sock.send(answer)
    sock.close()
thread = threading.Thread(target=meter)
thread.start()
sock = socket.create_connection(("127.0.0.1", sent_to))
sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
begin = time.perf_counter()
pairs = 0
while (now := time.perf_counter() - begin) < seconds:
    due = int(now * rate / 2) if rate else pairs + 1
    while pairs < due:
        sock.sendall(question)
        left = len(answer)
        while left:
            left -= len(sock.recv(left))
        pairs += 1
    if rate:
        time.sleep(0.001)
sock.close()
thread.join()
print(2 * pairs, time.perf_counter() - begin, flush=True)
"""


def measure(rate: int, seconds: float, way: str = "dumpcap") -> dict[str, Any]:
    """Watch a conversation of ``rate`` messages a second (0: the most that comes); what was seen, and how late."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    source: Source = (
        source_for("lo", f"tcp port {port}", way) if way != "tap" else TapSource([tap(f"0=127.0.0.1:{port}")])
    )
    with tempfile.TemporaryDirectory() as folder:
        capture = LiveCapture(source, Files(os.path.join(folder, "a.pcapng")))
        capture.start()
        sys.setswitchinterval(SWITCH)
        target = source.addresses[0][1] if isinstance(source, TapSource) else port
        talk = subprocess.Popen(
            [sys.executable, "-c", _TALK, str(target), str(port), str(rate), str(seconds), QUESTION.hex(), ANSWER.hex()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert talk.stdin is not None and talk.stdout is not None
        talk.stdout.readline()
        time.sleep(0.5)  # the watcher looks
        said: list[str] = []

        def listen() -> None:
            assert talk.stdout is not None
            said.extend(talk.stdout.readline().split())
            time.sleep(0.5)  # what is on its way arrives
            capture.stop()

        talk.stdin.write("\n")
        talk.stdin.flush()
        threading.Thread(target=listen).start()
        document = Document(capture)
        longest = lag = 0.0
        begun = time.thread_time()
        alive = True
        while alive:
            before = time.thread_time()
            alive = document.advance()
            spent = time.thread_time() - before
            if document.count > WARM:  # the first batch imports and fills tables
                longest = max(longest, spent)
            if document.count and not capture.ended:
                newest = document.time(document.count)
                lag = max(lag, time.time() - (newest or 0) / 1e9) if capture.behind else lag
            if alive and not capture.behind:
                capture.wait(_TICK)
        work = time.thread_time() - begun
        messages, took = int(said[0]), float(said[1])
        result = {
            "way": way,
            "sent": messages,
            "seen": document.count,
            "a second": round(messages / took),
            "dropped": capture.dropped(),
            "longest batch ms": round(longest * 1000, 1),
            "lag s": round(lag, 2),
            "engine us a message": round(work / max(1, document.count) * 1e6, 1),
        }
        talk.wait()
        capture.close()
    return result


if __name__ == "__main__":
    arguments = sys.argv[1:]
    rates = int(arguments[0]) if arguments else 5000
    for name in arguments[2:] or ["dumpcap", "scapy", "tap"]:
        print(json.dumps(measure(rates, float(arguments[1]) if len(arguments) > 1 else 5.0, name)))
