"""The look of a leaflet as data: colours, sizes, shapes, logo; and the proof that it can be read.

Reads themes/<name>.toml and the project's [theme] table over it. A theme whose text can't be told
from its background, or is too small, is refused. How text is set in a language is
`leaflets.typography`'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.errors import ExportError, SettingsError
from pipeline.leaflets.images import Image, read_image
from pipeline.places import SETTINGS_FILE

THEMES = Path(__file__).with_name("themes")
DEFAULT_THEME = "house"
_ELSEWHERE = ("contact",)  # keys of [theme] that `settings` reads

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
    ("muted", "tint", TEXT_CONTRAST),
    ("muted", "alert_tint", TEXT_CONTRAST),  # that a part is not translated
    ("accent", "paper", TEXT_CONTRAST),
    ("accent", "tint", TEXT_CONTRAST),
    ("accent", "alert_tint", TEXT_CONTRAST),
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


# Least and greatest value of each number: (table, key) → (least, greatest, unit).
RANGES: Mapping[tuple[str, str], tuple[float, float, str]] = MappingProxyType(
    {
        ("screen", "size"): (16.0, 24.0, "CSS pixels"),
        ("screen", "title"): (28.0, 72.0, "CSS pixels"),
        ("print", "size"): (9.0, 24.0, "points"),  # smaller print is not read by those who need it
        ("print", "title"): (16.0, 56.0, "points"),
        ("shape", "scale"): (1.05, 1.4, "times the size below"),
        ("shape", "spacing"): (0.7, 1.6, "times the usual distance"),
        ("shape", "corners"): (0.0, 24.0, "CSS pixels"),
    }
)
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {("shape", "band"): ("filled", "ruled"), ("shape", "boxes"): ("filled", "framed")}
)
LARGEST_LOGO = 200_000  # bytes; it travels in every leaflet


@dataclass(frozen=True, slots=True, eq=False)  # one theme a build: itself a key
class Theme:
    """A theme, complete and legible."""

    name: str
    logo: str  # text, and the alternative text of the picture; "" for none
    light: Mapping[str, str]  # role → "#RRGGBB"
    dark: Mapping[str, str]  # the same roles
    size: float  # points, running text in print
    title: float  # points, the title in print
    screen_size: float = 17.0  # CSS pixels, running text
    screen_title: float = 48.0  # CSS pixels, the title on a wide screen
    scale: float = 1.19  # a heading's size over that of the level below; running text is the last
    spacing: float = 1.0  # of all distances between blocks
    corners: float = 8.0  # CSS pixels (¾ point in print), radius of boxes and pictures
    band: str = "filled"  # behind the title: "filled", or "ruled" (a rule below it, no drawing)
    boxes: str = "filled"  # notes and warnings: "filled" with a bar beside them, or "framed"
    logo_image: Image | None = None  # stands on `band`, in light and in dark
    templates: Path | None = None  # the project's own templates: a file there wins over ours


@lru_cache(maxsize=64)  # a publisher's name is the same in many leaflets
def theme_beside(name: str, theme: Theme) -> Theme:
    """The theme beside a publisher's name: without a logo text that would only say it again."""
    is_twice = bool(theme.logo) and _said(theme.logo) == _said(name)
    return replace(theme, logo="") if is_twice else theme


def _said(name: str) -> str:
    return " ".join(name.casefold().split())


def make_theme(changes: Mapping[str, Any], *, root: Path | None = None) -> Theme:
    """The theme that `changes` (the [theme] table of leaflets.toml) names, with its changes.

    Keys: `name`, and any key of the theme's file. `root` is the project's folder, where the logo's
    picture and the project's templates lie. SettingsError lists everything that is wrong: unknown
    keys, malformed colours, sizes out of range, pairs with too little contrast.
    """
    name = str(changes.get("name", DEFAULT_THEME))
    path = THEMES / f"{name}.toml"
    if not _is_name(name) or not path.is_file():
        known = ", ".join(sorted(file.stem for file in THEMES.glob("*.toml")))
        raise SettingsError(
            (f"theme.name: there is no theme '{name}' (there is: {known})",), path=SETTINGS_FILE
        )
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rest = {key: value for key, value in changes.items() if key not in ("name", *_ELSEWHERE)}
    problems = [*_mistakes(data, rest)]
    merged = {} if problems else _merged(data, rest)
    logo = templates = None
    try:
        logo = _logo(str(merged.get("logo_image", "")), root)
        templates = _templates(str(merged.get("templates", "")), root)
    except SettingsError as error:
        problems += error.problems
    if not problems:
        theme = _theme(name, merged, logo, templates)
        problems += (*contrast_problems(theme), *_size_problems(theme))
    if problems:
        raise SettingsError(tuple(problems), path=SETTINGS_FILE)
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
        f"theme.{mode}: {front} on {back} has a contrast of {ratio:.1f}, needed are {least}: "
        f"make {_changed(front, back, colours, least)}"
        for mode, colours in (("light", theme.light), ("dark", theme.dark))
        for front, back, least in PAIRS
        if (ratio := contrast(colours[front], colours[back])) < least
    )


def _changed(front: str, back: str, colours: Mapping[str, str], least: float) -> str:
    """Which way to change one of the two colours, that they are far enough apart."""
    is_darker = _luminance(colours[front]) < _luminance(colours[back])
    ways: list[str] = []
    for role, other, way, back_to in (
        (front, back, *(_WAYS if is_darker else _WAYS[::-1])),
        (back, front, *(_WAYS[::-1] if is_darker else _WAYS)),
    ):
        if colours[role].upper() == _ENDS[way]:
            continue
        # Of yellow on cream, which are both light, neither gets light enough.
        is_enough = contrast(_ENDS[way], colours[other]) >= least
        # A ground that crosses over to the other side of its letters is wrong for all the others.
        if role == back and not is_enough and ways:
            continue
        ways.append(f"{role} ({colours[role]}) {way if is_enough else back_to}")
    return " or ".join(ways)


_WAYS = ("darker", "lighter")
_ENDS = {"lighter": "#FFFFFF", "darker": "#000000"}


def _is_name(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9-]*", name) is not None


def _mistakes(
    data: Mapping[str, Any], changes: Mapping[str, Any], table: str = ""
) -> Iterator[str]:
    for key, value in changes.items():
        place = ".".join(filter(None, ("theme", table, key)))
        if key not in data:
            known = ", ".join(data if table else ("name", *data, *_ELSEWHERE))
            yield f"{place}: unknown key (there is: {known})"
        elif isinstance(data[key], Mapping):
            if isinstance(value, Mapping):
                yield from _mistakes(data[key], value, key)
            else:
                yield f"{place}: expected a table"
        elif wanted := _wanted(data[key], value, (table, key)):
            yield f"{place}: expected {wanted}, found {value!r}"


def _wanted(default: object, value: object, place: tuple[str, str]) -> str:
    """What should stand at `place` instead of `value`; "" where that is right."""
    if place in RANGES:
        least, greatest, unit = RANGES[place]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        is_right = is_number and least <= value <= greatest  # type: ignore[operator]
        return "" if is_right else f"a number from {least:g} to {greatest:g} ({unit})"
    if place in CHOICES:
        return "" if value in CHOICES[place] else " or ".join(map(repr, CHOICES[place]))
    if not isinstance(value, str):
        return "a text"
    is_colour = _COLOUR.match(str(default)) is not None
    return "a colour like '#0D4A5A'" if is_colour and not _COLOUR.match(value) else ""


def _merged(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _merged(value, changes.get(key, {}))
        if isinstance(value, Mapping)
        else changes.get(key, value)
        for key, value in data.items()
    }


def _theme(name: str, data: Mapping[str, Any], logo: Image | None, templates: Path | None) -> Theme:
    shape, screen, printed = data["shape"], data["screen"], data["print"]
    return Theme(
        name=name,
        logo=data["logo"],
        light=MappingProxyType(dict(data["light"])),
        dark=MappingProxyType(dict(data["dark"])),
        size=float(printed["size"]),
        title=float(printed["title"]),
        screen_size=float(screen["size"]),
        screen_title=float(screen["title"]),
        scale=float(shape["scale"]),
        spacing=float(shape["spacing"]),
        corners=float(shape["corners"]),
        band=shape["band"],
        boxes=shape["boxes"],
        logo_image=logo,
        templates=templates,
    )


def _size_problems(theme: Theme) -> Iterator[str]:
    """Titles that are no larger than the headings below them."""
    sizes = (("screen", theme.screen_size, theme.screen_title), ("print", theme.size, theme.title))
    for table, size, title in sizes:
        heading = size * theme.scale**2
        if title < heading:
            yield (
                f"theme.{table}.title: {title:g} is smaller than the headings, "
                f"which are {heading:.1f} (size × scale²)"
            )


def _logo(name: str, root: Path | None) -> Image | None:
    if not name or root is None:
        return None
    try:
        image = read_image(name, root=root, slug=SETTINGS_FILE)
    except ExportError as error:
        raise _mistake(f"theme.logo_image: {error.message}; {error.hint}") from error
    if len(image.data) > LARGEST_LOGO:
        raise _mistake(
            f"theme.logo_image: '{name}' has {len(image.data) // 1000} kB and would travel in "
            f"every leaflet; make it smaller than {LARGEST_LOGO // 1000} kB, best as SVG"
        )
    return image


def _templates(name: str, root: Path | None) -> Path | None:
    if not name or root is None:
        return None
    folder = (root / name).resolve()
    if not folder.is_relative_to(root.resolve()):
        raise _mistake(f"theme.templates: '{name}' lies outside the project's folder")
    if not folder.is_dir():
        raise _mistake(f"theme.templates: there is no folder '{name}'")
    return folder


def _mistake(problem: str) -> SettingsError:
    return SettingsError((problem,), path=SETTINGS_FILE)


@cache
def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
