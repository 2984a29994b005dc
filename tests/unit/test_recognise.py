"""HDLC and wrapper are recognised by their bytes; what is something else is never claimed."""

from __future__ import annotations

import pytest

from dissectors.profiles.recognise import REFUSED, Recogniser

SNRM = bytes.fromhex("7EA0070321930F017E")
GET = bytes.fromhex("000100100001000DC001C100030100010800FF0200")
ANSWER = bytes.fromhex("0001000100100009C401C1000600BC614E")

FOREIGN = {
    "STUN": "000100002112A442" + "B7E7A701BC34D686FA87DFAE",
    "STUN, classic": "00010008" + "00" * 16 + "0003000400000000",
    "Modbus/TCP": "000100000006 0103 0000 000A".replace(" ", ""),
    "Modbus/TCP answer": "000100000017 0103 14 0000 0001 0002 0003 0004 0005 0006 0007 0008 0009".replace(" ", ""),
    "C12.22": "601DA20B06096086480186FC2F811C01A60602040B000001A803020101BE04280281 00".replace(" ", ""),
    "IEC 104": "680407000000" + "680E0000000064010600010000000014",
    "DNS": "000101000001000000000000076578616D706C6503636F6D0000010001",
    "TLS": "16030100C8010000C40303" + "AB" * 100,
    "HTTP": b"GET / HTTP/1.1\r\nHost: meter\r\n\r\n".hex(),
    "MQTT": "101000044D5154540402003C0004746573740000",
    "zeros": "00" * 64,
    "counting": bytes(range(256)).hex(),
}


@pytest.mark.parametrize("datagram", [False, True])
@pytest.mark.parametrize("hint", [False, True])
@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_traffic_is_never_claimed(name: str, hint: bool, datagram: bool) -> None:
    recogniser = Recogniser(datagram=datagram, port_hint=hint)
    data = bytes.fromhex(FOREIGN[name])
    for _ in range(400):
        for direction in (0, 1):
            verdict = recogniser.feed(direction, data)
            assert verdict in (None, REFUSED)
    assert recogniser.feed(0, data) == REFUSED
    assert recogniser.last_resort() is None


@pytest.mark.parametrize(
    ("feeds", "hint", "verdict"),
    [
        ([(0, SNRM)], False, "hdlc"),
        ([(0, b"noise" + SNRM)], False, "hdlc"),
        ([(0, SNRM[:5]), (0, SNRM[5:])], False, "hdlc"),
        ([(0, GET)], True, "wrapper"),
        ([(0, GET)], False, None),
        ([(0, GET), (1, ANSWER)], False, "wrapper"),
        ([(0, GET + GET)], False, "wrapper"),
        ([(0, GET[7:] + GET + GET)], False, "wrapper"),  # begins mid-stream
        ([(0, GET[:10]), (0, GET[10:]), (1, ANSWER)], False, "wrapper"),
    ],
)
def test_recognised(feeds: list[tuple[int, bytes]], hint: bool, verdict: str | None) -> None:
    recogniser = Recogniser(port_hint=hint)
    found = None
    for direction, data in feeds:
        found = recogniser.feed(direction, data)
    assert found == verdict
