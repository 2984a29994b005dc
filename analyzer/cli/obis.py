"""`dlmscope obis`: what an OBIS code names, or which codes words name."""

from __future__ import annotations

from typing import Any

import click

from analyzer.cli.common import PACKS, fail
from analyzer.export.messages import encode_json
from dissectors.cosem.obis import Name, Obis, describe
from dissectors.cosem.obis_search import search
from dissectors.meaning.names import packs_in_use


@click.command("obis")
@click.argument("words", nargs=-1, required=True, metavar="CODE|WORDS…")
@click.option("--class", "class_id", type=click.IntRange(0, 65535), help="Interface class of the object.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@PACKS
def command(words: tuple[str, ...], class_id: int | None, form: str) -> None:
    """Say what OBIS codes name, or which codes are named by words.

    \b
    dlmscope obis 1-0:1.8.0
    dlmscope obis 1.0.99.1.0.255 0100340700FF
    dlmscope obis voltage l2
    """
    codes = [_code(word) for word in words]
    if all(code is not None for code in codes):
        entries = [_entry(code, class_id) for code in codes if code is not None]
        count = sum(entry["found"] for entry in entries)
    else:
        entries = [{"obis": code, "name": short} for code, short in search(" ".join(words), packs_in_use())]
        count = len(entries)
        if not entries:
            click.echo(f"dlmscope: no name has all of {' '.join(words)!r}", err=True)
    for entry in entries:
        click.echo(encode_json(entry).decode() if form == "json" else _line(entry))
    if not count:
        click.get_current_context().exit(1)


def _code(text: str) -> Obis | None:
    try:
        return Obis.parse(text)
    except ValueError:
        if text[:1].isdigit() and ":" in text and "*" in text:
            fail(f"{text} is no OBIS code: want A-B:C.D.E*F, each up to 255")
        return None


def _entry(code: Obis, class_id: int | None) -> dict[str, Any]:
    name: Name = describe(code, class_id, packs_in_use())
    return {
        "obis": str(code),
        "name": name.short if name.found else None,
        "text": name.text,
        "found": name.found,
        "unit": name.unit,
        "pack": name.pack,
        "remark": name.remark or None,
    }


def _line(entry: dict[str, Any]) -> str:
    if "text" not in entry:
        return f"{entry['obis']:<20} {entry['name']}"
    notes = [
        f"unit {entry['unit']}" if entry["unit"] else "",
        f"pack {entry['pack']}" if entry["pack"] else "",
        entry["remark"] or "",
    ]
    said = entry["text"] if not entry["found"] or entry["text"] == entry["name"] else "{name}: {text}".format(**entry)
    behind = "; ".join(note for note in notes if note)
    return f"{entry['obis']:<20} {said}{f' ({behind})' if behind else ''}"
