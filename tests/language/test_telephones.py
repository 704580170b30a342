"""An emergency number may give way to that of the reader's country, and to no other number."""

from __future__ import annotations

import pytest

from pipeline.language.amounts.telephones import is_localised, says_to_call
from pipeline.model import Language


@pytest.mark.parametrize(
    ("number", "instead", "tag", "expected"),
    [
        pytest.param("999", "112", "de", True, id="of-the-country"),
        pytest.param("911", "120", "zh-Hans", True, id="of-another-country"),
        pytest.param("112", "٩١١", "ar", True, id="in-its-own-digits"),
        pytest.param("911", "120", "ja", False, id="where-nobody-answers"),
        pytest.param("999", "113", "de", False, id="mistyped"),
        pytest.param("112", "113", "nl", False, id="a-line-for-advice-instead-of-an-ambulance"),
        pytest.param("988", "113", "nl", True, id="a-line-for-advice-instead-of-another"),
        pytest.param("112", "988", "es", False, id="nor-where-it-is-one-in-any-country"),
        pytest.param("112", "111", "en", True, id="for-both"),
        pytest.param("24", "112", "de", False, id="instead-of-what-is-no-such-number"),
    ],
)
def test_emergency_numbers(number: str, instead: str, tag: str, *, expected: bool) -> None:
    assert is_localised(number, instead, Language(tag)) is expected


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Rufen Sie 112 an.", "de", True),
        ("Nehmen Sie 112 mg.", "de", False),
        ("Llame al 112.", "es", True),
        ("拨打120。", "zh-Hans", True),
        ("Rufen Sie 112 an.", "xx", False),  # whose words we don't know
    ],
)
def test_whether_somebody_is_told_to_call(text: str, tag: str, *, expected: bool) -> None:
    assert says_to_call(text, Language(tag)) is expected
