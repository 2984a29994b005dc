"""Patterns of filters: OBIS codes with holes, and regular expressions that no text can make run long."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

SHORT = 4096  # characters of a text that :mod:`re` looks at
LONGEST = 512  # characters of an expression

_GROUP = r"(?:\d{1,3}|[xX*?])"
_CODE = re.compile(rf"(?:({_GROUP})-({_GROUP}))?:?(?:({_GROUP})(?:\.({_GROUP}))?(?:\.({_GROUP}))?(?:\*({_GROUP}))?)?")
_SIX = re.compile(rf"({_GROUP})\.({_GROUP})\.({_GROUP})\.({_GROUP})\.({_GROUP})\.({_GROUP})")
_HEX = re.compile(r"[0-9A-Fa-f]{12}")


def obis_pattern(text: str) -> tuple[int | None, ...]:
    """The six value groups that a pattern asks for, None where any value does.

    ``1-0:x.8.0``: x is any value, and so are groups that are left out, behind (``1-0:99``) or before (``1.8.0``).
    Raises ValueError with what is expected.
    """
    stripped = text.strip()
    if _HEX.fullmatch(stripped):
        return tuple(bytes.fromhex(stripped))
    match = _SIX.fullmatch(stripped) or _CODE.fullmatch(stripped)
    if not stripped or match is None:
        raise ValueError("an OBIS pattern is written like 1-0:x.8.0, x for any value")
    groups = [None if group is None or not group.isdigit() else int(group) for group in match.groups()]
    if any(group is not None and group > 255 for group in groups):
        raise ValueError("a value group of an OBIS code is at most 255")
    return tuple(groups)


def obis_matcher(text: str) -> Callable[[bytes], bool]:
    """Whether octets are a code that fits an OBIS pattern. Raises ValueError."""
    wanted = [(at, group) for at, group in enumerate(obis_pattern(text)) if group is not None]

    def matches(code: bytes) -> bool:
        return len(code) == 6 and all(code[at] == group for at, group in wanted)

    return matches


@lru_cache(maxsize=256)
def expression(pattern: str) -> Callable[[str], bool]:
    """Whether a text has a part that fits a regular expression, in any case of letters. Raises ValueError.

    An expression with one repetition goes to :mod:`re`; one with several, where :mod:`re` may take exponential time
    over a hostile text, goes to RE2, whose time is linear.
    """
    compiled = checked(pattern)
    if repetitions(pattern) > 1:
        return _linear(pattern)
    return lambda text: compiled.search(text, 0, SHORT) is not None


def checked(pattern: str) -> re.Pattern[str]:
    """The expression, if it is one. Raises ValueError."""
    if len(pattern) > LONGEST:
        raise ValueError(f"an expression has at most {LONGEST} characters")
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"no regular expression: {error}") from None
    if repetitions(pattern) > 1 and _BEYOND_RE2.search(pattern):
        raise ValueError("an expression with several repetitions can neither look around nor refer back")
    return compiled


def repetitions(pattern: str) -> int:
    """How many repetitions an expression has; one of a whole group counts twice, for another may be inside."""
    return sum(2 if match["group"] else 1 for match in _PARTS.finditer(pattern) if match["many"])


_PARTS = re.compile(
    r"\\. | \(\? | \[\^?\]?(?:\\.|[^\]\\])*\] | (?P<group>\)?)(?P<many>[*+?]|\{\d*,\d*\}|\{\d{2,}\})[?+]?",
    re.DOTALL | re.VERBOSE,
)


_BEYOND_RE2 = re.compile(r"(?<!\\)(?:\\\\)*(?:\(\?(?:[=!>#(]|<[=!]|P=)|\\[1-9])")


def _linear(pattern: str) -> Callable[[str], bool]:
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        pc.match_substring_regex(pa.array([""]), pattern, ignore_case=True)
    except pa.ArrowInvalid as error:
        raise ValueError(f"the expression is too complex: {str(error).splitlines()[0]}") from None

    @lru_cache(maxsize=16_384)
    def matches(text: str) -> bool:
        return bool(pc.match_substring_regex(pa.scalar(text), pattern, ignore_case=True).as_py())

    return lambda text: matches(text.encode("utf-8", "replace").decode())
