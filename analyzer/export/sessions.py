"""Associations as JSON objects and as lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from analyzer.document import Document
from dissectors.session.association import Association
from dissectors.session.explain import explain, mechanism
from dissectors.session.findings import CATALOGUE, severity
from dissectors.session.image import Image


def rows_by_association(document: Document) -> dict[int, list[int]]:
    """Rows of each association, by its number."""
    found: dict[int, list[int]] = {}
    for row, number in enumerate(document.index.association[: document.count], 1):
        if number:
            found.setdefault(number, []).append(row)
    return found


def session(document: Document, association: Association, rows: Sequence[int]) -> dict[str, Any]:
    """One association: who, what was agreed, how it went, and how long answers took (milliseconds)."""
    identity = association.identity
    times = sorted(rtt / 1e6 for row in rows if (rtt := document.rtt(row)) is not None)
    codes = Counter(finding.code for row in rows for finding in document.findings(row))
    closed = sum(document.closed(row) for row in rows)
    return {
        "session": association.number,
        "flow": document.engine.flows[identity.flow].names(),
        "client": identity.client,
        "server": identity.server,
        "physical": identity.physical,
        "messages": [rows[0], rows[-1]] if rows else [],
        "count": len(rows),
        "state": association.state,
        "context": association.context,
        "mechanism": association.mechanism,
        "client_title": association.client_title.hex() if association.client_title else None,
        "server_title": association.server_title.hex() if association.server_title else None,
        "proposed_conformance": list(association.proposed),
        "negotiated_conformance": list(association.conformance),
        "client_max_receive_pdu_size": association.pdu_size[0],
        "server_max_receive_pdu_size": association.pdu_size[1],
        "result": association.result,
        "diagnostic": association.diagnostic,
        "hls": dict(association.hls),
        "link": association.link._asdict() if association.link is not None else None,
        "image": _image(association.image) if association.image is not None else None,
        "questions": association.questions,
        "answers": association.answers,
        "response_ms": {"p50": _at(times, 0.5), "p95": _at(times, 0.95), "max": _at(times, 1.0)},
        "closed": closed,
        "findings": dict(codes),
        "verdict": explain(association),
    }


def _image(image: Image) -> dict[str, Any]:
    """How far an image transfer got: bytes in all, blocks in all, sent, sent again, and the first that are missing."""
    return {
        "size": image.size,
        "blocks": image.count,
        "sent": len(image.blocks),
        "repeated": image.repeated,
        "missing": image.missing(),
        "activated": image.activated,
    }


def sessions(document: Document) -> Iterator[dict[str, Any]]:
    rows = rows_by_association(document)
    for association in document.associations:
        yield session(document, association, rows.get(association.number, [association.opened]))


def session_lines(document: Document) -> Iterator[str]:
    """What an engineer would write down of each association."""
    by_number = {association.number: association for association in document.associations}
    for entry in sessions(document):
        association = by_number[entry["session"]]
        physical = "" if entry["physical"] is None else f"/{entry['physical']}"
        yield f"#{entry['session']}  {entry['client']} ⇄ {entry['server']}{physical}  {mechanism(association)}  {entry['state']}"
        for line in details(entry):
            yield f"    {line}"
        yield f"    → {entry['verdict']}"


def details(entry: dict[str, Any]) -> Iterator[str]:
    """What was agreed in a session and how it went, a line each; the verdict left out."""
    yield f"{entry['flow']}, messages {'–'.join(map(str, entry['messages']))} ({entry['count']})"
    if entry["client_title"] or entry["server_title"]:
        yield f"titles: client {entry['client_title'] or '-'}, server {entry['server_title'] or '-'}"
    if entry["negotiated_conformance"]:
        agreed, asked = len(entry["negotiated_conformance"]), len(entry["proposed_conformance"])
        sizes = entry["client_max_receive_pdu_size"], entry["server_max_receive_pdu_size"]
        proposed = f" of {asked} proposed" if asked else ""
        shown = ["not seen" if size is None else str(size) for size in sizes]
        yield f"conformance {agreed}{proposed}; PDU size client {shown[0]}, server {shown[1]}"
    link = entry["link"]
    if link is not None:
        yield (
            f"HDLC: information field {link['information_to_server']} out, {link['information_to_client']} in; "
            f"window {link['window_to_server']} out, {link['window_to_client']} in"
        )
    image = entry["image"]
    if image is not None:
        of = f" of {image['blocks']}" if image["blocks"] is not None else ""
        yield f"image: {image['sent']}{of} blocks sent, {image['repeated']} again, missing: {image['missing'] or 'none'}"
    times = entry["response_ms"]
    if times["p50"] is not None:
        told = (
            f"{entry['answers']} of {entry['questions']} questions answered;"
            if entry["questions"]
            else "answered after"
        )
        yield f"{told} {times['p50']:.1f} ms median, {times['p95']:.1f} ms p95, {times['max']:.1f} ms at most"
    if entry["hls"]:
        yield "proofs: " + ", ".join(f"{side} {verdict}" for side, verdict in entry["hls"].items())
    if entry["closed"]:
        yield f"{entry['closed']} messages stay closed"
    for code, count in sorted(entry["findings"].items(), key=lambda item: -item[1]):
        title = CATALOGUE[code].title if code in CATALOGUE else code
        yield f"{severity(code)}: {title} ({code}) × {count}"


def _at(times: list[float], share: float) -> float | None:
    return times[min(len(times) - 1, int(len(times) * share))] if times else None
