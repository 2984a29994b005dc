"""Why is a row closed, red or empty, what does a finding or a key mean, and what can one do next?

Answers are plain text in paragraphs; what to do next names actions of the screen by their ids, for keys can be changed.
Text of the capture stands in them as it is: whoever shows them makes it printable.
"""

from __future__ import annotations

from typing import NamedTuple

from analyzer.document import Document
from analyzer.render import STATUS_SIGNS, milliseconds, object_text
from analyzer.survey.key_report import Closed, Use
from analyzer.trees import fault_code
from dissectors.core.node import Node, notes
from dissectors.security.suites import SUITES
from dissectors.session.association import REJECTED
from dissectors.session.explain import explain
from dissectors.session.findings import CATALOGUE, ERROR, NOTE, WARNING, severity
from dissectors.session.message import Finding, Protection

ADD_KEY = ("view-5", "add-key")  # actions that a next step names, one after the other
GO_ANSWER, GO_SESSION = ("answer",), ("to-session",)
MOST_FAULTS = 8


class Paragraph(NamedTuple):
    """One thing to say: a label ("What", "Means", "Do" …), the text, the actions that help, a row to go to (0: none)."""

    label: str
    text: str
    actions: tuple[str, ...] = ()
    row: int = 0


class Why(NamedTuple):
    """An explanation: what it is about, how bad that is ("" where nothing is wrong), and what there is to say."""

    title: str
    severity: str
    paragraphs: tuple[Paragraph, ...]


_READABLE = {
    "no-tag": "It carries no authentication tag: anybody could have made it.",
    "no-authentication-key": "There is no authentication key (gak) to check its tag with.",
    "not-encrypted": "Its header says that it is encrypted, but it is not.",
    "compressed": "It is compressed; the compressed bytes are shown as they are.",
}
_UNREADABLE = {
    "no-key": "No key of the kind it wants is at hand for {who}.",
    "no-title": "The sender's system title, which decryption needs, was not seen and is not in the key file.",
    "wrong-key-or-title": "No key at hand fits {who}: with each of them the tag is wrong or the result is no APDU.",
    "wrong-authentication-key": "The encryption key fits, for the plaintext is an APDU; the tag is wrong: the "
    "authentication key (gak) is another, or the message was changed.",
    "truncated": "It is cut short: its tag is missing.",
}
_NEXT = {
    "no-key": ("add the key of that title", ADD_KEY),
    "no-title": ("add the keys with the sender's system title", ADD_KEY),
    "wrong-key-or-title": ("compare key and title, or add the right key", ADD_KEY),
    "wrong-authentication-key": ("add the right gak", ADD_KEY),
    "no-authentication-key": ("add the gak", ADD_KEY),
}
_RANK = (ERROR, WARNING, NOTE, "")
_LINK = {
    "snrm": "opens the link; it may state sizes and windows",
    "ua": "accepts the opening or the end of the link",
    "disc": "ends the link",
    "dm": "says that the link is not open",
    "frmr": "says that a frame was not understood",
    "rr": "acknowledges frames, and asks for the next one",
    "rnr": "acknowledges frames, and asks the other side to wait",
    "rej": "asks for frames to be sent again",
}


def why(document: Document, row: int) -> Why:
    """What there is to say of a row, worst first."""
    found = [
        *_refused(document, row),
        *_protection(document, row),
        *_findings(document, row),
        *_faults(document, row),
    ]
    worst = min((bad for bad, _ in found), key=_RANK.index, default="")
    found.sort(key=lambda each: _RANK.index(each[0]))
    paragraphs = [paragraph for _, several in found for paragraph in several]
    paragraphs += _emptiness(document, row)
    if not any(bad for bad, _ in found):
        paragraphs.insert(0, Paragraph("What", "Nothing is wrong with this message."))
    return Why(f"{row} · {document.service(row) or 'link frame'}", worst, tuple(paragraphs))


def why_node(document: Document, row: int, node: Node) -> Why:
    """What one node of a row is: its element, its bytes, what it means and what that rests on, and what is wrong with it."""
    tree = document.tree(row)
    size = node.end - node.start
    name = node.field.name if node.spec is node.field else f"{node.field.name}: {node.spec.name}"
    field = node.spec.abbrev or node.field.abbrev
    where = f"{size} byte{'' if size == 1 else 's'} at {node.start} of {node.source.name}"
    told = [Paragraph("Element", f"{name}{f', in filters {field}' if field else ''}"), Paragraph("Bytes", where)]
    meant = document.names(row, tree).get(id(node))
    if meant is not None:
        said = ", ".join(each for each in (meant.name, meant.text) if each)
        told += [Paragraph("Means", said)] if said else []
        told += [Paragraph("From", meant.origin)] if meant.origin else []
    bad = ""
    if node.note is not None:
        bad = severity(fault_code(node.note))
        fault = Finding(fault_code(node.note), f"{node.note.reason} (byte {node.note.offset})")
        told = [*_finding(fault), *told]
    return Why(f"{row} · {name}", bad, tuple(told))


def why_code(code: str, text: str = "") -> Why:
    """What a finding of that code is; ``text`` is what it says of one message."""
    entry = CATALOGUE.get(code)
    if entry is None:
        return Why(code, severity(code), (Paragraph("What", text or "No explanation is known."),))
    paragraphs = [Paragraph("What", text)] if text else []
    paragraphs.append(Paragraph("Means", entry.meaning))
    if entry.advice:
        paragraphs.append(Paragraph("Do", entry.advice))
    if entry.clause:
        paragraphs.append(Paragraph("Clause", entry.clause))
    return Why(f"{code} · {entry.title}", entry.severity, tuple(paragraphs))


def why_key(use: Use) -> Why:
    """What a key does: how many messages it opens, and why it may open none."""
    title = f"{use.meter or 'a device'}: {use.field}"
    opens = use.verified + use.unverified
    told = [Paragraph("From", use.origin)]
    if use.title is not None:
        told.append(Paragraph("Title", use.title.hex().upper()))
    if not opens:
        text = "Opens nothing: no message is protected with it, or another key of its kind fitted first."
        if use.field == "gak":
            text = "Verifies nothing: no tag was made with it, or no encryption key goes with it."
        if use.field not in ("guek", "gbek", "gak", "dedicated"):
            text = "Opens no message itself; it serves to judge or to derive what does."
        return Why(title, "", (Paragraph("What", text), *told))
    verb = "Verifies" if use.field == "gak" else "Opens"
    told.insert(0, Paragraph("What", f"{verb} {_messages(opens)}."))
    if not use.unverified:
        return Why(title, "", tuple(told))
    text = f"{use.unverified} of them are not verified: the authentication key (gak) is missing or another."
    told.insert(1, Paragraph("Means", text))
    told.append(Paragraph("Do", "add the right gak", ADD_KEY))
    return Why(title, NOTE, tuple(told))


def why_closed(document: Document, closed: Closed) -> Why:
    """Why messages of one sender stay closed, and what would open them."""
    protection = document.protection(closed.first)
    label = closed.title.hex().upper() if closed.title else "unknown title"
    paragraphs = [
        Paragraph("What", f"Closed: {_messages(closed.messages)}, the first is {closed.first}.", (), closed.first)
    ]
    paragraphs += _closed(protection)
    return Why(f"{closed.meter} · {label}" if closed.meter else label, _bad(protection), tuple(paragraphs))


# --- parts ----------------------------------------------------------------------------------------


def _messages(count: int) -> str:
    return f"{count} message{'' if count == 1 else 's'}"


def _bad(protection: Protection) -> str:
    return {"failed": ERROR, "no-key": WARNING, "unverified": NOTE}.get(protection.status, "")


def _who(protection: Protection) -> str:
    title = protection.system_title
    return f"title {title.hex().upper()}" if title else "its unknown sender"


def _closed(protection: Protection) -> list[Paragraph]:
    """Why a protected message cannot be read, or not be trusted."""
    reason = protection.reason or ""
    text = _READABLE.get(reason) if protection.status == "unverified" else _UNREADABLE.get(reason)
    if text is None:
        text = _READABLE.get(reason, f"The reason is {reason or 'not known'}.")
    paragraphs = [Paragraph("Because", text.format(who=_who(protection)))]
    suite = SUITES.get(protection.suite) if protection.suite is not None else None
    dedicated = "ded" in (protection.service or "").split("-")
    if suite is not None and protection.status != "unverified":
        kind = "dedicated key" if dedicated else "global key (guek)"
        text = f"{protection.service}, suite {protection.suite}: a {kind} of {suite.key_size} bytes"
        paragraphs.append(Paragraph("Wants", text))
    if dedicated and reason in ("no-key", "wrong-key-or-title"):
        text = "The association's Initiate carries the dedicated key: with the guek that opens it, it is learnt."
        paragraphs.append(Paragraph("Means", text))
    if reason in _NEXT:
        paragraphs.append(Paragraph("Do", *_NEXT[reason]))
    return paragraphs


def _protection(document: Document, row: int) -> list[tuple[str, list[Paragraph]]]:
    protection = document.protection(row)
    bad = _bad(protection)
    sign = STATUS_SIGNS[protection.status]
    if protection.status == "none":
        return []
    if not bad:
        text = f"{sign} verified, {protection.policy or 'protected'}, opened with {document.key_name(protection.key) or 'no key'}"
        return [("", [Paragraph("Protection", text)])]
    if document.closed(row):
        head = f"{sign} closed: the message is protected and was not opened."
    elif protection.status == "failed":
        head = f"{sign} not authentic, or not checked with the right key."
    elif protection.status == "no-key":
        head = f"{sign} readable, but the Initiate inside is closed."
    else:
        head = f"{sign} readable, but not verified."
    return [(bad, [Paragraph("What", head), *_closed(protection)])]


def _refused(document: Document, row: int) -> list[tuple[str, list[Paragraph]]]:
    """The association that this row proposes or answers did not come about."""
    number = document.index.association[row - 1]
    if not number or number > len(document.associations):
        return []
    association = document.associations[number - 1]
    if association.state != REJECTED or row not in (association.opened, association.answered):
        return []
    return [(WARNING, [Paragraph("What", "The association was refused.", GO_SESSION)])]


def _finding(finding: Finding) -> list[Paragraph]:
    entry = CATALOGUE.get(finding.code)
    title = entry.title if entry is not None else finding.code
    paragraphs = [Paragraph("Finding", f"{title}: {finding.text}" if finding.text else title)]
    if entry is not None:
        paragraphs.append(Paragraph("Means", entry.meaning))
        if entry.advice:
            paragraphs.append(Paragraph("Do", entry.advice))
        if entry.clause:
            paragraphs.append(Paragraph("Clause", entry.clause))
    return paragraphs


def _findings(document: Document, row: int) -> list[tuple[str, list[Paragraph]]]:
    """The findings of a row; what its protection says already is not said twice."""
    shut = document.protection(row).status == "failed"
    return [
        (severity(finding.code), _finding(finding))
        for finding in document.findings(row)
        if not (shut and finding.code == "tag-failed")
    ]


def _faults(document: Document, row: int) -> list[tuple[str, list[Paragraph]]]:
    """What is wrong with the encoding, with its place."""
    tree = document.tree(row)
    if tree.apdu is None or tree.clean:
        return []
    found: list[tuple[str, list[Paragraph]]] = []
    for node, note in notes(tree.apdu):
        if len(found) == MOST_FAULTS:
            found.append((NOTE, [Paragraph("And", "more like these: the tree shows them all.")]))
            break
        text = f"{note.reason} (byte {note.offset}, {node.field.name})"
        found.append((severity(fault_code(note)), _finding(Finding(fault_code(note), tree.deviation or text))))
    return found


def _emptiness(document: Document, row: int) -> list[Paragraph]:
    """Why a row shows no value, and where what belongs to it is."""
    index = document.index
    service = document.service(row)
    told: list[Paragraph] = []
    if not index.length[row - 1]:
        meaning = _LINK.get(service)
        text = f"A link frame without APDU: {service} {meaning}." if meaning else "A link frame without APDU."
        return [Paragraph("Empty", text)]
    refs = document.objects(row)
    if len(refs) > 1:
        told.append(Paragraph("Objects", f"{len(refs)}: {object_text(refs[0])} …"))
    asked, answered = index.answers[row - 1], index.answered_by[row - 1]
    if answered:
        told.append(Paragraph("Answer", f"is message {answered}.", GO_ANSWER, answered))
    if asked:
        took = milliseconds(document.rtt(row))
        told.append(Paragraph("Answers", f"message {asked}{f' after {took} ms' if took else ''}.", GO_ANSWER, asked))
    blocks = index.blocks.get(row)
    if blocks:
        text = f"This message completes a transfer of {len(blocks)} blocks ({blocks[0]} to {blocks[-1]}) and shows the whole."
        told.append(Paragraph("Whole", text, (), blocks[0]))
    number = index.association[row - 1]
    if number and number <= len(document.associations):
        text = f"#{number}: {explain(document.associations[number - 1])}"
        told.append(Paragraph("Session", text, GO_SESSION, document.associations[number - 1].opened))
    return told
