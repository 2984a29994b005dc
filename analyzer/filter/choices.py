"""Which names can a text field of messages have as its value?"""

from __future__ import annotations

from functools import lru_cache

from analyzer.fields import Field
from analyzer.filter.literals import SEVERITIES
from analyzer.render import STATUS_SIGNS
from dissectors.session.findings import CATALOGUE
from dissectors.spec import codes, link, xdlms
from dissectors.spec.data import DATA
from dissectors.spec.facts import PLANS


def choices(field: Field) -> tuple[str, ...]:
    """The names that a text field of messages has values from, where they are known; a capture may hold others."""
    return _choices().get(field.name, ())


@lru_cache(maxsize=1)
def _choices() -> dict[str, tuple[str, ...]]:
    services = (*(plan.name for plan in PLANS), *(name for _, _, name, _ in link.CONTROL_FIELDS))
    errors = (alternative.name for part in xdlms.EXCEPTION_RESPONSE.children for alternative in part.table.values())
    results = (*codes.DATA_ACCESS_RESULT.values(), *codes.ACTION_RESULT.values(), *codes.ASSOCIATION_RESULT.values())
    return {
        "direction": ("client", "server"),
        "service": tuple(dict.fromkeys(services)),
        "type": tuple(dict.fromkeys(op.name for op in DATA.table.values())),
        "result": tuple(dict.fromkeys((*results, *errors))),
        "protection": tuple(STATUS_SIGNS),
        "finding": tuple(sorted(CATALOGUE)),
        "finding.severity": SEVERITIES,
    }
