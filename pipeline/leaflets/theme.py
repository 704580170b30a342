"""The look of a leaflet as data: colours, sizes, logo; and the proof that it can be read.

Reads themes/<name>.toml and the project's [theme] table over it. A theme whose text can't be told
from its background is refused. How text is set in a language is `leaflets.typography`'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.errors import SettingsError

THEMES = Path(__file__).with_name("themes")
DEFAULT_THEME = "house"
SETTINGS_FILE = "leaflets.toml"

TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3 (AA)
LARGE_CONTRAST = 4.5  # WCAG 2.2, 1.4.6 (AAA) for large text
PAIRS: tuple[tuple[str, str, float], ...] = (
    # foreground, background, least contrast
    ("ink", "paper", 7.0),
    ("ink", "tint", TEXT_CONTRAST),
    ("ink", "alert_tint", TEXT_CONTRAST),
    ("muted", "paper", TEXT_CONTRAST),
    ("primary", "paper", TEXT_CONTRAST),
    ("primary", "tint", TEXT_CONTRAST),
    ("accent", "paper", TEXT_CONTRAST),
    ("paper", "primary", TEXT_CONTRAST),
    ("band_ink", "band", 7.0),
    ("band_ink", "band_shape", LARGE_CONTRAST),
    ("band_soft", "band", TEXT_CONTRAST),
    ("band_soft", "band_shape", TEXT_CONTRAST),
    ("primary", "alert_tint", TEXT_CONTRAST),
    ("alert", "alert_tint", TEXT_CONTRAST),
    ("alert", "paper", TEXT_CONTRAST),
    ("draft", "draft_tint", 7.0),
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, complete and legible."""

    name: str
    logo: str  # text; "" for none
    light: Mapping[str, str]  # role → "#RRGGBB"
    dark: Mapping[str, str]  # the same roles
    size: float  # points, running text in print
    title: float  # points, the title in print


@cache
def default_theme() -> Theme:
    """The house theme as it ships."""
    return make_theme(MappingProxyType({}))


def make_theme(changes: Mapping[str, Any]) -> Theme:
    """The theme that `changes` (the [theme] table of leaflets.toml) names, with its changes.

    Keys: `name`, and any key of the theme's file. SettingsError lists everything that is wrong:
    unknown keys, malformed colours, pairs with too little contrast.
    """
    name = str(changes.get("name", DEFAULT_THEME))
    path = THEMES / f"{name}.toml"
    if not _is_name(name) or not path.is_file():
        known = ", ".join(sorted(file.stem for file in THEMES.glob("*.toml")))
        raise SettingsError(
            (f"theme.name: there is no theme '{name}' (there is: {known})",), path=SETTINGS_FILE
        )
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rest = {key: value for key, value in changes.items() if key != "name"}
    problems = tuple(_mistakes(data, rest))
    if problems:
        raise SettingsError(problems, path=SETTINGS_FILE)
    theme = _theme(name, _merged(data, rest))
    problems = contrast_problems(theme)
    if problems:
        raise SettingsError(problems, path=SETTINGS_FILE)
    return theme


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two "#RRGGBB" colours, 1–21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_problems(theme: Theme) -> tuple[str, ...]:
    """What in the theme is too hard to read, a sentence each."""
    return tuple(
        f"theme.{mode}: {front} on {back} has a contrast of {ratio:.1f}, needed are {least}"
        for mode, colours in (("light", theme.light), ("dark", theme.dark))
        for front, back, least in PAIRS
        if (ratio := contrast(colours[front], colours[back])) < least
    )


def _is_name(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9-]*", name) is not None


def _mistakes(
    data: Mapping[str, Any], changes: Mapping[str, Any], at: str = "theme"
) -> Iterator[str]:
    for key, value in changes.items():
        place = f"{at}.{key}"
        if key not in data:
            yield f"{place}: unknown key (there is: name, {', '.join(data)})"
        elif isinstance(data[key], Mapping):
            if isinstance(value, Mapping):
                yield from _mistakes(data[key], value, place)
            else:
                yield f"{place}: expected a table"
        elif isinstance(data[key], float):
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                yield f"{place}: expected a size in points, found {value!r}"
        elif not isinstance(value, str):
            yield f"{place}: expected a text, found {value!r}"
        elif _COLOUR.match(data[key]) and not _COLOUR.match(value):
            yield f"{place}: expected a colour like '#0D4A5A', found {value!r}"


def _merged(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _merged(value, changes.get(key, {}))
        if isinstance(value, Mapping)
        else changes.get(key, value)
        for key, value in data.items()
    }


def _theme(name: str, data: Mapping[str, Any]) -> Theme:
    return Theme(
        name=name,
        logo=data["logo"],
        light=MappingProxyType(dict(data["light"])),
        dark=MappingProxyType(dict(data["dark"])),
        size=float(data["print"]["size"]),
        title=float(data["print"]["title"]),
    )


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
