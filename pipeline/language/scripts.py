"""Which script text is written in, and where that is not its language's: the one door to `regex`.

Reads Markdown as a reader sees it: code, tags, addresses and link targets do not count. Knows no
words and resolves nothing; what a stray run means is asked of the termbase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pipeline.language import inline
from pipeline.language.cldr import expected_scripts, separates_words
from pipeline.language.patterns import at_first_use, lazy
from pipeline.language.tables import rows
from pipeline.model import Language

if TYPE_CHECKING:
    import regex  # type: ignore[import-untyped]


class StrayRun(NamedTuple):
    """A stretch of text that its language does not write like that."""

    start: int  # 0-based code points, half-open
    end: int
    text: str
    script: str  # Unicode long name: "Han"; "Common" for punctuation
    kind: Literal["letters", "punctuation"]


class ForeignRun(NamedTuple):
    """A passage in another script, to be announced in `language`."""

    start: int  # 0-based code points, half-open
    end: int
    language: Language  # a guess by script: "zh", "ja", "und-Cyrl"


_EAST_ASIAN = frozenset({"Han", "Hiragana", "Katakana", "Bopomofo"})  # mixed freely in Japanese
_ALPHABETS = frozenset({"Latin", "Cyrillic", "Greek", "Armenian"})  # hold letters that look alike
_CJK = _EAST_ASIAN | {"Hangul", "Yi"}  # scripts set with full-width punctuation

# Full-width forms (U+FF00 block), CJK punctuation (U+3000 block), squared units (U+3380 …).
_FULL_WIDTH = (
    r"\u3000-\u3004\u3008-\u3020\u3030\u303D\u30A0\u30FB\u3300-\u33FF\uFE30-\uFE4F\uFF01-\uFF65"
    r"\uFFE0-\uFFE6"
)
# Punctuation that only some scripts use is beyond the blocks that all share (U+2000, U+2E00).
_SHARED_PUNCTUATION = r"\u0000-\u02FF\u2000-\u206F\u2E00-\u2E7F"


@cache
def _compiled(source: str, *flags: str) -> regex.Pattern[str]:
    """The pattern; `regex` is loaded for the first one, since most catalogs need none."""
    import regex

    return regex.compile(source, sum(getattr(regex, name) for name in flags))


def first_direction(text: str) -> str:
    """ "ltr" or "rtl": the direction of its first letter that has one; "ltr" where none has.

    Source: UAX #9, rules P2 and P3, as of HTML's `<bdi>`.
    """
    kinds = map(unicodedata.bidirectional, text)
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


def _lazy(source: str, *flags: str) -> Any:
    return at_first_use(lambda: _compiled(source, *flags))


# Greek letters that stand for a quantity or a kind and can't be taken for a Latin letter.
_GREEK_SYMBOL = _lazy(r"[αβγδεζηθκλμνξπρστφχψωΓΔΘΛΞΠΣΦΨΩ]")
_WORD = _lazy(r"[\p{L}\p{M}\p{Nd}]+")
_LETTER_RUN = _lazy(r"[\p{L}\p{M}]+")
_KATAKANA = _lazy(r"\p{scx=Katakana}")
_LATIN_PART = _lazy(r"[\p{Latin}\p{M}\p{Nd}]+")
_UNIT = _lazy(
    r"[kcdmµμnphM]?(?:g|m|L|l|mol|Hz|Pa|J|W|V|A|cal|Gy|Sv|Bq|eq|Eq|s|M|U)|k?cal|mcg|mmHg|cm|min|h|bpm|rpm|IU|UI"
)
_CODE = _lazy(
    r"""
    \p{L}                                 # a symbol, an initial, "vitamin B"
    | \p{Lu}{2,5}s?                       # MRI, COVID, NSAIDs
    | (?=\w{1,12}$)\p{L}*\p{Nd}\w*        # L4, B12, HbA1c, 3D
    | (?=\w{2,6}$)\p{L}+\p{Lu}\w*         # mRNA, pH, eGFR, HbA
    | \p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+      # GitHub, FreeStyle: what is written so is a name
    | \p{Lu}{3,}\p{Ll}{2,}                # MRIguide, ECGTimer: and so is what begins so
    """,
    "VERBOSE",
)


# ------------------------------------------------------------------------------------- characters
@cache
def _script_patterns() -> tuple[tuple[str, regex.Pattern[str], regex.Pattern[str]], ...]:
    """(long name, pattern for the script itself, pattern for its extensions), in file order."""
    names = [name for _, name, _ in rows("scripts.tsv")]
    return tuple(
        (name, _compiled(rf"\p{{sc={name}}}"), _compiled(rf"\p{{scx={name}}}")) for name in names
    )


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The Unicode long name of the character's script; "Common" where several share it.

    A mark that only some scripts use belongs to the first of them: "ー" is Katakana here.
    """
    for name, own, _ in _script_patterns():
        if own.match(character):
            return name
    if _KATAKANA.match(character) and character.isalpha():
        return "Katakana"
    for name, _, extended in _script_patterns():
        if extended.match(character):
            return name
    return "Common"


def words(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of all words: letters with their marks, and digits. Han text is one word a run."""
    if _RARE_WORD_CHARACTER.search(text) is None:
        return tuple(match.span() for match in _COMMON_WORD.finditer(text))
    return tuple(match.span() for match in _WORD.finditer(text))


# The same with `re` where that is certain: 6.6 instead of 19 µs for 90 characters of Hindi. Marks
# by range; what is rare (numerals that are no digits, other blocks) is left to `regex`.
_MARKS = (
    r"\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670"
    r"\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u0900-\u0903\u093A-\u093C\u093E-\u094F"
    r"\u0951-\u0957\u0962\u0963\u0981-\u0983\u09BC\u09BE-\u09C4\u09C7\u09C8\u09CB-\u09CD\u09D7"
    r"\u09E2\u09E3\u0B82\u0BBE-\u0BC2\u0BC6-\u0BC8\u0BCA-\u0BCD\u0BD7\u0E31\u0E34-\u0E3A\u0E47-\u0E4E"
    r"\u102B-\u103E\u17B4-\u17D3\u17DD\u3099\u309A"
)
_COMMON_WORD = lazy(rf"[\w{_MARKS}]+")
_RARE_WORD_CHARACTER = lazy(
    r"[_²³¹¼½¾]|[^\u0000-\u036F\u0370-\u0482\u048A-\u0556\u055A-\u0587\u0591-\u05C7\u05D0-\u06FF\u0900-\u09F1\u0B82-\u0BEF"
    r"\u0E00-\u0E7F\u1000-\u1049\u1200-\u135A\u1780-\u17DC\u17E0-\u17E9\u1E00-\u1FFF"
    r"\u2010-\u2026\u2190-\u22FF\u3001-\u3003\u3008-\u301B\u3041-\u30FF\u4E00-\u9FFF"
    r"\uAC00-\uD7A3\uFF01-\uFFEE]"
)


# ------------------------------------------------------------------------------------- stray runs
def stray_runs(
    text: str,
    language: Language,
    *,
    allow: frozenset[str] = frozenset(),
    visible: str | None = None,
) -> tuple[StrayRun, ...]:
    """Runs of `text` (inline Markdown) that `language` does not write like that, in order.

    "letters": a script that the language does not use; words of one script with a space between
    them are one run, a Japanese mix of scripts too; a word that mixes alphabets (Latin "a" in a
    Cyrillic word) is one run. "punctuation": full-width forms and marks of other scripts, where
    the language is not set in full width.
    Not stray: what stands in `allow` (words or phrases, in any case); units, Greek letters as
    symbols; in languages not written in Latin also Latin codes (L4, COVID-19, mRNA), short
    capitals (MRI) and the words of data/kept-latin.tsv (email). Code, tags, addresses and link
    targets are not looked at.
    `visible`: what `inline.blank` makes of the text, where that is known already.
    """
    expected = expected_scripts(language)
    if text.isascii() and "Latin" in expected:
        return ()
    if visible is None:
        visible = inline.blank(text)
    if not _may_be_stray(visible, language):
        return ()
    pattern = _stray_pattern(expected)
    visible = _kept_pattern(language).sub(lambda match: "\0" * len(match.group()), visible)
    if allow:
        visible = _allowed_pattern(allow).sub(lambda match: "\0" * len(match.group()), visible)
    runs = sorted(_found(visible, pattern, expected))
    return tuple(_joined(runs, text))


class _Kinds(dict[str, str]):
    """Character → the alphabet it belongs to, SUSPECT or HARMLESS; found out when first met.

    A set of the kinds of a text's characters costs a quarter of a search by property.
    """

    def __init__(self, expected: frozenset[str]) -> None:
        super().__init__()
        self._expected = expected
        if "Latin" in expected:
            self.update(_latin_kinds())

    def __missing__(self, character: str) -> str:
        kind = HARMLESS
        if _suspect_pattern(self._expected).match(character):
            kind = ASCII_LETTER if character.isascii() else SUSPECT
        elif (script := script_of(character)) in _ALPHABETS:
            kind = script
        self[character] = kind
        return kind


@cache
def _latin_kinds() -> Mapping[str, str]:
    """The kinds of what most texts in Latin letters hold: `regex` is not loaded for these."""
    characters = map(chr, (*range(0x80), *range(0xC0, 0x250)))
    kinds = {each: "Latin" if each.isalpha() else HARMLESS for each in characters}
    return {**kinds, **dict.fromkeys(_MARKS_OF_ALL, HARMLESS)}


_MARKS_OF_ALL = "\u00a0¡°«»¿\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026"


HARMLESS, SUSPECT, ASCII_LETTER = "", "suspect", "ASCII letter"
_ASCII_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@cache
def _kinds(expected: frozenset[str]) -> _Kinds:
    return _Kinds(expected)


def _may_be_stray(visible: str, language: Language) -> bool:
    """Whether it is worth a close look: most texts end here."""
    is_suspect = suspicion(language)
    if not separates_words(language):
        return is_suspect(visible)
    return any(map(is_suspect, visible.split())) or IDEOGRAPHIC_SPACE in visible


@cache
def suspicion(language: Language) -> Callable[[str], bool]:
    """Whether there may be anything stray in a piece of text without white space.

    Where white space parts words, pieces are looked up: the same ones come again and again.
    """
    expected = expected_scripts(language)
    if separates_words(language):
        return _pieces(expected).__getitem__
    return partial(_is_suspect, expected=expected)


IDEOGRAPHIC_SPACE = "\u3000"
_KNOWN_PIECES = 1 << 16


class _Pieces(dict[str, bool]):
    """What stands between white space → whether there may be anything stray in it."""

    def __init__(self, expected: frozenset[str]) -> None:
        super().__init__()
        self._expected = expected

    def __missing__(self, piece: str) -> bool:
        if len(self) >= _KNOWN_PIECES:
            self.clear()
        found = self[piece] = _is_suspect(piece, self._expected)
        return found


@cache
def _pieces(expected: frozenset[str]) -> _Pieces:
    return _Pieces(expected)


def _is_suspect(text: str, expected: frozenset[str]) -> bool:
    kinds = frozenset(map(_kinds(expected).__getitem__, frozenset(text)))
    if SUSPECT in kinds:
        return True
    if ASCII_LETTER in kinds:
        if not all(map(_is_symbol, _ASCII_WORD.findall(text))):
            return True
        kinds |= {"Latin"}
    return len(kinds & _ALPHABETS) > 1 and _has_mixed_word(text, expected)


@cache
def _suspect_pattern(expected: frozenset[str]) -> regex.Pattern[str]:
    """One character class that holds everything stray and little else."""
    used = "".join(rf"\p{{scx={name}}}" for name in sorted(expected))
    full_width = "" if expected & _CJK else rf"|[{_FULL_WIDTH}]"
    return _compiled(rf"[^{used}\p{{scx=Common}}\p{{scx=Inherited}}]{full_width}")


@cache
def _stray_pattern(expected: frozenset[str]) -> regex.Pattern[str]:
    """What no expected script has: a run of letters, or a run of punctuation (group "mark")."""
    used = "".join(rf"\p{{scx={name}}}" for name in sorted(expected))
    known = rf"{used}\p{{scx=Common}}\p{{scx=Inherited}}"
    letters = (
        rf"[[\p{{L}}\p{{Nd}}]--[{known}]][[\p{{L}}\p{{Nd}}\p{{M}}]--[{used}\p{{scx=Common}}]]*"
    )
    marks = rf"[\p{{P}}--[{known}{_SHARED_PUNCTUATION}]]"
    if not expected & _CJK:
        marks = rf"[{_FULL_WIDTH}]|{marks}"
    return _compiled(rf"(?P<mark>(?:{marks})+)|{letters}", "V1")


# Latin, Greek, Cyrillic, Armenian as plain ranges: a search by property takes ten times as long.
_RANGES: Mapping[str, str] = MappingProxyType(
    {
        "Latin": r"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u1E00-\u1EFF",
        "Greek": r"\u0370-\u0373\u0376-\u037D\u037F-\u0386\u0388-\u03FF\u1F00-\u1FFF",
        "Cyrillic": r"\u0400-\u0482\u048A-\u052F\u1C80-\u1C8F",
        "Armenian": r"\u0531-\u0556\u0560-\u0588",
    }
)


def _has_mixed_word(text: str, expected: frozenset[str]) -> bool:
    return _mixed_word(expected & _ALPHABETS).search(text) is not None


@cache
def _mixed_word(expected: frozenset[str]) -> re.Pattern[str]:
    """Two letters of different alphabets side by side, accents between them or not.

    Looks from the letters that the language does not have, as they are few.
    """
    parts = []
    for name in sorted(_ALPHABETS - expected):
        others = "".join(ranges for other, ranges in _RANGES.items() if other != name)
        parts.append(
            rf"[{_RANGES[name]}](?:(?<=[{others}].)|(?<=[{others}][\u0300-\u036f].)"
            rf"|(?=[\u0300-\u036f]?[{others}]))"
        )
    return re.compile("|".join(parts))


@cache
def _kept_pattern(language: Language) -> re.Pattern[str]:
    """The words that the language keeps in Latin letters, with an ending of its own or without."""
    kept = [
        re.escape(word)
        for tag, words in rows("kept-latin.tsv")
        if tag in ("*", language.base)
        for word in words.split(", ")
    ]
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(kept)})(?![A-Za-z])", re.IGNORECASE)


@lru_cache(maxsize=64)
def _allowed_pattern(allow: frozenset[str]) -> regex.Pattern[str]:
    from regex import escape

    longest_first = sorted((entry for entry in allow if entry.strip()), key=len, reverse=True)
    alternatives = "|".join(escape(entry.strip()) for entry in longest_first) or r"(?!)"
    # Han and kana have no word boundaries; an alphabet's words are allowed as whole words only.
    edge = r"[\p{L}\p{M}\p{Nd}--[\p{Han}\p{Hiragana}\p{Katakana}]]"
    return _compiled(
        rf"(?:(?<!{edge})|(?<=[\p{{Latin}}])(?=\p{{Han}}))(?:{alternatives})(?:(?!{edge})|(?<=\p{{Han}}))",
        "V1",
        "IGNORECASE",
    )


def _found(
    visible: str, pattern: regex.Pattern[str], expected: frozenset[str]
) -> Iterator[StrayRun]:
    mixed = list(_mixed_runs(visible, expected)) if _has_mixed_word(visible, expected) else []
    yield from mixed
    taken = [(run.start, run.end) for run in mixed]
    for match in pattern.finditer(visible):
        start, end = match.span()
        if any(a < end and start < b for a, b in taken):
            continue
        if match["mark"] is not None:
            yield StrayRun(start, end, match.group(), "Common", "punctuation")
        else:
            yield from _letters(visible, start, end)


def _mixed_runs(visible: str, expected: frozenset[str]) -> Iterator[StrayRun]:
    for match in _LETTER_RUN.finditer(visible):
        word = match.group()
        if word.isascii() or not _has_mixed_word(word, expected) or _has_greek_symbol(word):
            continue
        found = {script_of(character) for character in word} & _ALPHABETS
        odd = sorted(found - expected) or sorted(found)
        if found - expected == {"Latin"} and found & {"Armenian"} and _is_symbol(_latin_in(word)):
            continue
        yield StrayRun(match.start(), match.end(), word, odd[0], "letters")


def is_stray_letter(character: str, language: Language) -> bool:
    """Whether it is of an alphabet, and of none that the language is written in."""
    script = script_of(character)
    return script in _ALPHABETS and script not in expected_scripts(language)


def is_own_letter(character: str, language: Language) -> bool:
    """Whether it is of an alphabet that the language is written in."""
    script = script_of(character)
    return script in _ALPHABETS and script in expected_scripts(language)


def _latin_in(word: str) -> str:
    """The Latin letters of a word; one alone is no symbol beside other letters."""
    found = "".join(character for character in word if script_of(character) == "Latin")
    return found if len(found) > 1 else ""


def _letters(visible: str, start: int, end: int) -> Iterator[StrayRun]:
    """The stray letters [start, end) run by run: one script, or the East Asian ones together."""
    begin, group = start, ""
    for index in range(start, end):
        script = script_of(visible[index])
        current = "East Asian" if script in _EAST_ASIAN else script
        if script in ("Common", "Inherited") or current == group:
            continue
        if group:
            yield from _run(visible, begin, index)
        begin, group = index, current
    yield from _run(visible, begin, end)


def _run(visible: str, start: int, end: int) -> Iterator[StrayRun]:
    text = visible[start:end]
    scripts = [script_of(character) for character in text]
    script = next((s for s in scripts if s in ("Hiragana", "Katakana")), scripts[0])
    if script == "Greek" and (len(text) == 1 or _is_greek_unit(text)) and _GREEK_SYMBOL.match(text):
        return
    if script == "Latin" and _is_latin_symbol(visible, start, end):
        return
    yield StrayRun(start, end, text, script, "letters")


def _is_greek_unit(text: str) -> bool:
    return _GREEK_SYMBOL.fullmatch(text) is not None


def _is_latin_symbol(visible: str, start: int, end: int) -> bool:
    """Whether the Latin run is part of a unit, a code or capitals, judged by its word."""
    left, right = start, end
    while left and _LATIN_PART.match(visible[left - 1]):
        left -= 1
    while right < len(visible) and _LATIN_PART.match(visible[right]):
        right += 1
    return _is_symbol(visible[left:right])


@lru_cache(maxsize=4096)
def _is_symbol(part: str) -> bool:
    """Whether a Latin word with its digits is a unit, a code or short capitals."""
    return (
        _UNIT.fullmatch(part.strip("0123456789")) is not None or _CODE.fullmatch(part) is not None
    )


@cache
def _scientific() -> regex.Pattern[str]:
    return _compiled(
        rf"""
        μ(?:\p{{Latin}}|\p{{Cyrillic}}){{1,4}}                                  # μmol, μмоль
        | {_GREEK_SYMBOL.pattern}+ \p{{Latin}}* \p{{Lu}} \p{{Latin}}*            # γGT, βhCG
        | Δ\p{{Latin}} | \p{{Latin}}[ΩμθφλΔ]\p{{Latin}}?                        # Δt, kΩ
        | (?=\p{{Lu}}{{2}}|\p{{Latin}}*\p{{Lu}}{{2}}|\p{{Lu}}\P{{Latin}}) \p{{Latin}}+
          {_GREEK_SYMBOL.pattern}+                                            # TNFα, PPARγ, Aβ
        | \p{{Latin}}{{1,4}} (?<=\p{{Lu}}) {_GREEK_SYMBOL.pattern} \p{{Lu}} \p{{Latin}}*  # NFκB
        """,
        "VERBOSE",
    )


@lru_cache(maxsize=1024)
def _has_greek_symbol(word: str) -> bool:
    """Whether a word of Latin and Greek letters is a name in science: NFκB, TNFα, ΔT, μmol, kΩ.

    A Greek letter among small Latin letters is none of them, but a look-alike: "pαin", "Straβe".
    """
    return _scientific().fullmatch(word) is not None


def _joined(runs: list[StrayRun], text: str) -> Iterator[StrayRun]:
    """Runs of one script with a space, hyphen or apostrophe between them are one run."""
    pending: StrayRun | None = None
    for run in runs:
        if pending is not None and _belongs(pending, run, text):
            pending = pending._replace(end=run.end, text=text[pending.start : run.end])
            continue
        if pending is not None:
            yield pending
        pending = run
    if pending is not None:
        yield pending


def _belongs(left: StrayRun, right: StrayRun, text: str) -> bool:
    between = text[left.end : right.start]
    return (
        left.kind == right.kind == "letters"
        and left.script == right.script
        and between in (" ", "-", "’", "'", "\u00a0")
    )


# ----------------------------------------------------------------------------------- foreign runs
_ASCII, _AS_IT_IS = bytes(range(0x80)), "surrogatepass"
_OTHER_ALPHABETS = _ALPHABETS - {"Latin"}
_GAP = _lazy(rf"[\p{{Zs}}\p{{P}}{_FULL_WIDTH}]{{1,4}}")


def may_be_foreign(text: str, language: Language) -> bool:
    """Whether `foreign_runs` may find something in the text, or in any part of it.

    Asks for the set of its characters alone: a whole page at once, in 1 % of the time.
    """
    if text.isascii():
        return False
    kind_of = _kinds(expected_scripts(language)).__getitem__
    # A text in Latin letters has few others, and ASCII itself is Latin or harmless.
    others = text.encode(errors=_AS_IT_IS).translate(None, _ASCII).decode(errors=_AS_IT_IS)
    kinds = frozenset(map(kind_of, frozenset(others)))
    if not kinds & _OTHER_ALPHABETS:
        return SUSPECT in kinds
    kinds = frozenset(map(kind_of, frozenset(text)))
    return SUSPECT in kinds or len(kinds & _ALPHABETS) > 1


@cache
def _guesses() -> Mapping[str, str]:
    """Script → the language that it is announced as."""
    return {name: guess for _, name, guess in rows("scripts.tsv")}


def foreign_runs(text: str, language: Language) -> tuple[ForeignRun, ...]:
    """Passages of plain `text` in a script that `language` does not use, to be given a `lang`.

    Neighbouring runs of the same guessed language are one passage, with the marks between them.
    Latin letters and Greek symbols are left alone: names, units and codes are not announced.
    """
    if text.isascii():
        return ()
    found: list[ForeignRun] = []
    for run in stray_runs(text, language):
        guess = _guesses().get(run.script, "-")
        if run.kind == "punctuation" or guess == "-":
            continue
        if (
            found
            and found[-1].language.tag == guess
            and _GAP.fullmatch(text, found[-1].end, run.start)
        ):
            found[-1] = found[-1]._replace(end=run.end)
        else:
            found.append(ForeignRun(run.start, run.end, Language(guess)))
    return tuple(found)
