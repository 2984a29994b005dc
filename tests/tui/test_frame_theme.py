"""Colours that can be read, and told apart by people who see fewer of them."""

from __future__ import annotations

from itertools import combinations

import pytest

from analyzer.tui.theme import NAMES, PALETTES, Tokens, themes

MEANINGS = ("error", "warning", "ok", "assoc", "push", "plain")
# Linear RGB as dichromats see it (Machado, Oliveira, Fernandes 2009, severity 1).
SIGHTS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: Triple) -> Triple:
    red, green, blue = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    seen = []
    for colour in (one, other):
        rgb = linear(colour)
        rows = SIGHTS[sight]
        seen.append(lab(tuple(sum(f * part for f, part in zip(row, rgb, strict=True)) for row in rows)))  # type: ignore[arg-type]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("meaning", [*MEANINGS, "faint"])
def test_text_stands_out_from_its_ground(theme: str, meaning: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, meaning), palette.background) >= 4.8
    assert contrast(getattr(palette, meaning), palette.cursor) >= 3


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_meanings_are_told_apart_with_two_kinds_of_cones(theme: str, sight: str) -> None:
    palette = PALETTES[theme]
    close = {
        (one, other): round(distance(getattr(palette, one), getattr(palette, other), sight))
        for one, other in combinations(MEANINGS, 2)
        if distance(getattr(palette, one), getattr(palette, other), sight) < 26
    }
    assert not close


def test_mono_has_no_colour_and_native_themes_none_of_their_own() -> None:
    for name in NAMES:
        tokens = Tokens(name)
        for token in list(tokens):
            style = tokens[token]
            for colour in (style.color, style.bgcolor):
                if name == "mono":
                    assert colour is None or colour.is_default
                elif name.startswith("ansi"):
                    assert colour is None or colour.is_default or (colour.number is not None and colour.number < 16)
    assert {theme.name for theme in themes()} == set(NAMES)


def test_joined_names_join_their_styles() -> None:
    style = Tokens("dark")["error underline"]
    assert style.underline and style.bold
