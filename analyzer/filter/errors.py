"""What is wrong with a filter, and where: the one exception of this package."""

from __future__ import annotations


class FilterError(ValueError):
    """``text`` says what is wrong with the characters ``start:end``; ``hint`` would stand there instead, where one is
    known; ``unfinished`` where more typing may mend it; ``field`` where they should name a field and do not."""

    def __init__(
        self, text: str, start: int, end: int, hint: str = "", unfinished: bool = False, field: bool = False
    ) -> None:
        super().__init__(text)
        self.text = text
        self.start = start
        self.end = end
        self.hint = hint
        self.unfinished = unfinished
        self.field = field

    def advice(self) -> str:
        """The whole sentence: what is wrong, and the likely repair."""
        return f"{self.text}. Did you mean {self.hint}?" if self.hint else self.text


def caret(filter_text: str, error: FilterError) -> str:
    """Three lines for a terminal: the filter, a mark under the bad part, what is wrong with it."""
    start = min(error.start, len(filter_text))
    width = max(1, min(error.end, len(filter_text)) - start)
    return f"{filter_text}\n{' ' * start}{'^' * width}\n{error.advice()}"
