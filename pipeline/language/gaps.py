"""What an author meant to fill in later: [Name of clinic], TODO, XX mg, 0800 XXX XXX, {name}.

Data: data/gap-words.tsv. What is found is judged in `checks.articles.unfinished`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from pipeline.language.amounts.counts import counts
from pipeline.language.amounts.quantities import figures
from pipeline.language.cldr import separates_words
from pipeline.language.function_words import function_words
from pipeline.language.inline import blank, without_code
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = ["gaps", "may_have_gaps"]

Span = tuple[int, int]  # 0-based code points, half-open

_ANY, _ENGLISH, _BUT, _ENDING = "any", "en", " but:", "*"
_MOST_BESIDE = 3  # code points beside the words, where these are not parted: "の", "您的"
# What programs put a value in the place of; attributes begin with a dot or a hash.
_FIELD = lazy(r"(?<!\\)\$?\{\{?[ ]*[^\W\d_][\w. -]*\}?\}|(?<![\w%])%\([\w.]+\)s")
_X = "[XxХх]"  # Latin and Cyrillic
# No letter of an alphabet beside it, and no digit: "XX分" is a run, "XXL" none.
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0400-\u04ff"
_FROM, _TO = f"(?<![{_LETTER}])", f"(?![{_LETTER}])"
# Brackets that are shown: no link, no footnote, no escape before them, no part of a word: "t[hey]".
_BRACKET = lazy(rf"(?<![\\\]{_LETTER}])\[([^\[\]^\n]{{2,60}})\]|［([^［］\n]{{2,60}})］")
_OF_LINKS = ("[", "(", ":")  # what stands behind the brackets of one
_RUN = lazy(rf"{_FROM}{_X}{{2,4}}{_TO}|{_FROM}(?<!\d )X(?= \w)")
_PART = rf"(?:\d*{_X}{{2,}}|\d+)"
_DIGITS = lazy(rf"{_FROM}{_PART}(?:[ \u00a0./:–-]{_PART})+{_TO}|{_FROM}\d+{_X}{{2,}}{_TO}")
_ALONE = lazy(rf"{_FROM}(?:X{{3,}}|Х{{3,}}){_TO}")
_RUN_IN_DIGITS = re.compile(rf"{_X}{{2,}}")
_CHROMOSOMES = re.compile(r"4[5-9][ ,]{0,2}X*$")  # 47,XXX: what stands before the last
_SIGNS = lazy(r"[\[［{]|%\(|[XxХх]{2}|X ")
_SPLIT = re.compile(r"[\s/|,;:]+")


def may_have_gaps(text: str, language: Language) -> bool:
    """False: `gaps` finds nothing in the text. Asked for every sentence, and so a quick look."""
    listed = _listed(language)
    return bool(
        _SIGNS.search(text)
        or (listed.words is not None and listed.words.search(text))
        or (listed.texts is not None and listed.texts.search(text))
    )


def gaps(text: str, language: Language, *, labels: Collection[str] = frozenset()) -> Iterator[Span]:
    """Where something of an article (inline Markdown) is still to be written, in order.

    `labels`, in lower case, of the article's link definitions: brackets around one are a link.

    Brackets only with words that say so: "[see below]" is a remark. "XX" only where a number is
    missing, before a unit or what is counted, or among digits: an age may be the XX century.
    """
    listed = _listed(language)
    visible = blank(text)
    found = [match.span() for match in _FIELD.finditer(without_code(text))]
    for match in _BRACKET.finditer(visible):
        inside = match[1] or match[2]
        is_link = text.startswith(_OF_LINKS, match.end()) or inside.lower() in labels
        if not is_link and _is_gap(inside, language, listed):
            found.append(match.span())
    found += [match.span() for match in listed.words.finditer(visible)] if listed.words else ()
    found += [match.span() for match in listed.texts.finditer(visible)] if listed.texts else ()
    found += _numbers(visible, language)
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:  # else it is a part of the one before
            yield start, stop
            end = stop


def _is_gap(inside: str, language: Language, listed: _Listed) -> bool:
    """Whether the brackets say what belongs there, and nothing else.

    "[Name of your clinic]", "[insert date]"; no "[Photo: Ann Lee]", "[see hospital notes]", and no
    key to press: "[Enter]".
    """
    phrase = f" {' '.join(_SPLIT.split(inside.casefold().strip('… .')))} "
    if not separates_words(language) and not inside.isascii():
        rest = phrase.strip()
        for each in sorted(listed.brackets | listed.orders, key=len, reverse=True):
            rest = rest.replace(each, "")
        return len(rest) <= _MOST_BESIDE and rest != phrase.strip()
    names = [each for each in listed.brackets if f" {each} " in phrase]
    orders = [each for each in listed.orders if f" {each} " in phrase]
    for each in sorted((*names, *orders), key=len, reverse=True):
        phrase = phrase.replace(f" {each} ", " ")
    words = [word.removesuffix("'s").removesuffix("’s") for word in phrase.split()]
    others = [word for word in words if not word.startswith(listed.beginnings or ("\n",))]
    small = function_words(language.base) | function_words(_ENGLISH)
    if not all(word in small or word in listed.brackets for word in others):
        return False
    return bool(names or len(others) < len(words) or len(orders) > 1 or (orders and words))


def _numbers(visible: str, language: Language) -> Iterator[Span]:
    for match in _DIGITS.finditer(visible):
        runs = _RUN_IN_DIGITS.findall(match[0])
        if runs and not _is_numeral(match[0], runs) and not _is_karyotype(visible, match.start()):
            yield match.span()
    for match in _ALONE.finditer(visible):
        if not _is_karyotype(visible, match.start()):
            yield match.span()
    runs_alone = list(_RUN.finditer(visible))
    if not runs_alone:
        return
    # A number in its place tells whether one is missing: a unit or what is counted stands behind.
    filled = _RUN.sub(lambda run: "2" * len(run[0]), visible)
    known = figures(filled, language)
    ends = {each.number.start: each.end for each in known.figures if each.unit}
    ends |= {each.start: each.end for each in counts(known, ()).counts}
    for match in runs_alone:
        if match.start() in ends:
            yield match.start(), ends[match.start()]


def _is_numeral(text: str, runs: list[str]) -> bool:
    """A Roman numeral with a number beside it: "XX 1950"."""
    return runs == ["XX"] and text.count(" ") == 1 and not re.search(r"[./:–-]", text)


def _is_karyotype(visible: str, start: int) -> bool:
    end = start
    while end < len(visible) and visible[end].isdigit():
        end += 1
    return bool(_CHROMOSOMES.search(visible[:start])) or bool(
        re.match(r"4[5-9][ ,]*X", visible[start:])
    )


# ------------------------------------------------------------------------------------------- lists
class _Listed(NamedTuple):
    """What the table has for a language."""

    words: re.Pattern[str] | None
    texts: re.Pattern[str] | None
    brackets: frozenset[str]
    orders: frozenset[str]
    beginnings: tuple[str, ...]


@cache
def _listed(language: Language) -> _Listed:
    words, texts, brackets, orders = set[str](), set[str](), set[str](), set[str]()
    for base, kind, entries in rows("gap-words.tsv"):
        for entry in (each.strip() for each in entries.split(",")):
            word, _, others = entry.partition(_BUT)
            if kind in ("bracket", "order") and base in (_ENGLISH, language.base):
                (brackets if kind == "bracket" else orders).add(word.casefold())
            elif base not in (_ANY, language.base) or language.base in others.split():
                continue
            else:
                (words if kind == "word" else texts).add(word)
    return _Listed(
        _any_of(words, re.NOFLAG, alone=True),
        _any_of(texts, re.IGNORECASE, alone=False),
        frozenset(each for each in brackets if not each.endswith(_ENDING)),
        frozenset(orders),
        tuple(sorted(each[:-1] for each in brackets if each.endswith(_ENDING))),
    )


def _any_of(entries: set[str], flags: re.RegexFlag, *, alone: bool) -> re.Pattern[str] | None:
    if not entries:
        return None
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    any_of = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)" if alone else any_of, flags)
