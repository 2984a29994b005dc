"""The text of a ladder's steps: arrows between client and meter, plain or double where ciphered, as wide as there is room.

A line is pieces of text with the tokens that style them; nothing here draws.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from analyzer.document import Document
from analyzer.index import NOTHING_READABLE
from analyzer.render import milliseconds, objects_text, printable, row_outcome, server_text, status_text
from analyzer.survey.cells import much, tone
from analyzer.survey.conversations import APDU
from analyzer.survey.ladder import GAP, GAPS, HIDDEN, LOST, MESSAGE, PAUSE, SILENCE, Ladder
from dissectors.meaning.names import names_of
from dissectors.session.association import Association
from dissectors.session.explain import mechanism
from dissectors.session.message import ObjectRef

Piece = tuple[str, str]  # text and token
_NARROW = 64  # below it the response time gives way
_CODES = 62  # below it objects go by name alone
_USUAL = 2  # the attribute that needs no name
_FULL_TITLE = 96  # from here on system titles stand in full
_SENT_AGAIN = ("retransmission", "block-repeated")
_PROOFS = {"hls-verified": "HLS verified", "hls-proof-wrong": "HLS proof wrong"}
_NO_ANSWER = "no-answer"


SIDE, SINGLE, DOUBLE, RIGHT, LEFT, WAITING, MISSING = "│─═▸◂┊╳"


class Shape(NamedTuple):
    """Widths of a ladder's columns: number, what lies between the sides, response time (0: left out); status is two."""

    number: int
    between: int
    time: int


def shape_of(width: int, last_row: int) -> Shape:
    """The columns that fit a width."""
    number = max(4, len(str(last_row)))
    time = 9 if width >= _NARROW else 0
    return Shape(number, max(16, width - number - 8 - time), time)


def head_line(document: Document, row: int, shape: Shape) -> list[Piece]:
    """Who stands on which side, over the ladder; ``row`` is any row of the conversation."""
    context = document.context(row)
    client = "client" if context.client is None else str(context.client)
    server = server_text(context.server, context.physical) or "meter"
    between = client + server.rjust(max(1, shape.between + 2 - len(client)))
    time = "ms".rjust(shape.time) if shape.time else ""
    return [(" " * (shape.number + 2) + between + time + " St", "header")]


def line(
    document: Document,
    ladder: Ladder,
    step: int,
    shape: Shape,
    association: Association | None = None,
) -> list[Piece]:
    """The text of one step."""
    kind, row, count = ladder.kind[step], ladder.row[step], ladder.count[step]
    if kind == MESSAGE:
        return _message(document, ladder, row, count, shape, association)
    if kind == HIDDEN:
        hidden = f"{count} message{'s' if count > 1 else ''} not shown by the filter"
        return _between(hidden, "faint", WAITING, shape)
    if kind == SILENCE:
        return _between(f"!  no answer to {row} in the capture", "warning", WAITING, shape)
    if kind == PAUSE:
        return _between(_time_between(document, count, row), "faint", WAITING, shape)
    if kind == LOST:
        waited = _time_between(document, count, row)
        text = f"!  no answer to {count}" + (f" for {waited}" if waited else "")
        return _between(text, "warning", WAITING, shape)
    assert kind == GAP
    return _between(_gap_text(document, row), "warning", MISSING, shape)


def _message(
    document: Document,
    ladder: Ladder,
    row: int,
    count: int,
    shape: Shape,
    association: Association | None,
) -> list[Piece]:
    retry = ladder.retries.get(row)
    label = label_of(document, row, association, shape.between)
    codes = [finding.code for finding in document.findings(row)]
    remark = f" × {count}" if count > 1 else ""
    if retry or any(code in _SENT_AGAIN for code in codes):
        remark += f"  (retry {retry})" if retry else "  (sent again)"
    if _NO_ANSWER in codes:
        remark += "  (no answer)"
    context = document.context(row)
    to_right = context.sender == "client" or (context.sender is None and not context.direction)
    stroke = DOUBLE if document.index.protection[row - 1] else SINGLE
    token = tone(document, row) or "plain"
    pieces: list[Piece] = [(str(row).rjust(shape.number) + "  ", "faint"), (SIDE, "faint")]
    pieces += _arrow(label, remark, to_right, stroke, token, shape.between)
    pieces.append((SIDE, "faint"))
    if shape.time:
        pieces.append((milliseconds(document.rtt(row)).rjust(shape.time), "plain"))
    pieces.append((" " + status_text(document, row), token))
    return pieces


def _arrow(label: str, remark: str, to_right: bool, stroke: str, token: str, width: int) -> list[Piece]:
    label = fit_in(label, width - 7 - len(remark)) + remark
    label = fit_in(label, width - 7)
    fill = stroke * max(1, width - cell_len(label) - 5)
    if to_right:
        return [(f"{stroke * 2} ", token), (label, token), (f" {fill}{RIGHT}", token)]
    return [(f"{LEFT}{fill} ", token), (label, token), (f" {stroke * 2}", token)]


def label_of(document: Document, row: int, association: Association | None, width: int) -> str:
    """What an arrow says: the service, then what matters most of it, as ``width`` has room for."""
    context = document.context(row)
    service = document.service(row)
    if context.kind != APDU:
        return service
    if service == "aarq" and association is not None:
        title = association.client_title
        named = f", title {_title(title, width >= _FULL_TITLE)}" if title else ""
        return f"aarq  {mechanism(association)}{named}"
    outcome = f"{_bytes(document, row)} bytes" if much(document, row) else row_outcome(document, row)[0]
    proof = next((word for code, word in _PROOFS.items() if any(f.code == code for f in document.findings(row))), "")
    said = [part for part in (proof or outcome,) if part]
    short = service.removesuffix("-normal")
    if document.index.answers[row - 1] and said:
        return f"{short}  {', '.join(said)}"
    refs = document.objects(row)
    subject = objects_text(refs) if width >= _CODES else names_text(refs)
    return "  ".join(part for part in (short, subject, *said) if part)


def _bytes(document: Document, row: int) -> int:
    """How large the APDUs are that a row completes."""
    rows = document.index.blocks.get(row, (row,))
    return sum(document.index.length[each - 1] & ~NOTHING_READABLE for each in rows)


def names_text(refs: tuple[ObjectRef, ...]) -> str:
    """Objects by name where there is no room for codes; by code where they have no name."""
    if not refs:
        return ""
    names = names_of(refs[0])
    if names.name is None:
        return objects_text(refs)
    member = f", {names.member}" if names.member and (refs[0].method or refs[0].number != _USUAL) else ""
    return f"{names.name}{member}" + (f" +{len(refs) - 1}" if len(refs) > 1 else "")


def _between(text: str, token: str, sign: str, shape: Shape) -> list[Piece]:
    """A line between messages."""
    text = fit_in(text, shape.between - 6)
    padded = "   " + text + " " * (shape.between - 3 - cell_len(text))
    return [(" " * (shape.number + 2), "plain"), (sign, token), (padded, token), (sign, token)]


def fit_in(text: str, width: int) -> str:
    """A text cut to a width where it is longer."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def _gap_text(document: Document, row: int) -> str:
    found = [f for f in document.findings(row) if f.code in GAPS]
    return printable(found[0].text) if found else "something is missing here"


def _time_between(document: Document, before: int, row: int) -> str:
    then, now = document.time(before), document.time(row)
    return duration(now - then) if then is not None and now is not None else ""


def duration(nanoseconds: int) -> str:
    """A stretch of time as people say it: 18 ms, 2.4 s, 3 min 20 s, 2 h 5 min, 3 d 4 h."""
    seconds = nanoseconds / 1e9
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    for big, small, name, rest in ((86_400, 3600, "d", "h"), (3600, 60, "h", "min"), (60, 1, "min", "s")):
        if seconds >= big:
            whole, left = divmod(int(seconds), big)
            return f"{whole} {name}" + (f" {left // small} {rest}" if left // small else "")
    return ""


def _title(title: bytes, full: bool) -> str:
    text = title.hex().upper()
    return text if full or len(text) <= 10 else f"{text[:4]}…{text[-4:]}"
