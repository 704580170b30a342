"""Spelling by the project's own dictionaries, where it has any.

Knows no language: the dictionary is handed in by the Context. Words that no dictionary can know,
names, medicines, codes, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import listing
from pipeline.language.medicines import is_medicine
from pipeline.model import Severity

MIN_LETTERS = 3  # shorter words are units, initials, abbreviations
SUGGESTIONS = 3


@check(
    "misspelt-word",
    Scope.UNIT,
    Severity.WARNING,
    enabled_by_default=False,
    examples=(
        Fires(
            "Take one tablet.",
            "Tome un comprimdo.",
            "es",
            "'comprimdo'",
            dictionary=("tome", "un", "comprimido"),
        ),
        Fires(
            "Take one tablet.",
            "Примите однну таблетку.",
            "ru",
            "'однну'",
            dictionary=("примите", "одну", "таблетку"),
        ),
        Passes("Take one tablet.", "Tome un comprimido.", "es"),
        Passes(
            "Ask Dr. Okonkwo about ibuprofen and the MRI at L4.",
            "Pregunte a Okonkwo por ibuprofeno y la RM en L4.",
            "es",
            dictionary=("pregunte", "a", "por", "y", "la", "en"),
        ),
    ),
)
def misspelt_word(pair: Pair, context: Context) -> Iterator[Problem]:
    """A word is in no dictionary.

    It may be a slip that makes another word of it, or a name: names belong into the termbase, other
    right words into the project's dictionary. Only where the project has dictionaries.
    """
    speller = context.speller
    if speller is None:
        return
    text = pair.target.text
    seen: set[str] = set()
    for start, end, folded in pair.target.words:
        written = text[start:end]
        if folded in seen or speller.knows(written) or not _is_plain(written):
            continue
        seen.add(folded)
        if not _is_known(written, folded, pair, context):
            near = listing(
                (f"'{each}'" for each in speller.suggestions(written)[:SUGGESTIONS]), last="or"
            )
            yield Problem(
                f"'{written}' is in no dictionary",
                (start, end),
                f"did you mean {near}" if near else "correct it, or add it to the dictionary",
            )


def _is_plain(written: str) -> bool:
    """Whether it is a word that a dictionary could have: no code, no capitals inside."""
    return (
        len(written) >= MIN_LETTERS
        and written[1:] == written[1:].lower()
        and not any(character.isdigit() for character in written)
    )


def _is_known(written: str, folded: str, pair: Pair, context: Context) -> bool:
    """Whether the project, or the source, has the word."""
    speller = context.speller
    assert speller is not None
    parts = written.replace("’", "'").split("'")
    return (
        folded in context.spelling
        or any(folded in wording.lower().split() for wording in context.allow)
        or any(folded in wording.lower().split() for wording in _wordings(context))
        or any(folded == word.folded for word in pair.source.words)  # a name, a medicine
        or is_medicine(written)
        or is_medicine(written.rstrip("aeo"))  # ibuprofeno
        or (len(parts) > 1 and all(len(part) < 2 or speller.knows(part) for part in parts))
    )


def _wordings(context: Context) -> Iterator[str]:
    """The project's terms in this language."""
    yield from context.facts.words_kept_in(context.language)
    for term in context.facts.termbase.terms:
        yield from term.readings.get(context.language.tag, ())
        yield from term.readings.get(context.language.base, ())
