"""Link frames as a session sees them: connecting and disconnecting is asked and answered like everything else."""

from __future__ import annotations

from dissectors.profiles.pdu import Pdu
from dissectors.session.conversation import Conversation
from dissectors.session.exchange import Question
from dissectors.session.message import Message
from dissectors.session.notebook import Notebook
from dissectors.session.services import answered

CONNECT, DISCONNECT, ECHO = "snrm", "disc", "echo"
_COMMANDS = (CONNECT, DISCONNECT)
_REFUSALS = ("dm", "frmr")


def link_frame(message: Message, conversation: Conversation, pdu: Pdu, notebook: Notebook) -> None:
    """One frame without an APDU. A command ends what was open; UA answers it; DM and FRMR answer anything."""
    kind = pdu.kind
    if kind in _COMMANDS:
        if any(note.code == ECHO for note in pdu.notes):
            return
        notebook.close(conversation, f" before {kind.upper()}")
        conversation.end(message.row)
        conversation.exchange.ask(Question(message.row, message.time, kind, kind, None, ()))
        return
    exchange = conversation.exchange
    question: Question | None = None
    if kind == "ua":
        question = exchange.answer(CONNECT, None) or exchange.answer(DISCONNECT, None)
        if pdu.link is not None:
            conversation.link = pdu.link
            conversation.unconnected = None
    elif kind in _REFUSALS:
        question = exchange.any_question()
        if question is not None and question.family == CONNECT:
            notebook.unconnected(conversation, question.row, kind)
    if question is not None:
        answered(message, question)
