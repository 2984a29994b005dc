"""What each service does to a conversation: questions asked and answered, blocks joined, associations opened."""

from __future__ import annotations

from dissectors.core.node import Node, find, notes
from dissectors.core.reader import decode
from dissectors.outcome import UNREAD, outcome
from dissectors.security.key_ring import KeyRef, KeyRing
from dissectors.session.association import ABORTED, REJECTED, RELEASED
from dissectors.session.blocks import Transfer, block_in
from dissectors.session.conversation import Conversation
from dissectors.session.exchange import Question
from dissectors.session.front import front_of
from dissectors.session.message import Message, Piece
from dissectors.session.notebook import Notebook
from dissectors.session.objects import objects_in
from dissectors.session.replay import ELEMENTS
from dissectors.session.rules import judge, judge_mechanism, not_negotiated
from dissectors.spec import acse, xdlms
from dissectors.spec.common import APDU, GET_DATA_RESULT
from dissectors.spec.data import DATA, DATA_LIST
from dissectors.spec.facts import ANSWERED_BY, Plan
from dissectors.spec.short_name import WRITE_REQUEST

WITH_LIST = "-with-list"
MOST_TRANSFERS = 32  # of one conversation
# What the joined blocks of a service that was asked with a list are.
LIST_WHOLE, LIST_WHOLES = DATA_LIST.name, {xdlms.GET_RESPONSE.name: xdlms.GET_RESULT_LIST.name}
# What those of an action response may be; the first that decodes without a fault is taken.
ACTION_WHOLES = (DATA.name, GET_DATA_RESULT.name, xdlms.ACTION_RESULT_WITH_DATA.name)


def serve(
    message: Message,
    conversation: Conversation,
    sender: str,
    apdu: bytes,
    plan: Plan,
    notebook: Notebook,
) -> None:
    """One plain xDLMS APDU."""
    front = front_of(apdu, plan)
    message.invoke_id = front.invoke_id
    if front.objects:
        message.objects = front.objects
    message.outcome = front.outcome if front.size == len(apdu) else outcome(apdu, plan)
    if plan.answers or plan.error:
        _answer(message, conversation, apdu, plan, notebook)
    elif plan.asks and sender == "client":
        _ask(message, conversation, apdu, plan, notebook, front.confirmed)
    judge(message, conversation.association, sender, apdu, plan)
    if plan.blocks:
        _block(message, conversation, sender, apdu, plan, notebook)


def _ask(
    message: Message,
    conversation: Conversation,
    apdu: bytes,
    plan: Plan,
    notebook: Notebook,
    confirmed: bool,
) -> None:
    """A question. The one before it under the same invoke id will have no answer; where it was the same, this is a retry."""
    exchange = conversation.exchange
    association = conversation.association or notebook.pre_establish(conversation, message.row)
    if plan.blocks and not message.objects:
        subject = exchange.subjects.get(message.invoke_id)
        if subject is not None:
            message.objects = subject.objects
    question = Question(
        message.row, message.time, plan.family, plan.name, message.invoke_id, message.objects, confirmed, hash(apdu)
    )
    again = message.findings and sent_again(message) and exchange.waits(question)
    lost = exchange.ask(question, not plan.blocks or bool(message.objects))
    if again:  # what was lost is the same question
        return
    association.questions += 1
    if lost is not None and lost.confirmed:
        unanswered(message, conversation, lost, question, notebook)


def unanswered(
    message: Message,
    conversation: Conversation,
    lost: Question,
    question: Question,
    notebook: Notebook,
) -> None:
    """A question took the place of one that has no answer; the same one again is a retry."""
    if lost.mark != question.mark:
        notebook.unanswered(conversation, lost)
        return
    time = message.time
    after = f" after {(time - lost.time) / 1e9:.1f} s" if time is not None and lost.time is not None else ""
    notebook.unanswered(conversation, lost, f": it was put again in message {message.row}{after}")
    message.tell("retry", f"message {lost.row} asked the same{after and f', {after[7:]} before,'} and had no answer")


def _answer(message: Message, conversation: Conversation, apdu: bytes, plan: Plan, notebook: Notebook) -> None:
    """An answer, or an error that stands in its place, finds its question."""
    exchange, association = conversation.exchange, conversation.association
    question = exchange.any_question() if plan.error else exchange.answer(plan.answers, message.invoke_id)
    if question is None:
        again = exchange.subjects.get(message.invoke_id) if message.findings and sent_again(message) else None
        if again is None:
            message.tell("answer-without-question", "no question was seen for it")
        else:
            answered(message, again)
        return
    answered(message, question)
    if plan.error:
        if association is not None and question.family == acse.AARQ.name:
            association.refused(decode(APDU, apdu), message.row)
            message.tell("association-refused", association.diagnostic or "no reason given")
        elif association is not None and question.family in ANSWERED_BY:
            association.answers += 1
        return
    if association is not None:
        association.answers += 1
    if question.invoke_id not in (None, message.invoke_id):  # that of a question that stays closed is not known
        message.tell(
            "invoke-id-mismatch", f"invoke id {message.invoke_id} answers a question with {question.invoke_id}"
        )


def answered(message: Message, question: Question) -> None:
    """The message answers ``question``: its objects are the question's."""
    message.answers = question.row
    time, asked = message.time, question.time
    if time is not None and asked is not None:
        message.rtt = time - asked
    if not message.objects:
        message.objects = question.objects


def sent_again(message: Message) -> bool:
    """Whether the link or a block transfer carried these bytes before: that is no new question, answer or counter."""
    return any(finding.code in _REPEATS for finding in message.findings)


_REPEATS = ("retransmission", "block-repeated")


# --- blocks ---------------------------------------------------------------------------------------


def _block(
    message: Message, conversation: Conversation, sender: str, apdu: bytes, plan: Plan, notebook: Notebook
) -> None:
    """A datablock joins its transfer; the last one gives the whole, or what stands before the first hole."""
    block = block_in(decode(APDU, apdu))
    if block is None:
        return
    transfers = conversation.transfers
    key = (sender, message.invoke_id)
    transfer = transfers.get(key)
    if transfer is not None and block.number <= 1 < transfer.expected and not sent_again(message):
        notebook.abandon(transfers.pop(key), conversation)
        transfer = None
    if transfer is None:
        transfer = transfers[key] = Transfer()
        if len(transfers) > MOST_TRANSFERS:
            notebook.abandon(transfers.pop(next(iter(transfers))), conversation)
    finding = transfer.add(
        block.number, Piece(message.row, len(message.opening), block.start, block.end), apdu[block.start : block.end]
    )
    if finding is not None:
        message.findings = (*message.findings, finding)
        if finding.code == "block-repeated":
            return
    if not block.last:
        notebook.holds(transfer)
        return
    del transfers[key]
    notebook.held.done(transfer)
    whole = b"".join(transfer.parts)
    subject = conversation.exchange.subjects.get(message.invoke_id)
    step = transfer.joined(_element(block.joined.name, plan, subject, whole))
    if transfer.missing:
        numbers = ", ".join(map(str, transfer.missing))
        message.tell("transfer-incomplete", f"block {numbers} is missing: what stands before it is shown")
    if step is None:
        return
    if block.joined is WRITE_REQUEST:
        message.objects = objects_in(decode(WRITE_REQUEST, whole))
        conversation.exchange.name(message.row, message.objects)
    message.blocks = tuple(transfer.rows)
    message.value_from, message.outcome = len(message.opening), UNREAD
    message.opening = (*message.opening, step)


def _element(joined: str, plan: Plan, subject: Question | None, whole: bytes) -> str:
    """What the joined blocks decode as: what the declaration says, unless the question asked for a list."""
    if subject is not None and WITH_LIST in subject.service:
        return LIST_WHOLES.get(plan.family, LIST_WHOLE)
    if plan.family == xdlms.ACTION_RESPONSE.name:
        for name in ACTION_WHOLES:
            node = decode(ELEMENTS[name], whole)
            if node.end == len(whole) and not notes(node):
                return name
    return joined


# --- associations ---------------------------------------------------------------------------------


def associate(message: Message, conversation: Conversation, plan: Plan, node: Node, notebook: Notebook) -> None:
    """AARQ and AARE open an association, RLRQ and RLRE end it, ABRT breaks it off."""
    exchange = conversation.exchange
    again = bool(message.findings) and sent_again(message)
    if plan.answers:
        question = exchange.answer(plan.answers, None)
        if question is not None:
            answered(message, question)
        elif not again:
            message.tell("answer-without-question", "no question was seen for it")
    elif plan.asks and not again:
        question = Question(message.row, message.time, plan.family, plan.name, None, (), True, hash(node.data))
        if plan.op is acse.AARQ:
            before = exchange.pending.pop(plan.family, None)
            if before is not None:
                unanswered(message, conversation, before, question, notebook)
            notebook.close(conversation, " before another AARQ")
            conversation.known.clear()
            notebook.associate(conversation, message.row)
        exchange.ask(question)
    association = conversation.association
    if association is None:
        return
    if plan.op is acse.AARQ and not again:
        association.request(node)
        judge_mechanism(message, association)
    elif plan.op is acse.AARE:
        association.response(node, message.row)
        association.not_negotiated = not_negotiated(association.conformance)
        if association.state == REJECTED:
            message.tell("association-refused", association.diagnostic or association.result or "no reason given")
    elif plan.op in (acse.RLRE, acse.ABRT):
        association.state = RELEASED if plan.op is acse.RLRE else ABORTED
        association.ended = message.row


def learn_dedicated(ring: KeyRing, row: int, initiate: Node, conversation: Conversation) -> None:
    """The dedicated key of an InitiateRequest holds for this association's meter from here on."""
    node = find(initiate, "dedicated-key")
    association = conversation.association
    if node is None or not isinstance(node.value, bytes) or not node.value or association is None:
        return
    association.dedicated = KeyRef("dedicated", row, "dedicated")
    ring.learn(association.dedicated, "dedicated", node.value, association.client_title, row)
