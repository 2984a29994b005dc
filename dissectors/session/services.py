"""What each service does to a conversation: questions asked and answered, blocks joined, associations opened."""

from __future__ import annotations

from dissectors.core.node import Node, find, notes
from dissectors.core.reader import decode
from dissectors.security.key_ring import KeyRef, KeyRing
from dissectors.session.association import PRE_ESTABLISHED, RELEASED, Association
from dissectors.session.blocks import Transfer, block_in
from dissectors.session.conversation import Conversation
from dissectors.session.exchange import Question
from dissectors.session.message import Finding, Message, Piece
from dissectors.session.objects import objects_of
from dissectors.session.replay import ELEMENTS
from dissectors.session.rules import judge, judge_mechanism, not_negotiated
from dissectors.spec import acse, xdlms
from dissectors.spec.common import APDU, GET_DATA_RESULT
from dissectors.spec.data import DATA, DATA_LIST
from dissectors.spec.facts import Plan

ERRORS = {xdlms.EXCEPTION_RESPONSE.name, acse.CONFIRMED_SERVICE_ERROR.name}
WITH_LIST = "-with-list"
# What the joined blocks of a service that was asked with a list are.
LIST_WHOLE, LIST_WHOLES = DATA_LIST.name, {xdlms.GET_RESPONSE.name: xdlms.GET_RESULT_LIST.name}
# What those of an action response may be; the first that decodes without a fault is taken.
ACTION_WHOLES = (DATA.name, GET_DATA_RESULT.name, xdlms.ACTION_RESULT_WITH_DATA.name)


def serve(
    message: Message,
    time: int | None,
    conversation: Conversation,
    sender: str,
    apdu: bytes,
    plan: Plan,
    associations: list[Association],
) -> list[Question]:
    """One plain xDLMS APDU. Returns the questions that this leaves without an answer for good."""
    lost: list[Question] = []
    invoke = plan.invoke
    if invoke is not None:
        start, end = invoke
        number = apdu[start] if end - start == 1 and start < len(apdu) else int.from_bytes(apdu[start:end])
        message.invoke_id = number & plan.invoke_mask
        confirmed = bool(number & plan.confirmed_bit)
    else:
        confirmed = True
    message.objects = objects_of(apdu, plan)
    association = conversation.association
    if plan.answers or plan.name in ERRORS:
        if plan.name in ERRORS:
            question, fits = conversation.exchange.any_question(), True
        else:
            question, fits = conversation.exchange.answer(plan.answers, message.invoke_id)
        answered(message, time, question)
        if association is not None and question is not None:
            association.answers += 1
        if question is None:
            message.findings = (*message.findings, Finding("answer-without-question", "no question was seen for it"))
        elif not fits:
            text = f"invoke id {message.invoke_id} answers a question with {question.invoke_id}"
            message.findings = (*message.findings, Finding("invoke-id-mismatch", text))
    elif plan.asks and sender == "client":
        if association is None:
            association = pre_establish(conversation, message.row, associations)
        association.questions += 1
        if plan.blocks and not message.objects:
            subject = conversation.exchange.subjects.get(message.invoke_id)
            if subject is not None:
                message.objects = subject.objects
        question = Question(message.row, time, plan.family, plan.name, message.invoke_id, message.objects, confirmed)
        if not plan.blocks or message.objects:
            conversation.exchange.subjects[message.invoke_id] = question
        unanswered = conversation.exchange.ask(question)
        if unanswered is not None and unanswered.confirmed:
            lost.append(unanswered)
    judge(message, association, sender, apdu, plan)
    if plan.blocks:
        _block(message, conversation, sender, apdu, plan)
    return lost


def answered(message: Message, time: int | None, question: Question | None) -> None:
    """The message answers ``question``: its objects are the question's."""
    if question is None:
        return
    message.answers = question.row
    if not message.objects:
        message.objects = question.objects
    if time is not None and question.time is not None:
        message.rtt = time - question.time


# --- blocks ---------------------------------------------------------------------------------------


def _block(message: Message, conversation: Conversation, sender: str, apdu: bytes, plan: Plan) -> None:
    """A datablock joins its transfer; the last one gives the whole."""
    block = block_in(decode(APDU, apdu))
    if block is None:
        return
    key = (sender, message.invoke_id)
    transfer = conversation.transfers.get(key)
    subject = conversation.exchange.subjects.get(message.invoke_id)
    if transfer is None or (block.number <= 1 < transfer.expected):
        transfer = conversation.transfers[key] = Transfer()
        if len(conversation.transfers) > 32:
            del conversation.transfers[next(iter(conversation.transfers))]
    piece = Piece(message.row, len(message.opening), block.start, block.end)
    data = apdu[block.start : block.end]
    finding = transfer.add(block.number, piece, data)
    if finding is not None:
        message.findings = (*message.findings, finding)
        if finding.code == "block-repeated":
            return
    if not block.last:
        return
    del conversation.transfers[key]
    whole = b"".join(transfer.parts)
    element = _element(block.joined.name, plan, subject, whole)
    step = transfer.joined(element)
    if step is None:
        message.findings = (*message.findings, Finding("transfer-incomplete", "blocks are missing: there is no whole"))
        return
    message.blocks = tuple(transfer.rows)
    message.value_from = len(message.opening)
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


def associate(
    message: Message,
    time: int | None,
    conversation: Conversation,
    plan: Plan,
    node: Node,
    associations: list[Association],
) -> None:
    """AARQ and AARE open an association, RLRQ and RLRE end it."""
    exchange = conversation.exchange
    if plan.answers:
        question, _ = exchange.answer(plan.answers, None)
        answered(message, time, question)
        if question is None:
            message.findings = (*message.findings, Finding("answer-without-question", "no question was seen for it"))
    else:
        if plan.op is acse.AARQ:
            conversation.association = Association(len(associations) + 1, conversation.identity, message.row)
            associations.append(conversation.association)
            conversation.transfers.clear()
            conversation.known.clear()
            conversation.general.clear()
        exchange.ask(Question(message.row, time, plan.family, plan.name, None, ()))
    association = conversation.association
    if association is None:
        return
    if plan.op is acse.AARQ:
        association.request(node)
        judge_mechanism(message, association)
    elif plan.op is acse.AARE:
        association.response(node, message.row)
        association.not_negotiated = not_negotiated(association.conformance)
    elif plan.op is acse.RLRE:
        association.state = RELEASED
        association.ended = message.row


def pre_establish(conversation: Conversation, row: int, associations: list[Association]) -> Association:
    """Services without an AARQ: an association both sides knew of before, or one the capture did not see open."""
    association = Association(len(associations) + 1, conversation.identity, row)
    association.state = PRE_ESTABLISHED
    associations.append(association)
    conversation.association = association
    return association


def learn_dedicated(ring: KeyRing, row: int, initiate: Node, conversation: Conversation) -> None:
    """The dedicated key of an InitiateRequest holds for this association's meter from here on."""
    node = find(initiate, "dedicated-key")
    association = conversation.association
    if node is None or not isinstance(node.value, bytes) or not node.value or association is None:
        return
    association.dedicated = KeyRef("dedicated", row, "dedicated")
    ring.learn(association.dedicated, "dedicated", node.value, association.client_title, row)
