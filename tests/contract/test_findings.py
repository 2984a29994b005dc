"""Every code of the catalogue has an exchange that gives it and one, differing in just that, that does not.

Codes of links and sessions stand in the tables of their unit tests; those that a whole capture shows are here, as lines
of a hex log.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.document import Document, open_document
from analyzer.export.messages import findings_of
from dissectors.session.findings import CATALOGUE, ERROR, NOTE, WARNING
from tests.unit import test_carriers, test_hdlc_link, test_rules, test_session_security

GET, ANSWER = "C001C100030100010800FF0200", "C401C1001105"
SNRM = "7EA0070321930F017E"
I_FRAME = "7EA0190321326FD8E6E600C001C100080000010000FF0200601A7E"
MBUS = "680F0F6853FF0001670F40000000 00 00 1105 F4 16"

# code, lines that give it, lines that do not
LOGS: list[tuple[str, list[str], list[str]]] = [
    ("noise", [f"0000{SNRM}"], [SNRM]),
    ("fcs-wrong", [SNRM.replace("0F01", "0F02")], [SNRM]),
    ("hcs-wrong", [I_FRAME.replace("6FD8", "6FD9")], [I_FRAME]),
    ("frame-truncated", ["00010010000100FF" + GET], ["000100100001000D" + GET]),
    ("malformed", ["C401C1000203120102"], [ANSWER]),
    ("tolerated-form", ["0F40000000090C07E1091C051012280AFFC400001105"], ["0F400000000C07E1091C051012280AFFC400001105"]),
]  # fmt: skip


def document(lines: list[str], folder: Path) -> Document:
    log = folder / "log.hex"
    log.write_text("\n".join(lines) + "\n")
    return open_document(str(log)).load()


def codes(lines: list[str], folder: Path) -> set[str]:
    found = document(lines, folder)
    rows = range(1, found.count + 1)
    return {finding["code"] for row in rows for finding in findings_of(found, row, found.build(row))}


@pytest.mark.parametrize(("code", "triggers", "does_not"), LOGS, ids=[row[0] for row in LOGS])
def test_finding_of_a_log(code: str, triggers: list[str], does_not: list[str], tmp_path: Path) -> None:
    assert code in codes(triggers, tmp_path)
    assert code not in codes(does_not, tmp_path)


# Codes that a test of its own triggers, and where.
ALONE = {
    "keys-untried": test_session_security.test_looking_keys_up_stays_linear,
    "echo": test_hdlc_link.test_an_echo_is_no_message,
    "transfer-too-large": test_rules.test_open_transfers_are_bounded_and_the_oldest_is_told,
}


def covered() -> set[str]:
    tables = (LOGS, test_rules.CASES, test_session_security.CASES, test_hdlc_link.CASES)
    return (
        {row[0] for table in tables for row in table}
        | {row[3] for row in test_carriers.CLOSED if row[3]}
        | ALONE.keys()
    )


def test_every_code_is_triggered_somewhere_and_not_somewhere_else() -> None:
    assert CATALOGUE.keys() - covered() == set()


def test_every_entry_is_explained() -> None:
    for entry in CATALOGUE.values():
        assert entry.severity in (NOTE, WARNING, ERROR)
        assert entry.title and entry.meaning.endswith("."), entry.code
        assert not entry.advice or entry.advice.endswith("."), entry.code
