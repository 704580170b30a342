"""A text, and a translation beside its source, as every check sees them.

Owns what more than one check asks of a text; each answer is found once, when it is first asked for,
because all checks together have about a tenth of a millisecond for a unit. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from pipeline.language import inline
from pipeline.language.amounts.frequencies import Frequency, frequencies
from pipeline.language.amounts.numerals import Number
from pipeline.language.amounts.quantities import Difference, Figures, compare_figures, figures
from pipeline.language.amounts.unit_names import Amount, amounts
from pipeline.language.cldr import separates_words
from pipeline.language.meaning.cues import Cue, CueWords, Words, cues_among, cues_in_runs, placed
from pipeline.language.medicines import medicines_named
from pipeline.language.words import Word, WordPlaces, folded_words, words_in
from pipeline.model import Block, BlockKind, Language, Resolution, Segment

__all__ = ["NOWHERE", "Pair", "Passage", "Reading", "Standing", "Word"]

T = TypeVar("T")


class Reading:
    """One text of inline Markdown in one language, and what has been found out about it."""

    __slots__ = (
        "_amounts",
        "_characters",
        "_cue_names",
        "_cue_words",
        "_cues",
        "_cues_named",
        "_figures",
        "_folded",
        "_frequencies",
        "_known",
        "_medicines",
        "_pieces",
        "_visible",
        "_vocabulary",
        "_word_places",
        "_words",
        "is_source",
        "language",
        "text",
    )

    def __init__(self, text: str, language: Language, *, is_source: bool = False) -> None:
        self.text = text
        self.language = language
        self.is_source = is_source  # then a translation is held to it
        self._amounts: tuple[Amount, ...] | None = None
        self._characters: frozenset[str] | None = None
        self._visible: str | None = None
        self._words: tuple[Word, ...] | None = None
        self._word_places: Words | None = None
        self._pieces: list[str] | None = None
        self._folded: list[str] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._cues: tuple[Cue, ...] | None = None
        self._cue_names: frozenset[str] | None = None
        self._cues_named: tuple[str, ...] | None = None
        self._cue_words: tuple[CueWords, ...] | None = None
        self._known: dict[object, Any] | None = None
        self._figures: Figures | None = None
        self._frequencies: tuple[Frequency, ...] | None = None
        self._medicines: tuple[tuple[int, str], ...] | None = None

    @property
    def characters(self) -> frozenset[str]:
        """Every character of the text once."""
        if self._characters is None:
            self._characters = frozenset(self.text)
        return self._characters

    @property
    def visible(self) -> str:
        """What a reader sees: spaces for code, tags, addresses, link targets; of equal length."""
        if self._visible is None:
            self._visible = inline.blank(self.text)
        return self._visible

    @property
    def words(self) -> tuple[Word, ...]:
        """The visible words in order; in scripts without spaces every run of letters is one."""
        if self._words is None:
            self._words = tuple(words_in(self.visible, self.language))
        return self._words

    @property
    def word_places(self) -> Words:
        """The same words by their numbers, for who asks about a few of them."""
        if self._words is not None:
            return self._words
        if self._word_places is None:
            self._word_places = (
                WordPlaces(self.visible, self.language, self.visible_pieces)
                if separates_words(self.language)
                else self.words
            )
        return self._word_places

    @property
    def pieces(self) -> list[str]:
        """What stands between white space, in order."""
        if self._pieces is None:
            self._pieces = self.text.split()
        return self._pieces

    @property
    def visible_pieces(self) -> list[str]:
        """The same of what a reader sees."""
        visible = self.visible
        return self.pieces if visible is self.text else visible.split()

    @property
    def folded(self) -> list[str]:
        """The visible words in order, as `Word.folded` has them: found faster than `words`."""
        if self._folded is None:
            self._folded = folded_words(self.visible, self.language, self.visible_pieces)
        return self._folded

    @property
    def vocabulary(self) -> frozenset[str]:
        """Each of the visible words once."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.folded)
        return self._vocabulary

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers written with digits; see `language.amounts.numerals.numbers`."""
        return tuple(figure.number for figure in self.figures.figures)

    @property
    def figures(self) -> Figures:
        """The numbers with their units, the codes and the months: what `compare_figures` asks."""
        if self._figures is None:
            self._figures = figures(self.text, self.language)
        return self._figures

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The units of which the text says how much, in its words too: "six weeks", "a day"."""
        if self._amounts is None:
            self._amounts = amounts(self.figures)
        return self._amounts

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """The phrases that say how often: "twice a day"."""
        if self._frequencies is None:
            self._frequencies = frequencies(self.text, self.language)
        return self._frequencies

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The words on which the meaning hangs: negations, conditions, limits; see `cues`."""
        if self._cues is None:
            found = self._cue_words_found()
            self._cues = (
                cues_in_runs(self.visible, self.language, is_source=self.is_source)
                if found is None
                else placed(found, self.word_places if found else ())
            )
        return self._cues

    @property
    def cue_names(self) -> frozenset[str]:
        """The names of the cues, each once: known before their places are."""
        if self._cue_names is None:
            self._cue_names = frozenset(self.cues_named)
        return self._cue_names

    @property
    def cues_named(self) -> tuple[str, ...]:
        """The names of the cues in order."""
        if self._cues_named is None:
            found = self._cue_words_found()
            self._cues_named = tuple([cue.name for cue in (self.cues if found is None else found)])
        return self._cues_named

    def _cue_words_found(self) -> tuple[CueWords, ...] | None:
        """None for a language without spaces between words: there each cue is found where it is."""
        if self._cue_words is None and separates_words(self.language):
            self._cue_words = cues_among(
                self.folded,
                lambda: self.word_places,
                self.visible,
                self.language,
                is_source=self.is_source,
            )
        return self._cue_words

    def once(self, ask: Callable[[Reading], T]) -> T:
        """What `ask` finds out about this text: found once, for all languages and all checks."""
        known = self._known
        if known is None:
            known = self._known = {}
        if ask in known:
            found: T = known[ask]
        else:
            found = known[ask] = ask(self)
        return found

    @property
    def medicines(self) -> tuple[tuple[int, str], ...]:
        """(start, name in lower case) of the medicines; see `medicines_named`."""
        if self._medicines is None:
            self._medicines = tuple(medicines_named(self.text, self.language))
        return self._medicines


class Standing(NamedTuple):
    """What a check may know of a unit besides its texts, from the article or from the entry.

    It is a part of the key by which a unit that comes again is known, see `answers`: whatever else
    a check shall know belongs here.
    """

    critical: bool = False  # in a warning box, or marked so: a mistake here can harm
    kinds: frozenset[BlockKind] = frozenset()  # of the blocks that it stands in; none: not known
    resolutions: tuple[Resolution, ...] = ()  # the stray fragments that stood in the source
    labels: frozenset[str] = frozenset()  # of the article's link definitions
    is_plural: bool = False  # the entry has plural forms


NOWHERE = Standing()


class Pair:
    """A unit with both of its texts: the subject of checks in Scope.UNIT."""

    __slots__ = ("_differences", "source", "standing", "target")

    def __init__(self, source: Reading, target: Reading, standing: Standing = NOWHERE) -> None:
        self.source = source
        self.target = target
        self.standing = standing
        self._differences: tuple[Difference, ...] | None = None

    @property
    def critical(self) -> bool:
        """Whether a mistake here can harm."""
        return self.standing.critical

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where the numbers of the texts differ, each mistake once, telephone numbers too."""
        if self._differences is None:
            source, target = self.source.figures, self.target.figures
            found: tuple[Difference, ...] = ()
            if source.figures or target.figures or source.codes or target.codes:
                found = compare_figures(source, target)
            self._differences = tuple(dict.fromkeys(found)) if len(found) > 1 else found
        return self._differences


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment of an article where it stands: the subject of checks in Scope.SEGMENT."""

    reading: Reading
    segment: Segment
    block: Block
