"""While a filter is typed: what is said of it, where, with which repair; and what could come next."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.filter import FilterError, Verdict, caret, check, compile_filter, complete
from tests.timing import least

CAPTURES = Path(__file__).parents[2] / "captures"


@cache
def document() -> Document:
    return open_document(str(CAPTURES / "w-low-plain.pcap")).load()


# (filter, state, the characters it is about, words of the message, repair)
VERDICTS = [
    ("", "empty", "", "", ""),
    ("   ", "empty", "", "", ""),
    ("class_id == 7", "valid", "", "", ""),
    ('obis ~ "1-0:99" || finding.severity >= warning', "valid", "", "", ""),
    ('name matches "(a|b)+"', "valid", "", "", ""),
    # not finished
    ("cl", "unfinished", "cl", "no such field", ""),
    ("class_id ==", "unfinished", "", "value is missing", ""),
    ("class_id == 7 &&", "unfinished", "", "field is missing", ""),
    ("class_id == 7 &", "unfinished", "&", "means nothing", "&&"),
    ("(client == 1", "unfinished", "", "closing bracket", ""),
    ('name == "Volt', "unfinished", '"Volt', "does not end", ""),
    ("class_id in {1, 3", "unfinished", "", "} is missing", ""),
    ("finding.severity >= warn", "unfinished", "warn", "note, warning, error", "warning"),
    # wrong, with the repair
    ("dlms.clas_id == 7", "wrong", "dlms.clas_id", "no such field", "dlms.class_id"),
    ("dlmscope.obiss", "wrong", "dlmscope.obiss", "no such field", "dlmscope.obis"),
    ("tcp.port == 4059", "wrong", "tcp.port", "no such field", "port"),
    ("ip.src == 10.0.0.1", "wrong", "ip.src", "no such field", "source"),
    ("obis == 7", "wrong", "obis == 7", "no OBIS code", "class_id == 7"),
    ("class_id = 7", "wrong", "=", "means nothing", "=="),
    (
        "data_access_result == read-write-forbidden",
        "wrong",
        "read-write-forbidden",
        "no value of that name",
        "read-write-denied",
    ),
    ("data_access_result == object-undefind", "wrong", "object-undefind", "no value", "object-undefined"),
    ("client contains 1", "wrong", "contains", "number", ""),
    ("client~1", "wrong", "~", "matches does not go with it", ""),
    ("hdlc.destination   in {1..3}", "wrong", "1..3", "no order", ""),
    ("client == abc", "wrong", "abc", "is a number", ""),
    ("client[0] == 1", "wrong", "0", "no part", ""),
    ("obis ~ hello", "wrong", "hello", "pattern", ""),
    ("obis ~ 1-0:300", "wrong", "1-0:300", "at most 255", ""),
    ("name ~ '('", "wrong", "'('", "regular expression", ""),
    ("name ~ '(a+)+(?=b)'", "wrong", "'(a+)+(?=b)'", "can neither look around", ""),
    ("name ~ 'a.*b.*\\\\1'", "wrong", "'a.*b.*\\\\1'", "", ""),
    ("name ~ '(a)\\\\1'", "valid", "", "", ""),
    ("time > yesterday", "wrong", "yesterday", "2025-01-02", ""),
    ("time > 2025-13-01", "wrong", "2025-13-01", "no such date", ""),
    ("rtt > soon", "wrong", "soon", "250ms", ""),
    ("finding.severity == fatal", "wrong", "fatal", "note, warning, error", ""),
    ("pdu == xyz", "wrong", "xyz", "hex", ""),
    ("block.last == maybe", "wrong", "maybe", "true or false", ""),
    ("mechanism_name == abc", "wrong", "abc", "object identifier", ""),
    ("hdlc.destination == 1/2/3", "wrong", "1/2/3", "HDLC address", ""),
    ("client == 1 client == 2", "wrong", "client", "&& or ||", ""),
    ("client == 1)", "wrong", ")", "closes nothing", ""),
    # valid, and hardly meant
    ("service == get-respons-normal", "doubtful", "get-respons-normal", "no known service", "get-response-normal"),
    ("protection in {okay, ok}", "doubtful", "okay", "no known protection", ""),
    ("finding != fcs-wrongg", "doubtful", "fcs-wrongg", "no known finding", "fcs-wrong"),
    ("client == 1 && client == 2", "doubtful", "client == 1 && client == 2", "seldom both", "client in {1, 2}"),
    ("client != 1 || client != 2", "doubtful", "client != 1 || client != 2", "one of both", "client not in {1, 2}"),
    ('value > "5"', "doubtful", '"5"', "text", "5"),
    ("service > get", "doubtful", "service > get", "letter by letter", ""),
]


@pytest.mark.parametrize(("text", "state", "part", "says", "repair"), VERDICTS, ids=[each[0] for each in VERDICTS])
def test_what_is_said_of_a_filter(text: str, state: str, part: str, says: str, repair: str) -> None:
    verdict = check(text)
    assert verdict.state == state, verdict
    assert text[verdict.start : verdict.end] == part
    assert says in verdict.message
    assert verdict.repair == repair


@pytest.mark.parametrize("text", [each[0] for each in VERDICTS if each[4]])
def test_a_repair_makes_the_filter_good(text: str) -> None:
    verdict = check(text)
    repaired = check(text[: verdict.start] + verdict.repair + text[verdict.end :])
    assert repaired.state in ("valid", "unfinished") and repaired.state != "wrong", repaired


def test_a_check_takes_less_than_a_millisecond() -> None:
    text = '(class_id == 7 && obis ~ "1-0:99") || finding.severity >= warning && name ~ "volt.*" || clas_id'
    check(text)
    assert least(lambda: [check(text[:end]) for end in range(len(text))]) / len(text) < 0.001


def test_the_caret_stands_under_the_fault() -> None:
    text = "dlms.clas_id == 7"
    with pytest.raises(FilterError) as raised:
        compile_filter(text)
    assert caret(text, raised.value).splitlines() == [
        "dlms.clas_id == 7",
        "^^^^^^^^^^^^",
        "no such field. Did you mean dlms.class_id?",
    ]


def test_usable_verdicts() -> None:
    assert Verdict("doubtful").usable and check("").usable
    assert not check("class_id ==").usable and not check("x y z").usable


# (text before the cursor, texts that are offered, the first of them first)
COMPLETIONS = [
    ("", ["no ", "time "]),
    ("clas", ["class_id "]),
    ("dlms.clas", ["dlms.class_id "]),
    ("client == 16 && sev", ["finding.severity "]),
    ("logical", ["obis == 0-0:42.0.0*255"]),
    ("volt", ["obis == 1-0:32.7.0*255"]),
    ("log", ['name ~ "log"', "obis == 0-0:42.0.0*255"]),
    ("seconds", ["rtt ", "time_relative "]),
    ("obis ", ["== "]),
    ("obis m", ["~ "]),
    ("client ", ["== "]),
    ("client == 16 ", ["&& ", "|| "]),
    ("client == 16 o", ["|| "]),
    ("class_id == ", ["7", "1", "3"]),
    ("obis == ", ["1-0:99.1.0*255"]),
    ("obis == clock", ["0-0:1.0.0*255"]),
    ("class_id == regis", ["3"]),
    ("service == get", ["get-request-normal", "get-response-normal"]),
    ("service in {aarq, aa", ["aarq", "aare"]),
    ("finding.severity >= ", ["note", "warning", "error"]),
    ("finding == fcs", ["fcs-wrong"]),
    ("protection == ", ["none", "ok", "unverified", "failed", "no-key"]),
    ("data_access_result == object", ["object-undefined"]),
    ("block.last == ", ["false", "true"]),
    ("direction == ", ["client", "server"]),
    ('name == "Volt', ['"Voltage L1"']),
]


@pytest.mark.parametrize(("text", "offers"), COMPLETIONS, ids=[each[0] for each in COMPLETIONS])
def test_what_could_come_next(text: str, offers: list[str]) -> None:
    found = [each.text for each in complete(text, len(text), document())]
    assert found[0] == offers[0]
    assert set(offers) <= set(found)


def test_values_come_with_how_many_messages_have_them() -> None:
    voltage = next(each for each in complete("obis == ", 8, document()) if each.text == "1-0:32.7.0*255")
    assert voltage.label == "1-0:32.7.0*255  Voltage L1" and voltage.meaning == "12×"


@pytest.mark.parametrize(("text", "cursor"), [("clie == 16 && no > 3", 4), ("client == 16 && n > 3", 17)])
def test_a_candidate_replaces_the_word_at_the_cursor(text: str, cursor: int) -> None:
    candidate = complete(text, cursor, document())[0]
    after = text[: candidate.start] + candidate.text.rstrip() + text[candidate.end :]
    assert after.split() == [candidate.text.strip() if each in ("clie", "n") else each for each in text.split()]


def test_plain_words_may_be_looked_for() -> None:
    for text in ("hello world", "volt", "231.5 V"):
        last = complete(text, len(text), document())[-1]
        assert (last.kind, last.text) == ("find", text)
    assert all(each.kind != "find" for each in complete("client == 16", 12, document()))


def test_secrets_are_not_offered() -> None:
    for field in ("authentication_value", "dedicated_key", "data.octet_string", "wrapper.payload"):
        offered = " ".join(each.text for each in complete(f"{field} == ", len(field) + 4, document()))
        assert b"Gurux".hex() not in offered or field == "wrapper.payload"


@pytest.mark.parametrize("text", ["clas", "obis == ", "no ", "finding == x && ("])
def test_completion_needs_no_document(text: str) -> None:
    complete(text, len(text))
