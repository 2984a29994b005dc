"""Which ports of a capture speak DLMS/COSEM, told by the bytes of the conversations and not by their numbers."""

from __future__ import annotations

from collections.abc import Iterable

from scapy.layers.inet import TCP, UDP
from scapy.packet import Packet

from dissectors.profiles.recognise import REFUSED, Recogniser
from dissectors.spec.link import REGISTERED_PORT


def ports_seen(packets: Iterable[Packet]) -> set[int]:
    """Ports of the TCP and UDP conversations among ``packets`` that carry HDLC or wrapper, for ``register(*…)``.

    Of a conversation it is the registered port where it has that, else the lower one: clients take high ports. Segments
    are taken in the order of the capture.
    """
    found: set[int] = set()
    asked: dict[frozenset[tuple[str, int]], Recogniser | None] = {}
    for packet in packets:
        segment = packet.getlayer(TCP) or packet.getlayer(UDP)
        if segment is None or not segment.payload:
            continue
        ends = [(_address(segment, side), int(segment.getfieldval(port))) for side, port in _SIDES]
        flow = frozenset(ends)
        hinted = any(port == REGISTERED_PORT for _, port in ends)
        if flow not in asked:
            asked[flow] = Recogniser(datagram=isinstance(segment, UDP), port_hint=hinted)
        recogniser = asked[flow]
        if recogniser is None:
            continue
        profile = recogniser.feed(int(ends[0] > ends[1]), segment.payload.original or bytes(segment.payload))
        if profile is not None:
            asked[flow] = None
            if profile != REFUSED:
                found.add(REGISTERED_PORT if hinted else min(port for _, port in ends))
    return found


_SIDES = (("src", "sport"), ("dst", "dport"))


def _address(segment: Packet, side: str) -> str:
    return str(getattr(segment.underlayer, side, ""))
