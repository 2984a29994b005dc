"""Themes, and what a colour means: tokens that every widget asks for by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme


class Palette(NamedTuple):
    """Colours by meaning; ``default`` is the terminal's own."""

    background: str
    panel: str  # behind title, status and footer
    cursor: str  # behind the selected line
    mark: str  # behind marked bytes and hits
    plain: str
    faint: str
    error: str
    warning: str
    ok: str
    assoc: str
    push: str


PALETTES: dict[str, Palette] = {
    "dark": Palette("#121417", "#1B2026", "#2B3947", "#3A5068", "#D8DEE6", "#8B95A1", "#ED652F", "#FFC919", "#33FF99",
                    "#7C95BF", "#EE33FF"),
    "light": Palette("#FFFFFF", "#E8EBEF", "#CFE0F2", "#A9CBEF", "#1B1F24", "#5B646E", "#730A00", "#8C6C00", "#0B7349",
                     "#0051FF", "#6F0073"),
    "ansi-dark": Palette("default", "default", "default", "default", "default", "bright_black", "red", "yellow", "green",
                         "blue", "magenta"),
    "ansi-light": Palette("default", "default", "default", "default", "default", "bright_black", "red", "yellow", "green",
                          "blue", "magenta"),
    "mono": Palette("default", "default", "default", "default", "default", "default", "default", "default", "default",
                    "default", "default"),
}  # fmt: skip
NAMES = tuple(PALETTES)
MONO = "mono"


def themes() -> list[Theme]:
    """The same palettes for Textual's own widgets."""
    return [_theme(name, palette) for name, palette in PALETTES.items()]


def _theme(name: str, palette: Palette) -> Theme:
    native = palette.background == "default"
    dark = "light" not in name

    def colour(value: str) -> str:
        return f"ansi_{value}" if native else value

    variables = {
        "block-cursor-text-style": "reverse" if native else "none",
        "block-cursor-background": colour(palette.cursor),
        "block-cursor-foreground": colour(palette.plain),
        "input-cursor-text-style": "reverse",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
    }
    return Theme(
        name=name,
        ansi=native,
        dark=dark,
        primary=colour(palette.assoc),
        secondary=colour(palette.assoc),
        accent=colour(palette.warning),
        warning=colour(palette.warning),
        error=colour(palette.error),
        success=colour(palette.ok),
        foreground=colour(palette.plain),
        background=colour(palette.background),
        surface=colour(palette.background),
        panel=colour(palette.panel),
        boost=colour(palette.panel),
        variables=variables,
    )


class Tokens(Mapping[str, Style]):
    """Styles by what they say; names may be joined (``"error underline"``). An unknown word is a Rich style."""

    def __init__(self, name: str) -> None:
        palette = PALETTES.get(name, PALETTES["dark"])
        self.name = name
        native = palette.background == "default"
        mono = name == MONO
        self._styles: dict[str, Style] = {
            "": Style(),
            "ground": Style(color=palette.plain, bgcolor=palette.background),  # under all text that widgets draw
            "plain": Style(color=palette.plain),
            "faint": Style(color=palette.faint, dim=mono),
            "error": Style(color=palette.error, bold=True),
            "warning": Style(color=palette.warning, bold=mono),
            "ok": Style(color=palette.ok),
            "assoc": Style(color=palette.assoc),
            "push": Style(color=palette.push),
            "closed": Style(color=palette.faint, italic=True, dim=native),
            "name": Style(color=palette.assoc),
            "link": Style(color=palette.assoc, underline=True),
            "header": Style(color=palette.faint, bold=True, underline=mono),
            "title": Style(bold=True),
            "key": Style(color=palette.warning, bold=True),
            "bar": Style(color=palette.plain, bgcolor=palette.panel),
            "cursor": Style(reverse=True) if native else Style(bgcolor=palette.cursor),
            "cursor-away": Style(underline=True) if native else Style(bgcolor=palette.panel),
            "tab": Style(reverse=True, bold=True)
            if native
            else Style(color=palette.plain, bgcolor=palette.cursor, bold=True),
            "mark": Style(reverse=True) if native else Style(bgcolor=palette.mark, bold=True),
            "mark-around": Style(underline=True) if native else Style(bgcolor=palette.panel, underline=True),
            "hit": Style(reverse=True, bold=True)
            if native
            else Style(color=palette.background, bgcolor=palette.warning),
            "underline": Style(underline=True),
            "bold": Style(bold=True),
        }

    def __getitem__(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = Style.combine([self._styles.get(part) or Style.parse(part) for part in name.split()])
            self._styles[name] = style
        return style

    def __iter__(self) -> Iterator[str]:
        return iter(self._styles)

    def __len__(self) -> int:
        return len(self._styles)
