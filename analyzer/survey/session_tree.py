"""The conversations of a capture by meter, each with its verdict in a few words: what the Sessions view lists."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from analyzer.document import Document
from analyzer.export.sessions import details, session
from analyzer.render import printable, server_text
from analyzer.survey.conversations import Conversation, Conversations
from analyzer.survey.why import Paragraph, Why
from dissectors.session.association import ACCEPTED, PROPOSED, REJECTED, RELEASED, UNCONNECTED, Association
from dissectors.session.explain import mechanism


class Summary(NamedTuple):
    """A conversation with what there is to say of it: ``entry`` as ``dlmscope sessions`` has it (None outside
    associations), ``size`` of its rows when this was said, ``shown`` of them by the filter."""

    conversation: Conversation
    association: Association | None
    entry: dict[str, Any] | None
    size: int
    shown: int


class Branch(NamedTuple):
    """Conversations with one meter: where it is, over which profile, and its name where it has one."""

    place: str
    profile: str
    meter: str
    summaries: list[Summary]


def summaries(
    document: Document,
    conversations: Conversations,
    shown: Container[int] | None,
    known: dict[tuple[int, int], Summary],
) -> Iterator[Summary]:
    """What there is to say of each conversation; ``known`` are those said before, by the key of the conversation."""
    every = [*conversations.inside.values(), *conversations.outside.values()]
    for conversation in sorted(every, key=lambda each: each.rows[0] if each.rows else 0):
        size = len(conversation.rows)
        if not size:
            continue
        association = conversations.association(conversation)
        before = known.get(conversation.key)
        if before is not None and before.size == size:
            entry = before.entry
        else:
            rows = conversation.rows[:size]
            entry = session(document, association, rows) if association is not None else None
        count = size if shown is None else sum(row in shown for row in conversation.rows[:size])
        found = known[conversation.key] = Summary(conversation, association, entry, size, count)
        yield found


def branches(document: Document, found: list[Summary]) -> list[Branch]:
    """Summaries by meter, in the order of first appearance; those that the filter hides are left out."""
    by_place: dict[tuple[str, str], Branch] = {}
    for each in found:
        if not each.shown:
            continue
        row = each.conversation.rows[0]
        context = document.context(row)
        server_sends = context.direction if context.sender == "server" else 1 - context.direction
        place = document.flow(row).sides(server_sends)[0]
        branch = by_place.get((place, context.profile))
        if branch is None:
            branch = by_place[place, context.profile] = Branch(place, context.profile, _meter(document, each), [])
        branch.summaries.append(each)
    return list(by_place.values())


def _meter(document: Document, summary: Summary) -> str:
    return document.meter(summary.conversation.rows[-1]) or ""


# --- words ----------------------------------------------------------------------------------------


def title(document: Document, summary: Summary) -> str:
    """``#3  16 ⇄ 145``."""
    row = summary.conversation.rows[0]
    context = document.context(row)
    if summary.association is None:
        return "outside associations"
    server = server_text(context.server, context.physical)
    return f"#{summary.association.number}  {'?' if context.client is None else context.client} ⇄ {server or '?'}"


def verdict(summary: Summary) -> tuple[str, str]:
    """How a conversation went, in a word or two, and the token that colours it."""
    association, entry = summary.association, summary.entry
    if association is None or entry is None:
        return f"{summary.size} message{'s' if summary.size > 1 else ''}", "plain"
    failed = _failure(association)
    if failed:
        return f"✗ {failed}", "error"
    if entry["closed"]:
        return f"? {entry['closed']} closed", "closed"
    unanswered = association.questions - association.answers
    if unanswered > 0:
        return f"! {unanswered} unanswered", "warning"
    return f"✓ {association.answers} ok", "ok"


def _failure(association: Association) -> str:
    """How an association failed, as against having had difficulties; "" where it did not."""
    if association.state in _FAILED:
        return _FAILED[association.state]
    proofs = association.hls.values()
    if any(said == "wrong" or said.startswith("refused") for said in proofs):
        return "proof refused" if any(said.startswith("refused") for said in proofs) else "proof wrong"
    if association.titles_differ:
        return "titles differ"
    if association.expected_counter is not None or (
        association.regressed and association.questions > association.answers
    ):
        return "counter too low"
    return ""


_FAILED = {REJECTED: "refused", PROPOSED: "no answer", UNCONNECTED: "no link"}


def went_wrong(summary: Summary) -> bool:
    """Whether an association failed."""
    return summary.association is not None and bool(_failure(summary.association))


def times(summary: Summary) -> str:
    """Median and 95th percentile of the response times in milliseconds."""
    entry = summary.entry
    if entry is None or entry["response_ms"]["p50"] is None:
        return "—"
    return f"{_number(entry['response_ms']['p50'])} / {_number(entry['response_ms']['p95'])}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def security(summary: Summary) -> str:
    """Mechanism, and how messages are protected."""
    association = summary.association
    if association is None:
        return ""
    suite = f"suite {association.suite}" if association.suite is not None else ""
    return "  ".join(part for part in (mechanism(association).partition(" (")[0], suite) if part)


def why(summary: Summary) -> str:
    """The sentence that stands below: why it failed, or how it went."""
    association, entry = summary.association, summary.entry
    if association is None or entry is None:
        return f"These {summary.size} messages belong to no association: pushes, or the capture begins too late."
    head = f"Why #{association.number} failed: " if went_wrong(summary) else f"#{association.number}: "
    return head + str(entry["verdict"])


def detail_lines(summary: Summary) -> list[str]:
    """What was agreed and how it went, a line each."""
    if summary.entry is None or summary.association is None:
        return []
    states = {ACCEPTED: "still open at the end of the capture", RELEASED: "released"}
    state = states.get(summary.association.state, summary.association.state)
    return [state, *details(summary.entry)]


def as_text(document: Document, summary: Summary) -> str:
    """All that is said of a conversation."""
    head = f"{title(document, summary)}  {verdict(summary)[0]}"
    return "\n".join(map(printable, [head, *(f"  {line}" for line in detail_lines(summary)), f"  {why(summary)}"]))


def explanation(document: Document, summary: Summary) -> Why:
    """Why an association went as it did."""
    association = summary.association
    paragraphs = [Paragraph("What", why(summary)), *(Paragraph("", line) for line in detail_lines(summary))]
    failed = went_wrong(summary)
    row = (association.answered or association.opened) if association is not None else 0
    if failed and row:
        paragraphs.append(Paragraph("Look at", f"message {row}", (), row))
    return Why(f"{title(document, summary)}  {verdict(summary)[0]}", "error" if failed else "", tuple(paragraphs))
