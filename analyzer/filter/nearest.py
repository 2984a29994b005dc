"""Which name was probably meant?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(text: str, names: Iterable[str]) -> str:
    """The name that ``text`` is likely a misspelling or the beginning of; "" where none is near."""
    known = list(names)
    wanted = text.lower().replace("-", "_")[:64]
    folded = {name.lower().replace("-", "_"): name for name in known}
    if wanted in folded:
        return folded[wanted]
    near = difflib.get_close_matches(wanted, folded, 1, 0.7)
    if near:
        return folded[near[0]]
    begins = [name for name in folded if len(wanted) > 2 and (name.startswith(wanted) or name.endswith("." + wanted))]
    return folded[min(begins, key=len)] if begins else ""
