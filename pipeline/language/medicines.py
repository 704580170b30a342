"""Names of medicines, by the stems that international nonproprietary names share.

Data: data/drug_names.txt, data/medicine-names.txt, data/no-medicines.tsv. Tells whether a word is
such a name, and whether two are one name as two languages spell it: ibuprofen, ibuprofeno,
ibuprofène, ibuprofenu. In other letters (布洛芬, ибупрофен) common names are known one by one:
data/medicines-elsewhere.tsv.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.language import inline
from pipeline.language.cldr import default_script
from pipeline.language.patterns import any_of, lazy
from pipeline.language.tables import rows
from pipeline.model import Language

__all__ = [
    "is_medicine",
    "is_same_medicine",
    "known_elsewhere",
    "medicines",
    "medicines_elsewhere",
    "medicines_in_translation",
    "medicines_named",
]

_WORD = lazy(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f-]{2,}")


# What differs from these letters only in being large or small, and not by `str.lower`.
_SAME_LETTERS = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})


@functools.lru_cache(maxsize=65536)
def is_medicine(word: str) -> bool:
    """Whether `word`, in Latin letters, looks like the name of a medicine."""
    plain = word.translate(_SAME_LETTERS).lower()
    names, endings, beginnings = _stems()
    # Something stands before an ending and behind a beginning.
    return plain in names or plain[1:].endswith(endings) or plain[:-1].startswith(beginnings)


def medicines(text: str) -> Iterator[tuple[int, str]]:
    """(start, name in lower case) of the medicines in `text` (inline Markdown), in order."""
    for match in _WORD.finditer(inline.blank(text)):
        if is_medicine(match[0]):
            yield match.start(), match[0].lower()


def medicines_named(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """(start, name in lower case) of the medicines that an article in this language names.

    As it spells them; in other than Latin letters the common ones alone, by their English names.
    """
    if language.base == "en":
        return medicines(text)
    if default_script(language) == "Latn":
        return medicines_in_translation(text, language)
    return ((start, name) for start, _, name in medicines_elsewhere(text, language))


@functools.cache
def _stems() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole names, endings and beginnings; a pattern of them takes 40 ms to compile."""
    entries = [entry.lower() for (entry,) in rows("drug_names.txt")]
    return (
        frozenset(entry for entry in entries if not entry.startswith("-") and entry[-1] != "-"),
        tuple(entry[1:] for entry in entries if entry.startswith("-") and entry[-1] != "-"),
        tuple(entry[:-1] for entry in entries if entry.endswith("-")),
    )


# ------------------------------------------------------------------------------ in other languages
_SHORTEST = 6  # letters: shorter words end like medicines by chance
_LONGEST_ENDING = 3  # letters: paracetamol, paracetamolem
_LONG = 7  # letters: in such names one may differ, "ketiapin", "kvetiapin"
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("ch", "k"), ("qu", "k"), ("ck", "k"), ("x", "ks"), ("ae", "e"),
    ("oe", "e"), ("sz", "s"), ("ss", "s"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"),
    ("y", "i"), ("z", "s"), ("w", "v"), ("j", "i"), ("h", ""), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")
_ENDING = lazy(r"(?:um|us|[aeiou]m?)$")
# "estreptomicina" is streptomycin; no "esc" before "i", for escitalopram is not citalopram.
_VOWEL_AHEAD = lazy(r"^e(?=s(?:[pt]|co))")


def medicines_in_translation(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """(start, word in lower case) of what may be a medicine in a language in Latin script."""
    for match in _WORD.finditer(inline.blank(text)):
        word = match[0].lower()
        if len(word) < _SHORTEST or not _folded_pattern().fullmatch(sound(word)):
            continue
        if not word.startswith(_ordinary(language)):
            yield match.start(), word


@functools.cache
def _ordinary(language: Language) -> tuple[str, ...]:
    """What words begin with that only sound like a medicine: Spanish "hinchazón", a swelling."""
    return tuple(
        beginning
        for tag, beginnings in rows("no-medicines.tsv")
        if tag in ("*", language.base)
        for beginning in beginnings.split(", ")
    )


@functools.lru_cache(maxsize=65536)  # words come again and again
def is_same_medicine(one: str, other: str) -> bool:
    """Whether the two names are one medicine's, by their sound or by another nomenclature."""
    return _are_alike(sound(one), sound(other)) or any(
        _are_alike(sound(other), each) for names in _synonyms_of(one) for each in names
    )


@functools.lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """The word as most languages would sound it: no marks, no doubled letters, no ending.

    And no vowel ahead of "st" and "sp", as Spanish and Portuguese have it.
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i").replace("ł", "l"))
    folded = "".join(char for char in decomposed if not unicodedata.combining(char))
    folded = _VOWEL_AHEAD.sub("", folded)
    for written, spoken in _SOUNDS:
        folded = folded.replace(written, spoken)
    return _ENDING.sub("", _DOUBLED.sub(r"\1", folded))


def _are_alike(one: str, other: str) -> bool:
    """Whether only an ending or one letter differs: prednisone is not prednisolone."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter or shorter[0] != longer[0] or len(longer) - len(shorter) > _LONGEST_ENDING:
        return False
    if longer.startswith(shorter):
        return len(shorter) >= _SHORTEST - 2 or shorter == longer
    if len(shorter) < _LONG or len(longer) - len(shorter) > 1:
        return False
    same = next(i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b)
    rest = shorter[same + (len(shorter) == len(longer)) :]
    return longer[same + 1 :] == rest


@functools.lru_cache(maxsize=4096)
def _synonyms_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The lists of names that hold this one: mostly none."""
    own = sound(name)
    return tuple(names for names in _synonyms() if any(_are_alike(own, each) for each in names))


@functools.cache
def _synonyms() -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(sound(part) for name in entry.split(", ") for part in (name, name.split()[-1]))
        for (entry,) in rows("medicine-names.txt")
    )


@functools.cache
def _folded_pattern() -> re.Pattern[str]:
    alternatives = []
    for (entry,) in rows("drug_names.txt"):
        spoken = re.escape(sound(entry.strip("-")))
        if entry.endswith("-"):
            continue  # a beginning says too little in another language
        ending = "[a-z]{0,2}"  # cases: paracetamolu, ibuprofenem
        alternatives.append(f".{{3,}}{spoken}{ending}" if entry[0] == "-" else f"{spoken}{ending}")
    return re.compile("|".join(alternatives))


# -------------------------------------------------------------------------------- in other letters
def medicines_elsewhere(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """(start, end, English name) of the common medicines in a text in other than Latin letters."""
    names = _elsewhere(language)
    if names:
        for match in _elsewhere_pattern(language).finditer(inline.blank(text).lower()):
            written = " ".join(match[0].split())  # a name of two words may have any space in it
            yield match.start(), match.end(), names[written]


@functools.lru_cache(maxsize=4096)
def known_elsewhere(name: str, language: Language) -> str | None:
    """The English name under which `medicines_elsewhere` tells this one; None: it is not known."""
    known = dict.fromkeys(_elsewhere(language).values())
    return next((each for each in known if is_same_medicine(name, each)), None)


@functools.cache
def _elsewhere(language: Language) -> Mapping[str, str]:
    """What a name begins with, in lower case → the English name."""
    script = default_script(language)
    tag = f"zh-{script}" if language.base == "zh" else language.base
    return {
        form.lower(): name
        for key, name, forms in rows("medicines-elsewhere.tsv")
        if key == tag
        for form in forms.split(", ")
    }


@functools.cache
def _elsewhere_pattern(language: Language) -> re.Pattern[str]:
    forms = sorted(_elsewhere(language), key=len, reverse=True)
    # Where an article or "and" may be written together with a name, any letter may stand before it.
    begins = r"(?<![^\W\d_])" if default_script(language) in ("Cyrl", "Grek") else ""
    return re.compile(f"{begins}(?:{any_of(forms)})")
