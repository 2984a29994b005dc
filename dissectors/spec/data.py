"""The Data CHOICE: every type a COSEM attribute, method parameter or push can carry (Blue Book 4.1.5)."""

from __future__ import annotations

from dissectors.core import ops
from dissectors.core.ops import Op
from dissectors.spec.model import (
    alternatives,
    bit_string,
    boolean,
    choice,
    enumerated,
    floating,
    integer,
    null,
    octet_string,
    octets,
    sequence_of,
    unsigned,
)

DATA = choice("data", abbrev="data")

_TYPE_DESCRIPTION = Op(ops.TYPE_DESCRIPTION, "type-description")
_TYPE_DESCRIPTION.child = DATA
_COMPACT_ARRAY = Op(ops.COMPACT_ARRAY, "compact-array")
_COMPACT_ARRAY.children = (_TYPE_DESCRIPTION,)

TYPES: dict[int, Op] = {
    0: null("null-data"),
    1: sequence_of("array", DATA),
    2: sequence_of("structure", DATA),
    3: boolean("boolean"),
    4: bit_string("bit-string"),
    5: integer("double-long", 4),
    6: unsigned("double-long-unsigned", 4),
    9: octet_string("octet-string"),
    10: octet_string("visible-string", form="text"),
    12: octet_string("utf8-string", form="text"),
    13: unsigned("bcd", 1),
    15: integer("integer", 1),
    16: integer("long", 2),
    17: unsigned("unsigned", 1),
    18: unsigned("long-unsigned", 2),
    19: _COMPACT_ARRAY,
    20: integer("long64", 8),
    21: unsigned("long64-unsigned", 8),
    22: enumerated("enum"),
    23: floating("float32", 4),
    24: floating("float64", 8),
    25: octets("date-time", 12, form="date-time"),
    26: octets("date", 5, form="date"),
    27: octets("time", 4, form="time"),
    28: integer("delta-integer", 1),
    29: integer("delta-long", 2),
    30: integer("delta-double-long", 4),
    31: unsigned("delta-unsigned", 1),
    32: unsigned("delta-long-unsigned", 2),
    33: unsigned("delta-double-long-unsigned", 4),
    255: null("dont-care"),
}
for _type in TYPES.values():
    _type.abbrev = "data." + _type.name.replace("-", "_")
alternatives(DATA, TYPES)

# What the joined blocks of a service are: a Data, or with-list a count and items.
DATA_LIST = sequence_of("data-list", DATA)
