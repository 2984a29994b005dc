"""Groups of commands that know what a mistyped one was meant to be."""

from __future__ import annotations

import os

import click


class Guessing(click.Group):
    """A group that names the likely command where there is none of that name, or the file that is missing."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            name = args[0]
            if name.startswith("-"):
                raise
            raise click.UsageError(self._advice(ctx, name), ctx) from None

    def _advice(self, ctx: click.Context, name: str) -> str:
        import difflib

        near = difflib.get_close_matches(name.lower(), self.list_commands(ctx), 1, 0.6)
        if near:
            return f"no command {name}. Did you mean {near[0]}?"
        if "." in name or os.sep in name:
            return f"{name}: no such file, and no command of that name"
        return f"no command {name}"
