"""A capture for the benchmarks: GET requests and responses over wrapper or HDLC, TCP, IPv4 and Ethernet."""

from __future__ import annotations

import struct
from pathlib import Path

from dissectors.core.fcs import fcs16
from dissectors.security.ciphering import seal

FLOWS = 8
KEY, AUTHENTICATION_KEY = bytes(range(16)), bytes(range(0xD0, 0xE0))
CLIENT_TITLE, METER_TITLE = bytes.fromhex("4D4D4D0000000001"), bytes.fromhex("4D4D4D0000BC614E")
KEY_FILE = f"""[[meter]]
name = "bench"
system_title = "{METER_TITLE.hex()}"
guek = "{KEY.hex()}"
gak = "{AUTHENTICATION_KEY.hex()}"
[[meter.client]]
sap = 16
system_title = "{CLIENT_TITLE.hex()}"
"""
_GLO = {0xC0: 0xC8, 0xC4: 0xCC}
_CLIENT, _METER = b"\x0a\x00\x00\x01", b"\x0a\x00\x00\x05"


def _hdlc(destination: int, source: int, control: int, information: bytes) -> bytes:
    head = struct.pack(">H", 0xA000 | (len(information) + 9)) + bytes((destination, source, control))
    body = head + struct.pack("<H", fcs16(head)) + information
    return b"\x7e" + body + struct.pack("<H", fcs16(body)) + b"\x7e"


def _glo(apdu: bytes, counter: int, title: bytes) -> bytes:
    content = seal(KEY, AUTHENTICATION_KEY, title, 0x30, counter, apdu)
    return bytes((_GLO[apdu[0]], len(content))) + content


def generate(path: Path, packets: int = 200_000, profile: str = "wrapper", ciphered: bool = False) -> Path:
    """Write the capture: request and response in turn on eight connections, registers with growing values."""
    sequence = [[1, 1] for _ in range(FLOWS)]
    with path.open("wb") as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1))
        for number in range(packets):
            flow = number // 2 % FLOWS
            answer = number % 2
            invoke = 0xC0 | number // 2 % 15 + 1
            if answer:
                apdu = bytes((0xC4, 1, invoke, 0, 6)) + struct.pack(">I", number)
            else:
                apdu = bytes((0xC0, 1, invoke, 0, 3, 1, 0, 1 + number % 7, 8, 0, 255, 2, 0))
            if ciphered:
                apdu = _glo(apdu, number, METER_TITLE if answer else CLIENT_TITLE)
            if profile == "wrapper":
                ports = (1, 16) if answer else (16, 1)
                payload = struct.pack(">HHHH", 1, *ports, len(apdu)) + apdu
            else:
                turn = number // 2 // FLOWS % 8
                if answer:
                    payload = _hdlc(0x21, 0x03, (turn + 1) % 8 << 5 | 0x10 | turn << 1, b"\xe6\xe7\x00" + apdu)
                else:
                    payload = _hdlc(0x03, 0x21, turn << 5 | 0x10 | turn << 1, b"\xe6\xe6\x00" + apdu)
            ends = (_METER, _CLIENT) if answer else (_CLIENT, _METER)
            tcp_ports = (4059, 40000 + flow) if answer else (40000 + flow, 4059)
            numbers = sequence[flow]
            tcp = struct.pack(">HHIIBBHHH", *tcp_ports, numbers[answer], numbers[1 - answer], 0x50, 0x18, 8192, 0, 0)
            numbers[answer] = numbers[answer] + len(payload) & 0xFFFFFFFF
            total = 20 + len(tcp) + len(payload)
            ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, total, number & 0xFFFF, 0, 64, 6, 0, *ends)
            packet = b"\x02" * 6 + b"\x04" * 6 + b"\x08\x00" + ip + tcp + payload
            out.write(
                struct.pack("<IIII", 1_700_000_000 + number // 1000, number % 1000 * 1000, len(packet), len(packet))
            )
            out.write(packet)
    return path
