"""Words on which the meaning of a sentence hangs: negations, conditions, limits, opposites.

Two collections. `cues` finds what merging compares within one language: complete lists of exact
words (data/cues/<language>.txt). `cues_among` also knows what a translation is compared by with its
source (data/parity/<language>.txt, later rows win): endings and prefixes that negate, idioms that
only look like a negation. Names are the same in all languages. Judges nothing; see `parity`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.language import inline
from pipeline.language.cldr import separates_words
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows_for
from pipeline.language.words import Word, words_in
from pipeline.model import Language

__all__ = ["Cue", "cue_names", "cues", "cues_among", "has_cues", "has_parity"]

_IDIOM = "-"  # the kind of forms that hide a cue inside them and are none
_EXACT = ("cues",)
_ALL = ("cues", "parity")
_KNOWN_WORDS = 1 << 16  # of a language, kept with what they begin
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
# Points and vowel marks of Arabic and Hebrew, which few texts write; the joiner within a word; the
# dot that lower-casing leaves of "İ".
_MARKS = lazy("[\u0307\u0591-\u05c7\u0640\u064b-\u0652\u0670\u200c\u200d]")
# What follows a form that ends so in its list: Vietnamese "không?" asks, "No. 5" counts.
_BEFORE = {"?": re.compile(r"\?"), "#": re.compile(r"\.\s?\d")}
# An Armenian stress mark stands behind its word; Persian parts of a word join with U+200C.
_GAP = re.compile(r"[\s*_\-‐‑՛՜\u200c]+")


class Cue(NamedTuple):
    """A word or phrase on which the meaning of its sentence hangs."""

    start: int  # 0-based code points, half-open
    end: int
    kind: str  # "negation", "condition", "limit", "duty", "measure", "opposite"
    name: str  # the same in every language: "not", "at-most"; see data/cues/en.txt


@cache
def has_cues(language: Language) -> bool:
    """Whether we know all negations of this language: without them no edit can be judged."""
    return bool(rows_for("cues", language))


@cache
def has_parity(language: Language) -> bool:
    """Whether a translation into or from this language can be compared by its cues."""
    return bool(rows_for("parity", language))


@cache
def cue_names(language: Language) -> frozenset[str]:
    """The names of all cues that are known in this language."""
    return frozenset(name for folder in _ALL for _, name, _ in rows_for(folder, language))


def cues(text: str, language: Language) -> tuple[Cue, ...]:
    """The cues in `text` (inline Markdown), in order, disjoint: the longest form at each place.

    Only of the exact lists by which an edit is judged.
    """
    if not has_cues(language):
        return ()
    visible = inline.blank(text)
    words = words_in(visible, language) if separates_words(language) else ()
    return tuple(_found(words, visible, language, _EXACT))


def cues_among(words: Sequence[Word], visible: str, language: Language) -> tuple[Cue, ...]:
    """The cues in `visible` (see `inline.blank`), whose words the caller has already.

    In order, disjoint, the longest form at each place. For a language without spaces between words
    `words` is not looked at.
    """
    return tuple(_found(words, visible, language, _ALL))


def _found(
    words: Sequence[Word], visible: str, language: Language, folders: tuple[str, ...]
) -> Iterator[Cue]:
    if not separates_words(language):
        pattern, names = _run_pattern(language, folders)
        for match in pattern.finditer(visible):
            kind, name = names[match[0]]
            if kind != _IDIOM:
                yield Cue(match.start(), match.end(), kind, name)
        return
    begun_by = _beginnings(language, folders)
    after = 0
    for index, word in enumerate(words):
        if index < after:
            continue
        for form in begun_by(word.folded):
            if form.rest and not _goes_on(form.rest, words, index, visible):
                continue
            last = index + len(form.rest)
            if form.before and not _BEFORE[form.before].match(visible, words[last].end):
                continue
            after = last + 1
            if form.kind != _IDIOM:
                yield Cue(word.start, words[last].end, form.kind, form.name)
            break


# Vowel signs and tone marks above or below the letter before them, in scripts without spaces.
VOWEL_SIGNS = (
    r"\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD\u102B-\u103E\u17B6-\u17D3"
)


# -------------------------------------------------------------------------- languages with spaces
class _Form(NamedTuple):
    """One way of writing a cue, of one or more words."""

    kind: str
    name: str
    first: Callable[[str], bool] | str
    rest: tuple[Callable[[str], bool] | str, ...]  # a word as it is, or what fits it
    before: str  # a key of _BEFORE: only where that follows, or anywhere
    weight: tuple[int, int, int]  # the form of most words wins, then the surest, the longest


def _goes_on(
    rest: tuple[Callable[[str], bool] | str, ...], words: Sequence[Word], index: int, visible: str
) -> bool:
    if index + len(rest) >= len(words):
        return False
    for offset, fits in enumerate(rest, index + 1):
        word = words[offset].folded
        if word != fits and not _fits(fits, word if word.isascii() else _plain(word)):
            return False
        gap = visible[words[offset - 1].end : words[offset].start]
        if gap != " " and not _GAP.fullmatch(gap):
            return False
    return True


@lru_cache(maxsize=_KNOWN_WORDS)
def _plain(word: str) -> str:
    """The word without marks that not every text writes."""
    return word if word.isascii() else _MARKS.sub("", word.translate(_APOSTROPHES))


@cache
def _beginnings(language: Language, folders: tuple[str, ...]) -> Callable[[str], tuple[_Form, ...]]:
    """A function from a word to the forms that begin with it, the longest first."""
    exact: dict[str, list[_Form]] = {}
    patterns: list[_Form] = []
    for form in _forms(language, folders):
        if isinstance(form.first, str):
            exact.setdefault(form.first, []).append(form)
        else:
            patterns.append(form)

    @lru_cache(maxsize=_KNOWN_WORDS)
    def begun_by(word: str) -> tuple[_Form, ...]:
        plain = _plain(word)
        found = exact.get(word) or exact.get(plain, [])  # دوّن (write) is not دون (without)
        if not found and "'" in plain:  # French "d'aucune": what is elided says nothing
            whole, plain = plain, plain.rpartition("'")[2]
            found = [
                *exact.get(plain, []),
                *(form for form in patterns if _fits(form.first, whole)),
            ]
        fitting = [form for form in patterns if _fits(form.first, plain)]
        return tuple(sorted((*found, *fitting), key=lambda form: form.weight, reverse=True))

    return begun_by


def _fits(pattern: Callable[[str], bool] | str, word: str) -> bool:
    return pattern == word if isinstance(pattern, str) else pattern(word)


def _forms(language: Language, folders: tuple[str, ...]) -> Iterator[_Form]:
    for written, (kind, name) in _names(language, folders).items():
        spelled = written.rstrip("?#").lower()
        whole = spelled if kind == _IDIOM else _plain(spelled)
        first, *rest = whole.replace("-", " ").split()
        letters = len(written) - written.count("*")
        # A listed word is surer than a pattern, and "değilse" is a negation before it is an "if".
        sureness = 2 if "*" not in written else int(kind != "condition")
        yield _Form(
            kind,
            name,
            _matcher(first),
            tuple(map(_matcher, rest)),
            written[-1] if written[-1] in _BEFORE else "",
            (len(rest), sureness, letters),
        )


def _matcher(pattern: str) -> Callable[[str], bool] | str:
    if "*" not in pattern:
        return pattern
    # One letter at least, so that "*maz" is not the word "maz" itself; none at the end.
    inner = ".*".join(map(re.escape, pattern.strip("*").split("*")))
    before = ".+" if pattern.startswith("*") else ""
    after = ".*" if pattern.endswith("*") else ""
    compiled = re.compile(before + inner + after, re.DOTALL)
    return lambda word: compiled.fullmatch(word) is not None


# ----------------------------------------------------------------------- languages without spaces
@cache
def _run_pattern(
    language: Language, folders: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names = _names(language, folders)
    longest_first = sorted(names, key=lambda form: (-len(form), form))
    alternatives = "|".join(map(re.escape, longest_first)) or "(?!)"
    # What goes on with a vowel sign is another syllable: Thai งด is not in ดัน's แรงดัน.
    return re.compile(f"(?:{alternatives})(?![{VOWEL_SIGNS}])"), names


def _names(language: Language, folders: Iterable[str]) -> dict[str, tuple[str, str]]:
    return {
        form: (kind, name)
        for folder in folders
        for kind, name, forms in rows_for(folder, language)
        for form in forms.split(", ")
    }
