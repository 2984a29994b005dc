"""Rows to messages: opens what is protected, joins what comes in blocks, pairs answers with questions.

An observer: it may join mid-session, never refuses anything, has no clock and does no input or output. What is
unexpected becomes a finding.
"""

from __future__ import annotations

from collections.abc import Callable

from dissectors.core.node import Node, find
from dissectors.core.reader import decode
from dissectors.profiles.pdu import Pdu
from dissectors.reading import reading
from dissectors.security.key_ring import KeyRing, Wanted
from dissectors.session.association import Association, Identity
from dissectors.session.blocks import GeneralTransfer
from dissectors.session.clock_watch import watch_clock
from dissectors.session.conversation import Conversation
from dissectors.session.counters import Counters
from dissectors.session.exchange import Question
from dissectors.session.hls_watch import judge_password, proves, watch
from dissectors.session.image_transfer import watch_image
from dissectors.session.key_roll import KEY_TRANSFER, hands_over, offer_of, take_agreed, take_transferred
from dissectors.session.message import NOT_PROTECTED, Finding, Message, Piece, Protection, Unwrap
from dissectors.session.policy import Policies
from dissectors.session.protection import GENERAL_SIGNING, PROTECTED, Opened, known_from, open_known, open_protected
from dissectors.session.rules import not_negotiated
from dissectors.session.services import answered, associate, learn_dedicated, serve
from dissectors.session.signed import judge_signature, together
from dissectors.spec import acse, block, catalog
from dissectors.spec.common import APDU
from dissectors.spec.facts import Plan, plan_of

MOST_DEPTH = 8  # protections and transfers that may stand inside one another
MOST_CONVERSATIONS = 65_536
MOST_TITLES = 65_536
_GBT = next(tag for tag, op in catalog.GENERAL.items() if op is block.GENERAL_BLOCK_TRANSFER)
_LAST_BLOCK = next(1 << member.shift for member in block.GENERAL_BLOCK_TRANSFER.children[0].members
                   if member.name == "last-block")  # fmt: skip
_REPEATS = ("retransmission", "block-repeated")  # the link sent these bytes before: no replay
_LINK_ENDS = ("snrm", "disc")
_SIDES = ("client", "server")
_SHORTEST = 8  # bytes that any ciphered APDU is longer than
_CLOCK, _IMAGE_TRANSFER, _SECURITY_SETUP = 8, 18, 64  # classes whose values are watched


_FAILED = {
    "wrong-key-or-title": "no key at hand fits, or the system title is another one",
    "wrong-authentication-key": "the text is a complete APDU: the authentication key is another one, or a byte was changed",
    "truncated": "it is cut short",
}


def _nowhere(flow: int) -> tuple[str, ...]:
    del flow
    return ()


class Tracker:
    """``feed`` every row in order; findings about earlier rows are appended to ``late``.

    ``places`` gives the addresses of a flow's ends as the key file writes them ("10.0.0.5:4059", "10.0.0.5").
    """

    def __init__(self, ring: KeyRing | None = None, places: Callable[[int], tuple[str, ...]] = _nowhere) -> None:
        self.ring = ring if ring is not None else KeyRing()
        self.associations: list[Association] = []
        self.late: list[tuple[int, Finding]] = []
        self.counters = Counters()
        self.policies = Policies()
        self._places = places
        self._conversations: dict[tuple[object, ...], Conversation] = {}
        self._titles: dict[tuple[object, ...], bytes] = {}  # of a server, by where it is reached

    def feed(self, row: int, time: int | None, flow: int, pdu: Pdu) -> Message:
        """What one row says. ``time`` is in nanoseconds, ``flow`` any number that tells flows apart."""
        key = (flow, pdu.client, pdu.server, pdu.physical, pdu.gateway)
        conversation = self._conversations.get(key)
        if conversation is None:
            conversation = self._conversations[key] = Conversation(Identity(*key), self._places(flow))
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
            if message.objects:
                self._watch(message, time, conversation, side, apdu)
            if message.protection is NOT_PROTECTED and self.policies:
                self.policies.judge(message, conversation.place, side)

    def _watch(self, message: Message, time: int | None, conversation: Conversation, side: str, apdu: bytes) -> None:
        """What passes of keys, proofs, policies, clocks and images."""
        ref = message.objects[0]
        association = conversation.association
        if association is not None and association.is_hls and len(association.hls) < 2 and proves(ref):
            watch(message, association, side, apdu, self.ring)
        if hands_over(ref):
            self._key_roll(message, conversation, side, apdu)
        elif ref.class_id in _WATCHED:
            values = reading(decode(APDU, apdu)).values
            if values and values[0] is not None:
                _WATCHED[ref.class_id](self, message, time, conversation, side, values[0])

    def _key_roll(self, message: Message, conversation: Conversation, side: str, apdu: bytes) -> None:
        """Keys handed over for the meter: by transfer in a request, by agreement with the response."""
        association = conversation.association
        titles = tuple(next(iter(self._known_titles(conversation, each)), None) for each in _SIDES)
        wanted = self._wanted(conversation, message.row)
        values = reading(decode(APDU, apdu)).values
        for ref, parameters in zip(message.objects, values, strict=False):
            if parameters is None or association is None or not hands_over(ref):
                continue
            if ref.number == KEY_TRANSFER:
                if side == "client":
                    take_transferred(message, parameters, self.ring, wanted, titles[1])
            elif side == "client":
                association.agreeing = offer_of(parameters)
            else:
                offer = offer_of(parameters)
                take_agreed(message, association.agreeing, offer, self.ring, (titles[0], titles[1]))

    def _policy(self, message: Message, time: int | None, conversation: Conversation, side: str, value: Node) -> None:
        del time
        self.policies.learn(message, conversation.place, side, value)

    def _clock(self, message: Message, time: int | None, conversation: Conversation, side: str, value: Node) -> None:
        del conversation
        watch_clock(message, time, side, value)

    def _image(self, message: Message, time: int | None, conversation: Conversation, side: str, value: Node) -> None:
        del time
        if conversation.association is not None:
            watch_image(message, conversation.association, side, value)

    def _acse(self, message: Message, time: int | None, conversation: Conversation, plan: Plan, apdu: bytes) -> None:
        """AARQ, AARE and release; an Initiate that is ciphered inside decides how the row is protected."""
        node = decode(APDU, apdu)
        associate(message, time, conversation, plan, node, self.associations)
        association = conversation.association
        if association is not None:
            if plan.op is acse.AARQ:
                judge_password(message, association, self.ring, self._wanted(conversation, message.row))
            for side, title in zip(_SIDES, (association.client_title, association.server_title), strict=True):
                if title:
                    self._remember_title(conversation, side, title)
        information = find(node, "user-information")
        inner = information.children[0] if information is not None and information.children else None
        if inner is not None and inner.end > inner.start and apdu[inner.start] in PROTECTED:
            self._open(message, conversation, plan.sender, inner, apdu[inner.start])
            used = message.protection.system_title
            if association is not None and plan.op is acse.AARQ and message.protection.status == "ok":
                association.titles_differ = used != association.client_title
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
        known = conversation.known.get((apdu[0], apdu[2])) if len(apdu) > _SHORTEST else None
        if known is not None and known.version == self.ring.version:
            again = open_known(known, apdu)
            if again is not None and again.plain:
                self._opened(message, again, apdu)
                self._inside(message, time, conversation, sender, again.plain, depth)
                return
        node = decode(APDU, apdu)
        message.apdu = None
        if apdu[0] == GENERAL_SIGNING:
            content = node.child("content")
            inner = content.children[0] if content is not None and content.children else None
            if inner is not None and inner.end > inner.start:
                message.opening = (*message.opening, Unwrap(inner.start, inner.end))
                outer = judge_signature(self.ring, node, inner)
                message.protection = outer
                if outer.status == "failed":
                    text = "the originator's keys do not give this signature"
                    message.findings = (*message.findings, Finding("signature-wrong", text))
                message.apdu = inner.data
                self._apdu(message, time, conversation, sender, inner.data, depth + 1)
                if message.protection is not outer:
                    message.protection = together(outer, message.protection)
            return
        self._open(message, conversation, sender, node, apdu[0])
        opened = message.apdu
        if opened is None:
            self._closed_answer(message, time, conversation, sender, apdu)
        elif opened[:1] == b"/":
            message.service = "p1-telegram"
        else:
            self._inside(message, time, conversation, sender, opened, depth)

    def _inside(
        self,
        message: Message,
        time: int | None,
        conversation: Conversation,
        sender: str | None,
        opened: bytes,
        depth: int,
    ) -> None:
        """Go on with what a protection protected."""
        outer = message.protection
        self._apdu(message, time, conversation, sender, opened, depth + 1)
        if message.protection is not outer:
            message.protection = together(outer, message.protection)

    def _opened(self, message: Message, opened: Opened, content: bytes) -> None:
        """What became of a protected APDU: its counter is watched, and how it was opened joins the recipe."""
        message.protection = opened.protection
        message.counter = opened.counter
        self.counters.watch(message, content, any(finding.code in _REPEATS for finding in message.findings))
        if opened.step is not None:
            message.opening = (*message.opening, opened.step)
            message.apdu = opened.plain

    def _open(self, message: Message, conversation: Conversation, sender: str | None, node: Node, tag: int) -> None:
        """Try to open the ciphered content below ``node``; ``message.apdu`` is then the plain APDU."""
        association = conversation.association
        titles = self._known_titles(conversation, sender)
        wanted = self._wanted(conversation, message.row)
        certain = sum(title in wanted.titles for title in titles)
        opened = open_protected(self.ring, node, tag, titles, certain, wanted)
        if opened is None:
            message.protection = Protection("failed", "truncated", node.spec.name)
            return
        if opened.protection.status == "failed":
            finding = Finding("tag-failed", _FAILED.get(opened.protection.reason or "", "it cannot be opened"))
            message.findings = (*message.findings, finding)
        self._opened(message, opened, node.data)
        known = known_from(self.ring, tag, opened)
        if known is not None and len(node.data) > _SHORTEST:
            conversation.known[tag, node.data[2]] = known
        if opened.step is not None:
            title, key = opened.protection.system_title, opened.protection.key
            if association is not None and key is not None and key.origin == "supplied":
                association.entry = key.place
            if title and sender and opened.protection.status == "ok":
                self._remember_title(conversation, sender, title)
                if association is None:
                    return
                if sender == "server" and association.server_title is None:
                    association.server_title = title
                elif sender == "client" and association.client_title is None:
                    association.client_title = title

    def _wanted(self, conversation: Conversation, row: int) -> Wanted:
        """Whose keys open what passes in a conversation: the titles of both sides, the addresses, the SAP."""
        association = conversation.association
        titles: list[bytes] = []
        agreed = None
        if association is not None:
            agreed = association.dedicated
            titles += [title for title in (association.client_title, association.server_title) if title]
        for place in conversation.place:
            for side in _SIDES:
                known = self._titles.get((side, place))
                if known:
                    titles.append(known)
        return Wanted(tuple(dict.fromkeys(titles)), conversation.addresses, conversation.identity.client, row, agreed)

    def _known_titles(self, conversation: Conversation, sender: str | None) -> tuple[bytes, ...]:
        """Titles the sender may have, likeliest first: of the association, of the place, of the key file."""
        found: list[bytes] = []
        association = conversation.association
        for side in _SIDES if sender is None else (sender,):
            if association is not None:
                title = association.client_title if side == "client" else association.server_title
                if title:
                    found.append(title)
            for place in conversation.place:
                known = self._titles.get((side, place))
                if known:
                    found.append(known)
            found += self.ring.titles(side, conversation.identity.client)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def _remember_title(self, conversation: Conversation, side: str, title: bytes) -> None:
        """A title that was seen at a place is known there from now on, over connections."""
        for place in conversation.place:
            self._titles.pop((side, place), None)
            self._titles[side, place] = title
        while len(self._titles) > MOST_TITLES:
            del self._titles[next(iter(self._titles))]

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


_WATCHED = {_SECURITY_SETUP: Tracker._policy, _CLOCK: Tracker._clock, _IMAGE_TRANSFER: Tracker._image}
