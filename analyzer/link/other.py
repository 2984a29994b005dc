"""Link types nobody hurries through: Scapy finds the IP datagram in them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=256)
def _layer(link_type: int) -> Any:
    """Scapy's class for a link type, or None."""
    from scapy.config import conf
    from scapy.layers import all as _layers  # noqa: F401 - fills the table of link types

    return conf.l2types.num2layer.get(link_type)


def ip_offset(link_type: int, data: bytes) -> int | None:
    """Offset of the IP header in a packet of that link type; -1 where it carries none, None for unknown link types."""
    layer = _layer(link_type)
    if layer is None:
        return None
    try:
        packet = layer(data)
    except Exception:  # a dissector of somebody else's on hostile bytes: whatever it raises, there is no IP here
        return -1
    at = 0
    while packet is not None and packet.name != "NoPayload":
        if packet.name in ("IP", "IPv6"):
            original = packet.original
            return at if data[at : at + len(original)] == original else -1  # else unpacked: it stands nowhere as such
        at += len(packet.original) - len(packet.payload.original) if packet.payload else len(packet.original)
        packet = packet.payload
    return -1
