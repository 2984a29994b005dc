"""Rows to messages: opens what is protected, joins what comes in blocks, pairs answers with questions.

An observer: it may join mid-session, never refuses anything, has no clock and does no input or output. What is
unexpected becomes a finding.
"""

from __future__ import annotations

from dissectors.core.node import Node, find
from dissectors.core.reader import decode
from dissectors.profiles.pdu import Pdu
from dissectors.security.key_ring import KeyRing, Wanted
from dissectors.session.association import Association, Identity
from dissectors.session.blocks import GeneralTransfer
from dissectors.session.conversation import Conversation
from dissectors.session.counters import Counters
from dissectors.session.exchange import Question
from dissectors.session.hls_watch import watch
from dissectors.session.message import Finding, Message, Piece, Protection, Unwrap
from dissectors.session.protection import GENERAL_SIGNING, PROTECTED, open_protected
from dissectors.session.rules import not_negotiated
from dissectors.session.services import answered, associate, learn_dedicated, serve
from dissectors.spec import block, catalog
from dissectors.spec.common import APDU
from dissectors.spec.facts import Plan, plan_of

MOST_DEPTH = 8  # protections and transfers that may stand inside one another
MOST_CONVERSATIONS = 65_536
_GBT = next(tag for tag, op in catalog.GENERAL.items() if op is block.GENERAL_BLOCK_TRANSFER)
_LAST_BLOCK = next(1 << member.shift for member in block.GENERAL_BLOCK_TRANSFER.children[0].members
                   if member.name == "last-block")  # fmt: skip
_REPEATS = ("retransmission", "block-repeated")  # the link sent these bytes before: no replay
_LINK_ENDS = ("snrm", "disc")


class Tracker:
    """``feed`` every row in order; findings about earlier rows are appended to ``late``."""

    def __init__(self, ring: KeyRing | None = None) -> None:
        self.ring = ring if ring is not None else KeyRing()
        self.associations: list[Association] = []
        self.late: list[tuple[int, Finding]] = []
        self.counters = Counters()
        self._conversations: dict[tuple[object, ...], Conversation] = {}
        self._titles: dict[tuple[object, ...], bytes] = {}  # of a server, by where it is reached

    def feed(self, row: int, time: int | None, flow: int, pdu: Pdu) -> Message:
        """What one row says. ``time`` is in nanoseconds, ``flow`` any number that tells flows apart."""
        key = (flow, pdu.client, pdu.server, pdu.physical, pdu.gateway)
        conversation = self._conversations.get(key)
        if conversation is None:
            conversation = self._conversations[key] = Conversation(Identity(*key))
            if len(self._conversations) > MOST_CONVERSATIONS:
                self._conversations.pop(next(iter(self._conversations)))
        if pdu.notes:
            findings = tuple(Finding(note.code, note.text) for note in pdu.notes)
        else:
            findings = ()
        if not pdu.data:
            message = Message(row, pdu.kind)
            if pdu.kind in _LINK_ENDS and conversation.association is not None:
                conversation.end(row)
            message.findings = findings
            return message
        message = Message(row, "unknown")
        message.apdu = pdu.data
        if findings:
            message.findings = findings
        self._apdu(message, time, conversation, pdu.sender, pdu.data, 0)
        association = conversation.association
        if association is not None:
            message.association = association.number
        return message

    def finish(self) -> None:
        """The capture has ended: transfers that never completed are told."""
        for conversation in self._conversations.values():
            for transfer in conversation.transfers.values():
                text = f"block {transfer.expected} never came"
                self.late.append((transfer.rows[-1], Finding("transfer-incomplete", text)))
            for general in conversation.general.values():
                self._incomplete(general)
            for question in conversation.exchange.pending.values():
                if question.confirmed:
                    self._unanswered(question)

    def _unanswered(self, question: Question) -> None:
        self.late.append((question.row, Finding("no-answer", f"no answer to {question.service} was seen")))

    # --- one APDU, as deep as it can be read --------------------------------------------------------

    def _apdu(
        self,
        message: Message,
        time: int | None,
        conversation: Conversation,
        sender: str | None,
        apdu: bytes,
        depth: int,
    ) -> None:
        plan = plan_of(apdu)
        if plan is None:
            message.service = f"unknown-{apdu[0]:02x}"
            message.findings = (*message.findings, Finding("unknown-apdu", f"{apdu[0]:02X} begins no APDU"))
            return
        message.service = plan.name
        tag = apdu[0]
        if tag in PROTECTED:
            if depth < MOST_DEPTH:
                self._protected(message, time, conversation, sender, apdu, depth)
        elif tag == _GBT:
            self._general_block(message, time, conversation, sender, apdu, depth)
        elif tag in catalog.ACSE:
            self._acse(message, time, conversation, plan, apdu)
        else:
            conversation.speaks(sender)
            side = sender or plan.sender
            for question in serve(message, time, conversation, side, apdu, plan, self.associations):
                self._unanswered(question)
            association = conversation.association
            if association is not None and message.objects and len(association.hls) < 2 and association.is_hls:
                watch(message, association, side, apdu, self.ring)

    def _acse(self, message: Message, time: int | None, conversation: Conversation, plan: Plan, apdu: bytes) -> None:
        """AARQ, AARE and release; an Initiate that is ciphered inside decides how the row is protected."""
        node = decode(APDU, apdu)
        associate(message, time, conversation, plan, node, self.associations)
        information = find(node, "user-information")
        inner = information.children[0] if information is not None and information.children else None
        if inner is not None and inner.end > inner.start and apdu[inner.start] in PROTECTED:
            self._open(message, conversation, plan.sender, inner, apdu[inner.start])
            if message.apdu is not None and message.protection.status in ("ok", "unverified"):
                initiate = decode(APDU, message.apdu)
                if conversation.association is not None:
                    conversation.association.initiate(initiate)
                    conversation.association.not_negotiated = not_negotiated(conversation.association.conformance)
                learn_dedicated(self.ring, message.row, initiate, conversation)
        message.apdu = apdu

    def _protected(
        self,
        message: Message,
        time: int | None,
        conversation: Conversation,
        sender: str | None,
        apdu: bytes,
        depth: int,
    ) -> None:
        node = decode(APDU, apdu)
        message.apdu = None
        if apdu[0] == GENERAL_SIGNING:
            content = node.child("content")
            inner = content.children[0] if content is not None and content.children else None
            if inner is not None and inner.end > inner.start:
                message.opening = (*message.opening, Unwrap(inner.start, inner.end))
                message.protection = Protection("unverified", "no-key", node.spec.name, None, "signed")
                message.apdu = inner.data
                self._apdu(message, time, conversation, sender, inner.data, depth + 1)
            return
        self._open(message, conversation, sender, node, apdu[0])
        opened = message.apdu
        if opened is None:
            self._closed_answer(message, time, conversation, sender, apdu)
        elif opened[:1] == b"/":
            message.service = "p1-telegram"
        else:
            self._apdu(message, time, conversation, sender, opened, depth + 1)

    def _open(self, message: Message, conversation: Conversation, sender: str | None, node: Node, tag: int) -> None:
        """Try to open the ciphered content below ``node``; ``message.apdu`` is then the plain APDU."""
        association = conversation.association
        titles = self._known_titles(conversation, sender)
        agreed = association.dedicated if association is not None else None
        wanted = Wanted(titles, self._addresses(conversation), conversation.identity.client, message.row, agreed)
        opened = open_protected(self.ring, node, tag, titles, wanted)
        if opened is None:
            message.protection = Protection("failed", "truncated", node.spec.name)
            return
        message.protection = opened.protection
        self.counters.watch(message, node.data, any(finding.code in _REPEATS for finding in message.findings))
        if opened.step is not None:
            message.opening = (*message.opening, opened.step)
            message.apdu = opened.plain
            title = opened.protection.system_title
            if title and association is not None and opened.protection.status == "ok":
                if sender == "server" and association.server_title is None:
                    association.server_title = title
                elif sender == "client" and association.client_title is None:
                    association.client_title = title

    def _known_titles(self, conversation: Conversation, sender: str | None) -> tuple[bytes, ...]:
        """Titles the sender may have, likeliest first: of the association, of the place, of the key file."""
        found: list[bytes] = []
        association = conversation.association
        sides = ("client", "server") if sender is None else (sender,)
        for side in sides:
            if association is not None:
                title = association.client_title if side == "client" else association.server_title
                if title:
                    found.append(title)
            identity = conversation.identity
            place = self._titles.get((side, identity.flow, identity.server, identity.physical, identity.gateway))
            if place:
                found.append(place)
            found += self.ring.titles(side, identity.client)
        return tuple(dict.fromkeys(found))

    def _addresses(self, conversation: Conversation) -> tuple[str, ...]:
        identity = conversation.identity
        found = [f"hdlc:{identity.server}/{identity.physical or 0}"]
        if identity.gateway is not None:
            found.append(f"gateway:{identity.gateway[0]}/{identity.gateway[1].hex()}")
        return tuple(found)

    def _closed_answer(
        self, message: Message, time: int | None, conversation: Conversation, sender: str | None, apdu: bytes
    ) -> None:
        """A protected APDU that stays closed still asks or answers: its outer tag says which service it is."""
        plain_tag = catalog.PROTECTS.get(apdu[0])
        if plain_tag is None:
            return
        family = catalog.PLAIN[plain_tag].name
        plan = plan_of(bytes((plain_tag, 1)))
        answers = plan.answers if plan is not None else ""
        if sender == "client" and family.endswith("request"):
            conversation.exchange.ask(Question(message.row, time, family, message.service, None, ()))
        elif answers:
            question, _ = conversation.exchange.answer(answers, None)
            answered(message, time, question)

    # --- general block transfer -------------------------------------------------------------------

    def _general_block(
        self,
        message: Message,
        time: int | None,
        conversation: Conversation,
        sender: str | None,
        apdu: bytes,
        depth: int,
    ) -> None:
        fields = decode(APDU, apdu).children or []
        if len(fields) < 4 or not isinstance(fields[3].value, bytes):
            return
        control, number, data = fields[0].value, fields[1].value, fields[3].value
        if not data:
            return
        conversation.speaks(sender)
        transfer = conversation.general.get(sender)
        if transfer is not None and transfer.begins_anew(number, data):
            self._incomplete(transfer)
            transfer = None
        if transfer is None:
            transfer = conversation.general[sender] = GeneralTransfer()
        piece = Piece(message.row, len(message.opening), fields[3].end - len(data), fields[3].end)
        finding = transfer.add(number, bool(control & _LAST_BLOCK), piece, data)
        if finding is not None:
            message.findings = (*message.findings, finding)
            return
        joined = transfer.joined(APDU.name)
        if joined is None or depth >= MOST_DEPTH:
            return
        step, whole = joined
        message.blocks = tuple(transfer.rows)
        message.opening = (*message.opening, step)
        message.apdu = whole
        self._apdu(message, time, conversation, sender, whole, depth + 1)

    def _incomplete(self, transfer: GeneralTransfer) -> None:
        if transfer.complete or not transfer.rows:
            return
        missing = transfer.missing()
        text = f"blocks {missing[:5]} never came" if missing else "the last block never came"
        self.late.append((transfer.rows[-1], Finding("transfer-incomplete", text)))
