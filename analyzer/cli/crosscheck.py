"""`dlmscope crosscheck`: our decode against tshark with our Lua dissector."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from analyzer.cli.common import FILE, KEYS, fail, load, open_or_fail
from analyzer.keys import discover

_RECORDED = ("pcap", "pcapng")
MOST_SHOWN = 20  # differences that are told one by one


@click.command("crosscheck")
@FILE
@KEYS
@click.option("--lua", "script", metavar="LUA", help="An exported dissector, instead of the one of this version.")
@click.option("--all", "everything", is_flag=True, help=f"Every difference, not only the first {MOST_SHOWN}.")
def command(file: str, key_files: tuple[str, ...], script: str | None, everything: bool) -> None:
    """Decode FILE twice, ourselves and with tshark and our Lua dissector, and print what differs.

    Compared are messages, what is said of them, and every field with its value, bytes and place; decrypted ones
    included. Exit 1 where anything differs.

    \b
    dlmscope crosscheck session.pcap -k keys.toml
    """
    from analyzer.export.crosscheck import compare
    from analyzer.export.packets import packets
    from analyzer.tshark import find_tshark, loads_dissector

    tshark = find_tshark()
    if tshark is None:
        fail("tshark is not installed")
    if file == "-":
        fail("crosscheck reads the file twice: give its name")
    with tempfile.TemporaryDirectory() as folder:
        if script is None:
            script = _exported(Path(folder))
        loaded = loads_dissector(tshark, script)
        if not loaded.loaded:
            fail(loaded.reason)
        document = open_or_fail(file, (), key_files, ())
        if document.capture.kind not in _RECORDED:
            fail(f"{file}: tshark reads pcap and pcapng only")
        load(document)
        try:
            report = compare(document, packets(file, os.path.abspath(script), _keys(Path(folder), file, key_files)))
        except OSError as error:
            fail(f"{file}: tshark cannot read it: {error}")
    shown = report.differences if everything else report.differences[:MOST_SHOWN]
    for difference in shown:
        click.echo(difference)
    if len(shown) < len(report.differences):
        click.echo(f"… and {len(report.differences) - len(shown)} more; --all shows them")
    click.echo(f"{report.messages} messages, {report.fields} fields: {len(report.differences) or 'no'} differences")
    if report.closed_in_lua:
        click.echo(f"{report.closed_in_lua} messages need elliptic curves: Lua shows their headers only")
    if report.unfinished:
        click.echo(f"{report.unfinished} messages whose last segments are missing: Wireshark shows their segments only")
    sys.exit(1 if report.differences else 0)


def _exported(folder: Path) -> str:
    from importlib.metadata import version

    from analyzer.export.lua import generate

    path = folder / "dlmscope.lua"
    path.write_text(generate(version("dlmscope")), encoding="utf-8")
    return str(path)


def _keys(folder: Path, file: str, given: tuple[str, ...]) -> str:
    """One key file for Lua from all that we read; "" for none. It lies in a folder that only its user may read."""
    files = discover(file, given)
    if not files:
        return ""
    path = folder / "keys.toml"
    path.touch(mode=0o600)
    path.write_text("\n".join(Path(each).read_text(encoding="utf-8") for each in files), encoding="utf-8")
    return str(path)
