"""Where an article still waits for a text: what is found, and what only looks like it."""

from __future__ import annotations

import pytest

from pipeline.language.gaps import gaps, may_have_gaps
from pipeline.model import Language


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        pytest.param("en", "Call [Name of clinic].", ["[Name of clinic]"], id="brackets"),
        pytest.param("hu", "Hívja: [phone number].", ["[phone number]"], id="English templates"),
        pytest.param("pl", "Zadzwoń: [telefonu].", ["[telefonu]"], id="an ending"),
        pytest.param("th", "โทร [เบอร์โทรศัพท์]", ["[เบอร์โทรศัพท์]"], id="no spaces"),
        pytest.param("ja", "［病院名］に電話。", ["［病院名］"], id="full-width brackets"),
        pytest.param("en", "See [below], [x], [1], [Smith 2020].", [], id="remarks"),
        pytest.param("en", "[see hospital notes], [Photo: Ann Lee], [INR: a number], [Time: 5 minutes]", [], id="words beside"),
        pytest.param("en", "Press [Enter]. [Add water], [phone 0800 123 456]", [], id="a key and an order"),
        pytest.param("en", "[insert here], [your hospital’s phone number], [name of the doctor]", ["[insert here]", "[your hospital’s phone number]", "[name of the doctor]"], id="small words"),
        pytest.param("de", "[Name der Ärztin], [Telefonnummer der Station]", ["[Telefonnummer der Station]"], id="German"),
        pytest.param("zh-Hans", "请致电[您的医院的电话号码]。[详见医院说明]", ["[您的医院的电话号码]"], id="Chinese"),
        pytest.param("en", "[Say your name when you call us first.]", [], id="a sentence"),
        pytest.param("en", "[our number](a.html) [our number][a]", [], id="links"),
        pytest.param("en", "![Name of clinic](a.png) `[name]` \\[name\\]", [], id="no brackets"),
        pytest.param("en", "TODO: ask. TBD, FIXME", ["TODO", "TBD", "FIXME"], id="words"),
        pytest.param("pt", "Tome TODO o frasco. TODOS.", [], id="a word of Portuguese"),
        pytest.param("fr", "Téléphone : À COMPLÉTER", ["À COMPLÉTER"], id="French"),
        pytest.param("en", "LOREM IPSUM dolor", ["LOREM IPSUM"], id="dummy text"),
        pytest.param("en", "Give XX mg or X ml.", ["XX mg", "X ml"], id="doses"),
        pytest.param("en", "Take xx tablets for XX days.", ["xx tablets", "XX days"], id="counts"),
        pytest.param("ja", "XX分待つ。XX mg。", ["XX分", "XX mg"], id="no space before the unit"),
        pytest.param("ru", "ХХ мг, XX таблеток", ["ХХ мг", "XX таблеток"], id="Cyrillic"),
        pytest.param("en", "0800 XXX XXX or 0800 123 XX", ["0800 XXX XXX", "0800 123 XX"], id="phones"),
        pytest.param("en", "XX/XX/2026, XX:XX, 20XX", ["XX/XX/2026", "XX:XX", "20XX"], id="dates"),
        pytest.param("en", "Ask Dr XXX.", ["XXX"], id="a name"),
        pytest.param("en", "XX chromosomes, 47,XXX, 46 XX, 47, XXX", [], id="chromosomes"),
        pytest.param("es", "En el siglo XX, Alfonso XX 1950.", [], id="Roman numerals"),
        pytest.param("en", "An X-ray, 2 x 5 mg, 2 X daily, XXL, 5XL, Factor X 50 IU", [], id="x"),
        pytest.param("en", "{name}, {{ clinic }}, ${ward}, %(date)s", ["{name}", "{{ clinic }}", "${ward}", "%(date)s"], id="fields"),
        pytest.param("en", "{: .note } {#top} [a](b.html){ .wide } 100% {1}", [], id="attributes"),
        pytest.param("en", "Name: ____ Date: ........ Why???", [], id="for a pen"),
    ],
)  # fmt: skip
def test_gaps_are_found_where_something_is_to_be_written(
    tag: str, text: str, expected: list[str]
) -> None:
    language = Language(tag)
    found = [text[start:end] for start, end in gaps(text, language)]
    assert found == expected
    assert may_have_gaps(text, language) or not found


def test_brackets_around_the_label_of_a_link_are_a_link() -> None:
    text = "See [Our Address] and [name]."
    assert list(gaps(text, Language("en"), labels={"our address"})) == [(22, 28)]
