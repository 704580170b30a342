"""Emergency numbers give way to those of the reader's country alone, no group of a number to another."""

from __future__ import annotations

import pytest

from pipeline.language.amounts.quantities import DifferenceKind, NumberKind, compare
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


# ------------------------------------------------------------------------------- groups of a number
EN = Language("en")
TOLD = [  # source, translation, its language, what the translation says
    ("Call 0800 123 4567.", "Llame al 4567 123 0800.", "es", "4567 123 0800"),
    ("Call 0800 123 4567.", "Llame al 0800 4567 123.", "es", "0800 4567 123"),
    ("Call 0800-123-4567.", "اتصل على 4567-123-0800.", "ar", "4567-123-0800"),
    ("Call 0800 123 4567.", "اتصل على ٤٥٦٧ ١٢٣ ٠٨٠٠.", "ar", "٤٥٦٧ ١٢٣ ٠٨٠٠"),
    ("Call +44 20 7946 0018.", "התקשרו אל 0018 7946 20 44+.", "he", "0018 7946 20 44"),
    ("Call 1-800-273-8255.", "Llame al 1-800-8255-273.", "es", "1-800-8255-273"),
    ("Call (555) 123-4567.", "Llame al 4567-123 (555).", "es", "4567-123 (555)"),
    ("Call 1300 123 456.", "با 456 123 1300 تماس بگیرید.", "fa", "456 123 1300"),
    ("Call 116 117.", "Rufen Sie 117 116 an.", "de", "117 116"),
    ("Call 0800 123 4567.", "Llame al 800 123 4567.", "es", "800 123 4567"),
    ("Call 0800 123 4567.", "Llame al 4567 con 123 y 0800.", "es", ""),
]


@pytest.mark.parametrize(("source", "target", "tag", "said"), TOLD)
def test_groups_in_another_order_are_another_number(
    source: str, target: str, tag: str, said: str
) -> None:
    """They were compared as numbers are, in any order."""
    found = compare(source, EN, target, Language(tag))
    assert {each.number for each in found} == {NumberKind.PHONE}
    assert [each.text for each in found if each.kind is DifferenceKind.EXTRA] == [said] * bool(said)
    missing = [each.text for each in found if each.kind is DifferenceKind.MISSING]
    assert missing == [source.removeprefix("Call ").removesuffix(".")]


@pytest.mark.parametrize(
    ("source", "target", "tag"),
    [
        ("Call 0800 123 4567.", "Llame al 080 01 23 45 67.", "es"),
        ("Call 0800 123 4567.", "اتصل على ٠٨٠٠ ١٢٣ ٤٥٦٧.", "ar"),
        ("Call +44 20 7946 0018.", "Llame al 0044 20 7946 0018.", "es"),
        ("Call 1300 123 456 or 1800 999 111.", "Llame al 1800 999 111 o al 1300 123 456.", "es"),
        ("Call (02) 555 0123.", "Llame al 02 5550123.", "es"),
        ("Call before 2025-03-04.", "Llame antes del 4-3-2025.", "es"),
        ("Call about 250 000 000 people.", "Llame a unos 250 millones de personas.", "es"),
        ("Rooms 123 456 are free.", "Las salas 456 123 están libres.", "es"),
    ],
)
def test_what_is_dialled_alike_is_one_number(source: str, target: str, tag: str) -> None:
    assert compare(source, EN, target, Language(tag)) == ()
