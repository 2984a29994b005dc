"""Which OBIS codes does one find by words?

Every rule is written out for the values that its name tells apart, once, at the first search; of the rest (rates,
billing periods, channels) the first value stands for all.
"""

from __future__ import annotations

import re
from itertools import product

from dissectors.cosem.obis import Obis, describe
from dissectors.cosem.obis_rules import GROUPS, Rule, RuleSet, base_rules
from dissectors.cosem.packs import rules_of

LIMIT = 100  # results of one search
_SPELLED_OUT = 16  # values of a group without a table of its own that are listed one by one
_SAME_FOR_ALL = (":E_rate", ":F_period")
_HARMONICS, _HARMONIC_EXAMPLES = ":elec_E_harmonic", (1, 124, 125, 126, 127)


def search(words: str, packs: tuple[str, ...] = (), limit: int = LIMIT) -> list[tuple[str, str]]:
    """Codes whose names have all the words, with their short names, the plainest name first.

    Each word is the beginning of a word in the name, in any case, or part of the code: ``voltage L2``, ``energy 1.8``.
    Raises ValueError for a pack that is not installed.
    """
    wanted = Wanted(words)
    if not wanted:
        return []
    hits: list[tuple[int, int, str, str]] = []
    for position, (code, short, tokens) in enumerate(_corpus(packs)):
        if wanted.among(code, tokens):
            in_short = tokens_of(short)
            unasked = in_short.count(" ") - 2 * sum(start in in_short for start in wanted.starts)
            hits.append((unasked, position, code, short))
    return [(code, short) for _, _, code, short in sorted(hits)[:limit]]


class Wanted:
    """The words of a search: ``starts`` of words of a name, and ``codes``, parts of a code."""

    __slots__ = ("codes", "starts")

    def __init__(self, words: str) -> None:
        wanted = [word.lower() for word in words.split()]
        self.codes = [word for word in wanted if _IS_CODE.fullmatch(word)]
        self.starts = [f" {part}" for word in wanted if word not in self.codes for part in _WORD.findall(word)]

    def __bool__(self) -> bool:
        return bool(self.codes or self.starts)

    def among(self, code: str, tokens: str) -> bool:
        """Whether all words stand in a code or in the words of its names (:func:`tokens_of`)."""
        return all(start in tokens for start in self.starts) and all(part in code for part in self.codes)


_WORD = re.compile(r"[^\W_]+")
_IS_CODE = re.compile(r"(?=.*\d)[\d.:*-]+")
_PLACE = re.compile(r"\{([A-F])([^}]*)\}")
_corpora: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}


def tokens_of(text: str) -> str:
    """The words of a text in small letters, each with a space in front."""
    return "".join(f" {word}" for word in _WORD.findall(text.lower()))


def _corpus(packs: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Code, short name and words of every example of every rule."""
    known = _corpora.get(packs)
    if known is None:
        sets: list[RuleSet] = [*(rules_of(pack) for pack in packs), base_rules()]
        codes = dict.fromkeys(code for rules in sets for rule in rules.rules for code in _examples(rule))
        known = []
        for code, class_id in codes:
            name = describe(code, class_id, packs)
            known.append((str(code), name.short, tokens_of(f"{name.text} {name.short} {name.unit or ''}")))
        _corpora[packs] = known
    return known


def _examples(rule: Rule) -> list[tuple[Obis, int | None]]:
    """The codes of a rule that its name tells apart, each with a class that selects the rule."""
    places: dict[str, str] = {}
    for group, rest in _PLACE.findall(rule.name):
        places[group] = rest
    values: list[list[int]] = []
    for group, allowed in zip(GROUPS, rule.values, strict=True):
        ordered = sorted(allowed)
        place = ":A" if group == "A" else places.get(group)
        if place == _HARMONICS:
            values.append([value for value in _HARMONIC_EXAMPLES if value in allowed])
        elif place is not None and (len(ordered) <= _SPELLED_OUT if place[:1] != ":" else place not in _SAME_FOR_ALL):
            values.append(ordered)
        else:
            values.append([255] if group == "F" and 255 in allowed else ordered[:1])
    class_id = None if rule.class_ids is None else min(rule.class_ids)
    return [(Obis(*code), class_id) for code in product(*values)]
