"""Checks of marks that do not belong: those of another language, and those that stand twice.

Which marks are a language's own is told by `language.orthography`. What is found is mended where no
reader is needed for it; a part of its own tells where one is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import shown_mark
from pipeline.checks.writing.ends import end_of
from pipeline.language import cldr
from pipeline.language.function_words import function_words
from pipeline.language.orthography import (
    Mark,
    abbreviated_lists,
    full_stops,
    punctuation,
    quotations,
    spacing,
)
from pipeline.language.sentences import abbreviations
from pipeline.language.tables import words_of
from pipeline.model import Language, Severity

ENGLISH = Language("en")


@check(
    "foreign-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs_in=lambda language: punctuation(language).wrong.keys(),
    examples=(
        Passes("Take 1,500 mg, then rest.", "تناول 1,500 مغ، ثم استرح.", "ar"),
        Passes("See WHO, 2024.", "请参阅 WHO, 2024 年报告。", "zh-Hans"),
        Passes("Rest, then walk.", "쉬고, 그다음 걸으세요.", "ko"),
        Passes("Take 5 mg.", "5 मि.ग्रा. लें।", "hi"),
        Fires("Are you pregnant?", "هل أنتِ حامل?", "ar", "'?'"),
        Fires("Rest, then walk.", "请休息, 然后走动。", "zh-Hans", "','"),
        Fires("Drink water.", "水を飲んでください.", "ja", "'.'"),
        Fires("Drink water.", "पानी पिएँ.", "hi", "'.'"),
        Fires("Drink water.", "পানি পান করুন|", "bn", "'|'"),
        Fires("Rest, then walk.", "쉬고， 그다음 걸으세요.", "ko", "U+FF0C"),
        Fires("Are you pregnant?", "Είστε έγκυος?", "el", "'?'"),
        Fires("After week 20, stop.", "بعد الأسبوع ٢٠, توقفي.", "ar", "','"),
        Fires("Sit for 5 minutes, then walk.", "座って,5分後に歩きます。", "ja", "','"),
        Fires("Call 112.", "请拨打112.", "zh-Hans", "'.'"),
        Fires("Rest (a day).", "请休息（一天）.", "zh-Hans", "'.'"),
        Fires("Warning (rare): pain.", "警告（罕见）:疼痛。", "zh-Hans", "':'"),
        Fires("Rest. Then walk.", "आराम करें. फिर टहलें।", "hi", "'.'"),
        Passes("Ask Dr Rao. Then rest.", "डॉ. राव से पूछें। फिर आराम करें।", "hi"),
        Passes("Rest. See p. 4.", "आराम करें। पृष्ठ. 4 देखें।", "hi"),
        Passes("Tick the box with '?'.", "Σημειώστε το πλαίσιο με '?'.", "el"),
    ),
)
def foreign_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """A mark of another language stands where the language has its own.

    An English question mark in Arabic faces the wrong way, a comma in Chinese is lost between the
    characters: the text looks like machine work, and readers who doubt a leaflet do not follow it.
    Only marks beside the language's own letters count: numbers, addresses and Latin words keep
    theirs.
    """
    wrong = punctuation(context.language).wrong
    if not wrong or wrong.keys().isdisjoint(pair.target.characters):
        return
    text, visible = pair.target.text, pair.target.visible
    name = cldr.name_in(context.language, ENGLISH)
    for match in _wrong_pattern(context.language).finditer(visible):
        mark = match["mark"][0]
        if not _is_between_own(visible, match) or (
            mark == "." and not _is_final(pair, match.start("mark"), context)
        ):
            continue
        if text[match.start() : match.end()] != match[0]:
            continue  # blanked markup is beside it
        if _is_named(text, match.span("mark")) and _NAMED_MARK.search(pair.source.text):
            continue  # "the box with '?'" is about the mark
        right = wrong[mark]
        yield Problem(
            f"{shown_mark(mark)} is not the mark of {name}"
            + (f", which has {shown_mark(right)}" if right else ""),
            match.span(),
            f"write {shown_mark(right)}" if right else _hint_within(mark, context.language),
            fix=right + _space_after(visible, match, right, context.language)
            if right and not _is_doubtful(visible, match, context.language)
            else None,
        )


def _hint_within(mark: str, language: Language) -> str:
    """What to write where the language has its mark not at the end, but within a word."""
    marks = punctuation(language).marks
    own, stop = (shown_mark(marks[each][0]) for each in (_WITHIN[mark], Mark.STOP))
    return f"write {own} within the word that has the stress, {stop} at the end"


_WITHIN = {"?": Mark.QUESTION, "!": Mark.EXCLAMATION}
_NAMED_MARK = re.compile(r"""['"‘“«][?!,.;:]['"’”»]""")


def _is_named(text: str, span: tuple[int, int]) -> bool:
    """Whether nothing but the mark stands between quotation marks."""
    return _NAMED_MARK.fullmatch(text, span[0] - 1, span[1] + 1) is not None


@cache
def _wrong_pattern(language: Language) -> re.Pattern[str]:
    marks = re.escape("".join(punctuation(language).wrong))
    rule = spacing(language).get(",")
    before = "[ ]*" if rule is not None and rule.accepted == ("",) else ""
    behind = r"""(?=[\s"'”’»)\]*_（「『\[）」』]|[^\W\d_]|(?<!\d[,.:;])\d|\Z)"""
    if not cldr.sentence_joiner(language):
        behind = rf"(?:[ ]+(?=\S)|{behind})"  # a wide mark brings its own space
    return re.compile(rf"{before}(?P<mark>([{marks}])\2*){behind}")


_CLOSING_QUOTES = frozenset("\"'’”»」』")
_ANY_QUOTE = frozenset("\"'‘’“”„«»‹›「」『』")  # no empty string


def _is_between_own(visible: str, match: re.Match[str]) -> bool:
    """Whether a mark stands behind a letter of the language, or divides or ends what has them.

    A comma behind a figure or emphasis ("٢٠, ثم") divides the sentence as well: no number has a
    space behind its comma. So does a mark at the very end ("拨打112.").
    """
    before = visible[: match.start()].rstrip(" ")
    mark = match["mark"][0]
    if before[-1:] in _ANY_QUOTE and visible[match.end() :].lstrip(" ")[:1] in _ANY_QUOTE:
        return False  # a mark by itself in quotation marks is spoken of
    if mark == "." and len(match["mark"].rstrip()) > 1:
        return False  # an ellipsis
    if match[0][0] == " " and _LATIN_BEHIND.match(visible, match.end()):
        return False  # of what follows: ":pain" is a word for a search
    if _is_own_letter(before[-1:]) or before[-1:] in _OWN_CLOSING:
        return True
    if mark not in ",;.?!" or before[-1:].isalpha() or before[-1:] in _SIGNS:
        return False
    last = _LETTER_OR_SIGN.search(before[::-1])
    if last is None or not _is_own_letter(last[0]):
        return False
    following = _LETTER_OR_SIGN.search(visible, match.end())
    if mark in ".?!":
        return following is None
    return following is not None and _is_own_letter(following[0])


_LATIN_BEHIND = re.compile("[A-Za-z]")
_SIGNS = frozenset("./\\+=<>@#&|~^")  # "./, ../" is code
_OWN_CLOSING = frozenset("）」』】》〉")  # wide, and so of the language as a letter is
_LETTER_OR_SIGN = re.compile(r"[^\W\d_]")


def _is_own_letter(char: str) -> bool:
    """Whether it is a letter, or a sign on one, of a script beyond Latin."""
    return char > "\u024f" and unicodedata.category(char)[0] in "LM"


def _is_final(pair: Pair, start: int, context: Context) -> bool:
    """Whether a "." ends a sentence as the source's does, and no abbreviation, nor "1."."""
    visible = pair.target.visible
    if visible[start - 1 : start].isdigit() and visible[start + 1 : start + 2] in _CLOSING_QUOTES:
        return False
    if visible[start + 1 :].lstrip(" \u00a0\u200b")[:1] in full_stops(context.language) - {"."}:
        return False  # the language's own stop follows: "មល. ។"
    if _SPACED_ELLIPSIS.match(visible, start) or _INITIALS.search(visible, 0, start):
        return False
    here = end_of(pair.target)
    there = end_of(pair.source)
    if _MID_STOP.match(pair.target.visible, start):
        return len(_SENTENCE_STOP.findall(pair.source.visible)) > 1
    if _SPACED_STOP.match(pair.target.visible, start):
        return _divides_sentences(pair, start, context.language)
    if start != here.start or there.means != {Mark.STOP}:
        return False
    if not cldr.separates_words(context.language):
        return True
    word = pair.target.visible[:start].split()[-1]
    return "." not in word and f"{word}." not in abbreviated_lists(context.language)


def _divides_sentences(pair: Pair, start: int, language: Language) -> bool:
    """Whether a "." stands where the source has one more sentence than the translation has ends."""
    visible = pair.target.visible
    own = sum(map(visible.count, full_stops(language)))
    word = visible[:start].split()[-1]
    return (
        own < len(_SENTENCE_STOP.findall(pair.source.visible))
        and "." not in word
        and (len(word) > LONGEST_ABBREVIATION or word in function_words(language.base))
        and not abbreviations(language).has(word)
    )


LONGEST_ABBREVIATION = 3  # code points of those that no list may have: "डॉ.", "श्री."


_SPACED_ELLIPSIS = re.compile(r"\.[ ]+\.")
# "គ.ម.": initials with stops in scripts that put no space between words.
_INITIALS = re.compile("\\.[\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]{1,4}\\Z")
# A stop between two sentences of a language without spaces: "休息. 行走".
_MID_STOP = re.compile(r"\.[ ]*(?=[\u3041-\u30ff\u3400-\u9fff])")
# One between two of a language that has spaces: "आराम करें. फिर चलें।"
_SPACED_STOP = re.compile(r"\. +(?=[^\W\d_])")
_SENTENCE_STOP = re.compile(r"[^\W\d_][.!?](?=\s|$)")


# ------------------------------------------------------------------------ what may be mended unread
def _is_doubtful(visible: str, match: re.Match[str], language: Language) -> bool:
    """Whether another mark than the usual one may be meant.

    "?" within a word is a letter that was lost ("ا?دوية"); a comma in a list is "、" in Chinese,
    where one between sentences is "，".
    """
    mark = match["mark"][0]
    place = match.start("mark")
    if mark in "?!" and visible[place - 1 : place] in ("?", "!"):
        return True  # "!?" is one mark of two
    if mark == "?" and cldr.separates_words(language):
        return visible[place - 1 : place].isalpha() and visible[match.end() :][:1].isalpha()
    if mark == "," and _may_be_low_quote(visible, place):
        return True
    if mark == "," and punctuation(language).marks[Mark.COMMA] == _CHINESE_COMMAS:
        return _may_list(visible, match.start("mark"), language)
    return False


def _may_list(visible: str, comma: int, language: Language) -> bool:
    """Whether a comma in Chinese may divide the items of a list instead of parts of a sentence."""
    start = max(map(visible[:comma].rfind, _CLAUSE_ENDS)) + 1
    end = min(
        (place for place in (visible.find(mark, comma + 1) for mark in _CLAUSE_ENDS) if place > 0),
        default=len(visible),
    )
    before = _ITEM_ENDS.split(visible[start:comma])
    behind = _ITEM_ENDS.split(visible[comma + 1 : end])
    last = _list_word(language).search(behind[0].lstrip())
    if last is not None and _SHORT_ITEM.fullmatch(last.string, 0, last.start()):
        return True  # "吞咽, 咀嚼或碾碎"
    if max(len(_HAN.findall(before[-1])), len(_HAN.findall(behind[0]))) > LONGEST_ITEM:
        return False
    return len(before) + len(behind) > _TWO_ITEMS or last is not None


@cache
def _list_word(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(words_of("list-words.tsv", language)) or "(?!)")


_CHINESE_COMMAS = ("，", "、")
_CLAUSE_ENDS = "。；：？！"
_ITEM_ENDS = re.compile("[,，、]")
_HAN = re.compile("[\u3400-\u9fff]")
_TWO_ITEMS = 2
_SHORT_ITEM = re.compile("[\u3400-\u9fff]{0,5}")  # before the word that joins the last two items
LONGEST_ITEM = 6  # Han characters


def _space_after(visible: str, match: re.Match[str], right: str, language: Language) -> str:
    """The space that a mark needs before a letter where it replaced a wide one.

    A space that was typed stays where nothing rules it out: Japanese leaves one behind "？" and
    "！" where a sentence follows (JLREQ 3.1.6).
    """
    if right in _WIDE_ENDS and right not in spacing(language):
        return match[0][match.end("mark") - match.start() :]
    follows = visible[match.end() : match.end() + 1]
    return " " if follows.isalpha() and cldr.separates_words(language) else ""


_WIDE_ENDS = frozenset("？！")


# ------------------------------------------------------------------------------------------ doubled
# Marks of which two in a row are one too many, and what each is in a source text.
_DOUBLES: Mapping[str, str] = MappingProxyType(
    dict(zip(".,!?;:。，、！？；：؟،؛۔।", ".,!?;:.,,!?;:?,;..", strict=True))
)
_DOUBLED = frozenset(_DOUBLES)


@check(
    "doubled-mark",
    Scope.UNIT,
    Severity.WARNING,
    needs_piece=re.compile(rf"([{''.join(_DOUBLES)}])\1").search,
    examples=(
        Passes("Really?!", "Wirklich?!", "de"),
        Passes("Wait...", "Espere...", "es"),
        Passes("Stop!!", "停止！！", "zh-Hans"),
        Fires("Drink water.", "Bevete acqua..", "it", "'..'"),
        Fires("Rest, then walk.", "请休息，，然后走动。", "zh-Hans", "'，，'"),
        Fires("Do not drive!", "لا تقُد السيارة!!", "ar", "'!!'"),
    ),
)
def doubled_mark(pair: Pair, context: Context) -> Iterator[Problem]:
    """A mark stands twice where the source has it once.

    It is what an edit leaves behind, and a sign that the words beside it were not read again.
    Ellipses, "?!" and what the source doubles as well are right.
    """
    marks = _DOUBLED & pair.target.characters
    for mark in sorted(mark for mark in marks if mark * 2 in pair.target.visible):
        plain = _DOUBLES[mark]
        if any(other * 2 in pair.source.text for other in _DOUBLES if _DOUBLES[other] == plain):
            continue
        for match in re.finditer(f"{re.escape(mark)}{{2,}}", pair.target.visible):
            if len(match[0]) == 2 or plain not in ".:":
                yield _doubled(pair, match, context)


def _may_be_low_quote(visible: str, start: int) -> bool:
    """Whether two commas are typed for „, as in ,,word": a mark that closes has no other half."""
    if visible[start : start + 2] != ",,":
        return False
    opens = not visible[:start][-1:].strip() and bool(visible[start + 2 :][:1].strip())
    return opens or not quotations(visible)[1] or "''" in visible[start:]


def _doubled(pair: Pair, match: re.Match[str], context: Context) -> Problem:
    mark, visible = match[0][0], pair.target.visible
    after = visible[match.end() :][:1]
    can_fix = not _may_be_low_quote(visible, match.start()) and bool(
        visible[: match.start()].strip()
    )
    can_fix = can_fix and mark not in punctuation(context.language).wrong
    if _DOUBLES[mark] == ".":
        there = end_of(pair.source)
        can_fix = can_fix and there.means == {Mark.STOP} and not after
    if after.isalnum() and _DOUBLES[mark] != ",":
        can_fix = False  # the beginning of a sentence, of an address, of code: who knows
    needs_space = after.isalpha() and cldr.separates_words(context.language)
    return Problem(
        f"the mark stands twice: '{match[0]}'",
        (match.start() + 1, match.end()),
        "write it once",
        fix=(" " if needs_space else "") if can_fix else None,
    )
