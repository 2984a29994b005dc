"""What do the lines of a P1 telegram say? Codes with values in brackets, as text: ``1-0:1.8.0(006545766*Wh)``.

Numbers bring their unit; times are ``YYMMDDhhmmss`` with S in summer and W in winter (DSMR P1 companion standard). A code
that cannot be read is shown as sent.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dissectors.core.node import Node, Source
from dissectors.core.ops import Op
from dissectors.core.reader import decode
from dissectors.cosem.obis import Obis
from dissectors.meaning.values import TELEGRAM_FORM, Item
from dissectors.session.message import ObjectRef
from dissectors.spec.data import DATA
from dissectors.spec.telegram import P1_TELEGRAM, TELEGRAM_START

MOST_VALUES = 4096
_LINE = re.compile(rb"^([0-9][0-9A-Za-z:.*-]{2,30})((?:\([^()\r\n]*\))+)[ \t]*\r?$", re.MULTILINE)
_VALUE = re.compile(rb"\(([^()]*)\)")
_STRING = next(op for op in DATA.table.values() if op.name == "visible-string")


def read_opened(usual: Op, source: Source) -> Node:
    """What a protection protected, decoded: a telegram laid out where it begins as one, else the ``usual`` element."""
    if source.data[: len(TELEGRAM_START)] != TELEGRAM_START:
        return decode(usual, source)
    telegram = decode(P1_TELEGRAM, source)
    lay_out(telegram)
    return telegram


def lay_out(telegram: Node) -> None:
    """Give a telegram a child for each value, under the code of its line."""
    source = telegram.source
    found: list[Node] = []
    for line in _LINE.finditer(source.data, telegram.start, telegram.end):
        for value in _VALUE.finditer(line[2]):
            start, end = line.start(2) + value.start(1), line.start(2) + value.end(1)
            node = Node(_coded(line[1].decode()), source, start, end, source.data[start:end])
            node.spec = _STRING
            found.append(node)
        if len(found) >= MOST_VALUES:
            break
    telegram.children = found or None


def telegram_items(telegram: Node) -> tuple[Item, ...]:
    """The values of a telegram that was laid out, with their objects, in order."""
    items: list[Item] = []
    for node in telegram.children or ():
        ref = _object(node.field.name)
        items.append(Item(ref, node, None, None, TELEGRAM_FORM, "" if ref is not None else node.field.name))
    return tuple(items)


@lru_cache(maxsize=1024)
def _coded(code: str) -> Op:
    """The value of a line, named by its code."""
    return _STRING.named(code)


@lru_cache(maxsize=1024)
def _object(code: str) -> ObjectRef | None:
    try:
        return ObjectRef(None, bytes(Obis.parse(code)), None)
    except ValueError:
        return None
