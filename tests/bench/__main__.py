"""`python -m tests.bench`: the hot paths on a generated capture, as messages a second; beside Scapy on the same file."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.generate import KEY_FILE, generate

PACKETS = 200_000
SCAPY_PACKETS = 5_000


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def command(*arguments: str) -> float:
    """Seconds of a whole `dlmscope` process, its output thrown away."""
    run = [sys.executable, "-m", "analyzer", *arguments]
    return timed(lambda: subprocess.run(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True))


def scapy_rate(path: Path) -> float:
    """Packets a second of Scapy reading and dissecting with our layers."""
    from scapy.utils import rdpcap

    import dissectors.layers  # noqa: F401 - binds the port

    return SCAPY_PACKETS / timed(lambda: rdpcap(str(path), SCAPY_PACKETS))


def main() -> None:
    from analyzer.document import open_document

    with tempfile.TemporaryDirectory() as folder:
        wrapper = generate(Path(folder) / "wrapper.pcap", PACKETS)
        hdlc = generate(Path(folder) / "hdlc.pcap", PACKETS, "hdlc")
        glo = generate(Path(folder) / "glo.pcap", PACKETS, ciphered=True)
        keys = Path(folder) / "bench.toml"
        keys.write_text(KEY_FILE)
        rates = {
            "show as a list": PACKETS / command("show", str(wrapper)),
            "show as JSON with full trees": PACKETS / command("show", str(wrapper), "--format", "json"),
            "index alone": PACKETS / timed(lambda: open_document(str(wrapper)).load()),
            "glo-ciphered, verified, as a list": PACKETS / command("show", str(glo), "-k", str(keys)),
            "HDLC over TCP, index alone": PACKETS / timed(lambda: open_document(str(hdlc)).load()),
        }
        scapy = scapy_rate(wrapper)
        document = open_document(str(wrapper)).load()
        for name, rate in rates.items():
            print(f"{name:<34} {rate:>9,.0f} messages/s   {rate / scapy:6.0f} × Scapy")
        print(f"{'Scapy, rdpcap and our layers':<34} {scapy:>9,.0f} packets/s")
        print(f"{'index':<34} {document.index.bytes_per_row():>9.0f} bytes a message")
        print(f"{'dlmscope --help':<34} {command('--help'):>9.3f} s")


if __name__ == "__main__":
    main()
