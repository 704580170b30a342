"""pipeline/language/data/usual-words.tsv: counts the words that leaflets use most, language by language.

Run by hand (`python -m tests.usual_words`) when there are many more right translations than the last
time; read what changes. Counted are the translations of this repository that are right: its
catalogs, those of the corpus, and `tests/checks/right`. The sentences of `tests/checks/meaning` are left out,
so that they can be asked afterwards how well the words tell languages apart.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.catalogs import po
from pipeline.checks.reading import Reading
from pipeline.files import write_if_changed
from pipeline.language.function_words import function_words
from pipeline.language.tables import DATA
from pipeline.model import Language, State

ROOT = Path(__file__).parents[1]
TABLE = DATA / "usual-words.tsv"
# Those that share their script with another of them; of Thai or Greek the script tells.
COUNTED = [
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "hi",
    "id",
    "it",
    "nl",
    "pl",
    "pt",
    "ru",
    "sw",
    "tr",
    "uk",
    "ur",
    "vi",
]
ENGLISH = Language("en")
MOST = 600
LEAST_OFTEN = 2  # in so many different translations
HEAD = """\
# The words that health leaflets use most, but for the small ones (function_words.tsv), the commonest first.
# They tell in which language a short sentence is: "Mantenga la herida seca" has no small word but "la".
# Counted in the right translations of this repository by `python -m tests.usual_words`: at most 600 a language,
# each in two texts or more, none that its source has too (a name, a unit). Source: these translations, ours.
# What stands below the line was written by hand: for two languages that are near each other, and for some that we
# have no catalogs in and that are taken for one of those; a catalog in one of these is not asked about by them.
# Language, tab, words; a language may have several rows.
"""
LINE = "# ----------------------------------------------------------------------------- by hand\n"


def right_translations() -> Iterator[tuple[Language, str, str]]:
    """(language, source, translation) of all that is right."""
    for table in sorted((ROOT / "tests" / "checks" / "right").glob("*.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines():
            source, translation, *_ = line.split("\t")
            yield Language(table.stem), source, translation
    for root in (ROOT, ROOT / "tests" / "selftest" / "corpus"):
        for path in sorted(root.glob("locales/*/LC_MESSAGES/*.po")):
            catalog = po.read(path, root=root)
            for unit in catalog.units:
                if catalog.language and unit.state is State.TRANSLATED:
                    yield catalog.language, unit.key.msgid, unit.msgstr


def counted() -> dict[str, list[str]]:
    """Base language → its usual words, the commonest first."""
    texts: dict[str, set[frozenset[str]]] = defaultdict(set)
    for language, source, translation in right_translations():
        kept = Reading(source, ENGLISH).vocabulary
        texts["en"].add(kept)
        texts[language.base].add(Reading(translation, language).vocabulary - kept)
    return {base: _commonest(base, texts[base]) for base in COUNTED}


def _commonest(base: str, texts: set[frozenset[str]]) -> list[str]:
    found = Counter(word for words in texts for word in words)
    small = function_words(base)
    often = [
        (-count, word)
        for word, count in found.items()
        if count >= LEAST_OFTEN and len(word) > 1 and _is_of_letters(word) and word not in small
    ]
    return [word for _, word in sorted(often)[:MOST]]


def _is_of_letters(word: str) -> bool:
    return all(unicodedata.category(char)[0] in "LM" for char in word)


def main() -> None:
    """Write the table again; what was written by hand stays."""
    by_hand = TABLE.read_text(encoding="utf-8").partition(LINE)[2] if TABLE.exists() else ""
    rows = (f"{base}\t{' '.join(words)}\n" for base, words in counted().items())
    write_if_changed(TABLE, (HEAD + "".join(rows) + LINE + by_hand).encode())


if __name__ == "__main__":
    main()
