"""A capture made to hurt: escape sequences, markup and text that runs backwards wherever a meter may put text."""

from __future__ import annotations

from pathlib import Path

ESCAPES = ("\x1b]0;PWNED\x07", "\x1b[31mPWNED\x1b[0m", "\x1b]52;c;UFdORUQ=\x07", "\x9b2J", "a\rPWNED", "x\x08\x08y")
MARKUP = ("[/PWNED]", "[bold red]PWNED[/]", "[@click=app.quit]PWNED[/]", "[link=http://evil]x[/link]", "\\[x", "[")
BACKWARDS = ("abc\u202eDENWP", "zero\u200bwidth", "\u2066x\u2069", "e\u0301\u0301\u0301\u0301", "\U000e0001tag")
TEXTS = (*ESCAPES, *MARKUP, *BACKWARDS)
NAME = "evil[bold]\x1b]0;PWNED\x07.hex"


def utf8(text: str) -> bytes:
    octets = text.encode()
    return bytes((12, len(octets))) + octets


def visible(text: str) -> bytes:
    octets = text.encode("latin-1", "replace")
    return bytes((10, len(octets))) + octets


def octets(text: str) -> bytes:
    return bytes((9, len(text.encode()))) + text.encode()


def lines() -> list[str]:
    """A hex log: an AARQ and AARE whose titles are escapes, then a question and an answer for every text and kind."""
    title = b"\x1b]0;PWN\x07"
    found = [
        # AARQ under a context with ciphering, calling-AP-title = title; AARE with responding-AP-title = title
        "60 1D A1 09 06 07 60 85 74 05 08 01 03 A6 0A 04 08 " + title.hex(" ") + " BE 04 04 02 21 00",
        "61 1B A1 09 06 07 60 85 74 05 08 01 03 A2 03 02 01 00 A4 0A 04 08 " + title.hex(" "),
    ]
    for text in TEXTS:
        for kind in (utf8, visible, octets):
            found.append("C0 01 C1 00 01 00 00 60 01 00 FF 02 00")  # device ID 1, a value of class Data
            found.append("C4 01 C1 00 " + kind(text).hex(" "))
    found.append("DB 08 " + title.hex(" ") + " 0A 30 00 00 00 01 11 22 33 44 55")  # general-glo under that title
    return found


def make(folder: Path) -> Path:
    path = folder / NAME
    path.write_text("\n".join(lines()) + "\n")
    return path


def key_file(folder: Path) -> Path:
    """Keys of a meter whose name is an escape."""
    path = folder / "keys.toml"
    path.write_text(
        '[[meter]]\nname = "\\u001b]0;PWNED\\u0007[/x]"\nsystem_title = "1B5D303B50574E07"\nguek = "%s"\n' % ("00" * 16)
    )
    return path
