"""How text is set is data, and the data serve every language."""

from __future__ import annotations

import pytest

from pipeline.leaflets.typography import LAST_FAMILY, families, typography
from pipeline.model import Language

ISSUE_LANGUAGES = "en es fr de zh-Hans ja ar pt-BR it nl pl ru uk tr vi id ko zh-Hant he fa ur hi bn ta th el am sw"


@pytest.mark.parametrize("tag", ISSUE_LANGUAGES.split())
def test_every_chain_has_the_letters_and_the_signs(tag: str) -> None:
    style = typography(Language(tag))
    assert LAST_FAMILY in style.print_fonts
    assert "Noto Sans" in style.print_fonts, "the only family with Latin letters for all"
    assert set(style.print_fonts) <= families()
    assert style.emphasis in ("italic", "weight")


@pytest.mark.parametrize(
    ("tag", "first_own"),
    [
        pytest.param("ar", "IBM Plex Sans Arabic", id="row"),
        pytest.param("ckb", "IBM Plex Sans Arabic", id="by-script"),
        pytest.param("mr", "Noto Sans Devanagari", id="by-script-devanagari"),
        pytest.param("zh-HK", "Noto Sans CJK TC", id="by-variant"),
        pytest.param("zh", "Noto Sans CJK SC", id="by-base"),
        pytest.param("sw", LAST_FAMILY, id="latin"),
    ],
)
def test_language_without_a_row_is_set_as_its_script(tag: str, first_own: str) -> None:
    assert next(f for f in typography(Language(tag)).print_fonts if f != "Noto Sans") == first_own


@pytest.mark.parametrize("tag", ["ar", "he", "hi", "th", "ja", "ko", "zh-Hans", "am"])
def test_scripts_without_italics_emphasize_by_weight(tag: str) -> None:
    assert typography(Language(tag)).emphasis == "weight"
