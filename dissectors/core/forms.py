"""The texts that octets are written as: hex, OBIS code, object identifier, characters, times; both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from dissectors.core import clock

_OBIS = re.compile(r"(\d+)-(\d+):(\d+)\.(\d+)\.(\d+)(?:\*(\d+))?|(\d+)\.(\d+)\.(\d+)\.(\d+)\.(\d+)\.(\d+)")


def show_obis(raw: bytes) -> str:
    """``A-B:C.D.E*F`` of the six bytes of a logical name; hex where there are not six."""
    if len(raw) != 6:
        return raw.hex()
    a, b, c, d, e, f = raw
    return f"{a}-{b}:{c}.{d}.{e}*{f}"


def parse_obis(text: str) -> bytes:
    """The six bytes of ``A-B:C.D.E*F``, ``A.B.C.D.E.F`` or twelve hex digits; F is 255 where it is left out."""
    match = _OBIS.fullmatch(text.strip())
    if match is None:
        return bytes.fromhex(text)
    groups = [group for group in match.groups() if group is not None]
    return bytes(int(group) for group in [*groups, "255"][:6])


def show_oid(raw: bytes) -> str:
    """Dotted object identifier of BER content octets; hex where they are not well formed."""
    if not raw or raw[-1] & 0x80:
        return raw.hex()
    arcs = [min(raw[0] // 40, 2)]
    number = 0
    for byte in raw:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            arcs.append(number)
            number = 0
    arcs[1] -= 40 * arcs[0]
    return ".".join(map(str, arcs))


def parse_oid(text: str) -> bytes:
    """BER content octets of a dotted object identifier (or of their hex)."""
    if "." not in text:
        return bytes.fromhex(text)
    first, second, *arcs = map(int, text.split("."))
    out = bytearray()
    for arc in (first * 40 + second, *arcs):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        out += bytes(reversed(groups))
    return bytes(out)


def show_text(raw: bytes) -> str:
    """Characters of a visible or UTF-8 string; bytes that are none show as ``\\xNN``."""
    return raw.decode("utf-8", "backslashreplace")


def _hex(raw: bytes) -> str:
    return raw.hex()


SHOW: dict[str, Callable[[bytes], str]] = {"obis": show_obis, "oid": show_oid, "text": show_text}
PARSE: dict[str, Callable[[str], bytes]] = {
    "obis": parse_obis,
    "oid": parse_oid,
    "text": str.encode,
    **{name: form.parse for name, form in clock.FORMS.items()},
}


def show(form: str, raw: bytes) -> str:
    """The text of ``raw`` in ``form``; hex for forms of no text of their own and for octets of another size."""
    times = clock.FORMS.get(form)
    if times is not None and len(raw) == times.size:
        return times.show(raw)
    return SHOW.get(form, _hex)(raw)


def parse(form: str, text: str) -> bytes:
    """The bytes that ``text`` stands for in ``form``. Raises ValueError where it stands for none."""
    try:
        return PARSE.get(form, bytes.fromhex)(text)
    except ValueError:
        return bytes.fromhex(text)


def code_of(names: Mapping[int, str], text: str) -> int:
    """The code of an enumerator: by its name, else as a number."""
    for code, name in names.items():
        if name == text:
            return code
    return int(text, 0)
