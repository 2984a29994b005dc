"""`dlmscope objects`: the COSEM objects of a capture, their values and rights, and load profiles as tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from analyzer.cli.common import Source, fail, takes_capture
from analyzer.cli.files import replacing
from analyzer.document import Document
from analyzer.export.messages import encode_json
from analyzer.export.profile_table import profile
from analyzer.export.sheet import Sheet, text_lines, write_csv, write_parquet
from analyzer.known import save
from analyzer.render import printable
from analyzer.survey.objects import inventory, profile_tables
from analyzer.survey.seen import Member, Seen, found_by, last_value
from dissectors.core.forms import show_obis
from dissectors.cosem.obis import Obis
from dissectors.meaning.names import description, names_of
from dissectors.session.message import ObjectRef

_FORMS = ("text", "json", "csv", "parquet", "table")


@click.command("objects")
@click.option("--find", "words", metavar="WORDS", help='Only objects that all words fit, such as "voltage l2".')
@click.option("--profile", "code", metavar="OBIS", help="A load profile as a table instead.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="text",
    help="How to print; csv, parquet and table are for profiles.",
)
@click.option("-o", "--output", default="-", metavar="OUT", help="File to write; standard output without it.")
@click.option("--save", "saved", metavar="F", help="Write scalers, columns and names to F, for --objects.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@takes_capture
def command(
    source: Source,
    words: str | None,
    code: str | None,
    form: str,
    output: str,
    saved: str | None,
    force: bool,
) -> None:
    """Print every COSEM object of a capture with its last values, access rights, and who asked for it how often.

    \b
    dlmscope objects session.pcap
    dlmscope objects session.pcap --find "voltage l2"
    dlmscope objects session.pcap --profile 1-0:99.1.0 --format csv -o load.csv
    dlmscope objects session.pcap --save meter.json
    """
    name = _code(code) if code is not None else None
    if name is None and form not in ("text", "json"):
        fail(f"--format {form} is for --profile OBIS")
    if form == "parquet" and output == "-":
        fail("--format parquet needs -o OUT")
    document = source.load()
    found = inventory(document) if name is None or saved is not None else None
    if saved is not None and found is not None:
        content = save(document.meaning.facts, found.devices, found.names)
        with replacing(saved, force) as path, open(path, "w", encoding="utf-8") as out:
            json.dump(content, out, indent=1, ensure_ascii=False)
            out.write("\n")
    if name is not None:
        _profile(document, name, form, output, force)
        return
    assert found is not None
    if not found.objects:
        closed = sum(document.closed(row) for row in range(1, document.count + 1))
        click.echo(
            f"{source.file}: no COSEM objects in {document.count} messages, {closed} of which stay closed", err=True
        )
    if not found.whole:
        click.echo(f"{source.file}: more than {len(found.objects)} objects; the rest is not listed", err=True)
    shown = found.objects
    if words is not None:
        shown = found_by(shown, words)
        if found.objects and not shown:
            click.echo(f"{source.file}: none of {len(found.objects)} objects fits {words!r}", err=True)
    lines = (
        (encode_json(object_entry(document, seen)).decode() for seen in shown)
        if form == "json"
        else object_lines(shown)
    )
    _print(lines, output, force)


def object_entry(document: Document, seen: Seen) -> dict[str, Any]:
    """One object as JSON."""
    ref = ObjectRef(seen.class_id, seen.logical_name, None)
    names = names_of(ref, seen.version)
    return {
        "meter": seen.meter,
        "server": seen.server,
        "class_id": seen.class_id,
        "class": names.interface_class,
        "version": seen.version,
        "obis": show_obis(seen.logical_name),
        "name": names.name,
        "base_name": seen.base_name,
        "attributes": [_member(document, seen, number, member, False) for number, member in _in_order(seen.attributes)],
        "methods": [_member(document, seen, number, member, True) for number, member in _in_order(seen.methods)],
    }


def object_lines(objects: Iterable[Seen]) -> Iterator[str]:
    """The objects for people: a line each, and a line for each attribute or method that anyone asked for."""
    meter: tuple[str, int | None] | None = None
    for seen in objects:
        if (seen.meter, seen.server) != meter:
            if meter is not None:
                yield ""
            meter = (seen.meter, seen.server)
            yield f"{printable(seen.meter)}  server {seen.server}" if seen.server is not None else printable(seen.meter)
        ref = ObjectRef(seen.class_id, seen.logical_name, None)
        names, known = names_of(ref, seen.version), description(ref)
        label = names.name or (known.text if known is not None else "")
        version = f" v{seen.version}" if seen.version is not None else ""
        kind = "" if seen.class_id is None else f"{names.interface_class or f'class {seen.class_id}'}{version}"
        short = f"  sn {seen.base_name:04X}" if seen.base_name is not None else ""
        yield f"  {show_obis(seen.logical_name):<20} {kind:<24} {label}{short}".rstrip()
        for members, method in ((seen.attributes, False), (seen.methods, True)):
            for number, member in _in_order(members):
                if member.counts or member.refused:
                    yield f"      {_member_line(seen, number, member, method)}".rstrip()


def _member_line(seen: Seen, number: int | None, member: Member, method: bool) -> str:
    names = names_of(ObjectRef(seen.class_id, seen.logical_name, number, method), seen.version)
    label = " ".join(
        part for part in (f"{':' if method else '#'}{number}" if number is not None else "", names.member) if part
    )
    counts = [f"{deed} {count}×" for deed, count in member.counts.items()]
    if member.refused:
        counts.append(f"refused {member.refused}× ({member.result})")
    clients = f"client {', '.join(map(str, sorted(member.clients)))}" if member.clients else ""
    right = ", ".join(member.right) if isinstance(member.right, list) else str(member.right or "")
    parts = [f"{label:<24} {printable(member.summary or ''):<34}", ", ".join(counts), clients, right]
    return "  ".join(part for part in parts if part)


def _member(document: Document, seen: Seen, number: int | None, member: Member, method: bool) -> dict[str, Any]:
    names = names_of(ObjectRef(seen.class_id, seen.logical_name, number, method), seen.version)
    kind = "method" if method else "attribute"
    return {
        kind: number,
        f"{kind}_name": names.member,
        "value": last_value(document, member),
        "type": member.kind,
        "text": member.text,
        "no": member.row or None,
        "counts": member.counts,
        "refused": member.refused,
        "result": member.result,
        "clients": sorted(member.clients),
        "access": member.right,
    }


def _in_order(members: dict[int | None, Member]) -> list[tuple[int | None, Member]]:
    return sorted(members.items(), key=lambda pair: -1000 if pair[0] is None else pair[0])


def _code(text: str) -> bytes:
    try:
        return bytes(Obis.parse(text))
    except ValueError as error:
        fail(f"--profile {error}")


def _profile(document: Document, name: bytes, form: str, output: str, force: bool) -> None:
    sheet = profile(profile_tables(document, name), offsets=form == "parquet")
    if not sheet.rows:
        fail(
            f"no buffer of {show_obis(name)} with known columns was read; `dlmscope objects FILE` lists the objects, "
            "and its capture_objects (attribute 3) must be read too, or come from --objects"
        )
    if form == "parquet":
        with replacing(output, force) as path:
            write_parquet(sheet, path)
    elif form == "csv":
        if output == "-":
            write_csv(sheet, sys.stdout)
        else:
            with replacing(output, force) as path, open(path, "w", encoding="utf-8", newline="") as out:
                write_csv(sheet, out)
    else:
        _print(_json_lines(sheet) if form == "json" else text_lines(sheet), output, force)


def _json_lines(sheet: Sheet) -> Iterator[str]:
    names = [column.name for column in sheet.columns]
    for line in sheet.rows:
        yield encode_json(dict(zip(names, line, strict=True))).decode()


def _print(lines: Iterator[str], output: str, force: bool) -> None:
    if output == "-":
        for line in lines:
            click.echo(line)
        return
    with replacing(output, force) as path, open(path, "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)
