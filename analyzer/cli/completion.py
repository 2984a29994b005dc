"""`dlmscope completion`: what a shell needs to complete commands, options, filters and columns; and these completions."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_DLMSCOPE_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell, to be loaded where it starts.

    \b
    eval "$(dlmscope completion bash)"         in ~/.bashrc
    eval "$(dlmscope completion zsh)"          in ~/.zshrc
    dlmscope completion fish | source          in ~/.config/fish/config.fish
    """
    root = click.get_current_context().find_root()
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(root.command, {}, "dlmscope", _VARIABLE).source())


def files(context: click.Context, parameter: click.Parameter, part: str) -> list[CompletionItem]:
    """The shell's own completion of paths."""
    del context, parameter
    return [CompletionItem(part, type="file")]


def filters(context: click.Context, parameter: click.Parameter, part: str) -> list[CompletionItem]:
    """What could come next in a filter; the shell has one word, so the whole of it is offered again."""
    del context, parameter
    from analyzer.filter import complete

    return [
        CompletionItem(f"{part[: each.start]}{each.text}".rstrip(), help=each.meaning)
        for each in complete(part, len(part))
        if each.kind != "find"
    ]


def columns(context: click.Context, parameter: click.Parameter, part: str) -> list[CompletionItem]:
    """Names of columns behind the last comma."""
    del context, parameter
    from analyzer.cli.columns import USUAL
    from analyzer.fields import by_name

    before, comma, last = part.rpartition(",")
    names = {**dict.fromkeys(USUAL, ""), **{field.name: field.element for field in by_name().values()}}
    return [
        CompletionItem(f"{before}{comma}{name}", help=text) for name, text in names.items() if name.startswith(last)
    ]
