"""The project's own abbreviations, source/abbreviations.txt: words whose stop ends no sentence.

One a line, with or without the final stop; `#` opens a comment line. A line is for the language of
the articles, or for the one it names: `de: Tbl.` is used where a German translation is taken apart.
They come on top of those that `language.sentences` has for every language. Every mistake is
reported at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import SourceError, unreadable
from pipeline.language import cldr
from pipeline.model import Language
from pipeline.source.decoding import (
    Problem,
    combined,
    decode_utf8,
    describe,
    forbidden_characters,
    project_path,
)

__all__ = ["NONE", "Abbreviations", "of_language", "parse_abbreviations", "read_abbreviations"]

LONGEST = 40  # code points: longer ones are sentences that strayed in here
_LANGUAGE = re.compile(r"(?P<tag>[^\s:]+):(?:\s+|$)(?P<entry>.*)")
_SEPARATOR = re.compile(r"[\s,;!?/]")
_HINT = "write one abbreviation a line: approx."
_WORD_HINT = "write the word right before the stop, for 'dose equiv.': equiv."
_LANGUAGE_HINT = "begin the line with a language tag: de: Tbl."

Abbreviations = Mapping[Language, frozenset[str]]
NONE: Abbreviations = MappingProxyType({})


def of_language(abbreviations: Abbreviations, language: Language) -> frozenset[str]:
    """Those for the language, "pt-BR", and for its base, "pt"."""
    none: frozenset[str] = frozenset()
    return abbreviations.get(language, none) | abbreviations.get(Language(language.base), none)


def read_abbreviations(path: Path, *, root: Path, source_language: Language) -> Abbreviations:
    """The abbreviations in the file `path` by language; no file, none.

    Entries have no final stop. Raises SourceError with every mistake of the file, a line each.
    """
    shown = project_path(path, root)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return NONE
    except OSError as error:
        raise unreadable(SourceError, shown, error) from error
    return parse_abbreviations(
        decode_utf8(data, shown), path=shown, source_language=source_language
    )


def parse_abbreviations(text: str, *, path: str, source_language: Language) -> Abbreviations:
    """The abbreviations that a file's `text` lists; SourceError as from `read_abbreviations`."""
    found: dict[Language, set[str]] = {}
    lines: dict[tuple[Language, str], int] = {}
    problems: list[Problem] = []
    rows = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    for number, row in enumerate(rows, start=1):
        line = row.strip()
        if not line or line.startswith("#"):
            continue
        named = _LANGUAGE.fullmatch(line)
        language = Language.parse(named["tag"]) if named else source_language
        entry = (named["entry"] if named else line).rstrip(".")
        wrong = list(_problems(number, language, entry, line))
        if not wrong and (language, entry) in lines:
            first = lines[language, entry]
            wrong = [Problem(number, f"'{entry}' is there twice: see line {first}", "delete one")]
        problems += wrong
        lines.setdefault((language, entry), number)
        found.setdefault(language, set()).add(entry)
    if problems:
        raise combined(problems, path)
    return MappingProxyType({language: frozenset(own) for language, own in found.items()})


def _problems(number: int, language: Language, entry: str, line: str) -> Iterable[Problem]:
    if not cldr.is_known(language):
        yield Problem(number, f"unknown language '{language}'", _LANGUAGE_HINT)
    for _, character in forbidden_characters(line):
        yield Problem(number, f"{describe(character)} in '{line}'", "delete it")
    if not any(character.isalpha() for character in entry):
        yield Problem(number, f"'{line}' is no abbreviation: it has no letter", _HINT)
    elif len(entry) > LONGEST:
        yield Problem(number, f"'{line}' is too long for an abbreviation", _HINT)
    elif _SEPARATOR.search(entry):
        yield Problem(number, f"'{line}' is not one word", _WORD_HINT)
