"""The words with which a language counts, and what it counts with them: data/counts/<language>.txt.

Which of them stand in a text is told by `counts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.language.amounts.number_marks import half_words
from pipeline.language.amounts.number_words import attached
from pipeline.language.cldr import separates_particles, separates_words
from pipeline.language.meaning.cues import VOWEL_SIGNS
from pipeline.language.tables import rows_for
from pipeline.model import Language

__all__ = ["CountWords", "counting_words", "thing_named", "thing_pattern"]

_ARTICLE, _BETWEEN, _BEHIND, _UNSURE = "a", "+", "^", "-"
_GAP = r"[ \u00a0\u202f\u2009*_-]"
_LETTER = r"[\w\u0900-\u0963\u0966-\u0DFF]"  # \w knows no Indic vowel signs


class CountWords(NamedTuple):
    """The words of a language, and how they are found."""

    numbers: Mapping[str, Decimal]
    things: Mapping[str, str]  # a form as it is listed → what it names
    of_both: Mapping[str, tuple[Decimal, str]]  # "twice", قرصين
    number: re.Pattern[str]  # or an article before a thing
    thing: re.Pattern[str]  # behind a number
    between: re.Pattern[str] | None  # a number and a unit: "deux premiers jours"
    behind: re.Pattern[str] | None  # a thing, and a number behind it
    both: re.Pattern[str] | None
    unsure: re.Pattern[str] | None  # right before a number
    half: re.Pattern[str] | None  # "and a half", behind a number or what it counts


class _Listed(NamedTuple):
    """The forms of data/counts/<language>.txt, by what they are; in small letters."""

    ahead: dict[str, Decimal]  # numbers before the thing
    behind: dict[str, Decimal]  # the same behind it
    things: dict[str, str]
    of_both: dict[str, tuple[Decimal, str]]
    kinds: dict[str, list[str]]  # by the keys _ARTICLE, _BETWEEN, _UNSURE


def _listed(language: Language) -> _Listed:
    listed = _Listed({}, {}, {}, {}, {})
    for key, row in rows_for("counts", language):
        forms = [form.lower() for form in row.split(", ")]
        what, _, value = key.partition("=")
        if key in (_ARTICLE, _BETWEEN, _UNSURE):
            listed.kinds[key] = forms
        elif value:
            listed.of_both.update((form, (Decimal(value), what)) for form in forms)
        elif key[0] == _BEHIND:
            listed.behind.update((form, Decimal(key[1:])) for form in forms)
        elif key[0].isdecimal():
            listed.ahead.update((form, Decimal(key)) for form in forms)
        else:
            listed.things.update((form, what) for form in forms)
    return listed


@cache
def counting_words(language: Language) -> CountWords | None:
    """The language's words; None where we know none."""
    listed = _listed(language)
    if not any(listed):
        return None
    ahead, behind, things, of_both, kinds = listed
    edge, end = _edges(language)
    glued = not separates_particles(language)
    gap = f"{_GAP}{{0,3}}" if glued else f"(?:{_GAP}{{1,3}}|(?<=-))"
    middle = f"(?:{gap}(?:{_any_of(kinds[_BETWEEN])}))?" if _BETWEEN in kinds else ""
    named = f"{middle}{gap}(?P<thing>{_any_of(things)}){end}"
    return CountWords(
        {**ahead, **behind},
        things,
        of_both,
        re.compile(
            f"{edge}(?:(?P<number>{_any_of(ahead)}){'' if glued else end}"
            f"|(?:{_any_of(kinds.get(_ARTICLE, ()))})(?={named}))"
        ),
        re.compile(named),
        re.compile(middle) if middle else None,
        re.compile(f"{edge}(?P<thing>{_any_of(things)}){gap}(?P<number>{_any_of(behind)}){end}")
        if behind
        else None,
        re.compile(f"{edge}(?P<both>{_any_of(of_both)}){end}") if of_both else None,
        re.compile(f"(?:{edge}(?:{_any_of(kinds[_UNSURE])}){gap})$") if _UNSURE in kinds else None,
        re.compile(f"(?:{gap})?(?:{halves}){end}") if (halves := half_words(language)) else None,
    )


@cache
def thing_pattern(what: str, language: Language) -> re.Pattern[str] | None:
    """What names a thing that is counted; None where we know no words of the language."""
    words = counting_words(language)
    if words is None:
        return None
    edge, end = _edges(language)
    named = [form for form, each in words.things.items() if each == what]
    return re.compile(f"{edge}(?:{_any_of(named)}){end}")


def _edges(language: Language) -> tuple[str, str]:
    """Patterns for where a word begins and ends."""
    if not separates_words(language):
        return "", f"(?![{VOWEL_SIGNS}])"
    return f"(?<!{_LETTER}){attached(language)}", f"(?!{_LETTER})"


def _any_of(forms: Iterable[str]) -> str:
    """A pattern for the forms, the longest first; "*" at the end of one is any letters."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if not longest_first:
        return "(?!)"
    return "|".join(
        re.escape(form.rstrip("*")) + (f"{_LETTER}*" if form.endswith("*") else "")
        for form in longest_first
    )


def thing_named(things: Mapping[str, str], written: str) -> str:
    """What a thing as it is written names: "mātra*" is listed without its ending."""
    found = things.get(written)
    if found is not None:
        return found
    return next(
        what
        for form, what in sorted(things.items(), key=lambda item: -len(item[0]))
        if form[-1] == "*" and written.startswith(form[:-1])
    )
