"""What punctuation is right for a language: its marks, the spaces beside them, its quotation marks.

Reads data/punctuation.tsv, data/spacing.tsv and data/quotation.tsv, where a new language is a row
and a language without one is treated like others of its script. Judges no text: where a text ends
and how its quotations pair is said here, whether a translation may do so is said by the checks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.language import cldr
from pipeline.language.function_words import function_words
from pipeline.language.patterns import lazy
from pipeline.language.sentences import abbreviations
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "Ending",
    "Mark",
    "Punctuation",
    "Quotation",
    "Quoting",
    "Spacing",
    "abbreviated_lists",
    "asks_directly",
    "characters_of",
    "ending",
    "ends_as_note",
    "full_stops",
    "is_stop_of_abbreviation",
    "punctuation",
    "question_words",
    "quotation_marks",
    "quotations",
    "quoting",
    "says_and_so_on",
    "spacing",
]

NO_MARK = "-"
ANY = "any"
SPACES: Mapping[str, str] = MappingProxyType(
    {"none": "", "space": " ", "nbsp": "\u00a0", "nnbsp": "\u202f"}
)


class Mark(Enum):
    """What a mark is for."""

    STOP = "full stop"
    QUESTION = "question mark"
    EXCLAMATION = "exclamation mark"
    COLON = "colon"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    ELLIPSIS = "ellipsis"


_MARKS = tuple(Mark)  # in the order of the columns


@dataclass(frozen=True, slots=True)
class Punctuation:
    """The marks of one language."""

    marks: Mapping[Mark, tuple[str, ...]]  # what is right, the preferred one first
    optional: frozenset[Mark]  # the language has none, or may leave it out
    classes: Mapping[str, frozenset[Mark]]  # what a character at the end of a text can be
    wrong: Mapping[str, str]  # a mark of another language → the right one
    asks: tuple[str, ...]  # endings of a question that needs no mark
    opens: Mapping[str, str]  # mark → what opens the clause that it closes


def _ladder(language: Language) -> tuple[str, ...]:
    """Where rows are looked for, nearest first: "zh-TW" → zh-TW, zh-Hant, zh, Hant, *."""
    script = cldr.default_script(language)
    keys = (language.tag, f"{language.base}-{script}", language.base, script, "*")
    return tuple(dict.fromkeys(keys))


def _nearest(name: str, language: Language) -> tuple[str, ...]:
    table = {key: values for key, *values in rows(name)}
    return tuple(next(table[key] for key in _ladder(language) if key in table))


# ------------------------------------------------------------------------------------------ marks
@cache
def punctuation(language: Language) -> Punctuation:
    """The marks of the language."""
    row = _nearest("punctuation.tsv", language)
    columns = [cell.split() for cell in row[: len(_MARKS)]]
    tolerated, wrong, asks, opens = row[len(_MARKS) : len(_MARKS) + 4]
    marks = {
        mark: tuple(each for each in cell if each != NO_MARK or mark is Mark.COLON)
        for mark, cell in zip(_MARKS, columns, strict=True)
    }
    optional = frozenset(
        mark for mark, cell in zip(_MARKS, columns, strict=True) if NO_MARK in cell
    )
    return Punctuation(
        MappingProxyType(marks),
        optional,
        MappingProxyType(_classes(marks)),
        MappingProxyType(_wrong_marks(marks, tolerated, wrong)),
        tuple(asks.split()) if asks != NO_MARK else (),
        MappingProxyType({pair[1]: pair[0] for pair in opens.split()} if opens != NO_MARK else {}),
    )


@cache
def _common_classes() -> Mapping[str, frozenset[Mark]]:
    """What every single mark of any language is, the ASCII marks being what they mostly are."""
    found: dict[str, frozenset[Mark]] = {}
    for row in rows("punctuation.tsv"):
        for mark, cell in zip(_MARKS, row[1:], strict=False):
            for each in cell.split():
                if len(each) == 1 and each not in "-–－་":
                    found.setdefault(each, frozenset({mark}))
    return MappingProxyType(found)


def characters_of(mark: Mark) -> str:
    """Every character that a text may end with for this mark, in whatever language.

    Stops are what most texts end with: where a language sets one in place of the mark, "。" for an
    exclamation mark, the text has none.
    """
    cells = [row[1:][_MARKS.index(mark)].split() for row in rows("punctuation.tsv")]
    last = {each[-1] for cell in cells for each in cell if each != NO_MARK}
    common = {character for character, marks in _common_classes().items() if mark in marks}
    own = last | common
    return "".join(sorted(own - {"."} - {each for each in own if _is_stop(each)}))


@cache
def full_stops(language: Language) -> frozenset[str]:
    """The characters that are full stops in this language, whatever else they may be."""
    return frozenset(stop[-1] for stop in punctuation(language).marks[Mark.STOP])


def _is_stop(character: str) -> bool:
    return Mark.STOP in _common_classes().get(character, ())


def _classes(marks: Mapping[Mark, tuple[str, ...]]) -> dict[str, frozenset[Mark]]:
    own: dict[str, frozenset[Mark]] = {}
    for mark, cell in marks.items():
        for each in cell:
            own[each[-1]] = own.get(each[-1], frozenset()) | {mark}
    # An ellipsis of stops ends in a stop: what "..." is, is seen from the text.
    common = _common_classes()
    for char in ".・۔":
        if char in own and Mark.ELLIPSIS in own[char]:
            own[char] = own[char] - {Mark.ELLIPSIS} or common.get(char, frozenset())
    return {**common, **own}


def _wrong_marks(
    marks: Mapping[Mark, tuple[str, ...]], tolerated: str, wrong: str
) -> dict[str, str]:
    """ASCII marks for which the language has its own, and what its row adds."""
    found: dict[str, str] = {}
    if tolerated != "all":
        right = {char for cell in marks.values() for char in cell}
        for mark, ascii_mark in zip(_MARKS, ".?!:;,", strict=False):
            if ascii_mark not in right and ascii_mark not in tolerated and marks[mark]:
                found[ascii_mark] = marks[mark][0]
    if wrong != NO_MARK:
        found |= dict(pair.split("=") for pair in wrong.split())
    return found


@cache
def question_words(language: Language) -> frozenset[str]:
    """The words that begin a question, lower case: "when", "what"; data/question-words.tsv."""
    words = (row[1] for row in rows("question-words.tsv") if row[0] == language.base)
    return frozenset(next(words, "").split())


def asks_directly(visible: str, language: Language) -> bool:
    """Whether a text asks, mark or no mark: "What is asthma", and not "When to rest".

    By data/direct-questions.tsv; no for a language that is not there.
    """
    pattern = _direct_questions(language)
    return pattern is not None and pattern.search(visible.strip(_AROUND).lower()) is not None


_AROUND = " *_\u00a0\"'«»“”„"


@cache
def _direct_questions(language: Language) -> re.Pattern[str] | None:
    found = [
        _wording(wording, language, at_end=place == "ends")
        for tag, place, wordings in rows("direct-questions.tsv")
        if tag == language.base
        for wording in wordings.split(", ")
    ]
    return re.compile("|".join(found)) if found else None


def _wording(wording: str, language: Language, *, at_end: bool) -> str:
    """A pattern for one wording: whole words, at the beginning or at the end of a text."""
    words = (f"(?:{'|'.join(map(re.escape, word.split('|')))})" for word in wording.split())
    pattern = r"\s+".join(words)
    spaced = cldr.separates_words(language)
    if at_end:
        # Korean endings are written together with their verb.
        is_word = cldr.separates_particles(language)
        return rf"(?<!\w){pattern}\Z" if is_word else rf"{pattern}\Z"
    return rf"\A{pattern}(?!\w)" if spaced else rf"\A{pattern}"


# ------------------------------------------------------------------------------------------ ends
class Ending(NamedTuple):
    """The marks that close a text, behind which only brackets, quotes, pictures and markup come."""

    marks: frozenset[Mark]  # all that they may stand for: 。 is a stop, and may be a colon
    start: int  # 0-based, of the first of these marks; where they would stand if there are none
    end: int
    is_sure: bool  # False: a stop of an abbreviation or inside brackets, which may mean either
    means: frozenset[Mark] = frozenset()  # what they are first of all: 。 is a stop


_NONE: frozenset[Mark] = frozenset()
_STOP = frozenset({Mark.STOP})
_ELLIPSIS = frozenset({Mark.ELLIPSIS})
_NOT_SURE = Ending(_NONE, 0, 0, is_sure=False)
# White space, markup, closing quotes, footnotes in superscript, marks of direction.
_BEHIND_MARKS = frozenset(
    " \t\n\u00a0\u202f\u3000*_~^\\\"'”’“»›«‹」』》〉〟＂]}】〕¹²³⁰⁴⁵⁶⁷⁸⁹"
    "\u200b\u200c\u200d\u200e\u200f\u061c\u2069"
)
_CLOSERS: Mapping[str, str] = MappingProxyType({")": "(（", "）": "(（"})


@lru_cache(maxsize=4096)
def ending(text: str, visible: str, language: Language) -> Ending:
    """How a text ends; `visible` is it with spaces for all that a reader does not see.

    Code, addresses and placeholders are words; footnote marks, tags and link targets are nothing.
    """
    classes = punctuation(language).classes
    marks: set[Mark] = set()
    means: set[Mark] = set()
    end = start = position = len(visible)
    while position:
        char = visible[position - 1]
        if char in classes:
            end = end if marks else position
            start = position = position - 1
            marks |= classes[char]
            means |= _STOP if Mark.STOP in classes[char] else classes[char]
            continue
        before = _before_closing(text, visible, position)
        if before is None:
            break
        position = before
    if not marks:
        if position and visible[position - 1] in _CLOSERS:
            return _of_remark(visible, position - 1, classes)
        return Ending(_NONE, position, position, is_sure=True)
    if visible[start:end].startswith("...") or "۔۔۔" in visible[start:end]:
        marks = marks - _STOP | _ELLIPSIS
        means = means - _STOP | _ELLIPSIS
    return Ending(frozenset(marks), start, end, is_sure=True, means=frozenset(means))


def abbreviated_lists(language: Language) -> frozenset[str]:
    """The abbreviations for "and so on" that end in a stop: "ወዘተ."."""
    return frozenset(each for each in _said_for_more(language) if each.endswith("."))


@cache
def _said_for_more(language: Language) -> tuple[str, ...]:
    return tuple(
        each
        for tag, entry in rows("and-so-on.tsv")
        if tag == language.base
        for each in entry.split(", ")
    )


def says_and_so_on(visible: str, language: Language) -> bool:
    """Whether a text says in words that its list goes on: "etc.", 等, など; data/and-so-on.tsv."""
    pattern = _and_so_on(language)
    return pattern is not None and pattern.search(visible.lower()) is not None


@cache
def _and_so_on(language: Language) -> re.Pattern[str] | None:
    words = _said_for_more(language)
    edge = r"(?<!\w)" if cldr.separates_words(language) else ""
    return re.compile(f"{edge}(?:{'|'.join(map(re.escape, words))})") if words else None


def ends_as_note(visible: str, language: Language) -> bool:
    """Whether a text ends as notes do that the language writes without a full stop: "있음"."""
    endings = _note_endings(language)
    return bool(endings) and visible.rstrip(" *_").endswith(endings)


@cache
def _note_endings(language: Language) -> tuple[str, ...]:
    return tuple(
        each
        for tag, entry in rows("note-endings.tsv")
        if tag == language.base
        for each in entry.split(", ")
    )


def _before_closing(text: str, visible: str, position: int) -> int | None:
    """Where what closes the text before `position` begins; None where a word ends there."""
    char = visible[position - 1]
    if char in _CLOSERS:
        opened = _opening(visible, position - 1)
        if opened is None:  # the end of a link
            return text.rfind("](", 0, position) + 1 or position - 1
        # What stands in brackets at the end is a remark: its marks are not the sentence's.
        return None if visible[:opened].strip(' *_"“«「') else position - 1
    if char == " " != text[position - 1]:
        return _before_hidden(text, position)
    return position - 1 if char in _BEHIND_MARKS or _is_picture(char) else None


def _is_picture(char: str) -> bool:
    """Whether this is of a picture, which ends no sentence: "Drink plenty. 💧", "Well done! ✅"."""
    return char >= "\u2600" and (
        char <= "\u27bf" or char == "\ufe0f" or "\U0001f000" <= char <= "\U0001faff"
    )


# What closes a text without being of it: a footnote mark, a link's reference, a tag, attributes.
_HIDDEN = lazy(r"(?:\[[^\[\]]*\]|</?[A-Za-z][^<>:@]*>|<!--.*-->|\{[:#.][^{}]*\})\Z")


def _before_hidden(text: str, position: int) -> int | None:
    """Where the markup that ends at `position` begins; None for what is read as a word."""
    match = _HIDDEN.search(text, max(0, position - LONGEST_MARKUP), position)
    return match.start() if match else None


LONGEST_MARKUP = 200


def _opening(text: str, closing: int) -> int | None:
    """Where the bracket opens that closes at `closing`; None for what only ends a link."""
    if text.find("(", 0, closing) < 0 and text.find("（", 0, closing) < 0:
        return None
    depth = 0
    for position in range(closing, -1, -1):
        if text[position] in _CLOSERS:
            depth += 1
        elif text[position] in "(（":
            depth -= 1
            if not depth:
                return position
    return None


def _of_remark(visible: str, closing: int, classes: Mapping[str, frozenset[Mark]]) -> Ending:
    """How a text ends with a remark in brackets, which may be or follow a finished sentence."""
    last = visible[:closing].rstrip(_BEHIND_WORDS)[-1:]
    before = visible[: _opening(visible, closing)].rstrip(_BEHIND_WORDS)[-1:]
    if before in "。｡" and before:
        return _NOT_SURE  # Japanese and Chinese set no second stop behind such a remark
    return _NOT_SURE if last in classes else Ending(_NONE, closing + 1, closing + 1, is_sure=True)


_BEHIND_WORDS = " *_\"'”’»」』"  # closes what is quoted or stressed
_LAST_WORD = lazy(r"[\w.’'\-\u0900-\u0DFF]+\Z")
LONGEST_SUSPECT = 4  # letters: "Std.", "mín.", "ред."


def is_stop_of_abbreviation(visible: str, stop: int, language: Language) -> bool:
    """Whether the full stop at `stop` may belong to a word or a number instead of a sentence.

    Any short word may be short for another; so "True" is a doubt and "False" nearly certain.
    """
    if visible[stop : stop + 1] != ".":
        return False
    match = _LAST_WORD.search(visible[:stop])
    if match is None:
        return False
    word = match[0]
    known = abbreviations(language)
    if "." in word or word[-1].isdigit() or known.has(word) or known.may_end(word):
        return True
    longest = _LONGEST_SUSPECTS.get(cldr.default_script(language), LONGEST_SUSPECT)
    if len(word) > longest or (len(word) == longest and word[-1] in _VOWELS):
        return False  # "Anda", "wako": what is cut short ends with a consonant
    return word.lower() not in function_words(language.base)


_VOWELS = frozenset("aeiouy")
_LONGEST_SUSPECTS = {"Kore": 0, "Arab": 3, "Hebr": 3}  # letters, where less is cut short


# ---------------------------------------------------------------------------------------- spacing
class Spacing(NamedTuple):
    """What stands at one side of a mark."""

    mark: str  # one character, or "unit"
    side: str  # "before", "after" or "prefix"
    accepted: tuple[str, ...]  # the spaces themselves, the right one first; "" for none


@cache
def spacing(language: Language) -> Mapping[str, Spacing]:
    """The rules by mark; a mark that may stand with any space or none has none."""
    found: dict[str, Spacing] = {}
    table = rows("spacing.tsv")
    for key in _ladder(language):
        for row_key, marks, side, accepted, *_ in table:
            if row_key != key:
                continue
            spaces = tuple(SPACES[name] for name in accepted.split() if name != ANY)
            for mark in (marks,) if marks == "unit" else marks:
                found.setdefault(mark, Spacing(mark, side, spaces))
    return MappingProxyType({mark: rule for mark, rule in found.items() if rule.accepted})


# --------------------------------------------------------------------------------------- quotation
STRAIGHT = '"'
_OPEN_OR_CLOSE = (
    '"“”„‟«»「」『』〝〞〟＂'  # marks of double kind; ’ is an apostrophe, never looked at
)
DOUBLE_MARKS = frozenset(_OPEN_OR_CLOSE)
# Brackets that show titles in East Asia and stand for quotation marks there.
TITLE_MARKS = frozenset("《》〈〉【】﹁﹂﹃﹄‚‘‹›״״")
# What a careless hand pairs: any opening mark with any closing one that is not open to doubt.
_OPENERS, _CLOSERS_OF_QUOTES = '“„‟«「『〝"＂', '”»」』〞〟"＂'
_OPENING_CONTEXT = frozenset(" \t\n\u00a0\u202f\u3000([{（【「『«„“‘‚—–-/*_¿¡、，。：；！？،؛=")


@dataclass(frozen=True, slots=True)
class Quoting:
    """The quotation marks of one language, as pairs of two characters."""

    outer: tuple[str, ...]  # what may stand alone, the preferred pair first; (): anything
    inner: tuple[str, ...]  # what may stand inside a quotation, besides `outer`
    is_straight_wrong: bool


class Quotation(NamedTuple):
    """A quotation where it stands: the positions of its two marks."""

    start: int
    end: int  # of the closing mark itself
    depth: int  # 0: inside no other


@cache
def quoting(language: Language) -> Quoting:
    """The quotation marks of the language."""
    outer, inner, straight, *_ = _nearest("quotation.tsv", language)
    if outer == "all":
        return Quoting((), (), is_straight_wrong=False)
    return Quoting(tuple(outer.split()), tuple(inner.split()), straight == "wrong")


@cache
def _known_pairs() -> frozenset[str]:
    pairs = {
        pair
        for _, outer, inner, *_ in rows("quotation.tsv")
        for pair in f"{outer} {inner}".split()
        if len(pair) == 2 and pair[0] in DOUBLE_MARKS and pair[1] in DOUBLE_MARKS
    }
    return frozenset(pairs)


def quotation_marks(visible: str) -> list[int]:
    """Where marks of double kind stand; none that is an inch, or a Hebrew acronym's gershayim."""
    return [
        position
        for position, char in enumerate(visible)
        if char in DOUBLE_MARKS and not (char in _STRAIGHT_LIKE and _is_in_word(visible, position))
    ]


_STRAIGHT_LIKE = frozenset('"”“„')


_MAQAF = "\u05be"  # a hyphen, behind which a quotation begins: ל־"כן"


def _is_in_word(text: str, position: int) -> bool:
    """Whether a Hebrew acronym has the mark, not a quotation behind a prefix of one letter."""
    around = [text[at : at + 1] if at >= 0 else "" for at in range(position - 2, position + 3)]
    before_that, before, _, after, after_that = around
    if not ("\u0590" <= before <= "\u05ff" and after.isalpha()) or before == _MAQAF:
        return False
    return before_that.isalpha() or not after_that.isalpha()


def quotations(visible: str) -> tuple[tuple[Quotation, ...], bool]:
    """The quotations in order of their opening, and whether every mark found its other half."""
    open_marks: list[int] = []
    found: list[Quotation] = []
    for position in quotation_marks(visible):
        if open_marks and _closes(visible, open_marks[-1], position):
            start = open_marks.pop()
            found.append(Quotation(start, position, len(open_marks)))
        else:
            open_marks.append(position)
    return tuple(sorted(found)), not open_marks


def _closes(text: str, opened: int, position: int) -> bool:
    first, second = text[opened], text[position]
    if first != second and first + second in _known_pairs():
        return True
    is_mixed = first in _OPENERS and second in _CLOSERS_OF_QUOTES
    is_pair = is_mixed or (first == second and first + second in _known_pairs())
    return is_pair and text[position - 1] not in _OPENING_CONTEXT
