"""`dlmscope fields`: every filter field, from the declarations."""

from __future__ import annotations

import click

from analyzer.fields import PREFIX, fields


@click.command("fields")
@click.option("--markdown", is_flag=True, help="As a Markdown table.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def command(markdown: bool, form: str) -> None:
    """Print the name, type and meaning of every filter field.

    The names are those of the Wireshark dissector too; our own filters also take them without the prefix.
    """
    rows = fields()
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
