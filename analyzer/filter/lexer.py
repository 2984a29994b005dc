"""Which words, strings and signs does a filter consist of?"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzer.filter.errors import FilterError

MAX_LENGTH = 8192  # characters of a filter
WORD, STRING, SIGN, END = "word", "string", "sign", "end"

# Words that mean a sign, as Wireshark writes both.
SPELT = {
    "and": "&&", "or": "||", "not": "!", "xor": "^^",
    "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
    "contains": "contains", "matches": "~", "in": "in",
}  # fmt: skip


class Token(NamedTuple):
    """``text`` is what it means: a sign in its short form, a string without quotes and escapes."""

    kind: str
    text: str
    start: int
    end: int


_TOKENS = re.compile(
    r"""(?P<space>\s+)
      | (?P<string>r?"(?:[^"\\]|\\.)*" | r?'(?:[^'\\]|\\.)*')
      | (?P<open>r?["'])
      | (?P<sign>&&|\|\||\^\^|[=!<>]=|[<>!~(){}\[\],])
      | (?P<word>[^\s"'()\[\]{},!=<>&|~^]+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


def tokens(text: str) -> list[Token]:
    """The tokens of a filter, one of kind ``end`` last. Raises :class:`FilterError`."""
    if len(text) > MAX_LENGTH:
        raise FilterError(f"a filter has at most {MAX_LENGTH} characters", MAX_LENGTH, len(text))
    found: list[Token] = []
    for match in _TOKENS.finditer(text):
        kind, part, start, end = match.lastgroup, match[0], match.start(), match.end()
        if kind == "word":
            sign = SPELT.get(part.lower()) if part.lower() == part or part.upper() == part else None
            found.append(Token(SIGN, sign, start, end) if sign else Token(WORD, part, start, end))
        elif kind == "sign":
            found.append(Token(SIGN, part, start, end))
        elif kind == "string":
            found.append(Token(STRING, _content(part), start, end))
        elif kind == "open":
            raise FilterError("this string does not end", start, len(text), unfinished=True)
        elif kind == "other":
            unfinished = end == len(text) and part in "&|=^"
            hint = {"&": "&&", "|": "||", "=": "==", "^": "^^"}.get(part, "")
            raise FilterError(f"{part!r} means nothing here", start, end, hint, unfinished)
    found.append(Token(END, "", len(text), len(text)))
    return found


def quoted(text: str) -> str:
    """A string literal that :func:`tokens` reads as ``text``."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def is_word(text: str) -> bool:
    """Whether ``text`` stands for itself without quotes."""
    match = _TOKENS.fullmatch(text)
    return match is not None and match.lastgroup == "word" and text.lower() not in SPELT


def _content(part: str) -> str:
    if part[0] == "r":
        return part[2:-1]
    return _ESCAPE.sub(_unescape, part[1:-1])


def _unescape(match: re.Match[str]) -> str:
    what = match[1]
    if len(what) > 1:
        return chr(int(what[1:], 16))
    return _ESCAPES.get(what, match[0])  # an unknown escape stays: "\d" is meant for an expression
