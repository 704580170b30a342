"""Signs of units in other letters, as a pattern may take them in."""

from __future__ import annotations

import re

import pytest

from pipeline.language.unit_signs import any_sign, any_sign_of


@pytest.mark.parametrize("sign", ["мг", "мл", "ملغ", "میلی\u200cلیتر", 'מ"ג', "ملی گرام"])
def test_signs_of_every_language_are_known(sign: str) -> None:
    assert re.fullmatch(any_sign(), sign)


def test_what_may_end_a_code_is_a_sign_of_its_script_only() -> None:
    assert re.fullmatch(any_sign_of("Cyrl"), "м")
    assert not re.fullmatch(any_sign(), "м")


def test_a_script_without_signs_has_none() -> None:
    assert any_sign_of("Latn") == ""
