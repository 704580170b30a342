"""Letters that keyboards write as one character, and the normal form takes apart."""

import unicodedata

import pytest

from pipeline.checks.run import run
from pipeline.language.words import folded_words
from pipeline.model import Language
from tests.builders import make_catalog, make_unit

YA, RHA = "\u09df", "\u095d"  # "য়" of Bengali, "ढ़" of Hindi


def ids(source: str, target: str, language: str) -> set[str]:
    catalog = make_catalog(make_unit(source, target), language=language)
    return {each.id for each in run({f"locales/{language}/LC_MESSAGES/leaflet.po": catalog})}


RIGHT = [
    ("Do not walk now.", f"এখন হাঁটা ঠিক ন{YA}।", "bn"),
    ("Nothing has been changed.", f"কিছুই বদলানো হ{YA}নি।", "bn"),
    ("Take 6 tablets.", f"ছ{YA}টি ট্যাবলেট খান।", "bn"),
    ("Take 9 tablets.", f"ন{YA}টি ট্যাবলেট খান।", "bn"),
    ("Take one and a half tablets.", f"डे{RHA} गोली लें।", "hi"),
]


@pytest.mark.parametrize(("source", "target", "language"), RIGHT)
def test_words_are_known_in_both_spellings(source: str, target: str, language: str) -> None:
    assert ids(source, target, language) == set()
    assert ids(source, unicodedata.normalize("NFC", target), language) == set()


def test_mistakes_are_found_in_both_spellings() -> None:
    for target in (f"ন{YA}টি ট্যাবলেট খান।", unicodedata.normalize("NFC", f"ন{YA}টি ট্যাবলেট খান।")):
        assert "spelled-number-mismatch" in ids("Take six tablets.", target, "bn")
    for target in (f"এটি বিপজ্জনক ন{YA}।", unicodedata.normalize("NFC", f"এটি বিপজ্জনক ন{YA}।")):
        assert "negation-mismatch" in ids("It is dangerous.", target, "bn")


def test_folded_words_are_in_the_normal_form() -> None:
    (word,) = folded_words(f"ন{YA}", Language.parse("bn"))
    assert word == unicodedata.normalize("NFC", word) != f"ন{YA}"
