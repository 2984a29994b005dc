"""Question and answer within one association: by invoke id, by order where there is none; bounded memory."""

from __future__ import annotations

import msgspec

from dissectors.session.message import ObjectRef

MOST_PENDING = 64
MOST_SUBJECTS = 64
REQUEST = "request"  # how the names of the standard's requests end; those of association and link do not
CLOSED = "closed-request"  # in place of the family of a question that stays closed, and may be of any


class Question(msgspec.Struct, eq=False, frozen=True, gc=False):
    """A question that waits for its answer."""

    row: int
    time: int | None
    family: str
    service: str
    invoke_id: int | None
    objects: tuple[ObjectRef, ...]
    confirmed: bool = True  # an unconfirmed question may be answered all the same, but need not
    mark: int = 0  # of its bytes, to know it again


class Exchange:
    """Open questions of one association, oldest first, and what its running transfers are about."""

    __slots__ = ("pending", "subjects")

    def __init__(self) -> None:
        self.pending: dict[int | str, Question] = {}
        # Invoke id -> the question that a block transfer answers: blocks after the first name no object themselves.
        self.subjects: dict[int | None, Question] = {}

    def ask(self, question: Question, subject: bool = False) -> Question | None:
        """A question is put; the one that it leaves unanswered for good (same invoke id, or too many), if any.

        ``subject``: what follows under its invoke id is about its objects, blocks included.
        """
        pending, invoke_id = self.pending, question.invoke_id
        key = question.family if invoke_id is None else invoke_id
        lost = pending.pop(key, None)
        pending[key] = question
        if len(pending) > MOST_PENDING:
            lost = pending.pop(next(iter(pending)))
        if subject:
            subjects = self.subjects
            subjects[invoke_id] = question
            if len(subjects) > MOST_SUBJECTS:
                del subjects[next(iter(subjects))]
        return lost

    def waits(self, question: Question) -> bool:
        """Whether the same question waits for its answer already."""
        before = self.pending.get(question.family if question.invoke_id is None else question.invoke_id)
        return before is not None and before.mark == question.mark

    def name(self, row: int, objects: tuple[ObjectRef, ...]) -> None:
        """A question turns out to be about these objects."""
        for key, question in self.pending.items():
            if question.row == row:
                self.pending[key] = msgspec.structs.replace(question, objects=objects)

    def answer(self, family: str, invoke_id: int | None) -> Question | None:
        """The question that an answer to ``family`` belongs to; where none fits the invoke id, one with another, or one
        that stays closed."""
        pending = self.pending
        key: int | str = family if invoke_id is None else invoke_id
        question = pending.get(key)
        if question is not None and question.family == family:
            del pending[key]
            return question
        for key, question in pending.items():  # some meters get the id wrong: the oldest question of that kind
            if question.family == family:
                del pending[key]
                return question
        return pending.pop(CLOSED, None) if family.endswith(REQUEST) else None

    def only_question(self) -> Question | None:
        """The one question that is open, where there is just one: what an answer that stays closed is about."""
        if len(self.pending) != 1:
            return None
        ((key, question),) = self.pending.items()
        return self.pending.pop(key) if question.family.endswith(REQUEST) else None

    def any_question(self) -> Question | None:
        """The oldest question: what an error response, which names no service, is about."""
        for key, question in self.pending.items():
            del self.pending[key]
            return question
        return None
