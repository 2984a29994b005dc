"""The page on filters: every example of it is a filter that means something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer.filter import check

PAGE = (Path(__file__).parents[2] / "docs" / "filters.md").read_text(encoding="utf-8")
EXAMPLES = [re.split(r"\s{3,}", line)[0] for line in PAGE.split("```")[1].strip().splitlines()]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_are_valid(text: str) -> None:
    verdict = check(text)
    assert verdict.state == "valid", verdict
