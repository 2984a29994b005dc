"""What commands share: opening a capture with clear errors, progress on long work, options that mean the same."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

import click

from analyzer import known
from analyzer.capture.open import CaptureError
from analyzer.cli.completion import files
from analyzer.document import Document, open_document
from analyzer.keys import KeysError, discover, keys_from_options, load_keys
from analyzer.link.flows import Flow
from dissectors.meaning.names import use_packs
from dissectors.profiles.stack import AUTO, GATEWAY, PARTS
from dissectors.security.key_ring import KeyRing

PROFILES = (*PARTS, GATEWAY)
_PROGRESS_BYTES = 4 << 20
_OBJECTS = "dlmscope.objects"

FILE = click.argument("file", metavar="FILE", shell_complete=files)
DECODE_AS = click.option(
    "--decode-as",
    "decode_as",
    multiple=True,
    metavar="[WHERE=]PROFILE",
    help=f"Take traffic as PROFILE ({', '.join(PROFILES)}); WHERE is tcp/PORT, udp/PORT or dlt/NUMBER.",
)
KEYS = click.option(
    "-k", "--keys", "key_files", multiple=True, metavar="KEYS", shell_complete=files, help="Key file (keys.toml)."
)
KEY = click.option(
    "--key",
    "key_options",
    multiple=True,
    metavar="NAME=HEX",
    help="One key: guek, gak, kek, dedicated, system_title, client.system_title …; NAME=@FILE reads it from a file.",
)
OBJECTS = click.option(
    "--objects",
    "object_files",
    multiple=True,
    metavar="F",
    expose_value=False,
    callback=lambda context, _, files: context.meta.__setitem__(_OBJECTS, files),
    help="What is known of the meter's objects: scalers, columns, names (dlmscope objects FILE --save F).",
)
PACKS = click.option(
    "--packs",
    metavar="NAME,…",
    default="",
    expose_value=False,
    callback=lambda context, _, names: _use_packs(names),
    help="Country packs of OBIS names, the first first (IN, IT, ES, SA, RU, EU-P1, and those installed).",
)
UTC = click.option("--utc", is_flag=True, help="Print times in UTC instead of local time.")


class Source(NamedTuple):
    """A capture as the command line names it: the file, and how it is to be opened."""

    file: str
    decode_as: tuple[str, ...]
    key_files: tuple[str, ...]
    key_options: tuple[str, ...]

    def open(self) -> Document:
        """The document, nothing read yet."""
        return open_or_fail(*self)

    def load(self) -> Document:
        """The document, the whole capture read."""
        return load(self.open())


def takes_capture(command: Callable[..., None]) -> Callable[..., None]:
    """FILE and the options that say how it is opened; the command gets them as ``source``."""

    @functools.wraps(command)
    def with_source(
        *,
        file: str,
        decode_as: tuple[str, ...],
        key_files: tuple[str, ...],
        key_options: tuple[str, ...],
        **options: Any,
    ) -> None:
        command(source=Source(file, decode_as, key_files, key_options), **options)

    for add in (DECODE_AS, PACKS, OBJECTS, KEY, KEYS, FILE):
        with_source = add(with_source)
    return with_source


class Failure(click.ClickException):
    """A user's error: one clear line on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"dlmscope: {self.message}", err=True)


def fail(text: str) -> NoReturn:
    raise Failure(text)


def _use_packs(names: str) -> None:
    try:
        use_packs([name.strip() for name in names.split(",") if name.strip()])
    except ValueError as error:
        fail(f"--packs {names}: {error}")


def open_or_fail(
    file: str, decode_as: tuple[str, ...] = (), key_files: tuple[str, ...] = (), key_options: tuple[str, ...] = ()
) -> Document:
    """The document on a capture with the keys for it, nothing read yet."""
    chooser = profile_chooser(decode_as)
    ring = ring_or_fail(file, key_files, key_options)
    try:
        document = open_document(file, ring, decode_as=chooser)
    except CaptureError as error:
        fail(str(error))
    learn(document)
    return document


def learn(document: Document) -> None:
    """Take what `--objects` names as known of the meter's objects."""
    context = click.get_current_context(silent=True)
    try:
        for name in context.meta.get(_OBJECTS, ()) if context is not None else ():
            known.load(document.engine.stage.facts, name)
    except known.KnownError as error:
        fail(str(error))


def ring_or_fail(file: str, key_files: tuple[str, ...], key_options: tuple[str, ...]) -> KeyRing:
    """The keys for a capture: of options, of the key files given, of the environment, of the file beside it."""
    try:
        entries = keys_from_options(key_options)
        for name in discover(file, key_files):
            entries += load_keys(name)
    except KeysError as error:
        fail(str(error))
    return KeyRing(entries)


def load(document: Document) -> Document:
    """Read the whole capture, with a progress bar on a terminal when it is long; say what is wrong with it."""
    _, total = document.capture.progress()
    if total and total > _PROGRESS_BYTES and sys.stderr.isatty():
        with click.progressbar(length=total, label="reading", file=sys.stderr) as bar:
            document.load(lambda done, _: bar.update(done - bar.pos))
    else:
        document.load()
    warn(document)
    return document


def warn(document: Document) -> None:
    """What is wrong with the input, on stderr."""
    name = document.capture.name
    for note in document.capture.notes:
        click.echo(f"{name}: {note}", err=True)
    for number, count in sorted(document.engine.links.stats.unknown_links.items()):
        click.echo(
            f"{name}: {count} records of unknown link type {number}: try --decode-as dlt/{number}=hdlc", err=True
        )
    if not document.count:
        stats = document.engine.links.stats
        click.echo(
            f"{name}: no DLMS/COSEM found in {stats.records} records ({stats.tcp} TCP, {stats.udp} UDP); "
            "where a profile is spoken that is not recognised, name it with --decode-as",
            err=True,
        )


def profile_chooser(options: tuple[str, ...]) -> Callable[[Flow], str | None] | None:
    """`--decode-as` as a function of a flow."""
    if not options:
        return None
    rules: list[tuple[str, int, str]] = []
    for option in options:
        where, _, profile = option.rpartition("=")
        kind, _, number = where.partition("/")
        base = profile.split("+")[0]
        if base not in (*PROFILES, AUTO) or (where and (kind not in ("tcp", "udp", "dlt") or not number.isdigit())):
            fail(
                f"--decode-as {option}: want [tcp/PORT=|udp/PORT=|dlt/NUMBER=]PROFILE, PROFILE one of {', '.join(PROFILES)}"
            )
        rules.append((kind, int(number or 0), profile))

    def choose(flow: Flow) -> str | None:
        for kind, number, profile in rules:
            if not kind:
                return profile
            if kind == "dlt" and f"dlt-{number}" in (flow.name, flow.hint):
                return profile
            if (
                kind == flow.transport
                and flow.a is not None
                and flow.b is not None
                and number in (flow.a[1], flow.b[1])
            ):
                return profile
        return None

    return choose


def rows_of(text: str | None, count: int) -> range:
    """Rows that `--no N[-M]` names, within those there are."""
    if text is None:
        return range(1, count + 1)
    first, dash, last = text.partition("-")
    if not first.isdigit() or (dash and last and not last.isdigit()):
        fail(f"--no {text}: want a message number, N-M or N-")
    start = int(first)
    stop = int(last) if last else count if dash else start
    return range(max(1, start), min(stop, count) + 1)
