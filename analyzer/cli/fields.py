"""`dlmscope fields`: every filter field, from the declarations."""

from __future__ import annotations

import click

from analyzer.cli.common import fail
from analyzer.fields import PREFIX, fields


@click.command("fields")
@click.argument("words", nargs=-1, metavar="[WORD]…")
@click.option("--markdown", is_flag=True, help="As a Markdown table.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def command(words: tuple[str, ...], markdown: bool, form: str) -> None:
    """Print the name, type and meaning of every filter field, or of those that have all WORDs in name or meaning.

    The names are those of the Wireshark dissector too; our own filters also take them without the prefix.

    \b
    dlmscope fields
    dlmscope fields system title
    """
    parts = [word.lower() for word in words]
    rows = [field for field in fields() if all(part in f"{field.name} {field.element}".lower() for part in parts)]
    if not rows:
        fail(f"fields: no field has {' and '.join(words)} in its name or meaning")
    if form == "json":
        from analyzer.export.messages import encode_json

        for field in rows:
            names = {str(code): name for code, name in (field.names or {}).items()}
            entry = {"name": PREFIX + field.name, "type": field.type, "element": field.element, "names": names or None}
            click.echo(encode_json(entry).decode())
        return
    if markdown:
        click.echo("| field | type | element |\n|---|---|---|")
        for field in rows:
            click.echo(f"| `{PREFIX}{field.name}` | {field.type} | {field.element} |")
        return
    width = max(len(field.name) for field in rows) + len(PREFIX)
    for field in rows:
        click.echo(f"{PREFIX + field.name:<{width}}  {field.type:<8}  {field.element}")
