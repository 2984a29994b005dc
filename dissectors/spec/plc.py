"""Power line carriers under the APDU: S-FSK (IEC 61334-5-1) with its system management, and PRIME (ITU-T G.9904)."""

from __future__ import annotations

from dissectors.core.ops import Member
from dissectors.spec.model import bits, boolean, rest, sequence, unsigned

# --- S-FSK MAC ------------------------------------------------------------------------------------

# Number of subframes as it is sent -> the number; each has 36 bytes, the number and the check sequence included
SUBFRAMES = {0x6C6C: 1, 0x3A3A: 2, 0x5656: 3, 0x7171: 4, 0x1D1D: 5, 0x4B4B: 6, 0x2727: 7}
SUBFRAME_SIZE = 36
SFSK_HEADER, SFSK_FCS = 7, 3
SFSK_INITIATORS = range(0xC00, 0xC02)
SFSK_PHYSICAL = bytes.fromhex("AAAA54C7")  # preamble and start delimiter, where the receiver left them
_CREDITS = bits(
    "credits",
    1,
    Member("initial-credit", 5, 3, abbrev="sfsk.initial_credit"),
    Member("current-credit", 2, 3, abbrev="sfsk.current_credit"),
    Member("delta-credit", 0, 2, abbrev="sfsk.delta_credit"),
    abbrev="sfsk.credits",
)
_ADDRESSES = bits(
    "mac-addresses",
    3,
    Member("source-address", 12, 12, abbrev="sfsk.source"),
    Member("destination-address", 0, 12, abbrev="sfsk.destination"),
    abbrev="sfsk.addresses",
)
SFSK_MAC = sequence(
    "sfsk-mac-frame",
    unsigned("subframes", 2, abbrev="sfsk.subframes"),
    _CREDITS,
    _ADDRESSES,
    unsigned("pad-length", 1, abbrev="sfsk.pad_length"),
    rest("payload", abbrev="sfsk.payload"),
)
# What modems say to a host: start, length, command, credits, addresses, pad length, payload, pad, FCS-16 over all before
SFSK_HOST_START, SFSK_HOST_DATA, SFSK_HOST_HEADER, SFSK_HOST_FCS = 0x02, 0x50, 8, 2

# System management PDUs (CIASE) stand in place of an APDU
_TITLE = rest("system-title", abbrev="ciase.system_title")
CIASE = {
    0x19: sequence("ping-request", unsigned("tag", 1, abbrev="ciase.tag"), _TITLE),
    0x1A: sequence("ping-response", unsigned("tag", 1, abbrev="ciase.tag"), _TITLE),
    0x1B: sequence("clear-alarm", unsigned("tag", 1, abbrev="ciase.tag"), rest("choice", abbrev="ciase.choice")),
    0x1C: sequence("register-request", unsigned("tag", 1, abbrev="ciase.tag"), rest("list", abbrev="ciase.register")),
    0x1D: sequence(
        "discover-request",
        unsigned("tag", 1, abbrev="ciase.tag"),
        unsigned("response-probability", 1, abbrev="ciase.response_probability"),
        unsigned("allowed-time-slots", 2, abbrev="ciase.allowed_time_slots"),
        unsigned("discover-report-initial-credit", 1, abbrev="ciase.initial_credit"),
        boolean("ic-equal-credit", abbrev="ciase.ic_equal_credit"),
    ),
    0x1E: sequence(
        "discover-report",
        unsigned("tag", 1, abbrev="ciase.tag"),
        unsigned("count", 1, abbrev="ciase.count"),
        rest("reports", abbrev="ciase.reports"),
    ),
    0x1F: sequence(
        "repeater-call",
        unsigned("tag", 1, abbrev="ciase.tag"),
        unsigned("max-adr-mac", 2, abbrev="ciase.max_adr_mac"),
        unsigned("nb-tslot-for-new", 1, abbrev="ciase.nb_tslot_for_new"),
        unsigned("reception-threshold", 1, abbrev="ciase.reception_threshold"),
    ),
}

# --- PRIME ----------------------------------------------------------------------------------------

PRIME_GENERIC, PRIME_HEADER_TYPE_SHIFT, PRIME_HEADER_TYPE = 0, 4, 3
PRIME_DOWNLINK = 0x40  # of the second byte
PRIME_MAC_HEADER, PRIME_PACKET_HEADER, PRIME_CRC = 3, 6, 4
PRIME_MAC = sequence(
    "prime-mac-pdu",
    bits("header-type", 1, Member("ht", 4, 2, {0: "generic", 1: "promotion-needed", 2: "beacon"}, "prime.ht"),
         abbrev="prime.first"),
    bits("level", 1, Member("downlink", 6, 1, abbrev="prime.downlink"), Member("level", 0, 6, abbrev="prime.level"),
         abbrev="prime.second"),
    unsigned("hcs", 1, abbrev="prime.hcs"),
    rest("packets", abbrev="prime.packets"),
)  # fmt: skip
PRIME_PACKET = sequence(
    "prime-packet",
    bits(
        "packet-header",
        2,
        Member("nad", 12, 1, abbrev="prime.nad"),
        Member("priority", 10, 2, abbrev="prime.priority"),
        Member("control", 9, 1, abbrev="prime.control"),
        Member("lcid", 0, 9, abbrev="prime.lcid"),
        abbrev="prime.packet_header",
    ),
    bits(
        "node",
        4,
        Member("sid", 24, 8, abbrev="prime.sid"),
        Member("lnid", 10, 14, abbrev="prime.lnid"),
        Member("spad", 9, 1, abbrev="prime.spad"),
        Member("length", 0, 9, abbrev="prime.length"),
        abbrev="prime.node",
    ),
)
PRIME_CONTROL, PRIME_LCID, PRIME_LENGTH = 0x0200, 0x01FF, 0x01FF
PRIME_NODE_SHIFT, PRIME_NODE = 10, 0x3FFFFF  # SID and LNID together
SAR_SHIFT, SAR_NUMBER = 6, 0x3F
SAR_FIRST, SAR_INTERMEDIATE, SAR_LAST = range(3)
ARQ_MORE = 0x80  # another byte of the ARQ subheader follows

PLC = (SFSK_MAC, *CIASE.values(), PRIME_MAC, PRIME_PACKET)
