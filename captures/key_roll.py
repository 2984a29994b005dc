"""Conversations in which keys change: transferred under a master key, and agreed on; made with our encoder.

Each is a list of (side, APDU); sides of a second connection are "c2" and "s2". The keys are test keys; those that the
analyzer may know stand in the key files beside the captures.
"""

from __future__ import annotations

from typing import Any

from dissectors.core.reader import decode
from dissectors.core.writer import encode
from dissectors.plain import plain
from dissectors.security.agreement import derive, shared_secret
from dissectors.security.ciphering import seal
from dissectors.security.key_wrap import wrap
from dissectors.security.suites import HEADER_SIZE
from dissectors.spec.common import APDU

Message = tuple[str, bytes]

CLIENT_TITLE, METER_TITLE = bytes.fromhex("4D4D4D0000000001"), bytes.fromhex("4D4D4D0000BC614E")
# encryption, authentication and master keys in the order in which they come into use
ENCRYPTION = [
    bytes.fromhex(key)
    for key in (
        "7B1F0C93E4A65D28B0F7C2196E8D3A54",
        "E5D90A4C71836BF22C5E9740A1D8B36F",
        "38C4FA6517E02B9D84A05F3CD6719EB2",
    )
]
AUTHENTICATION = [bytes.fromhex("C60B7E29D1548FA35E9240BD17F86AC3"), bytes.fromhex("2F96B8D05A13E74CC87D0E615BA294F1")]
MASTER = [bytes.fromhex("91E3570D2CB84AF66D05F2A9837B1CE4"), bytes.fromhex("4A8F26C1D07E593BB21496E5F80D73AC")]
DEDICATED = bytes.fromhex("0DF3A27581BC496EE7165D9AC82F40B3")
CTOS, STOC = bytes.fromhex("A1B2C3D4E5F60718293A4B5C6D7E8F90"), bytes.fromhex("19283746556473829110FFEEDDCCBBAA")
# ephemeral private keys of a key agreement, P-256
CLIENT_EPHEMERAL = bytes.fromhex("5C1D8E3F7A926B04C5E8F1D7039A6B2E4F8C15D37E96A0B2C4D8E1F35A7B9C06")
METER_EPHEMERAL = bytes.fromhex("2E7F4A91C3B805D6E1F27A8B9C04D3E5F6172839AABCCDDEEFF0112233445567")

_GLO = {0xC0: 0xC8, 0xC3: 0xCB, 0xC4: 0xCC, 0xC7: 0xCF, 0x01: 0x21, 0x08: 0x28}
_DED = {0xC0: 0xD0, 0xC4: 0xD4}
_IIP = {"invoke-id": 1, "service-class": "confirmed", "priority": "high"}
_REGISTER = {"class-id": 3, "instance-id": "1-0:1.8.0*255", "attribute-id": 2}
_SECURITY_SETUP, _ASSOCIATION = (64, "0-0:43.0.0*255"), (15, "0-0:40.0.0*255")


class Side:
    """One end: its title, the keys in use, and how far it has counted with each of them."""

    def __init__(self, title: bytes, control: int) -> None:
        self.title = title
        self.control = control
        self.key, self.ak, self.dedicated = ENCRYPTION[0], AUTHENTICATION[0], b""
        self._counters: dict[bytes, int] = {}

    def count(self, key: bytes) -> int:
        self._counters[key] = self._counters.get(key, 0) + 1
        return self._counters[key]

    def glo(self, plain_apdu: bytes, tags: dict[int, int] = _GLO) -> bytes:
        """An APDU under the global key, or under the dedicated one where the tags are those of ded-ciphering."""
        key = self.dedicated if tags is _DED else self.key
        content = seal(key, self.ak, self.title, self.control, self.count(key), plain_apdu)
        length = bytes((len(content),)) if len(content) < 128 else bytes((0x81, len(content)))
        return bytes((tags[plain_apdu[0]],)) + length + content

    def proof(self, challenge: bytes) -> bytes:
        """The answer to a challenge: security control, counter, and the tag over control, authentication key, challenge."""
        control = 0x10 | self.control & 0x0F
        sealed = seal(self.key, self.ak, self.title, control, self.count(self.key), challenge)
        return sealed[:HEADER_SIZE] + sealed[HEADER_SIZE + len(challenge) :]


def _get() -> bytes:
    return encode(APDU, {"get-request": {"get-request-normal": {
        "invoke-id-and-priority": _IIP, "cosem-attribute-descriptor": _REGISTER, "access-selection": None}}})  # fmt: skip


def _value(number: int) -> bytes:
    return encode(APDU, {"get-response": {"get-response-normal": {
        "invoke-id-and-priority": _IIP, "result": {"data": {"double-long-unsigned": number}}}}})  # fmt: skip


def _action(target: tuple[int, str], method: int, parameters: dict[str, Any]) -> bytes:
    descriptor = {"class-id": target[0], "instance-id": target[1], "method-id": method}
    return encode(APDU, {"action-request": {"action-request-normal": {
        "invoke-id-and-priority": _IIP, "cosem-method-descriptor": descriptor,
        "method-invocation-parameters": parameters}}})  # fmt: skip


def _done(returned: dict[str, Any] | None = None) -> bytes:
    return encode(APDU, {"action-response": {"action-response-normal": {
        "invoke-id-and-priority": _IIP, "result": "success",
        "return-parameters": {"data": returned} if returned is not None else None}}})  # fmt: skip


def _keys(*pairs: tuple[int, bytes]) -> dict[str, Any]:
    """What a security setup takes and gives: key ids, each with its octets."""
    return {"array": [{"structure": [{"enum": key_id}, {"octet-string": octets.hex()}]} for key_id, octets in pairs]}


def _initiate(side: Side, initiate: dict[str, Any]) -> Any:
    return plain(decode(APDU, side.glo(encode(APDU, initiate))))


def _associate(client: Side, meter: Side, dedicated: bytes = b"") -> list[bytes]:
    """AARQ and AARE with ciphered Initiates, and both proofs of HLS-GMAC."""
    services = ["general-protection", "multiple-references", "get", "set", "action"]
    request = {"initiate-request": {
        "dedicated-key": dedicated.hex() or None, "response-allowed": True, "proposed-quality-of-service": None,
        "proposed-dlms-version-number": 6, "proposed-conformance": services, "client-max-receive-pdu-size": 1024}}  # fmt: skip
    response = {"initiate-response": {
        "negotiated-quality-of-service": None, "negotiated-dlms-version-number": 6, "negotiated-conformance": services,
        "server-max-receive-pdu-size": 1024, "vaa-name": "logical-name"}}  # fmt: skip
    named = {"application-context-name": "2.16.756.5.8.1.3", "mechanism-name": "2.16.756.5.8.2.5"}
    aarq = {"aarq": {**named, "calling-AP-title": CLIENT_TITLE.hex(), "sender-acse-requirements": ["authentication"],
                     "calling-authentication-value": {"charstring": CTOS.hex()},
                     "user-information": _initiate(client, request)}}  # fmt: skip
    aare = {"aare": {**named, "result": "accepted",
                     "result-source-diagnostic": {"acse-service-user": "authentication-required"},
                     "responding-AP-title": METER_TITLE.hex(), "responder-acse-requirements": ["authentication"],
                     "responding-authentication-value": {"charstring": STOC.hex()},
                     "user-information": _initiate(meter, response)}}  # fmt: skip
    client.dedicated = meter.dedicated = dedicated
    passes = (
        client.glo(_action(_ASSOCIATION, 1, {"octet-string": client.proof(STOC).hex()})),
        meter.glo(_done({"octet-string": meter.proof(CTOS).hex()})),
    )
    return [encode(APDU, aarq), encode(APDU, aare), *passes]


def _release() -> list[bytes]:
    return [encode(APDU, {"rlrq": {"reason": "normal"}}), encode(APDU, {"rlre": {"reason": "normal"}})]


def _sides(control: int) -> tuple[Side, Side]:
    return Side(CLIENT_TITLE, control), Side(METER_TITLE, control)


def key_transfer() -> list[Message]:
    """Every global key and the master key itself are replaced, over two connections; a dedicated key in the second."""
    client, meter = _sides(0x30)

    def ask(value: int) -> list[bytes]:
        return [client.glo(_get()), meter.glo(_value(value))]

    def transfer(*pairs: tuple[int, bytes]) -> list[bytes]:
        return [client.glo(_action(_SECURITY_SETUP, 2, _keys(*pairs))), meter.glo(_done())]

    first = [*_associate(client, meter), *ask(1000), *transfer((0, wrap(MASTER[0], ENCRYPTION[1])))]
    client.key = meter.key = ENCRYPTION[1]
    first += [*ask(1001), *transfer((2, wrap(MASTER[0], AUTHENTICATION[1])), (3, wrap(MASTER[0], MASTER[1])))]
    client.ak = meter.ak = AUTHENTICATION[1]
    first += [*ask(1002), *_release()]

    second = _associate(client, meter, DEDICATED)
    second += [client.glo(_get(), _DED), meter.glo(_value(1003), _DED)]
    second += transfer((0, wrap(MASTER[1], ENCRYPTION[2])))
    client.key = meter.key = ENCRYPTION[2]
    second += [*ask(1004), *_release()]
    return _spoken("", first) + _spoken("2", second)


def key_agreement() -> list[Message]:
    """The global unicast key is agreed on with ephemeral keys on both sides (suite 1); what follows is under it."""
    client, meter = _sides(0x31)
    publics = [public(private) for private in (CLIENT_EPHEMERAL, METER_EPHEMERAL)]
    secret = shared_secret(CLIENT_EPHEMERAL, publics[1])
    assert secret is not None
    unsigned = bytes(64)  # the signature's place: nobody needs it to follow the traffic
    said = _associate(client, meter)
    said += [client.glo(_get()), meter.glo(_value(2000))]
    said += [
        client.glo(_action(_SECURITY_SETUP, 3, _keys((0, publics[0] + unsigned)))),
        meter.glo(_done(_keys((0, publics[1] + unsigned)))),
    ]
    client.key = meter.key = derive(1, secret, bytes.fromhex("60857405080300") + CLIENT_TITLE + METER_TITLE)
    said += [client.glo(_get()), meter.glo(_value(2001)), *_release()]
    return _spoken("", said)


def public(private: bytes) -> bytes:
    """x and y of the P-256 key that belongs to a scalar."""
    from cryptography.hazmat.primitives.asymmetric import ec

    numbers = ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1()).public_key().public_numbers()
    return numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")


def _spoken(connection: str, apdus: list[bytes]) -> list[Message]:
    """Client and meter speak in turn."""
    return [("cs"[number % 2] + connection, apdu) for number, apdu in enumerate(apdus)]


def key_file(ephemeral: bool = False) -> str:
    """The key file that opens a capture from end to end: the keys that were in use when it began."""
    meter = f'name = "made meter"\nsystem_title = "{METER_TITLE.hex()}"\nguek = "{ENCRYPTION[0].hex()}"\n'
    meter += f'gak = "{AUTHENTICATION[0].hex()}"\n'
    meter += f'ephemeral_private_keys = ["{METER_EPHEMERAL.hex()}"]\n' if ephemeral else f'kek = "{MASTER[0].hex()}"\n'
    return f'# Test keys.\n[[meter]]\n{meter}\n[[meter.client]]\nsap = 16\nsystem_title = "{CLIENT_TITLE.hex()}"\n'
