"""Whether a word is in a dictionary: the one door to hunspell (chunspell, the extra `spelling`).

The dictionaries are the user's: a folder with `es_ES.aff` and `es_ES.dic` beside each other, as
LibreOffice and Debian have them. Without the extra, or without a dictionary, nothing is misspelt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from pipeline.errors import UsageError
from pipeline.model import Language

__all__ = ["Dictionaries", "Speller", "WordList"]


class Speller(Protocol):
    """Knows the words of one language."""

    def knows(self, word: str) -> bool:
        """Whether the word, as it is written, is spelled right."""
        ...

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class WordList:
    """A speller that knows these words and nothing else: for examples and tests."""

    words: frozenset[str]

    def knows(self, word: str) -> bool:
        """Whether the word is listed, with or without its capital."""
        return word in self.words or word.lower() in self.words

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Listed words with the same beginning."""
        return tuple(sorted(each for each in self.words if each[:3] == word[:3].lower()))


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """The dictionaries in a folder; a value that can be sent to another process."""

    folder: Path

    def speller(self, language: Language) -> Speller | None:
        """The speller for the language; None where the folder has no dictionary for it.

        "pt-BR" takes pt_BR, then pt, then the first of pt_*. Raises UsageError where there is a
        dictionary but the library that reads it is not installed.
        """
        return _speller(self.folder, language)


@cache
def _speller(folder: Path, language: Language) -> Speller | None:
    name = next(_names(folder, language), None)
    return None if name is None else _Hunspell(folder, name)


def _names(folder: Path, language: Language) -> Iterator[str]:
    """Names of the dictionaries that fit, the best first."""
    there = {path.stem for path in folder.glob("*.dic") if path.with_suffix(".aff").exists()}
    for name in (language.directory, language.base):
        if name in there:
            yield name
    yield from sorted(name for name in there if name.startswith(f"{language.base}_"))


class _Hunspell:
    """A hunspell dictionary; what was asked once is remembered."""

    def __init__(self, folder: Path, name: str) -> None:
        try:
            from hunspell import Hunspell  # an extra that most do without
        except ImportError as error:
            raise UsageError(
                "spelling is checked with hunspell, which is not installed",
                hint="install the extra: pip install 'leaflets[spelling]'",
            ) from error
        self._hunspell = Hunspell(name, hunspell_data_dir=str(folder))
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether the word is in the dictionary, in one of its forms."""
        found = self._known.get(word)
        if found is None:
            try:
                found = bool(self._hunspell.spell(word))
            except UnicodeEncodeError:  # the dictionary's encoding has not its letters
                found = True
            self._known[word] = found
        return found

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What hunspell proposes."""
        return tuple(str(each) for each in self._hunspell.suggest(word))
