"""Nodes or plain values to bytes: the same declarations, read the other way.

A value may be a :class:`Node` (its ``form`` gives the sender's own encoding back) or plain Python: numbers,
``bytes`` or text for octets, dicts by field name, lists, ``{alternative: value}`` for a CHOICE, ``None`` for what is
absent.
"""

from __future__ import annotations

from typing import Any

from dissectors.core import ber, checks, compact, constructed, framing, scalars
from dissectors.core.errors import EncodeError
from dissectors.core.node import Node
from dissectors.core.ops import KINDS, WRITE, Op


def encode(op: Op, value: Any) -> bytes:
    """The bytes of ``value`` as ``op``. Raises :class:`EncodeError` naming the element that does not fit."""
    out = bytearray()
    try:
        WRITE[op.kind](op, value, out)
    except EncodeError:
        raise
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError) as error:
        # from None: the error of a conversion may show the value, and that may be a key
        raise EncodeError(op.name, f"holds a value of the wrong kind ({type(error).__name__})") from None
    return bytes(out)


def encode_node(node: Node) -> bytes:
    """The bytes of a decoded node, its own encoding kept: equal to ``node.data`` for every intact element."""
    return encode(node.field, node)


_FUNCTIONS = (
    scalars.WRITE_TABLE
    | constructed.WRITE_TABLE
    | compact.WRITE_TABLE
    | ber.WRITE_TABLE
    | checks.WRITE_TABLE
    | framing.WRITE_TABLE
)
WRITE.extend(_FUNCTIONS[kind] for kind in range(len(KINDS)))
