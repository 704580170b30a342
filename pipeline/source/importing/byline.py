"""Recognises the lines under an article's title: date, publisher, author.

A line is taken as a byline only where it is nothing else from end to end, so that no word of the
text can get lost in it. An ambiguous date (03/04/2024) is no date.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

_WORDS_FILE = Path(__file__).parent.parent / "data" / "bylines.toml"
_LONGEST_BYLINE = 120
_MAX_BYLINES = 4
_LABELLED = re.compile(r"(?:\s{2,}|[\u3000\t]).*[:：]")
_YEARS = range(1900, 2100)  # that an article may be of: others are numbers, or of another calendar


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line said; empty where it said nothing of the kind."""

    date: str = ""  # ISO 8601
    date_text: str = ""  # as it stood there
    publisher: str = ""
    author: str = ""


@functools.cache
def _words() -> MappingProxyType[str, Any]:
    return MappingProxyType(tomllib.loads(_WORDS_FILE.read_text(encoding="utf-8")))


@functools.cache
def _months() -> MappingProxyType[str, int]:
    return MappingProxyType(
        {
            name: number
            for names in _words()["months"].values()
            for number, alternatives in enumerate(names, start=1)
            for name in alternatives.split(" ")
        }
    )


@functools.cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    month = r"(?P<month>" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + ")"
    year, day = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})"
    number = r"(?P<number>\d{1,2})"
    ordinal, of, years = (_any_of(_words()[key]) for key in ("ordinals", "of", "years"))
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{year}-{number}-{day}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?",
            *(_in_figures(form, year, number, day) for form in _words()["dates"]),
            rf"{month}\.?[ ]{day}(?:{ordinal})?,?[ ]{year}",
            rf"{day}(?:{ordinal}|\.)?[ ](?:(?:{of})[ ])?{month}\.?[,،]?[ ](?:(?:{of})[ ])?{year}"
            rf"(?:[ ](?:{years}))?",
        )
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _in_figures(form: str, year: str, month: str, day: str) -> str:
    """A pattern for a form of "dates": a space in it may be one or none."""
    pattern = re.escape(form).replace(r"\ ", "[ ]?")
    for place, figures in ((r"\{y\}", year), (r"\{m\}", month), (r"\{d\}", day)):
        pattern = pattern.replace(place, figures)
    return pattern


def parse_date(text: str) -> str:
    """`text` as ISO 8601 where the whole of it is a date in a known spelling, else ""."""
    for pattern in _date_patterns():
        match = pattern.fullmatch(text.strip())
        if match:
            groups = match.groupdict()
            month = groups.get("number") or _months()[groups["month"].lower()]
            try:
                found = date(int(groups["year"]), int(month), int(groups["day"]))
            except ValueError:
                return ""
            return found.isoformat() if found.year in _YEARS else ""
    return ""


def parse_byline(line: str) -> Byline | None:
    """What a line under the title says, or None where it is no byline."""
    line = line.strip()
    if not line or len(line) > _LONGEST_BYLINE:
        return None
    return _of_several(line) or _of_one(line)


def _of_several(line: str) -> Byline | None:
    """What a line says that has several bylines one behind the other, each with its label."""
    parts = [part for part in _labels().split(line) if part.strip()]
    found = [_of_one(part.strip()) for part in parts]
    said = Byline()
    for each in found if len(found) > 1 else ():
        if each is None:
            return None
        together = _together(said, each)
        if together is None:
            return None
        said = together
    return said if said != Byline() else None


@functools.cache
def _labels() -> re.Pattern[str]:
    """What parts a line before each label."""
    labels = _any_of([*_words()["source"], *_words()["author"], *_words()["published"]])
    return re.compile(rf"[\s|｜,，;；·]+(?=(?:{labels})[ ]*[:：])", re.IGNORECASE)


def _together(one: Byline, other: Byline) -> Byline | None:
    """What two lines say; None where both say the same kind of thing."""
    if (one.date and other.date) or (one.publisher and other.publisher):
        return None
    if one.author and other.author:
        return None
    return Byline(
        other.date or one.date,
        other.date_text or one.date_text,
        other.publisher or one.publisher,
        other.author or one.author,
    )


def _of_one(line: str) -> Byline | None:
    before, publisher = _source(line)
    if _LABELLED.search(publisher):
        return None  # and something else, by a label that is not known
    if publisher:
        before = before.rstrip(" |·,;–—-")
        iso, shown = _dated(before)
        if not before:
            publisher, iso, shown = _dated_at_the_end(publisher)
        return Byline(iso, shown, publisher) if iso or not before else None
    iso, shown = _dated(line)
    if iso:
        return Byline(iso, shown)
    author = _author(line)
    return Byline(author=author) if author else None


def leading_bylines(
    paragraphs: Sequence[tuple[str, str]],
) -> tuple[Byline, tuple[str, ...], int]:
    """What the first of (text, place) `paragraphs` say, notes on it, and how many they are.

    It ends at the first paragraph that is text, or that says again what was said already; the last
    paragraph of an article is never taken.
    """
    said = Byline()
    notes: list[str] = []
    taken = 0
    for text, place in paragraphs[: min(_MAX_BYLINES, len(paragraphs) - 1)]:
        line = parse_byline(text)
        together = None if line is None else _together(said, line)
        if line is None or together is None:
            break
        said = together
        notes += _notes(line, place)
        taken += 1
    return said, tuple(notes), taken


def _notes(line: Byline, place: str) -> Iterator[str]:
    where = f" ({place})" if place else ""
    if line.date:
        yield f"date: {line.date_text!r} → {line.date}{where}"
    if line.publisher:
        yield f"publisher: {line.publisher!r}{where}"
    if line.author:
        yield f"author: {line.author!r}{where}"


def _source(line: str) -> tuple[str, str]:
    """(what stands before, publisher) of a line with `Source: …` in it, else (line, "")."""
    words = _any_of(_words()["source"])
    match = re.fullmatch(rf"(?P<before>.*?)(?<!\w)(?:{words})[ ]*[:：][ ]*(?P<name>.+)", line, re.I)
    if match is None:
        match = re.fullmatch(rf"(?P<before>.*?\S)[ ]*(?:{words})[:：][ ]*(?P<name>.+)", line, re.I)
    return (match["before"].strip(), match["name"].strip()) if match else (line, "")


def _dated(text: str) -> tuple[str, str]:
    """(ISO date, its spelling) of a text that is a date, with or without "Published:" before it."""
    words = _any_of(_words()["published"])
    shown = re.sub(rf"^(?:{words})[ ]*[:：]?[ ]*", "", text, flags=re.IGNORECASE)
    return parse_date(shown), shown


def _dated_at_the_end(name: str) -> tuple[str, str, str]:
    """(name, ISO date, its spelling) of "Health Net 2024-10-31", else (name, "", "")."""
    for match in re.finditer(r"[\s|·,;–—-]+", name):
        iso, shown = _dated(name[match.end() :])
        if iso and match.start():
            return name[: match.start()], iso, shown
    return name, "", ""


def _author(line: str) -> str:
    """The author that a line names: "Dr. Chen Jian", "By Jane Doe", "作者：陈健", "J. Doe, MD"."""
    words = _any_of(_words()["author"])
    named = re.fullmatch(rf"(?:{words})[ ]*[:：][ ]*(?P<name>.+)", line, re.IGNORECASE)
    if named:
        return named["name"].strip()
    titles = "|".join(re.escape(title).replace(r"\ ", r"\.?[ ]") for title in _words()["titles"])
    degrees = "|".join(_words()["degrees"])
    name = r"[^\W\d_][\w.'’-]*"
    names = rf"{name}(?:[ ]{name}){{0,4}}"
    before = _any_of(_words()["by"])
    by = re.fullmatch(
        rf"(?:{before})[ ](?P<name>{names}(?:,[ ](?:{degrees}))*)", line, re.IGNORECASE
    )
    if by and all(word[0].isupper() for word in by["name"].split()[:2]):
        return by["name"]
    titled = re.fullmatch(rf"(?:(?:{titles})\.?[ ])+(?P<rest>{names})", line, re.IGNORECASE)
    if titled and titled["rest"][0].isupper() and not line.endswith("."):
        return line
    return line if re.fullmatch(rf"{names}(?:,[ ](?:{degrees}))+", line, re.IGNORECASE) else ""
