"""`python -m tests.bench.tshark`: packets a second of tshark with the exported dissector, plain and decrypting, and start-up.

CPU time is told, the least of several runs: it is what a busy machine changes least.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analyzer.export.lua import generate as export
from tests.bench.generate import KEY_FILE, generate

PACKETS = 200_000
RUNS = 3
STARTS = 10


def cpu(*arguments: str) -> float:
    """CPU seconds of one tshark, its output thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["tshark", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wall(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run(["tshark", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def least(runs: int, measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(runs))


def main() -> None:
    if shutil.which("tshark") is None:
        raise SystemExit("tshark is not installed")
    with tempfile.TemporaryDirectory() as folder:
        script, keys = Path(folder) / "dlmscope.lua", Path(folder) / "keys.toml"
        script.write_text(export("bench"))
        keys.write_text(KEY_FILE)
        plain = str(generate(Path(folder) / "plain.pcap", PACKETS))
        glo = str(generate(Path(folder) / "glo.pcap", PACKETS, ciphered=True))
        one = str(generate(Path(folder) / "one.pcap", 1))
        ours = ("-X", f"lua_script:{script}")
        decrypting = (*ours, "-X", f"lua_script1:keyfile={keys}")
        rates = {
            "tshark without a DLMS dissector": PACKETS / least(RUNS, lambda: cpu("-r", plain)),
            "plain GETs, list": PACKETS / least(RUNS, lambda: cpu(*ours, "-r", plain)),
            "plain GETs, filter": PACKETS / least(1, lambda: cpu(*ours, "-r", plain, "-Y", "dlmscope.class_id == 3")),
            "glo, no key, list": PACKETS / least(RUNS, lambda: cpu(*ours, "-r", glo)),
            "glo, decrypted and verified, list": PACKETS / least(RUNS, lambda: cpu(*decrypting, "-r", glo)),
        }
        for name, rate in rates.items():
            print(f"{name:<36} {rate:>9,.0f} packets/s")
        started = least(STARTS, lambda: wall("-r", one)), least(STARTS, lambda: wall(*ours, "-r", one))
        print(f"{'start-up of the dissector':<36} {(started[1] - started[0]) * 1000:>9,.0f} ms")


if __name__ == "__main__":
    main()
