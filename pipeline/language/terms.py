"""Finding a term in prose although the language inflects it: the one door to snowballstemmer.

Compares word by word: the same letters, the same stem, or the same word behind an article or
preposition written together with it (Arabic, Hebrew). Languages without spaces between words are
searched for the letters. Knows no terms; those are the termbase's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

from pipeline.language import inline
from pipeline.language.cldr import default_script, separates_words
from pipeline.language.letters import letter_habits
from pipeline.language.scripts import words
from pipeline.language.tables import rows
from pipeline.model import Language

# What may stand between two words of one term: spaces, hyphens, emphasis; never a stop or a comma.
# Hebrew joins with a maqaf, and writes geresh and gershayim inside words (U+05BE, U+05F3, U+05F4).
_BETWEEN = re.compile(r"[\s*_\-‐‑–’'/\[\]\u200c\u200d\u05BE\u05F3\u05F4]{0,6}")
_CACHED_WORDS = 65536
_SHORTEST_BARE_WORD = 3  # letters that must be left when an article is taken off
_LATIN_WORD = re.compile(r"[A-Za-z\u00C0-\u024F0-9]")

# Without a stemmer two words are one when they share this much of the longer one, and its start.
_MIN_SHARED = 4
_MIN_SHARED_HANGUL = 2
_SHARED_PART = 0.72
_MAX_ENDING = 3

_ARABIC_VARIANTS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None}
)
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0670]")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


def find_term(text: str, term: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Spans in `text` (inline Markdown) where `term` stands, inflected or not, in order.

    0-based code points, half-open, disjoint. Every word of the term must be there, in its order,
    with nothing but spaces, hyphens or emphasis between; words match without case. A term in
    "a|b" form is the caller's to split.
    """
    if not term.strip():
        return ()
    visible = inline.blank(text)
    if separates_words(language):
        return tuple(_by_words(visible, term, language))
    return tuple(_by_letters(visible, term))


class TermIndex:
    """Which of many terms a text may have, told by its words without looking for each term.

    It never leaves out a term that `find_term` would find. A word is looked up once as long as the
    index lives, so that a text costs about as much as its words do.
    """

    def __init__(self, terms: Sequence[str], language: Language) -> None:
        self._language = language
        self._separates = separates_words(language)
        self._by_key: dict[str, tuple[int, ...]] = {}
        self._by_word: dict[str, tuple[int, ...]] = {}
        for number, term in enumerate(terms):
            for key in self._keys_of_term(unicodedata.normalize("NFC", term)):
                self._by_key[key] = (*self._by_key.get(key, ()), number)

    def candidates(self, words_of_text: Iterable[str], characters: frozenset[str]) -> list[int]:
        """Numbers of the terms that the text may have, in order.

        The words as they are written, or the characters where none are told apart by spaces.
        """
        if not self._by_key:
            return []
        found: set[int] = set()
        if not self._separates:
            for character in self._by_key.keys() & characters:
                found.update(self._by_key[character])
            return sorted(found)
        known = self._by_word
        for word in words_of_text:
            numbers = known.get(word)
            if numbers is None:
                numbers = known[word] = self._terms_of_word(word)
            if numbers:
                found.update(numbers)
        return sorted(found)

    def _keys_of_term(self, term: str) -> Iterator[str]:
        if not term.strip():
            return
        if self._separates:
            first = next(iter(words(term)), None)
            if first is not None:
                yield from self._keys_of_word(term[slice(*first)])
            return
        yield from {term.strip()[0].lower(), term.strip()[0].upper()}

    def _terms_of_word(self, word: str) -> tuple[int, ...]:
        numbers: set[int] = set()
        for start, end in words(word):  # "d'hernie" is two words for terms
            for key in self._keys_of_word(word[start:end]):
                numbers.update(self._by_key.get(key, ()))
        return tuple(numbers)

    def _keys_of_word(self, word: str) -> frozenset[str]:
        keys = _keys(word, self._language)
        if _stemmer(self._language.base) is not None:
            return keys
        shared = _MIN_SHARED_HANGUL if default_script(self._language) == "Kore" else _MIN_SHARED
        return keys | {f"^{key[:shared]}" for key in keys if len(key) >= shared}


# ---------------------------------------------------------------------------------- without spaces
def _by_letters(visible: str, term: str) -> Iterator[tuple[int, int]]:
    for match in _letters_pattern(term).finditer(visible):
        yield match.span()


@lru_cache(maxsize=4096)
def _letters_pattern(term: str) -> re.Pattern[str]:
    """The term's letters, with free spaces; Latin words in it ("MRI") are whole words."""
    gap = r"[\s*_]*"
    core = gap.join(re.escape(part) for part in unicodedata.normalize("NFC", term).split())
    before = rf"(?<!{_LATIN_WORD.pattern})" if _LATIN_WORD.match(term[0]) else ""
    after = rf"(?!{_LATIN_WORD.pattern})" if _LATIN_WORD.match(term[-1]) else ""
    return re.compile(f"{before}{core}{after}", re.IGNORECASE)


# ------------------------------------------------------------------------------------- word by word
def _by_words(visible: str, term: str, language: Language) -> Iterator[tuple[int, int]]:
    wanted = [_keys(term[a:b], language) for a, b in words(term)]
    if not wanted:
        return
    spans = words(visible)
    position = 0
    while position + len(wanted) <= len(spans):
        window = spans[position : position + len(wanted)]
        if _matches(visible, window, wanted, language):
            yield window[0][0], window[-1][1]
            position += len(wanted)
        else:
            position += 1


def _matches(
    visible: str,
    window: tuple[tuple[int, int], ...],
    wanted: list[frozenset[str]],
    language: Language,
) -> bool:
    for (start, end), keys in zip(window, wanted, strict=True):
        if not _is_same(visible[start:end], keys, language):
            return False
    return all(_BETWEEN.fullmatch(visible, left[1], right[0]) for left, right in pairwise(window))


def _is_same(word: str, keys: frozenset[str], language: Language) -> bool:
    found = _keys(word, language)
    if keys & found:
        return True
    if _stemmer(language.base) is not None:
        return False
    return any(_share_a_stem(one, other, language) for one in keys for other in found)


def _share_a_stem(one: str, other: str, language: Language) -> bool:
    """Whether two words of a language without a stemmer are forms of one, by their beginnings."""
    if default_script(language) == "Kore":  # particles follow the noun: 추간판이, 추간판을
        short, long = sorted((one, other), key=len)
        return (
            len(short) >= _MIN_SHARED_HANGUL
            and long.startswith(short)
            and len(long) - len(short) <= _MAX_ENDING
        )
    if default_script(language) not in _INFLECTING_SCRIPTS:
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    longer = max(len(one), len(other))
    return shared >= max(_MIN_SHARED, longer - _MAX_ENDING, _SHARED_PART * longer)


_INFLECTING_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Deva", "Beng", "Ethi"})


@lru_cache(maxsize=_CACHED_WORDS)
def _keys(word: str, language: Language) -> frozenset[str]:
    """The forms by which a word is known: itself, its stem, itself without a clitic."""
    folded = _normalized(word, language)
    forms = {folded, *_bare_forms(folded, language.base)}
    forms |= {other for form in forms for other in _other_endings(form, language.base)}
    stemmer = None if folded in _unlike(language.base) else _stemmer(language.base)
    stems = {"~" + stemmer.stemWord(form) for form in forms} if stemmer is not None else set()
    return frozenset(forms | stems)


def _other_endings(word: str, base: str) -> Iterator[str]:
    for ending, other in _endings(base):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + other


def _normalized(word: str, language: Language) -> str:
    folded = unicodedata.normalize("NFC", word)
    for pair in letter_habits(language).get("case", ()):
        folded = folded.replace(pair[0], pair[1])
    folded = folded.casefold()
    if default_script(language) == "Arab":
        folded = _ARABIC_MARKS.sub("", folded).translate(_ARABIC_VARIANTS)
    return folded


def _bare_forms(word: str, base: str) -> tuple[str, ...]:
    return tuple(
        word.removeprefix(clitic)
        for clitic in _clitics(base)
        if word.startswith(clitic) and len(word) - len(clitic) >= _SHORTEST_BARE_WORD
    )


@cache
def _endings(base: str) -> tuple[tuple[str, str], ...]:
    return tuple((ending, other) for tag, ending, other in rows("endings.tsv") if tag == base)


@cache
def _unlike(base: str) -> frozenset[str]:
    """Words whose stem would be taken for another word's."""
    return frozenset(
        word for tag, found in rows("unlike.tsv") if tag == base for word in found.split()
    )


@cache
def _clitics(base: str) -> tuple[str, ...]:
    return next(
        (tuple(prefixes.split()) for tag, prefixes in rows("clitics.tsv") if tag == base), ()
    )


@cache
def _stemmer(base: str) -> _Stemmer | None:
    algorithm = next((name for tag, name in rows("stemmers.tsv") if tag == base), None)
    if algorithm is None:
        return None
    import snowballstemmer  # with thirty-five languages: for terms alone

    stemmer: _Stemmer = snowballstemmer.stemmer(algorithm)
    return stemmer
