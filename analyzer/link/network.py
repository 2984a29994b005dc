"""From a captured packet to its IP datagram: the link headers, by link type.

Each function takes the packet and returns the offset of the IP header, or -1 where none is carried. Every other link
type is left to Scapy (:mod:`analyzer.link.other`).
"""

from __future__ import annotations

from collections.abc import Callable

IPV4, IPV6 = 0x0800, 0x86DD
_VLAN = (0x8100, 0x88A8, 0x9100)
_PPPOE_SESSION = 0x8864
_LENGTHS_BELOW = 0x0600  # IEEE 802.3: smaller numbers are lengths, and an LLC header follows
_SNAP = b"\xaa\xaa\x03\0\0\0"
_PPP_IPV4, _PPP_IPV6 = 0x0021, 0x0057
_LOOPBACK_FAMILIES = {2, 10, 24, 28, 30}


def _from_ethertype(data: bytes, ethertype: int, at: int) -> int:
    for _ in range(4):
        if ethertype in (IPV4, IPV6):
            return at
        if ethertype in _VLAN:
            ethertype = int.from_bytes(data[at + 2 : at + 4], "big")
            at += 4
        elif ethertype == _PPPOE_SESSION:
            return _from_ppp_protocol(data, at + 6)
        elif ethertype < _LENGTHS_BELOW and data[at : at + 6] == _SNAP:
            ethertype = int.from_bytes(data[at + 6 : at + 8], "big")
            at += 8
        else:
            return -1
    return -1


def _from_ppp_protocol(data: bytes, at: int) -> int:
    protocol = int.from_bytes(data[at : at + 2], "big")
    if protocol in (_PPP_IPV4, _PPP_IPV6):
        return at + 2
    return at + 1 if data[at : at + 1] in (b"\x21", b"\x57") else -1  # compressed protocol field


def ethernet(data: bytes) -> int:
    return _from_ethertype(data, int.from_bytes(data[12:14], "big"), 14)


def sll(data: bytes) -> int:
    return _from_ethertype(data, int.from_bytes(data[14:16], "big"), 16)


def sll2(data: bytes) -> int:
    return _from_ethertype(data, int.from_bytes(data[:2], "big"), 20)


def raw(data: bytes) -> int:
    del data
    return 0


def loopback(data: bytes) -> int:
    family = data[:4]
    if int.from_bytes(family, "little") in _LOOPBACK_FAMILIES or int.from_bytes(family, "big") in _LOOPBACK_FAMILIES:
        return 4
    return -1


def ppp(data: bytes) -> int:
    return _from_ppp_protocol(data, 2 if data[:2] == b"\xff\x03" else 0)


def pppoe(data: bytes) -> int:
    return _from_ppp_protocol(data, 6)


def ppp_with_direction(data: bytes) -> int:
    return _from_ppp_protocol(data, 1 + (2 if data[1:3] == b"\xff\x03" else 0))


BY_LINK_TYPE: dict[int, Callable[[bytes], int]] = {
    0: loopback,
    1: ethernet,
    9: ppp,
    12: raw,
    14: raw,
    50: ppp,
    51: pppoe,
    101: raw,
    108: loopback,
    113: sll,
    204: ppp_with_direction,
    228: raw,
    229: raw,
    276: sll2,
}
