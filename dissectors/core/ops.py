"""The closed set of element kinds, and ``Op``: one protocol element as data.

``dissectors.spec`` declares the protocol with these; the reader, the writer, the Scapy layers and the Lua runtime
interpret them. A kind says how bytes are laid out, never what they mean; ``form`` names the text a value is shown as.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dissectors.core.node import Node
    from dissectors.core.reader import Reader

KINDS = (
    # A-XDR and fixed-size elements (IEC 61334-6)
    "unsigned",  # `size` bytes, big-endian
    "integer",  # two's complement
    "boolean",  # one byte, zero is false
    "enumerated",  # one byte, `names` open
    "float",  # IEEE 754, 4 or 8 bytes
    "bits",  # `size` bytes of named bit `members`
    "octets",  # `size` bytes as they are
    "octet-string",  # length, bytes
    "bit-string",  # length in bits, bytes
    "null",  # nothing
    "rest",  # all bytes up to the end of what encloses it, less the last `size`
    "sequence",  # `children` in order
    "choice",  # tag byte, then the alternative of `table`
    "sequence-of",  # count, then that many `child`
    "optional",  # 00, or 01 and `child`
    "default",  # 00 for `default`, or 01 and `child`
    "timestamp",  # OCTET STRING of a date-time, with the tolerated forms of the field
    "container",  # length, then `child` filling it
    "ciphered",  # security control, invocation counter, text, and a tag where the control says so
    "type-description",  # of a compact array
    "compact-array",  # type description, length, values without tags
    # BER (ACSE); `tags` are the headers around the content
    "ber-octets",
    "ber-integer",
    "ber-bits",
    "ber-members",  # constructed: members by tag, any order
    "ber-choice",  # one of several tagged contents
    "ber-content",  # content octets that hold another element
    # framing
    "address",  # HDLC address: 7 bits a byte, low bit ends it
    "pattern",  # one byte whose bits tell which `patterns` row it is
    "check",  # check sequence over what precedes it
    "hdlc-frame",
)
(
    UNSIGNED,
    INTEGER,
    BOOLEAN,
    ENUMERATED,
    FLOAT,
    BITS,
    OCTETS,
    OCTET_STRING,
    BIT_STRING,
    NULL,
    REST,
    SEQUENCE,
    CHOICE,
    SEQUENCE_OF,
    OPTIONAL,
    DEFAULT,
    TIMESTAMP,
    CONTAINER,
    CIPHERED,
    TYPE_DESCRIPTION,
    COMPACT_ARRAY,
    BER_OCTETS,
    BER_INTEGER,
    BER_BITS,
    BER_MEMBERS,
    BER_CHOICE,
    BER_CONTENT,
    ADDRESS,
    PATTERN,
    CHECK,
    HDLC_FRAME,
) = range(len(KINDS))

# Flags of an element; each widens or narrows one kind.
LITTLE_ENDIAN = 1  # check, unsigned
OPTIONAL_TIME = 2  # timestamp: OPTIONAL in the ASN.1, so `01` stands before the length
LENGTH_OF_REST = 4  # unsigned: the number of bytes that follow in this sequence
SIGNED_CONTENT = 8  # ber-integer: two's complement
ANCHOR = 16  # check sequences of this sequence cover the bytes from here

Names = dict[int, str]


class Member:
    """Some bits of a ``bits`` element: ``width`` bits from ``shift`` (bit 0 lowest); ``names`` where it is a code."""

    __slots__ = ("abbrev", "name", "names", "shift", "width")

    def __init__(self, name: str, shift: int, width: int, names: Names | None = None, abbrev: str = "") -> None:
        self.name = name
        self.shift = shift
        self.width = width
        self.names = names
        self.abbrev = abbrev or name.replace("-", "_")

    def of(self, value: int) -> int:
        """This member's number within the whole element's ``value``."""
        return (value >> self.shift) & ((1 << self.width) - 1)


class Op:
    """One element: a ``kind`` and what that kind needs. Unused slots are empty.

    ``abbrev`` is its name in filters and Lua (without prefix). ``sender`` ("client", "server") says who sends an APDU;
    ``joined`` is, on the payload of a block, the element that the joined payload decodes as.
    """

    __slots__ = (
        "abbrev",
        "child",
        "children",
        "default",
        "flags",
        "form",
        "joined",
        "kind",
        "members",
        "name",
        "names",
        "patterns",
        "sender",
        "size",
        "table",
        "tag_of",
        "tags",
    )

    def __init__(self, kind: int, name: str, abbrev: str = "") -> None:
        self.kind = kind
        self.name = name
        self.abbrev = abbrev or name.replace("-", "_")
        self.size = 0
        self.flags = 0
        self.form = ""
        self.child: Op | None = None
        self.children: tuple[Op, ...] = ()
        self.table: dict[int, Op] = {}
        self.tag_of: dict[str, int] = {}
        self.names: Names | None = None
        self.members: tuple[Member, ...] = ()
        self.patterns: tuple[tuple[int, int, str, tuple[Member, ...]], ...] = ()
        self.tags: bytes = b""
        self.default: Any = None
        self.sender = ""
        self.joined: Op | None = None

    def named(self, name: str, abbrev: str = "") -> Op:
        """The same element under another name: tables are shared, so recursion works before they are filled."""
        copy = Op(self.kind, name, abbrev)
        copy.size, copy.flags, copy.form, copy.default = self.size, self.flags, self.form, self.default
        copy.child, copy.children, copy.table, copy.tag_of = self.child, self.children, self.table, self.tag_of
        copy.names, copy.members, copy.patterns, copy.tags = self.names, self.members, self.patterns, self.tags
        copy.sender, copy.joined = self.sender, self.joined
        return copy

    def __repr__(self) -> str:
        return f"<Op {KINDS[self.kind]} {self.name}>"


ReadFunction = Callable[["Op", "Reader", int, int], "Node"]
WriteFunction = Callable[["Op", Any, bytearray], None]

# Filled by reader.py and writer.py from the tables of axdr.py, ber.py, compact.py and framing.py; indexed by kind.
READ: list[ReadFunction] = []
WRITE: list[WriteFunction] = []
