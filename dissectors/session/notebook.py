"""What a tracker writes down over all conversations: associations, what is found out late, and the transfers it holds."""

from __future__ import annotations

from typing import NamedTuple

from dissectors.session.association import PRE_ESTABLISHED, UNCONNECTED, Association
from dissectors.session.blocks import Held, Holding, Transfer
from dissectors.session.conversation import Conversation
from dissectors.session.exchange import Question
from dissectors.session.general_blocks import GeneralTransfer
from dissectors.session.message import Finding, Join
from dissectors.spec.common import APDU


class LateWhole(NamedTuple):
    """A transfer that was given up shows what stands before its hole in its last row, behind the steps it has."""

    row: int
    step: Join


class Notebook:
    """``late`` findings and ``wholes`` are about rows that were told before; whoever reads them empties the lists."""

    def __init__(self) -> None:
        self.associations: list[Association] = []
        self.late: list[tuple[int, Finding]] = []
        self.wholes: list[LateWhole] = []
        self.held = Held()

    def tell(self, row: int, code: str, text: str) -> None:
        """A finding about an earlier row."""
        self.late.append((row, Finding(code, text)))

    def holds(self, transfer: Holding) -> None:
        """A transfer has taken a block; should too much be held now, the oldest transfers are given up."""
        for row in self.held.grown(transfer):
            self.tell(row, "transfer-too-large", "too many transfers are open: what it held was given up")

    # --- associations -----------------------------------------------------------------------------

    def associate(self, conversation: Conversation, row: int) -> Association:
        """A new association of a conversation."""
        association = Association(len(self.associations) + 1, conversation.identity, row)
        association.link = conversation.link
        self.associations.append(association)
        conversation.association = association
        return association

    def pre_establish(self, conversation: Conversation, row: int) -> Association:
        """Services without an AARQ: both sides knew of their association before, or the capture did not see it open.

        One conversation has one such association, however often its link is connected.
        """
        association = conversation.pre_established
        if association is None:
            association = conversation.pre_established = self.associate(conversation, row)
            for side, title in conversation.titles.items():
                association.learn_title(side, title)
        else:
            association.ended = 0
        association.state = PRE_ESTABLISHED
        conversation.association = association
        return association

    def unconnected(self, conversation: Conversation, row: int, answer: str | None) -> None:
        """A link that the server does not open, whatever it answers: there is no association, and that is told."""
        association = conversation.unconnected
        if association is None:
            association = conversation.unconnected = self.associate(conversation, row)
            association.state = UNCONNECTED
            conversation.association = None
        association.questions += 1
        association.diagnostic = answer

    # --- what is abandoned ------------------------------------------------------------------------

    def close(self, conversation: Conversation, why: str = "") -> None:
        """Nothing that is open in a conversation will be completed: questions, transfers."""
        for transfer in conversation.transfers.values():
            self.abandon(transfer, conversation)
        for general in conversation.general.transfers.values():
            self.abandon_general(general)
        for question in conversation.exchange.pending.values():
            if question.confirmed:
                self.unanswered(conversation, question, why)
        conversation.transfers.clear()
        conversation.general.clear()
        conversation.exchange.pending.clear()

    def unanswered(self, conversation: Conversation, question: Question, why: str = "") -> None:
        """A question that will have no answer."""
        self.tell(question.row, "no-answer", f"no answer to {question.service} was seen{why}")
        if question.family == "snrm":
            self.unconnected(conversation, question.row, None)

    def abandon(self, transfer: Transfer, conversation: Conversation) -> None:
        """A datablock transfer that stops before its last block."""
        self.held.done(transfer)
        if not transfer.rows:
            return
        text = f"block {transfer.expected} never came"
        self.tell(transfer.last_row, "transfer-incomplete", text)
        if conversation.association is not None:
            conversation.association.stalled = text

    def abandon_general(self, transfer: GeneralTransfer) -> None:
        """A general block transfer that will not be completed."""
        self.held.done(transfer)
        if transfer.complete or not transfer.rows:
            return
        missing = transfer.missing()
        text = f"blocks {', '.join(map(str, missing))} never came" if missing else "the last block never came"
        self.tell(transfer.last_row, "transfer-incomplete", text)
        step = transfer.before_the_hole(APDU.name)
        if step is not None:
            self.wholes.append(LateWhole(transfer.last_row, step))
