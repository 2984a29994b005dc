"""What carries the wrapper or an APDU besides TCP and UDP on a wire: IEEE 802.15.4 and 6LoWPAN under G3-PLC, and CoAP.

IEEE 802.15.4, ITU-T G.9903 (G3-PLC), RFC 4944 and RFC 6282 (6LoWPAN), RFC 7252 and RFC 7959 (CoAP).
"""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Member
from dissectors.spec.model import bits, rest, sequence, unsigned

# --- IEEE 802.15.4 MAC, as G3-PLC has it ----------------------------------------------------------

SEGMENT_CONTROL = 3  # bytes that G3-PLC puts in front of the MAC header; sniffers may leave them out
FRAME_DATA, FRAME_TYPE = 1, 0x0007  # bits of the frame control field
FRAME_SECURITY, FRAME_PAN_COMPRESSION = 0x0008, 0x0040
FRAME_DESTINATION_SHIFT, FRAME_SOURCE_SHIFT, FRAME_ADDRESS = 10, 14, 3
ADDRESS_SIZE = {0: 0, 2: 2, 3: 8}  # addressing mode -> bytes
MAC_FCS = 2
MAC_154 = sequence(
    "ieee-802-15-4",
    unsigned("frame-control", 2, abbrev="wpan.frame_control", flags=ops.LITTLE_ENDIAN),
    unsigned("sequence-number", 1, abbrev="wpan.sequence_number"),
    rest("addresses-and-payload", abbrev="wpan.rest"),
)

# --- 6LoWPAN and the G3 adaptation layer ----------------------------------------------------------

LOWPAN_IPV6, LOWPAN_BROADCAST, ADAPTATION_COMMAND = 0x41, 0x50, 0x40
# (mask, bits) of a dispatch byte
LOWPAN_MESH, LOWPAN_IPHC = (0xC0, 0x80), (0xE0, 0x60)
LOWPAN_FIRST, LOWPAN_NEXT = (0xF8, 0xC0), (0xF8, 0xE0)
LOWPAN_FIRST_SIZE, LOWPAN_NEXT_SIZE = 4, 5
LOWPAN_SIZE = 0x07FF  # bits of a fragment's first two bytes: size of the whole datagram
NHC_UDP, NHC_EXTENSION = (0xF8, 0xF0), (0xF0, 0xE0)
UDP = 17
# Bytes of ports under each value of the port bits of UDP's compressed header
NHC_PORTS = {0: 4, 1: 3, 2: 3, 3: 1}
# Bytes inline: traffic class and flow label by TF; source address by (stateful, mode); destination by (multicast, ..)
IPHC_TRAFFIC = {0: 4, 1: 3, 2: 1, 3: 0}
IPHC_SOURCE = {(0, 0): 16, (0, 1): 8, (0, 2): 2, (0, 3): 0, (1, 0): 0, (1, 1): 8, (1, 2): 2, (1, 3): 0}
IPHC_DESTINATION = {**{(0, *key): size for key, size in IPHC_SOURCE.items() if key != (1, 0)},
                    (1, 0, 0): 16, (1, 0, 1): 6, (1, 0, 2): 4, (1, 0, 3): 1, (1, 1, 0): 6}  # fmt: skip

# --- CoAP -----------------------------------------------------------------------------------------

COAP = sequence(
    "coap",
    bits(
        "first",
        1,
        Member("version", 6, 2, abbrev="coap.version"),
        Member("type", 4, 2, {0: "confirmable", 1: "non-confirmable", 2: "acknowledgement", 3: "reset"}, "coap.type"),
        Member("token-length", 0, 4, abbrev="coap.token_length"),
        abbrev="coap.first",
    ),
    bits(
        "code",
        1,
        Member("code-class", 5, 3, abbrev="coap.code.class"),
        Member("code-detail", 0, 5, abbrev="coap.code.detail"),
        abbrev="coap.code",
    ),
    unsigned("message-id", 2, abbrev="coap.message_id"),
    rest("token-options-payload", abbrev="coap.rest"),
)
COAP_VERSION, COAP_HEADER, COAP_MARKER = 1, 4, 0xFF
COAP_LONGEST_TOKEN = 8
COAP_BLOCK1, COAP_BLOCK2, COAP_URI_PATH = 27, 23, 11
COAP_BLOCK_MORE, COAP_BLOCK_SHIFT = 0x08, 4
COAP_EXTENDED = {13: (1, 13), 14: (2, 269)}  # nibble of an option -> (bytes that follow, what is added)
COAP_PORTS = (5683,)

CARRIERS = (MAC_154, COAP)
