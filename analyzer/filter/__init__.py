"""Display filters: Wireshark's language over the fields that the declarations give (`dlmscope fields`).

``check`` what is typed, ``complete`` it, ``compile_filter`` it and ``run`` it over a document; ``why_nothing`` where no
message passes; ``as_filter`` writes one for a node or a cell.
"""

from __future__ import annotations

from analyzer.filter.compiled import Filter, compile_filter
from analyzer.filter.completion import Candidate, complete
from analyzer.filter.errors import FilterError, caret
from analyzer.filter.explain import why_nothing
from analyzer.filter.parser import parse
from analyzer.filter.verdict import Verdict, check
from analyzer.filter.written import as_filter

__all__ = [
    "Candidate",
    "Filter",
    "FilterError",
    "Verdict",
    "as_filter",
    "caret",
    "check",
    "compile_filter",
    "complete",
    "parse",
    "why_nothing",
]
