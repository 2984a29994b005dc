"""The command line: `dlmscope COMMAND …`; each command is loaded only when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

from analyzer.cli.guessing import Guessing

# command -> (module, one line for --help)
COMMANDS = {
    "show": ("analyzer.cli.show", "print messages as a list, trees, JSON or hex"),
    "live": ("analyzer.cli.live", "watch messages as they come: an interface, a pipe, a serial line, a tap"),
    "decode": ("analyzer.cli.decode", "decode one frame, APDU or Data given as hex"),
    "sessions": ("analyzer.cli.sessions", "associations, timing, findings, and why an association failed"),
    "objects": ("analyzer.cli.objects", "COSEM objects seen, their values and rights, and load profiles"),
    "obis": ("analyzer.cli.obis", "what an OBIS code names, and which codes words name"),
    "statistics": (
        "analyzer.cli.statistics",
        "messages counted by service, meter, trouble and time; how long answers take",
    ),
    "keys": ("analyzer.cli.keys", "which messages each key opens, which stay closed, and why"),
    "export": ("analyzer.cli.export", "write the decoded capture to a file"),
    "crosscheck": ("analyzer.cli.crosscheck", "our decode against tshark with our Lua dissector"),
    "serve": ("analyzer.cli.serve", "the terminal UI in a browser"),
    "doctor": ("analyzer.cli.doctor", "check the installation, and what to do about what is missing"),
    "fields": ("analyzer.cli.fields", "every filter field, from the declarations"),
    "completion": ("analyzer.cli.completion", "the script that makes a shell complete commands and filters"),
}
UI = "analyzer.cli.ui"  # what a file as first word opens on a terminal


class Commands(Guessing):
    """A group whose commands are imported when they run. A first word that names a file opens the terminal UI, and
    prints the messages where standard output is no terminal."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS and cmd_name != "ui":
            return None
        command = importlib.import_module(UI if cmd_name == "ui" else COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            rows = [(name, text) for name, (_, text) in COMMANDS.items()]
            formatter.write_dl([("FILE", "opens the terminal UI on a capture"), *rows])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and (os.path.exists(args[0]) or args[0] == "-"):
            args = ["ui" if sys.stdout.isatty() else "show", *args]
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(package_name="dlmscope", prog_name="dlmscope")
@click.pass_context
def dlmscope(context: click.Context) -> None:
    """See what smart meters say: an analyzer for DLMS/COSEM.

    \b
    dlmscope capture.pcap                         the terminal UI; without a file it asks what to open
    dlmscope show capture.pcap                    messages, a line each
    dlmscope show capture.pcap --format tree --no 12
    dlmscope show capture.pcap --format json | jq .value
    dlmscope decode 7EA0070321930F017E            a frame from a forum
    """
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        importlib.import_module(UI).command.main([], prog_name="dlmscope")
    else:
        click.echo(context.get_help())


def main() -> None:
    """Entry point. Errors are one line on stderr; a closed pipe ends quietly."""
    gc.set_threshold(50_000, 20, 50)  # rows and trees hold no cycles: looking for them costs a sixth of the time
    try:
        dlmscope()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
