"""Rows to messages: opens what is protected, joins what comes in blocks, pairs answers with questions.

An observer: it may join mid-session, never refuses anything, has no clock and does no input or output. What is
unexpected becomes a finding.
"""

from __future__ import annotations

from collections.abc import Callable

from dissectors.core.node import Node, find
from dissectors.core.reader import decode
from dissectors.outcome import QUIET
from dissectors.profiles.pdu import Pdu
from dissectors.security.key_ring import KeyRing
from dissectors.session.association import Association, Identity
from dissectors.session.conversation import Conversation
from dissectors.session.counters import Counters
from dissectors.session.exchange import CLOSED, REQUEST, Question
from dissectors.session.general_blocks import TAG as GENERAL_BLOCK_TRANSFER
from dissectors.session.general_blocks import GeneralTransfer, control_of
from dissectors.session.hls_watch import judge_password
from dissectors.session.link_frames import link_frame
from dissectors.session.message import NOT_PROTECTED, Finding, Message, Piece, Protection, Unwrap
from dissectors.session.notebook import LateWhole, Notebook
from dissectors.session.protection import (
    GENERAL_SIGNING,
    PROTECTED,
    Opened,
    known_from,
    open_known,
    open_protected,
    other_layout,
)
from dissectors.session.rules import judge_block_transfer, not_negotiated
from dissectors.session.services import answered, associate, learn_dedicated, sent_again, serve, unanswered
from dissectors.session.signed import judge_signature, together
from dissectors.session.titles import SIDES, Titles
from dissectors.session.watcher import Watcher
from dissectors.spec import acse, catalog
from dissectors.spec.common import APDU
from dissectors.spec.facts import BY_FRONT, Plan, plan_of

MOST_DEPTH = 8  # protections and transfers that may stand inside one another
MOST_CONVERSATIONS = 65_536
_NOT_PLAIN = frozenset({*PROTECTED, GENERAL_BLOCK_TRANSFER, *catalog.ACSE})
_SHORTEST = 8  # bytes that any ciphered APDU is longer than
_DIRECTIONS = ("0", "1")
_FAILED = {
    "wrong-key-or-title": "no key at hand fits, or the system title is another one",
    "wrong-authentication-key": "the text is a complete APDU: the authentication key is another one, or a byte was changed",
    "truncated": "it is cut short",
}


Places = Callable[[int, int | None], tuple[str, ...]]


def _nowhere(flow: int, side: int | None) -> tuple[str, ...]:
    del flow, side
    return ()


class Tracker:
    """``feed`` every row in order; findings about earlier rows are appended to ``late``.

    ``places`` gives the addresses of a flow's ends as the key file writes them ("10.0.0.5:4059", "10.0.0.5"), or of the
    end in whose direction (0 or 1) something was sent.
    """

    def __init__(self, ring: KeyRing | None = None, places: Places = _nowhere) -> None:
        self.ring = ring if ring is not None else KeyRing()
        self.notebook = Notebook()
        self.counters = Counters()
        self.titles = Titles(self.ring)
        self.watcher = Watcher(self.ring, self.counters, self.titles)
        self._places = places
        self._conversations: dict[Identity, Conversation] = {}

    @property
    def associations(self) -> list[Association]:
        return self.notebook.associations

    @property
    def late(self) -> list[tuple[int, Finding]]:
        return self.notebook.late

    @property
    def wholes(self) -> list[LateWhole]:
        return self.notebook.wholes

    def feed(self, row: int, time: int | None, identity: Identity, pdu: Pdu) -> Message:
        """What one row says. ``time`` is in nanoseconds; ``identity`` is the PDU's, in a flow of any number."""
        conversation = self._conversations.get(identity) or self._meet(identity, pdu)
        findings = tuple(Finding(note.code, note.text) for note in pdu.notes) if pdu.notes else ()
        data, sender = pdu.data, pdu.sender
        if not data:
            message = Message(row, pdu.kind, None, "", findings, time, outcome=QUIET)
            link_frame(message, conversation, pdu, self.notebook)
            return message
        message = Message(row, "unknown", data, sender or _DIRECTIONS[pdu.direction], findings, time)
        self._apdu(message, conversation, sender, data, 0)
        association = conversation.association
        if association is not None:
            message.association = association.number
        return message

    def _meet(self, identity: Identity, pdu: Pdu) -> Conversation:
        """Two ends that were not heard before."""
        flow, known = identity.flow, self._conversations
        server = None if pdu.sender is None else pdu.direction ^ (pdu.sender == "client")
        conversation = known[identity] = Conversation(identity, self._places(flow, None), self._places(flow, server))
        if len(known) > MOST_CONVERSATIONS:
            self.notebook.close(known.pop(next(iter(known))))
        return conversation

    def finish(self) -> None:
        """The capture has ended: what is open is told."""
        for conversation in self._conversations.values():
            self.notebook.close(conversation)

    # --- one APDU, as deep as it can be read --------------------------------------------------------

    def _apdu(
        self,
        message: Message,
        conversation: Conversation,
        sender: str | None,
        apdu: bytes,
        depth: int,
    ) -> None:
        plan = BY_FRONT[apdu[:2]]
        if plan is None:
            message.service = f"unknown-{apdu[0]:02x}"
            message.tell("unknown-apdu", f"{apdu[0]:02X} begins no APDU")
            return
        message.service = plan.name
        tag = apdu[0]
        if tag in _NOT_PLAIN:
            if tag in PROTECTED:
                if depth < MOST_DEPTH:
                    self._protected(message, conversation, sender, apdu, depth)
            elif tag == GENERAL_BLOCK_TRANSFER:
                self._general_block(message, conversation, sender, apdu, depth)
            else:
                self._acse(message, conversation, plan, apdu)
            return
        if conversation.general.transfers:
            self._speaks(message, conversation, plan.asks or plan.error or bool(plan.answers))
        side = sender or plan.sender
        serve(message, conversation, side, apdu, plan, self.notebook)
        self.watcher.see(message, conversation, side, apdu)

    def _speaks(self, message: Message, conversation: Conversation, over: bool) -> None:
        """What is no block. A question, or an answer, is sent when nothing of the other side's is on its way: that is
        ``over``, complete or not."""
        for transfer in conversation.general.speaks(message.side, over and not sent_again(message)):
            self.notebook.abandon_general(transfer)

    # --- associations -------------------------------------------------------------------------------

    def _acse(self, message: Message, conversation: Conversation, plan: Plan, apdu: bytes) -> None:
        """AARQ, AARE and release; an Initiate that is ciphered inside decides how the row is protected."""
        node = decode(APDU, apdu)
        associate(message, conversation, plan, node, self.notebook)
        association = conversation.association
        if association is not None:
            if plan.op is acse.AARQ:
                judge_password(message, association, self.ring, self.titles.wanted(conversation, message.row))
            for side, title in zip(SIDES, (association.client_title, association.server_title), strict=True):
                if title:
                    self.titles.remember(conversation, side, title)
        information = find(node, "user-information")
        inner = information.children[0] if information is not None and information.children else None
        if inner is not None and inner.end > inner.start and apdu[inner.start] in PROTECTED:
            self._open(message, conversation, plan.sender, inner, apdu[inner.start])
            used = message.protection.system_title
            if association is not None and plan.op is acse.AARQ and message.protection.status == "ok":
                association.titles_differ = used != association.client_title
            if association is not None and message.protection.status in ("failed", "no-key"):
                association.shut[plan.sender] = message.protection.reason or message.protection.status
            if message.apdu is not None and message.protection.status in ("ok", "unverified"):
                initiate = decode(APDU, message.apdu)
                if association is not None:
                    association.initiate(initiate)
                    association.not_negotiated = not_negotiated(association.conformance)
                learn_dedicated(self.ring, message.row, initiate, conversation)
        message.apdu = apdu

    # --- protection ---------------------------------------------------------------------------------

    def _protected(
        self,
        message: Message,
        conversation: Conversation,
        sender: str | None,
        apdu: bytes,
        depth: int,
    ) -> None:
        known = conversation.known.get((apdu[0], apdu[2])) if len(apdu) > _SHORTEST else None
        if known is not None and known.version == self.ring.version:
            again = open_known(known, apdu)
            if again is not None and again.plain:
                if message.findings or not known.counter.moves(again.counter, apdu):
                    self._opened(message, again, apdu, conversation, sender)
                else:
                    self._readable(message, again)
                self._inside(message, conversation, sender, again.plain, depth)
                return
        node = decode(APDU, apdu)
        message.apdu = None
        if apdu[0] == GENERAL_SIGNING:
            self._signed(message, conversation, sender, node, depth)
            return
        self._open(message, conversation, sender, node, apdu[0])
        opened = message.apdu
        if opened is None:
            self._closed(message, conversation, sender, apdu)
        elif opened[:1] == b"/":
            message.service = "p1-telegram"
        else:
            self._inside(message, conversation, sender, opened, depth)

    def _signed(
        self,
        message: Message,
        conversation: Conversation,
        sender: str | None,
        node: Node,
        depth: int,
    ) -> None:
        """The signature is judged, and what it signs is read whatever comes of it."""
        content = node.child("content")
        inner = content.children[0] if content is not None and content.children else None
        if inner is None or inner.end <= inner.start:
            return
        message.opening = (*message.opening, Unwrap(inner.start, inner.end))
        judge_signature(message, self.ring, node, inner)
        message.apdu = inner.data
        self._inside(message, conversation, sender, inner.data, depth)

    def _inside(
        self,
        message: Message,
        conversation: Conversation,
        sender: str | None,
        opened: bytes,
        depth: int,
    ) -> None:
        """Go on with what a protection protected."""
        outer = message.protection
        self._apdu(message, conversation, sender, opened, depth + 1)
        if message.protection is not outer:
            message.protection = together(outer, message.protection)

    def _open(self, message: Message, conversation: Conversation, sender: str | None, node: Node, tag: int) -> None:
        """Try to open the ciphered content below ``node``; ``message.apdu`` is then the plain APDU."""
        titles = self.titles.known(conversation, sender)
        wanted = self.titles.wanted(conversation, message.row)
        certain = sum(title in wanted.titles for title in titles)
        opened = open_protected(self.ring, node, tag, titles, certain, wanted)
        if opened is None:
            message.protection = Protection("failed", "truncated", node.spec.name)
            return
        if opened.protection.status == "failed":
            message.tell("tag-failed", _FAILED.get(opened.protection.reason or "", "it cannot be opened"))
        self._opened(message, opened, node.data, conversation, sender)
        if opened.step is None:
            if self.ring.exhausted and opened.protection.reason == "no-key":
                message.tell(
                    "keys-untried", "too many senders were unknown to the key file: its other keys were not tried"
                )
            return
        layout = other_layout(opened.step)
        if layout is not None:
            message.tell("other-layout", layout)
        data = node.data
        known = known_from(self.ring, data, opened, self.counters) if not node.start and len(data) > _SHORTEST else None
        if known is not None:
            conversation.known[tag, data[2]] = known
        association = conversation.association
        title, key = opened.protection.system_title, opened.protection.key
        if association is not None:
            association.suite = opened.protection.suite
            if key is not None and key.origin == "supplied":
                association.entry = key.place
        plan = plan_of(opened.plain or b"")
        side = sender or (plan.sender if plan is not None else None)
        if title and side and opened.protection.status == "ok":
            self.titles.remember(conversation, side, title)
            conversation.titles[side] = title
            if association is not None:
                association.learn_title(side, title)

    def _opened(
        self, message: Message, opened: Opened, content: bytes, conversation: Conversation, sender: str | None
    ) -> None:
        """What became of a protected APDU: its counter is watched, and how it was opened joins the recipe."""
        self._readable(message, opened)
        fell = self.counters.watch(message, content, bool(message.findings) and sent_again(message))
        if fell is not None and sender == "client" and conversation.association is not None:
            conversation.association.regressed = fell

    def _readable(self, message: Message, opened: Opened) -> None:
        message.protection = opened.protection
        message.counter = opened.counter
        if opened.step is not None:
            message.opening = (*message.opening, opened.step)
            message.apdu = opened.plain

    def _closed(self, message: Message, conversation: Conversation, sender: str | None, apdu: bytes) -> None:
        """A protected APDU that stays closed still asks or answers. Its outer tag says which service it is; where that
        says nothing (general ciphering), a client asks, and a server answers the one question that is open."""
        if conversation.general.transfers:
            self._speaks(message, conversation, True)
        association, exchange = conversation.association, conversation.exchange
        plain_tag = catalog.PROTECTS.get(apdu[0])
        family = catalog.PLAIN[plain_tag].name if plain_tag is not None else CLOSED
        asked: Question | None = None
        if sender == "client" and (plain_tag is None or family.endswith(REQUEST)):
            association = association or self.notebook.pre_establish(conversation, message.row)
            association.questions += 1
            confirmed = plain_tag is not None
            question = Question(message.row, message.time, family, message.service, None, (), confirmed, hash(apdu))
            lost = exchange.ask(question)
            if lost is not None and lost.confirmed:
                unanswered(message, conversation, lost, question, self.notebook)
        elif plain_tag is not None:
            plan = plan_of(bytes((plain_tag, 1)))
            asked = exchange.answer(plan.answers, None) if plan is not None and plan.answers else None
        elif sender == "server":
            asked = exchange.only_question()
        if asked is not None:
            answered(message, asked)
            if association is not None:
                association.answers += 1
        if association is not None:
            association.closed += 1
            association.closed_reason = message.protection.reason
            association.unseen = self.watcher.unseen.get(conversation.meter)

    # --- general block transfer -------------------------------------------------------------------

    def _general_block(
        self,
        message: Message,
        conversation: Conversation,
        sender: str | None,
        apdu: bytes,
        depth: int,
    ) -> None:
        """A block joins its side's transfer; the one that makes it whole goes on as what it carries."""
        fields = decode(APDU, apdu).children or []
        if len(fields) < 4 or not isinstance(fields[3].value, bytes):
            return
        octet, number, acknowledged, data = (field.value for field in fields[:4])
        control = control_of(octet, number, acknowledged, len(data))
        dialogue = conversation.general
        if depth and message.protection is not NOT_PROTECTED:
            message.tell("ciphered-outside", "each block is protected by itself, not what the blocks carry")
        judge_block_transfer(message, conversation.association)
        if control.aborts:
            message.tell("transfer-aborted", f"the {sender or 'sender'} ends the transfer")
            for running in dialogue.transfers.values():
                self.notebook.abandon_general(running)
            dialogue.clear()
            return
        if data:
            dialogue.speaks(message.side)
        message.findings = (*message.findings, *dialogue.judge(message.side, control))
        if not data:
            return
        transfer = dialogue.transfers.get(message.side)
        if transfer is not None and transfer.begins_anew(number, data):
            self.notebook.abandon_general(transfer)
            transfer = None
        if transfer is None:
            transfer = dialogue.transfers[message.side] = GeneralTransfer()
        piece = Piece(message.row, len(message.opening), fields[3].end - len(data), fields[3].end)
        finding = transfer.add(number, control.last, piece, data)
        if finding is not None:
            message.findings = (*message.findings, finding)
            return
        joined = transfer.joined(APDU.name)
        if joined is None:
            self.notebook.holds(transfer)
            return
        self.notebook.held.done(transfer)
        if depth >= MOST_DEPTH:
            return
        step, whole = joined
        message.blocks = tuple(transfer.rows)
        message.opening = (*message.opening, step)
        message.apdu = whole
        self._apdu(message, conversation, sender, whole, depth + 1)
