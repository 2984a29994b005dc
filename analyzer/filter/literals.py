"""What does a literal mean to a field of a type? Its value, or what is wrong with it and where."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from analyzer.fields import Field
from analyzer.filter.errors import FilterError
from analyzer.filter.nearest import nearest
from analyzer.filter.syntax import Literal
from dissectors.core.forms import parse_oid
from dissectors.cosem.obis import Obis
from dissectors.session.findings import ERROR, NOTE, WARNING

SEVERITIES = (NOTE, WARNING, ERROR)  # from the lowest
NANOSECOND = 1_000_000_000
_DAY = 86_400 * NANOSECOND
UTC = datetime.UTC
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
_DURATION = re.compile(r"([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)\s*(ns|us|µs|ms|s|min|h|d)?")
_UNITS = {"ns": 1, "us": 1_000, "µs": 1_000, "ms": 1_000_000, None: NANOSECOND, "s": NANOSECOND,
          "min": 60 * NANOSECOND, "h": 3600 * NANOSECOND, "d": _DAY}  # fmt: skip
_DATE = re.compile(
    r"(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(?:\s*(Z|[+-]\d\d:?\d\d))?)?)?"
)
NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|\d+)")
FLOAT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?inf|nan", re.IGNORECASE)
_OCTETS = re.compile(r"[0-9a-fA-F]{2}(?:[:.-]?[0-9a-fA-F]{2})*")
_ADDRESS = re.compile(r"(\d+)(?:/(\d+))?")
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


class Interval(NamedTuple):
    """Times from ``low`` on and before ``high``, in nanoseconds: a literal without seconds means the whole minute.

    ``wall`` bounds are those of a clock that shows the literal's hours and minutes, whatever its zone; ``zoned`` where
    the literal gives a zone.
    """

    low: int
    high: int
    wall_low: int
    wall_high: int
    zoned: bool


def wrong(literal: Literal, text: str, hint: str = "") -> FilterError:
    return FilterError(text, literal.start, literal.end, hint)


def number(field: Field, literal: Literal) -> int:
    """An integer, in hex too, or the name of a code."""
    text = literal.text.strip()
    if field.names is not None:
        for code, name in field.names.items():
            if name == text:
                return code
    if NUMBER.fullmatch(text) and len(text) <= 64:
        return int(text, 0 if "x" in text.lower() else 10)
    if field.names:
        raise wrong(literal, f"{field.name} has no value of that name", nearest(text, field.names.values()))
    raise wrong(literal, f"{field.name} is a number")


def floating(field: Field, literal: Literal) -> float:
    text = literal.text.strip()
    if not FLOAT.fullmatch(text):
        raise wrong(literal, f"{field.name} is a number")
    return float(text)


def truth(field: Field, literal: Literal) -> bool:
    found = _TRUTH.get(literal.text.strip().lower())
    if found is None:
        raise wrong(literal, f"{field.name} is true or false")
    return found


def octets(field: Field, literal: Literal) -> tuple[bytes, ...]:
    """The octets that a literal may mean: hex; what stands in quotes may be characters as well."""
    text = literal.text.strip()
    hexed = text.removeprefix("0x")
    found = [bytes.fromhex(re.sub(r"[:.-]", "", hexed))] if _OCTETS.fullmatch(hexed) else []
    if literal.quoted:
        found.append(literal.text.encode("utf-8", "surrogatepass"))
    if not found:
        raise wrong(literal, f"{field.name} is octets: write hex like c40141, or characters in quotes")
    return tuple(found)


def obis(field: Field, literal: Literal) -> bytes:
    try:
        return bytes(Obis.parse(literal.text))
    except ValueError:
        raise wrong(literal, "an OBIS code is written 1-0:1.8.0*255 or 1.0.1.8.0.255") from None


def oid(field: Field, literal: Literal) -> str:
    """A dotted object identifier."""
    try:
        if "." not in literal.text:
            raise ValueError
        parse_oid(literal.text)
    except ValueError:
        raise wrong(literal, f"{field.name} is an object identifier like 2.16.756.5.8.1.1") from None
    return literal.text


def severity(field: Field, literal: Literal) -> int:
    """The rank of a severity: note is the lowest."""
    text = literal.text.strip().lower()
    if text not in SEVERITIES:
        raise wrong(literal, f"{field.name} is {', '.join(SEVERITIES)}", nearest(text, SEVERITIES))
    return SEVERITIES.index(text)


def duration(field: Field, literal: Literal) -> int:
    """Nanoseconds of ``0.5``, ``0.5s`` or ``500 ms``."""
    match = _DURATION.fullmatch(literal.text.strip())
    if match is None or len(match[1]) > 32:
        raise wrong(literal, f"{field.name} is a time like 0.25, 250ms or 2s")
    whole, _, fraction = match[1].lstrip("+-").partition(".")
    unit = _UNITS[match[2]]
    digits = (fraction + "0" * 18)[:18]
    size = int(whole or 0) * unit + int(digits) * unit // 1_000_000_000_000_000_000
    return -size if match[1].startswith("-") else size


def moment(field: Field, literal: Literal) -> Interval | None:
    """The interval that a date and time name; None where a literal is no point in time (a date with wildcards)."""
    text = literal.text.strip()
    match = _DATE.fullmatch(text)
    if match is None:
        if re.fullmatch(r"\d{9,10}(\.\d{1,9})?", text):
            whole, _, fraction = text.partition(".")
            low = int(whole) * NANOSECOND + int(fraction.ljust(9, "0"))
            high = low + 10 ** (9 - len(fraction))
            return Interval(low, high, low, high, True)
        if "*" in text or "last" in text or "dst" in text or re.fullmatch(r"\d\d:\d\d(:\d\d(\.\d\d)?)?", text):
            return None
        raise wrong(literal, f'{field.name} is a time like "2025-01-02 06:00"')
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        naive = datetime.datetime(year, month, day or 1, hour, minute, second, tzinfo=UTC)
        wall = nanoseconds(naive) + int((match[7] or "0").ljust(9, "0"))
        size = _size(match, naive)
        zone = _zone(match[8])
        real = nanoseconds(naive.replace(tzinfo=zone) if zone else naive.replace(tzinfo=None).astimezone())
    except (ValueError, OverflowError, OSError):
        if field.name != "time":
            return None  # a meter may say what no calendar has
        raise wrong(literal, "there is no such date") from None
    real += wall - nanoseconds(naive)
    return Interval(real, real + size, wall, wall + size, zone is not None)


def clock_octets(field: Field, literal: Literal) -> bytes | None:
    """The octets of a meter's time that are no time, written as hex; None for any other literal."""
    text = literal.text.strip()
    if field.name == "time" or (len(text) in (9, 10) and text.isdigit()):
        return None
    return bytes.fromhex(text) if re.fullmatch(r"(?:[0-9a-fA-F]{2})*", text) else None


def nanoseconds(moment: datetime.datetime) -> int:
    return int((moment - _EPOCH) / datetime.timedelta(microseconds=1)) * 1000


def _size(match: re.Match[str], naive: datetime.datetime) -> int:
    """How long the time lasts that a literal names: as long as its last part."""
    if match[7]:
        return int(10 ** (9 - len(match[7])))
    if match[6]:
        return NANOSECOND
    if match[5]:
        return 60 * NANOSECOND
    if match[4]:
        return 3600 * NANOSECOND
    if match[3]:
        return _DAY
    return nanoseconds((naive + datetime.timedelta(days=32)).replace(day=1)) - nanoseconds(naive)


def _zone(text: str | None) -> datetime.tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return datetime.timezone(datetime.timedelta(minutes=(hours * 60 + minutes) * (-1 if text[0] == "-" else 1)))


def address(field: Field, literal: Literal) -> tuple[int, int | None]:
    """Upper HDLC address, and the lower one where ``16/10000`` gives it."""
    match = _ADDRESS.fullmatch(literal.text.strip())
    if match is None or len(literal.text) > 32:
        raise wrong(literal, f"{field.name} is an HDLC address: upper, or upper/lower like 1/145")
    return int(match[1]), None if match[2] is None else int(match[2])
