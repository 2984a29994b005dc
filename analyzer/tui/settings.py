"""What the user set: keys, column sets, colour rules, saved filters and a theme, from ``ui.toml``.

The user's own file is never written. What the program saves (filters that were given a name) lies beside it in
``saved.toml``, in the same form; the user's own file wins.

    theme = "light"
    [keys]
    mark = ["m", "ctrl+k"]
    [columns]
    Mine = ["no", "time", "value"]
    [filters]
    "load profiles" = 'obis ~ "1-0:99"'
    [[colour]]
    filter = 'service contains "push"'
    style = "push"
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

_NAMES = ("theme", "keys", "columns", "filters", "colour", "ascii", "utc")


class SettingsError(ValueError):
    """A setting that cannot be used; the text names the file and the entry."""


@dataclass
class Settings:
    """``keys`` by action id, ``columns`` by the name of a set, ``filters`` by name, ``colours`` as (filter, style)."""

    theme: str | None = None
    ascii: bool = False
    utc: bool = False
    keys: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    colours: list[tuple[str, str]] = field(default_factory=list)


def config_folder() -> Path:
    return user_config_path("dlmscope")


def load(folder: Path | None = None) -> Settings:
    """The settings in force. Raises SettingsError."""
    folder = folder or config_folder()
    settings = _settings(folder / "saved.toml")
    own = _settings(folder / "ui.toml")
    for kept, mine in ((settings.keys, own.keys), (settings.columns, own.columns)):
        kept.update(mine)
    settings.filters.update(own.filters)
    settings.colours += own.colours
    settings.theme = own.theme or settings.theme
    settings.ascii, settings.utc = own.ascii or settings.ascii, own.utc or settings.utc
    return settings


def save_filter(name: str, text: str, folder: Path | None = None) -> None:
    """Give a filter a name. Raises OSError, SettingsError."""
    path = (folder or config_folder()) / "saved.toml"
    filters = {**_settings(path).filters, name: text}
    lines = ["# Written by dlmscope; your own settings go into ui.toml beside this file.", "[filters]"]
    lines += [f"{_quoted(each)} = {_quoted(value)}" for each, value in sorted(filters.items())]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(".saved.new")
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(fresh, path)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=True).replace("\x7f", "\\u007f")


def _settings(path: Path) -> Settings:
    try:
        with open(path, "rb") as file:
            content = tomllib.load(file)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    for name in content:
        if name not in _NAMES:
            raise SettingsError(f"{path}: {name}: no such setting; there are {', '.join(_NAMES)}")
    rules = _typed(content, "colour", list, path)
    return Settings(
        theme=_typed(content, "theme", str, path) or None,
        ascii=_typed(content, "ascii", bool, path),
        utc=_typed(content, "utc", bool, path),
        keys={
            name: _texts(value, f"{path}: keys.{name}") for name, value in _typed(content, "keys", dict, path).items()
        },
        columns={
            name: _texts(value, f"{path}: columns.{name}")
            for name, value in _typed(content, "columns", dict, path).items()
        },
        filters={
            name: _text(value, f"{path}: filters.{name}")
            for name, value in _typed(content, "filters", dict, path).items()
        },
        colours=[_rule(rule, f"{path}: [[colour]] {number}") for number, rule in enumerate(rules, 1)],
    )


def _typed(content: dict[str, Any], name: str, kind: type, path: Path) -> Any:
    value = content.get(name, kind())
    if not isinstance(value, kind):
        words = {str: "text", bool: "true or false", dict: f"a table [{name}]", list: f"[[{name}]]"}
        raise SettingsError(f"{path}: {name}: wants {words[kind]}")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where}: wants text")
    return value


def _texts(value: Any, where: str) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise SettingsError(f"{where}: wants text or a list of texts")
    return listed


def _rule(rule: Any, where: str) -> tuple[str, str]:
    if not isinstance(rule, dict) or rule.keys() != {"filter", "style"}:
        raise SettingsError(f"{where}: wants filter and style")
    return _text(rule["filter"], f"{where}: filter"), _text(rule["style"], f"{where}: style")
