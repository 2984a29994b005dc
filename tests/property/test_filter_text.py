"""Whatever is typed: filters parse back from their own text, and nothing but a FilterError comes out of any text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analyzer.document import open_document
from analyzer.fields import by_name
from analyzer.filter import FilterError, check, compile_filter, complete, parse
from analyzer.filter.lexer import SPELT
from analyzer.filter.syntax import PRESENT, FieldRef, Literal, Logic, Not, Slice, Span, Syntax, Test
from analyzer.render import printable
from analyzer.survey.find import Finder

DOCUMENT = open_document(str(Path(__file__).parents[2] / "captures" / "w-low-plain.pcap")).load()
NAMES = sorted(by_name())
WORDS = st.from_regex(r"[a-z0-9][a-z0-9:._*-]{0,12}", fullmatch=True).filter(
    lambda word: ".." not in word and word not in SPELT
)
LITERALS = st.builds(Literal, WORDS, st.just(False)) | st.builds(Literal, st.text(max_size=12), st.just(True))
SLICES = st.builds(
    lambda first, size: Slice(f"{first}:{size}", first, None if first < 0 and first + size == 0 else first + size),
    st.integers(-20, 20),
    st.integers(1, 20),
)
FIELDS = st.builds(FieldRef, st.sampled_from(NAMES), st.lists(SLICES, max_size=2).map(tuple))
TESTS = (
    st.builds(Test, FIELDS, st.just(PRESENT))
    | st.builds(
        Test,
        FIELDS,
        st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "contains", "~"]),
        LITERALS.map(lambda each: (each,)),
    )
    | st.builds(
        Test,
        FIELDS,
        st.sampled_from(["in", "not in"]),
        st.lists(LITERALS | st.builds(Span, LITERALS, LITERALS), min_size=1, max_size=3).map(tuple),
    )
)
FILTERS: st.SearchStrategy[Syntax] = st.recursive(
    TESTS,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(Logic, st.sampled_from(["&&", "||", "^^"]), st.lists(inner, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=6,
)
TYPED = st.text(max_size=60) | st.lists(
    st.sampled_from([*NAMES[::9], "==", "!=", "~", "in", "{", "}", "(", ")", "[0:2]", "!", "&&", "||", "1-0:1.8.0*255",
                     "'x'", '"', "5..9", "true", "0x10", "2025-01-02", "warning", "not", "contains", "a*", "."]),
    max_size=9,
).map(" ".join)  # fmt: skip


@given(FILTERS)
def test_a_filter_parses_back_from_its_text(syntax: Syntax) -> None:
    assert parse(str(syntax)) == syntax


@given(TYPED)
def test_any_text_is_a_filter_or_a_filter_error(text: str) -> None:
    verdict = check(text)
    assert 0 <= verdict.start <= verdict.end <= len(text) + 1
    try:
        compiled = compile_filter(text)
    except FilterError as error:
        assert verdict.state in ("wrong", "unfinished", "empty")
        assert error.text and 0 <= error.start <= error.end <= len(text) + 1
    else:
        assert verdict.usable
        one_by_one = [row for row in range(1, 13) if compiled.matches(DOCUMENT, row)]
        assert list(compiled.rows(DOCUMENT, 1, 12)) == one_by_one


@given(TYPED, st.integers(0, 60))
def test_completion_replaces_a_part_of_any_text(text: str, cursor: int) -> None:
    for candidate in complete(text, cursor, DOCUMENT):
        assert 0 <= candidate.start <= candidate.end <= len(text)
        assert candidate.text and all(printable(each) == each for each in (candidate.label, candidate.meaning))


@given(
    TYPED
    | st.text(max_size=20).map(lambda text: f"re: {text}")
    | st.text(max_size=20).map(lambda text: f"obis: {text}")
)
def test_any_text_is_found_or_not_or_a_value_error(text: str) -> None:
    try:
        finder = Finder(text)
    except ValueError as error:
        assert str(error)
        return
    for row in (1, 12, 46):
        finder.matches(DOCUMENT, row)
    for start, end in finder.spans("Voltage L1 231.5 V"):
        assert 0 <= start < end
