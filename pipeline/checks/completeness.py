"""Checks of completeness: whether there is a translation that may be shown to a patient."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.checks.check import Context, Fires, Passes, Problem, Scope, check
from pipeline.checks.reading import Pair
from pipeline.checks.wording import code_points, excerpt
from pipeline.model import Severity, State

INVISIBLE = frozenset({"Cf", "Cc", "Zs"})  # general categories
ANY_LIVE = frozenset({State.UNTRANSLATED, State.FUZZY, State.TRANSLATED})


@check(
    "untranslated",
    Scope.UNIT,
    Severity.ERROR,
    states=frozenset({State.UNTRANSLATED}),
    plural=True,
    examples=(
        Passes("Keep moving.", "Siga moviéndose.", "es"),
        Fires("Keep moving.", "", "es", "'Keep moving.'"),
    ),
)
def untranslated(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The sentence has no translation.

    The leaflet shows the whole paragraph in the source language instead, which the patient may not
    be able to read.
    """
    yield Problem(
        f"no translation of {excerpt(pair.unit.key.msgid)}",
        hint="write one into msgstr",
    )


@check(
    "fuzzy",
    Scope.UNIT,
    Severity.ERROR,
    states=frozenset({State.FUZZY}),
    plural=True,
    examples=(
        Passes("Take 50 mg.", "Tome 50 mg.", "es"),
        Fires("Take 50 mg.", "Tome 5 mg.", "es", "'Take 50 mg.'", fuzzy=True),
    ),
)
def fuzzy(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The translation is marked fuzzy: it belongs to an earlier or a similar sentence.

    A fuzzy translation may say the opposite of the source, so it is never published. The leaflet
    shows the paragraph in the source language until somebody has read it.
    """
    yield Problem(
        f"the translation of {excerpt(pair.unit.key.msgid)} is fuzzy: nobody has confirmed it",
        hint="compare it with the source, correct it, then remove the mark 'fuzzy'",
    )


@check(
    "blank-translation",
    Scope.UNIT,
    Severity.ERROR,
    examples=(
        Passes("Keep moving.", "Bleiben Sie in Bewegung.", "de"),
        Fires("Keep moving.", "\u200b", "de", "U+200B"),
    ),
)
def blank_translation(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The translation holds nothing that can be seen.

    Zero-width and direction marks count as text for a program, so that such a sentence passes as
    translated, and disappears from the leaflet.
    """
    text = pair.target.text
    if all(unicodedata.category(char) in INVISIBLE for char in pair.target.characters):
        yield Problem(
            f"the translation is blank: it consists of {code_points(text)} only",
            (0, len(text)),
            "translate the sentence, or empty msgstr",
        )


@check(
    "plural-unit",
    Scope.UNIT,
    Severity.WARNING,
    states=ANY_LIVE,
    plural=True,
    examples=(
        Passes("Take one tablet.", "Tome un comprimido.", "es"),
        Fires(
            "Take %d tablet.",
            "",
            "es",
            "plural",
            plural=("Take %d tablets.", "Tome %d comprimido.", "Tome %d comprimidos."),
        ),
    ),
)
def plural_unit(pair: Pair, _context: Context) -> Iterator[Problem]:
    """The entry has plural forms, which leaflets do not use and these checks do not compare.

    It is kept as it is. Its numbers and markup have to be read by a person.
    """
    if pair.unit.plural:
        yield Problem(
            f"{excerpt(pair.unit.key.msgid)} has plural forms, which are not checked",
            hint="compare every form with the source yourself",
        )
