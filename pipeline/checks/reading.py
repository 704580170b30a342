"""A text, and a translation beside its source, as every check sees them.

Owns what more than one check asks of a text; each answer is found once, when it is first asked for,
because all checks together have about a tenth of a millisecond for a unit. Judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language import inline, numerals
from pipeline.language.cldr import separates_words
from pipeline.language.cues import Cue, cues_among
from pipeline.language.numerals import Number
from pipeline.language.words import Word, words_in
from pipeline.model import Block, Language, Segment, Unit

__all__ = ["Pair", "Passage", "Reading", "Word"]


class Reading:
    """One text of inline Markdown in one language, and what has been found out about it."""

    __slots__ = ("_characters", "_cues", "_numbers", "_visible", "_words", "language", "text")

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self._characters: frozenset[str] | None = None
        self._visible: str | None = None
        self._words: tuple[Word, ...] | None = None
        self._numbers: tuple[Number, ...] | None = None
        self._cues: tuple[Cue, ...] | None = None

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
    def numbers(self) -> tuple[Number, ...]:
        """The numbers written with digits; see `language.numerals.numbers`."""
        if self._numbers is None:
            self._numbers = numerals.numbers(self.text, self.language)
        return self._numbers

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The words on which the meaning hangs: negations, conditions, limits; see `cues`."""
        if self._cues is None:
            words = self.words if separates_words(self.language) else ()
            self._cues = cues_among(words, self.visible, self.language)
        return self._cues


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with both of its texts: the subject of checks in Scope.UNIT."""

    unit: Unit
    source: Reading
    target: Reading
    blocks: tuple[Block, ...] = ()  # of the article that the sentence stands in; (): not known
    critical: bool = False  # stands in a warning box, or is marked so: a mistake here can harm


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment of an article where it stands: the subject of checks in Scope.SEGMENT."""

    reading: Reading
    segment: Segment
    block: Block
