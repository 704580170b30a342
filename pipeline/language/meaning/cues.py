"""Words on which the meaning of a sentence hangs: negations, conditions, limits, opposites.

Two collections. `cues` finds what merging compares within one language: complete lists of exact
words (data/cues/<language>.txt). `cues_among` also knows what a translation is compared by with its
source (data/parity/<language>.txt, later rows win): endings and prefixes that negate, idioms that
only look like a negation. Names are the same in all languages. Judges nothing; see `parity`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from pipeline.language import inline
from pipeline.language.cldr import separates_words
from pipeline.language.letters import strange_characters, strange_letters
from pipeline.language.patterns import lazy
from pipeline.language.tables import rows_for
from pipeline.language.words import Word, folded_words, words_in
from pipeline.model import Language

__all__ = [
    "Cue",
    "CueWords",
    "Words",
    "cue_names",
    "cues",
    "cues_among",
    "cues_for_edits",
    "cues_in_runs",
    "has_cues",
    "has_parity",
    "names_hinted_at",
    "placed",
]

_IDIOM = "-"  # the kind of forms that hide a cue inside them and are none
_EXACT = ("cues",)
_ALL = ("cues", "parity")
_SOURCE = (*_ALL, "unasked")
_KNOWN_WORDS = 1 << 16  # of a language, kept with what they begin
_KNOWN_FOLLOWERS = 1 << 10  # of a word
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
# Points and vowel marks of Arabic and Hebrew, which few texts write; the joiner within a word; the
# dot that lower-casing leaves of "İ".
_MARKS = lazy("[\u0307\u0591-\u05c7\u0640\u064b-\u0652\u0670\u200c\u200d]")
# What follows a form that ends so in its list: Vietnamese "không?" asks, "No. 5" counts, and
# Russian "1 до 2" is a range and no "until"; "under 12" is a limit, "under the tongue" is none; "if
# not, call" is "otherwise, call".
_BEFORE = {
    "?": re.compile(r"\?"),
    "#": re.compile(r"\.\s?\d"),
    "~": re.compile(r"[\s*_]*(?:[(（,.;:!?،؛؟۔।॥։።፣፤]|$)"),
    "+": re.compile(r"\s?\d"),
    "=": re.compile(
        r"(?:(?<=\d\s\w{2})|(?<=\d\s\w{3})|(?<=\d\s\w{4})|(?<=\d\s\w{5})|(?<=\d\s\w{6}))\s?\d"
    ),
}
# An Armenian stress mark stands behind its word; Persian parts of a word join with U+200C.
_GAP = re.compile(r"[\s*_\-‐‑՛՜\u200c]+")
_new = tuple.__new__  # what NamedTuple generates takes twice as long


class Cue(NamedTuple):
    """A word or phrase on which the meaning of its sentence hangs."""

    start: int  # 0-based code points, half-open
    end: int
    kind: str  # "negation", "condition", "limit", "duty", "measure", "opposite"
    name: str  # the same in every language: "not", "at-most"; see data/cues/en.txt


@cache
def has_cues(language: Language) -> bool:
    """Whether we know all negations of this language: else no edit is taken for a typo."""
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

    Only of the exact lists.
    """
    return _in_text(text, language, _EXACT) if has_cues(language) else ()


def cues_for_edits(text: str, language: Language) -> tuple[Cue, ...]:
    """The cues by which an edit is judged: of the exact lists, else of those of translations.

    Of 2,316 wrong translations in 31 languages (`tests/checks/meaning`: the right one without its
    "not", or with its contrary) the latter tell all but a few from the right one; see the test.
    """
    return _in_text(text, language, _EXACT if has_cues(language) else _ALL)


def _in_text(text: str, language: Language, folders: tuple[str, ...]) -> tuple[Cue, ...]:
    visible = inline.blank(text)
    if not separates_words(language):
        return tuple(_in_runs(visible, language, folders))
    words = words_in(visible, language)
    folded = [word.folded for word in words]
    return placed(_among(folded, lambda: words, visible, language, folders), words)


def names_of_cues(text: str, language: Language) -> frozenset[str]:
    """The names of all cues in `text`, those of the lists that are not exact too."""
    visible = inline.blank(text)
    if not separates_words(language):
        return frozenset(cue.name for cue in cues_in_runs(visible, language))
    words = words_in(visible, language)
    found = cues_among([word.folded for word in words], lambda: words, visible, language)
    return frozenset(cue.name for cue in found)


class Words(Protocol):
    """The words of a text by their numbers."""

    def __getitem__(self, number: int, /) -> Word: ...


class CueWords(NamedTuple):
    """A cue by the numbers of its words, from the first to the last: what is found soonest."""

    first: int
    last: int
    kind: str
    name: str


def cues_in_runs(visible: str, language: Language, *, is_source: bool = False) -> tuple[Cue, ...]:
    """The cues of a language without spaces between words, in order, disjoint.

    `is_source`: without those that no translation need have; see data/unasked/vi.txt.
    """
    return tuple(_in_runs(visible, language, _SOURCE if is_source else _ALL))


def cues_among(
    folded: Sequence[str],
    words: Callable[[], Words],
    visible: str,
    language: Language,
    *,
    is_source: bool = False,
) -> tuple[CueWords, ...]:
    """The cues in `visible` (see `inline.blank`), for a language with spaces between words.

    In order, disjoint, the longest form at each place. `folded` are the words; where they stand is
    asked of `words` only where that matters, as finding it takes longer than all the rest.
    `is_source`: without those that no translation need have; see data/unasked/vi.txt.
    """
    return tuple(_among(folded, words, visible, language, _SOURCE if is_source else _ALL))


@lru_cache(maxsize=64)  # several checks ask about a piece, one after the other
def names_hinted_at(piece: str, language: Language) -> frozenset[str]:
    """The names of the cues that a text may have by this piece of it between white space.

    For a language with spaces between words. Of a text `cues_among` finds no cue that none of its
    pieces hints at: each is hinted at by its longest word, "en ningún caso" not by every "en".
    """
    beginnings = _beginnings(language, _ALL)
    words = _spelt(folded_words(piece, language), piece, language)
    return frozenset(name for word in words for name in beginnings.hinted_at(word))


def placed(found: Iterable[CueWords], words: Words) -> tuple[Cue, ...]:
    """The cues with the places of their words."""
    return tuple(
        [
            _new(Cue, (words[first].start, words[last].end, kind, name))
            for first, last, kind, name in found
        ]
    )


def _in_runs(visible: str, language: Language, folders: tuple[str, ...]) -> Iterator[Cue]:
    pattern, names, apart = _run_pattern(language, folders)
    for match in pattern.finditer(visible):
        kind, name = names.get(match[0]) or next(
            cue
            for begin, end, cue in apart
            if match[0].startswith(begin) and match[0].endswith(end)
        )
        if kind != _IDIOM:
            yield Cue(match.start(), match.end(), kind, name)


def _among(
    folded: Sequence[str],
    words: Callable[[], Words],
    visible: str,
    language: Language,
    folders: tuple[str, ...],
) -> Iterator[CueWords]:
    folded = _spelt(folded, visible, language)
    after, end = 0, len(folded)
    for index, following in enumerate(map(_beginnings(language, folders).__getitem__, folded)):
        if following is None or index < after:
            continue
        for form in following[folded[index + 1] if index + 1 < end else ""]:
            last = index + form.more
            if form.more and not (
                last < end
                and all(map(_follows, form.rest, folded[index + 1 : last + 1]))
                and _is_joined(words(), index, last, visible)
            ):
                continue
            if form.before and not _BEFORE[form.before].match(visible, words()[last].end):
                continue
            after = last + 1
            if form.kind != _IDIOM:
                yield _new(CueWords, (index, last, form.kind, form.name))
            break


def _spelt(folded: Sequence[str], text: str, language: Language) -> Sequence[str]:
    """The words with the language's own letters: Persian typed with the Arabic "ي" for "ی"."""
    letters = _typed_letters(language)
    if not letters or strange_characters(language).isdisjoint(text):
        return folded
    return [word.translate(letters) for word in folded]


@cache
def _typed_letters(language: Language) -> Mapping[int, str]:
    """The letters that some keyboards write for one of the language, which says the same."""
    return {
        ord(letter): strange.instead
        for letter, strange in strange_letters(language).items()
        if strange.is_certain and len(strange.instead) == 1
    }


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
    more: int  # how many words `rest` has
    longest: str  # of `rest`, if it is longer than the first word and as it is in texts; or ""
    before: str  # a key of _BEFORE: only where that follows, or anywhere
    weight: tuple[int, int, int]  # the form of most words wins, then the surest, the longest


def _follows(fits: Callable[[str], bool] | str, word: str) -> bool:
    return word == fits or _fits(fits, word if word.isascii() else _plain(word))


def _is_joined(words: Words, first: int, last: int, visible: str) -> bool:
    """Whether nothing but spaces and the like stands between these words."""
    for index in range(first, last):
        gap = visible[words[index].end : words[index + 1].start]
        if gap != " " and not _GAP.fullmatch(gap):
            return False
    return True


@lru_cache(maxsize=_KNOWN_WORDS)
def _plain(word: str) -> str:
    """The word without marks that not every text writes."""
    return word if word.isascii() else _MARKS.sub("", word.translate(_APOSTROPHES))


class _Following(dict[str, "tuple[_Form, ...]"]):
    """The word behind one that begins forms → those that can go on so, the longest first."""

    def __init__(self, forms: tuple[_Form, ...]) -> None:
        super().__init__()
        self.forms = forms

    def __missing__(self, word: str) -> tuple[_Form, ...]:
        if len(self) >= _KNOWN_FOLLOWERS:
            self.clear()
        found = self[word] = tuple(
            form for form in self.forms if not form.rest or (word and _follows(form.rest[0], word))
        )
        return found


_Listed = tuple[int, str, str, str]  # number in the list, a form as it stands there, kind, name


class _Beginnings(dict[str, "_Following | None"]):
    """Word → the forms that begin with it; None for nearly all words."""

    def __init__(self, names: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        # Most forms of a language begin no word of a project: only those that do are taken apart.
        self._exact: dict[str, list[_Listed]] = {}
        self._inside: list[_Listed] = []  # "*지않*"
        heads: dict[str, dict[str, list[_Listed]]] = {}
        tails: dict[str, dict[str, list[_Listed]]] = {}
        self._told: dict[str, list[str]] = {}  # longest word → the names of its forms
        for number, (written, (kind, name)) in enumerate(names.items()):
            first, rest = _spelled(written, kind)
            if rest and (longest := _longest(first, rest)):
                self._told.setdefault(longest, []).append(name)
            listed = (number, written, kind, name)
            head, star, tail = first.partition("*")
            if not star:
                self._exact.setdefault(first, []).append(listed)
            elif head:
                heads.setdefault(head[0], {}).setdefault(head, []).append(listed)
            elif tail.endswith("*"):
                self._inside.append(listed)
            else:
                end = tail.rpartition("*")[2]
                tails.setdefault(end[-1], {}).setdefault(end, []).append(listed)
        self._heads = {letter: (tuple(each), each) for letter, each in heads.items()}
        self._tails = {letter: (tuple(each), each) for letter, each in tails.items()}

    def __missing__(self, word: str) -> _Following | None:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        forms = self._begun_by(word)
        found = self[word] = _Following(forms) if forms else None
        return found

    def hinted_at(self, word: str) -> Iterator[str]:
        """See `names_hinted_at`."""
        begun = self[word]
        if begun is not None:
            yield from (form.name for form in begun.forms if not form.longest)
        yield from self._told.get(word, ())
        yield from self._told.get(_plain(word), ())

    def _begun_by(self, word: str) -> tuple[_Form, ...]:
        exact, plain = self._exact, _plain(word)
        found = exact.get(word) or exact.get(plain, [])  # دوّن (write) is not دون (without)
        begun = list(map(_of_listed, found))
        if not found and "'" in plain:  # French "d'aucune": what is elided says nothing
            whole, plain = plain, plain.rpartition("'")[2]
            begun = list(map(_of_listed, exact.get(plain, []))) + self._fitting(whole)
        begun += self._fitting(plain)
        return tuple(sorted(begun, key=lambda form: form.weight, reverse=True))

    def _fitting(self, word: str) -> list[_Form]:
        # A language has up to six hundred patterns; few of its words begin or end as any of them.
        listed = list(self._inside)
        begun, ended = self._heads.get(word[:1]), self._tails.get(word[-1:])
        if begun is not None and word.startswith(begun[0]):
            for head, forms in begun[1].items():
                if word.startswith(head):
                    listed += forms
        if ended is not None and word.endswith(ended[0]):
            for end, forms in ended[1].items():
                if word.endswith(end):
                    listed += forms
        return [form for form in map(_of_listed, sorted(listed)) if _fits(form.first, word)]


@cache
def _beginnings(language: Language, folders: tuple[str, ...]) -> _Beginnings:
    return _Beginnings(_names(language, folders))


def _fits(pattern: Callable[[str], bool] | str, word: str) -> bool:
    return pattern == word if isinstance(pattern, str) else pattern(word)


def _spelled(written: str, kind: str) -> tuple[str, list[str]]:
    """The first word of a form as texts are searched for it, and the others."""
    spelled = written.rstrip("?#=+~").lower()
    first, *rest = (spelled if kind == _IDIOM else _plain(spelled)).replace("-", " ").split()
    return first, rest


@cache
def _form(written: str, kind: str, name: str) -> _Form:
    first, rest = _spelled(written, kind)
    letters = len(written) - written.count("*")
    # A listed word is surer than a pattern, and "değilse" is a negation before it is an "if".
    sureness = 2 if "*" not in written else int(kind != "condition")
    return _Form(
        kind,
        name,
        _matcher(first),
        tuple(map(_matcher, rest)),
        len(rest),
        _longest(first, rest),
        written[-1] if written[-1] in _BEFORE else "",
        (len(rest), sureness, letters),
    )


def _of_listed(listed: _Listed) -> _Form:
    _, written, kind, name = listed
    return _form(written, kind, name)


def _longest(first: str, rest: Iterable[str]) -> str:
    exact = [word for word in rest if "*" not in word and len(word) > len(first.strip("*"))]
    return max(exact, key=len, default="")


def _matcher(pattern: str) -> Callable[[str], bool] | str:
    head, star, tail = pattern.partition("*")
    if not star:
        return pattern
    if pattern == "*":
        return bool  # any word at all
    # One letter at least, so that "*maz" is not the word "maz" itself; none at the end.
    if head and not tail:
        return lambda word: word.startswith(head)
    if tail and not head and "*" not in tail:
        return lambda word: word.endswith(tail) and word != tail
    inner = ".*".join(map(re.escape, pattern.strip("*").split("*")))
    before = "" if head else ".+"
    after = ".*" if pattern.endswith("*") else ""
    compiled = re.compile(before + inner + after, re.DOTALL)
    return lambda word: compiled.fullmatch(word) is not None


# ----------------------------------------------------------------------- languages without spaces
_BETWEEN = r"[^\s、，,。.；;：:！!？?]{1,12}?"  # for "…": a few words of the same clause


@cache
def _run_pattern(
    language: Language, folders: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, tuple[str, str]], list[tuple[str, str, tuple[str, str]]]]:
    """Of all forms at once, the names of those, and of the forms that stand around other words."""
    written = _names(language, folders)
    names = {form.rstrip("+").partition(">")[0]: cue for form, cue in written.items()}
    longest_first = sorted(written, key=lambda form: (-len(form), form))
    by_first: dict[str, list[str]] = {}  # at each place only one of the groups is gone through
    for form in longest_first:
        rest, _, following = form[1:].rstrip("+").partition(">")
        ahead = r"\s?\d" if form.endswith("+") else re.escape(following)
        spelt = re.escape(rest).replace("…", _BETWEEN)
        by_first.setdefault(form[0], []).append(spelt + f"(?={ahead})" * bool(ahead))
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    alternatives = "|".join(groups) or "(?!)"
    # What goes on with a vowel sign is another syllable: Thai งด is not in ดัน's แรงดัน.
    apart = [
        (form.partition("…")[0], form.partition("…")[2], cue)
        for form, cue in written.items()
        if "…" in form
    ]
    return re.compile(f"(?:{alternatives})(?![{VOWEL_SIGNS}])"), names, apart


def _names(language: Language, folders: Iterable[str]) -> dict[str, tuple[str, str]]:
    return {
        form: (kind, name)
        for folder in folders
        for kind, name, forms in rows_for(folder, language)
        for form in forms.split(", ")
    }
